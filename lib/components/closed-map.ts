import { type ConfigIssue, shown } from '../errors';
import { checkKnownKeys, isDnsLabel, isPlainMap } from '../kube';

/** Issues of an options object that may hold these keys and no others. */
export function checkKeys(value: unknown, known: readonly string[], path: string): ConfigIssue[] {
  if (!isPlainMap(value)) {
    const hint = `write { ${known.map((key) => `${key}: …`).join(', ')} }, each optional`;
    return [{ code: 'VALUE_INVALID', path, reason: `${shown(value)} is not a map`, hint }];
  }
  return checkKnownKeys(value, known, path);
}

/** Issues of an optional namespace. */
export function checkNamespace(value: unknown, path: string): ConfigIssue[] {
  if (value === undefined || isDnsLabel(value)) return [];
  const hint = 'use at most 63 of a-z, 0-9 and dashes, with a letter or digit at both ends';
  return [{ code: 'NAME_INVALID', path, reason: `${shown(value)} is not a namespace`, hint }];
}

/** Issues of an optional text. */
export function checkText(value: unknown, path: string, example: string): ConfigIssue[] {
  if (value === undefined || (typeof value === 'string' && value.trim() !== '')) return [];
  return [{ code: 'VALUE_INVALID', path, reason: `${shown(value)} is not a text`, hint: `write it like '${example}'` }];
}
