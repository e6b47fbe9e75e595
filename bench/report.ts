/** One figure and what it should be. */
export interface Line {
  readonly what: string;
  /** Ours divided by theirs; undefined if there is no peer to compare with. */
  readonly ratio: number | undefined;
  /** The ratio may be at most this; undefined for what is only shown. */
  readonly goal: number | undefined;
  /** Where the time goes, shown when the goal is missed; or why there is no figure. */
  readonly detail: string;
}

/** The table, widest column first computed; ratios below one are shown as what they are worth: `1/313`. */
export function table(lines: readonly Line[]): string {
  const rows = lines.map((line) => [line.what, fraction(line.ratio), fraction(line.goal), verdict(line)]);
  const header = ['', 'ratio', 'goal', ''];
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => row[column]!.length)));
  const text = [header, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
  const remarks = lines.filter((line) => line.ratio === undefined || isMissed(line));
  return [...text, ...remarks.map(({ what, detail }) => `\n${what}: ${detail}`), ''].join('\n');
}

export function isMissed({ ratio, goal }: Line): boolean {
  return ratio !== undefined && goal !== undefined && ratio > goal;
}

function verdict(line: Line): string {
  if (line.ratio === undefined) return 'not measured';
  if (line.goal === undefined) return '';
  return isMissed(line) ? 'missed' : 'met';
}

function fraction(value: number | undefined): string {
  if (value === undefined) return '-';
  return value < 0.1 ? `1/${(1 / value).toFixed(0)}` : value.toFixed(2);
}
