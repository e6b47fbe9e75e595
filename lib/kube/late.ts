/** A value that exists only once something has been deployed. A Pulumi `Output` has this shape. */
export interface DeployTimeValue<T> {
  readonly __pulumiOutput: true;
  apply<U>(func: (value: T) => U): unknown;
}

/**
 * A value that is only copied into objects, so it may be known as late as deploy time.
 * What decides how many objects exist, or is checked, is never late.
 */
export type Late<T> = T | DeployTimeValue<T>;

/** Whether a value is known only at deploy time. It is recognised by its shape and never looked into. */
export function isLate(value: unknown): value is DeployTimeValue<unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as { __pulumiOutput?: unknown }).__pulumiOutput === true &&
    typeof (value as { apply?: unknown }).apply === 'function'
  );
}

/** Where values known only at deploy time stand in something that must be written now; none of them is looked into. */
export function latePaths(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isLate(value)) return [path];
  const isList = Array.isArray(value);
  return Object.entries(value).flatMap(([key, child]) =>
    latePaths(child, isList ? `${path}[${key}]` : `${path}.${key}`),
  );
}
