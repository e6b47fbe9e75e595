/** Each story is a folder here: a program, its README and what it synthesizes. */
export const STORIES = ['eks', 'gke', 'aks', 'on-prem', 'laptop', 'one-program'] as const;
