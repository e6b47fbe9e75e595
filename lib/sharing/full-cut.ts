import type { ConfigIssue } from '../errors';
import { type GpuModel, migProfilesOf } from '../gpu';
import type { ResolvedPool } from '../nodes';
import type { MigDivision } from './division';

/** A place that cuts GPUs by itself, and what it can be asked for. */
export interface Cutter {
  readonly name: string;
  takes(model: GpuModel, profile: string): boolean;
  /** What the user can change to have any layout cut. */
  readonly otherwise: string;
}

/** Places that cut GPUs by themselves make one profile, as often as it fits, on every GPU. */
export function checkFullCut(
  division: MigDivision,
  pool: ResolvedPool,
  { name, takes, otherwise }: Cutter,
): ConfigIssue[] {
  const wanted = mostUsedProfile(division, pool);
  const model = pool.gpus[0];
  if (model === undefined || wanted === undefined) return [];
  const path = division.cuts.length === 1 ? 'layout' : 'devices';
  const possible = Object.entries(migProfilesOf(model)).filter(([profile]) => takes(model, profile));
  const nearest = possible.find(([profile]) => profile === wanted) ?? nearestBySize(possible, model, wanted);
  if (nearest === undefined) {
    return [{ code: 'PLATFORM_UNSUPPORTED', path, reason: `${name} cuts no ${model}`, hint: `use ${otherwise}` }];
  }
  const full = { [nearest[0]]: nearest[1].maxInstances };
  const fits = division.cuts.length === 1 && JSON.stringify(division.cuts[0]?.layout) === JSON.stringify(full);
  if (fits) return [];
  const reason = `${name} cuts every GPU of a node into one profile, as often as it fits`;
  const hint = `use layout: { '${nearest[0]}': ${nearest[1].maxInstances} }, or ${otherwise} for any layout`;
  return [{ code: 'MIG_NOT_UNIFORM', path, reason, hint }];
}

type Profile = readonly [string, { readonly memoryGiB: number; readonly maxInstances: number }];

/** The profile that the division spends most of its GPUs on. */
function mostUsedProfile({ cuts }: MigDivision, pool: ResolvedPool): string | undefined {
  const facts = pool.gpus[0] === undefined ? {} : migProfilesOf(pool.gpus[0]);
  const slices = new Map<string, number>();
  for (const { gpus, layout } of cuts) {
    for (const [profile, count] of Object.entries(layout)) {
      const spent = count * gpus.length * (facts[profile]?.memorySlices ?? 1);
      slices.set(profile, (slices.get(profile) ?? 0) + spent);
    }
  }
  return [...slices].sort(([, a], [, b]) => b - a)[0]?.[0];
}

function nearestBySize(possible: readonly Profile[], model: GpuModel, wanted: string): Profile | undefined {
  const size = migProfilesOf(model)[wanted]?.memoryGiB ?? 0;
  const distance = ([, { memoryGiB }]: Profile) => Math.abs(memoryGiB - size);
  return [...possible].sort((a, b) => distance(a) - distance(b))[0];
}
