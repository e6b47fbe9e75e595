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
  const found: string[] = [];
  collectLate(value, [path], found);
  return found;
}

/** The path is put together only where one is found: nearly all values are searched in vain. */
function collectLate(value: unknown, steps: string[], found: string[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (isLate(value)) {
    found.push(steps.join(''));
    return;
  }
  const isList = Array.isArray(value);
  for (const [key, child] of Object.entries(value)) {
    if (typeof child !== 'object' || child === null) continue;
    steps.push(isList ? `[${key}]` : `.${key}`);
    collectLate(child, steps, found);
    steps.pop();
  }
}
