/** An object as written in braces. */
export type PlainMap = Readonly<Record<string, unknown>>;

/** Whether a value is an object as written in braces, in whatever realm it was made. */
export function isPlainMap(value: unknown): value is PlainMap {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value) as object | null;
  if (prototype === Object.prototype) return true;
  return prototype !== null && !Array.isArray(value) && prototype.constructor?.name === 'Object';
}

/** Thrown for a value that is more than data, such as a token or a date: only cdk8s knows what becomes of it. */
export class NotPlain extends Error {}

/** Which values `tidyCopy` leaves out. */
export interface TidyOptions {
  /** Whether entries with an empty list or map are left out too, besides those with null and undefined. */
  readonly dropsEmpty: boolean;
}

/**
 * A copy of plain data as cdk8s renders it: keys sorted, nothing that is null or undefined.
 *
 * @throws NotPlain
 */
export function tidyCopy(value: unknown, options: TidyOptions): unknown {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    case 'undefined':
      return undefined;
    case 'object':
      if (value === null) return undefined;
      if (Array.isArray(value)) return tidyList(value, options);
      if (isPlainMap(value)) return tidyMap(value, options);
  }
  throw new NotPlain();
}

function tidyList(list: readonly unknown[], options: TidyOptions): unknown {
  return list.length === 0 && options.dropsEmpty ? undefined : list.map((item) => tidyCopy(item, options));
}

function tidyMap(map: PlainMap, options: TidyOptions): unknown {
  const copy: Record<string, unknown> = {};
  let isEmpty = true;
  for (const key of Object.keys(map).sort()) {
    if (isMisleading(key)) throw new NotPlain();
    const value = tidyCopy(map[key], options);
    if (value === undefined) continue;
    copy[key] = value;
    isEmpty = false;
  }
  return isEmpty && options.dropsEmpty ? undefined : copy;
}

/** Keys by which cdk8s, or the language, mistakes the map for something else. */
export function isMisleading(key: string): boolean {
  return key === 'constructor' || key === '__proto__';
}

/** Whether a key of a plain object is moved to the front by the language. */
export function isArrayIndex(key: string): boolean {
  return /^(?:0|[1-9]\d{0,9})$/.test(key) && Number(key) < 4294967295;
}

export function isNothing(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}
