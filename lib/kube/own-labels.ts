/** Who made an object; every object of this library carries it. */
export const MANAGED_BY = { 'app.kubernetes.io/managed-by': 'cdk8s-ai' } as const;

/** The label that tells whose nodes they are; its value is the pool's name. */
export const POOL_LABEL = 'cdk8s-ai/pool';
