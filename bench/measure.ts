import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import type { OwnAccount } from './processes/phases';

/** One run of one process. */
export interface Run {
  /** From start to end, as the shell sees it. */
  readonly wallMs: number;
  readonly peakMiB: number;
  readonly phases: Readonly<Record<string, number>>;
}

/** Runs one of `processes/` with the Node that runs the benchmark. */
export function runNode(script: string, ...args: readonly string[]): Run {
  const start = process.hrtime.bigint();
  const file = path.join(__dirname, 'processes', `${script}.js`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { encoding: 'utf8' });
  const wallMs = millisecondsSince(start);
  if (status !== 0) throw new Error(`${script} ${args.join(' ')} failed:\n${stderr}`);
  const account = JSON.parse(stdout.trim().split('\n').at(-1)!) as OwnAccount;
  return { wallMs, ...account };
}

/** Runs another program with its output in a file; undefined if it is not installed. */
export function runPeer(program: string, args: readonly string[], output: string): Run | undefined {
  const file = openSync(output, 'w');
  try {
    const start = process.hrtime.bigint();
    const { error, status, stderr } = spawnSync(program, args, { stdio: ['ignore', file, 'pipe'], encoding: 'utf8' });
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return undefined;
    if (status !== 0) throw new Error(`${program} failed:\n${stderr}`);
    return { wallMs: millisecondsSince(start), peakMiB: NaN, phases: {} };
  } finally {
    closeSync(file);
  }
}

/** Runs all contestants in turn, so that a slow minute of the machine hits each of them. */
export function interleave<Name extends string>(
  rounds: number,
  contestants: Readonly<Record<Name, () => Run>>,
): Record<Name, Run[]> {
  const names = Object.keys(contestants) as Name[];
  const runs = Object.fromEntries(names.map((name) => [name, [] as Run[]])) as unknown as Record<Name, Run[]>;
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? names : [...names].reverse();
    for (const name of order) runs[name].push(contestants[name]());
  }
  return runs;
}

/** The median over the rounds of what one took compared with the other in the same round. */
export function ratio(ours: readonly Run[], theirs: readonly Run[], what: (run: Run) => number = wall): number {
  return median(ours.map((run, round) => what(run) / what(theirs[round]!)));
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export const wall = ({ wallMs }: Run) => wallMs;
export const peak = ({ peakMiB }: Run) => peakMiB;
/** Making the constructs and writing them, without starting Node and loading modules. */
export const work = ({ phases }: Run) => (phases['declare'] ?? 0) + (phases['synth'] ?? 0);

/** Writing the constructs, without making them. */
export const synth = ({ phases }: Run) => phases['synth'] ?? 0;

/** Where the time of the median run went. */
export function whereTimeGoes(runs: readonly Run[]): string {
  const middle = [...runs].sort((a, b) => a.wallMs - b.wallMs)[runs.length >> 1]!;
  const named = Object.entries(middle.phases).map(([phase, ms]) => `${phase} ${ms.toFixed(0)} ms`);
  const rest = middle.wallMs - Object.values(middle.phases).reduce((sum, ms) => sum + ms, 0);
  return [...named, `start and exit ${rest.toFixed(0)} ms`].join(', ');
}

function millisecondsSince(start: bigint): number {
  return Number(process.hrtime.bigint() - start) / 1e6;
}
