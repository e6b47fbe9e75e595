/** The known word closest to what was typed, by edit distance; undefined when nothing is near enough to be meant. */
export function nearestWord(typed: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(3, Math.ceil(typed.length / 2)) + 1;
  for (const word of known) {
    const distance = editDistance(typed.toLowerCase(), word.toLowerCase(), bestDistance);
    if (distance < bestDistance) {
      best = word;
      bestDistance = distance;
    }
  }
  return best;
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
