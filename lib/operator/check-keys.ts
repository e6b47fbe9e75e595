import { type ConfigIssue, suggestWord } from '../errors';

/** Issues of keys that an options object does not know: a misspelt option would otherwise be ignored without a word. */
export function checkKeys(given: object, known: readonly string[], path: string): ConfigIssue[] {
  return Object.keys(given)
    .filter((key) => !known.includes(key))
    .map((key) => ({
      code: 'VALUE_INVALID',
      path: path === '' ? key : `${path}.${key}`,
      reason: 'is not an option here',
      hint: suggestWord(key, known),
    }));
}
