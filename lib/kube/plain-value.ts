import type { ConfigIssue } from '../errors';
import { isLate } from './late';

/** Whether the value is a map as written in braces, not a list, a class instance or null. */
export function isPlainMap(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Compared by shape: values may come from another realm, with an Object of its own.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** What issues call the thing a value stands in, and what `null` does there. */
interface Words {
  readonly holder: string;
  readonly nullMeans: string;
}

/** Issues of a value that YAML cannot hold, and that would be lost or changed on its way. */
export function checkPlainValue(
  value: unknown,
  path: string,
  words: Words,
  above: readonly unknown[] = [],
): ConfigIssue[] {
  if (value === undefined || value === null || isLate(value)) return [];
  if (typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [cannotHold(path, String(value), words)];
  if (above.includes(value)) return [cannotHold(path, 'a value that contains itself', words)];
  const inside = [...above, value];
  if (Array.isArray(value)) {
    return value.flatMap((entry, i) => checkPlainValue(entry, `${path}[${i}]`, words, inside));
  }
  if (!isPlainMap(value)) return [cannotHold(path, `a ${typeName(value)}`, words)];
  return Object.entries(value).flatMap(([key, entry]) => checkPlainValue(entry, `${path}.${key}`, words, inside));
}

function cannotHold(path: string, what: string, { holder, nullMeans }: Words): ConfigIssue {
  return {
    code: 'VALUE_INVALID',
    path,
    reason: `${holder} cannot hold ${what}`,
    hint: `use text, finite numbers, true, false, lists and maps; ${nullMeans}`,
  };
}

function typeName(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value;
  const maker: unknown = (value as { constructor?: unknown }).constructor;
  return typeof maker === 'function' && maker.name !== '' ? maker.name : 'object';
}
