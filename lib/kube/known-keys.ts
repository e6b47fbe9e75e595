import { type ConfigIssue, suggestWord } from '../errors';

/**
 * Issues of keys that an options object does not know. Plain JavaScript has no compiler to catch a misspelt prop, which
 * would otherwise be ignored without a word. Keys given as `undefined` count as not given.
 */
export function checkKnownKeys(given: object, known: readonly string[], path = ''): ConfigIssue[] {
  return Object.entries(given)
    .filter(([key, value]) => value !== undefined && !known.includes(key))
    .map(([key]) => ({
      code: 'VALUE_INVALID',
      path: path === '' ? key : `${path}.${key}`,
      reason: 'is not an option here',
      hint: suggestWord(key, known),
    }));
}
