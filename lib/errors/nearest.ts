/**
 * The known word that was most likely meant: the same but for case and punctuation, else one that begins with what was
 * typed or contains it (`H100` means `h100-80gb`), else the closest by edit distance. Undefined when nothing is near.
 */
export function nearestWord(typed: string, known: Iterable<string>): string | undefined {
  const words = [...known].map((word) => ({ word, bare: bareWord(word) }));
  const bare = bareWord(typed);
  const shortest = (fits: (candidate: string) => boolean) =>
    words.filter((entry) => fits(entry.bare)).sort((a, b) => a.bare.length - b.bare.length)[0]?.word;
  if (bare.length >= 2) {
    const contained =
      shortest((word) => word === bare) ??
      shortest((word) => word.startsWith(bare)) ??
      (bare.length >= 3 ? shortest((word) => word.includes(bare)) : undefined);
    if (contained !== undefined) return contained;
  }
  return closest(bare, words);
}

/** One wrong letter in three is a slip; more is another word. */
function closest(bare: string, words: readonly { word: string; bare: string }[]): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(bare.length / 3)) + 1;
  for (const { word, bare: candidate } of words) {
    const distance = editDistance(bare, candidate, bestDistance);
    if (distance >= bestDistance) continue;
    best = word;
    bestDistance = distance;
  }
  return best;
}

/** Letters and digits only, without the vendor that people like to write along. */
function bareWord(text: string): string {
  return text
    .toLowerCase()
    .replace(/^nvidia(\.com\/|[-_ ])/, '')
    .replace(/[^\p{L}\p{N}+]/gu, '');
}

/** `use 'a', 'b' or 'c'`, with the nearest word first when one is near. */
export function suggestWord(typed: unknown, known: readonly string[]): string {
  const nearest = typeof typed === 'string' ? nearestWord(typed, known) : undefined;
  if (nearest !== undefined) return `did you mean '${nearest}'?`;
  const shown = known.slice(0, 12).map((word) => `'${word}'`);
  return `use one of ${shown.join(', ')}${known.length > shown.length ? `, … (${known.length} in all)` : ''}`;
}

/** Levenshtein distance, given up as soon as it must reach `limit`. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + cost));
    }
    if (Math.min(...next) >= limit) return limit;
    row = next;
  }
  return row[b.length]!;
}
