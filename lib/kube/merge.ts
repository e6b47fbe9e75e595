import { isLate } from './late';

/**
 * Lays a patch over a value, the JSON merge patch way: maps are merged key by key, `null` removes a key, and
 * everything else (lists too) is replaced as a whole. Neither input is changed.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7386
 */
export function mergePatch<T>(value: T, patch: unknown): T {
  if (!isMap(patch)) return patch as T;
  const merged: Record<string, unknown> = isMap(value) ? { ...value } : {};
  for (const [key, change] of Object.entries(patch)) {
    if (change === undefined) continue;
    if (change === null) Reflect.deleteProperty(merged, key);
    else merged[key] = mergePatch(merged[key], change);
  }
  return merged as T;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLate(value);
}
