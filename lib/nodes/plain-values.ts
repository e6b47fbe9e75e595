import { type ConfigIssue, shown, suggestWord } from '../errors';
import { isLate } from '../kube';

/** One value or a list of them, as a list. */
export function listOf<T>(value: T | readonly T[]): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** Whether a value is a map as a user writes one. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isLate(value);
}

/** Issues of a value that must be one of a few words; `undefined` is left to its default. */
export function checkWord(value: unknown, path: string, words: readonly string[]): ConfigIssue[] {
  if (value === undefined || words.includes(value as string)) return [];
  if (isLate(value)) return [lateIssue(path)];
  return [{ code: 'VALUE_INVALID', path, reason: `${shown(value)} is not known`, hint: suggestWord(value, words) }];
}

/** Issues of a value that must be a word, whichever; what it means is checked elsewhere. */
export function checkText(value: unknown, path: string): ConfigIssue[] {
  if (value === undefined || typeof value === 'string') return [];
  if (isLate(value)) return [lateIssue(path)];
  return [{ code: 'VALUE_INVALID', path, reason: `${shown(value)} is not a word`, hint: `drop ${path}` }];
}

/** A value that decides what is made, and is known too late for that. */
export function lateIssue(path: string): ConfigIssue {
  return {
    code: 'VALUE_IS_LATE',
    path,
    reason: 'is known only at deploy time, and decides what is made',
    hint: 'write it as a plain value',
  };
}

/** Issues of a list whose entries must be distinct texts that pass a test. */
export function checkTexts(
  value: unknown,
  path: string,
  isValid: (text: string) => boolean,
  describe: (text: unknown) => { reason: string; hint: string },
): ConfigIssue[] {
  if (value === undefined) return [];
  if (isLate(value)) return [lateIssue(path)];
  if (!Array.isArray(value) || value.length === 0) {
    const hint = typeof value === 'string' ? `write ['${value}']` : 'name at least one, or drop it';
    return [{ code: 'VALUE_INVALID', path, reason: `${shown(value)} is not a list of names`, hint }];
  }
  return value.flatMap((text: unknown, i): ConfigIssue[] => {
    const at = `${path}[${i}]`;
    if (isLate(text)) return [lateIssue(at)];
    if (typeof text !== 'string' || !isValid(text)) return [{ code: 'VALUE_INVALID', path: at, ...describe(text) }];
    if (value.indexOf(text) === i) return [];
    return [{ code: 'NAME_TAKEN', path: at, reason: `'${text}' stands there already`, hint: 'drop one' }];
  });
}
