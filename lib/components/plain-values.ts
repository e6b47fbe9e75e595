import type { ConfigIssue } from '../errors';
import { isLate } from '../kube';

/** Whether the value is a map as written in braces, not a list, a class instance or null. */
export function isPlainMap(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Compared by shape: values may come from another realm, with an Object of its own.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** Issues of chart values: whatever YAML cannot hold would be lost or changed on its way to the chart. */
export function checkChartValues(value: unknown, path: string, above: readonly unknown[] = []): ConfigIssue[] {
  if (value === undefined || value === null || isLate(value)) return [];
  if (typeof value === 'string' || typeof value === 'boolean') return [];
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [cannotHold(path, String(value))];
  if (above.includes(value)) return [cannotHold(path, 'a value that contains itself')];
  if (Array.isArray(value)) {
    return value.flatMap((entry, i) => checkChartValues(entry, `${path}[${i}]`, [...above, value]));
  }
  if (!isPlainMap(value)) return [cannotHold(path, `a ${typeName(value)}`)];
  return Object.entries(value).flatMap(([key, entry]) => checkChartValues(entry, `${path}.${key}`, [...above, value]));
}

function cannotHold(path: string, what: string): ConfigIssue {
  return {
    code: 'VALUE_INVALID',
    path,
    reason: `chart values cannot hold ${what}`,
    hint: 'use text, finite numbers, true, false, lists and maps; null takes a default of this library away',
  };
}

function typeName(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value;
  const maker: unknown = (value as { constructor?: unknown }).constructor;
  return typeof maker === 'function' && maker.name !== '' ? maker.name : 'object';
}
