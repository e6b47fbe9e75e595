import { nearestWord } from '../errors';
import { GPU_MODELS, type GpuModel } from './gpu-models';
import { isPlaceable, legalLayouts, type ProfileCounts, slicesOf } from './mig-geometry';
import { migGeometryOf, migProfilesOf } from './mig-layout';

/**
 * The profile of a GPU that comes closest to a name it does not have: the same compute slices first, then the closest
 * memory, then the same media suffix. Undefined when the name is nothing like a profile, or the GPU has no MIG.
 */
export function nearestProfile(model: GpuModel, name: string): string | undefined {
  const { mig } = GPU_MODELS[model];
  const formerNames: Readonly<Record<string, string>> =
    mig !== null && 'formerNames' in mig ? mig.formerNames : ({} as const);
  if (Object.hasOwn(formerNames, name)) return formerNames[name];
  const profiles = migProfilesOf(model);
  const wish = parseProfile(name);
  if (wish === undefined) return nearestWord(name, Object.keys(profiles));
  const distance = (candidate: string): number => {
    const { compute, memory, suffix } = parseProfile(candidate)!;
    return (
      Math.abs(compute - wish.compute) * 1e6 + Math.abs(memory - wish.memory) * 10 + (suffix === wish.suffix ? 0 : 1)
    );
  };
  return least(Object.keys(profiles), distance);
}

/**
 * The legal layout closest to a wish: as many of the wished instances as can exist together, the larger ones first.
 * Nothing is added that was not asked for. Names the GPU does not have count as the nearest profile, counts that are no
 * whole numbers as the nearest whole number. Without any wish, the GPU's balanced layout. Undefined where the GPU has
 * no usable MIG.
 */
export function nearestLayout(model: GpuModel, wish: Readonly<Record<string, unknown>>): ProfileCounts | undefined {
  const geometry = migGeometryOf(model);
  if (geometry === undefined) return undefined;
  const wanted = asCounts(model, wish);
  if (Object.keys(wanted).length === 0) return geometry.balanced;
  if (isPlaceable(model, wanted)) return wanted;
  const parts = legalLayouts(model).filter((layout) => isPartOf(layout, wanted));
  return least(parts, (layout) => -keptOf(model, layout));
}

function isPartOf(layout: ProfileCounts, wanted: ProfileCounts): boolean {
  return Object.entries(layout).every(([name, count]) => count <= (wanted[name] ?? 0));
}

/** How much a layout keeps: instances count most, then compute, then memory. */
function keptOf(model: GpuModel, layout: ProfileCounts): number {
  const { compute, memory } = slicesOf(model, layout);
  return sum(layout) * 1e4 + compute * 1e2 + memory;
}

/** What a user most likely meant, in profiles the GPU has and whole counts that one GPU could at most hold. */
function asCounts(model: GpuModel, wish: Readonly<Record<string, unknown>>): ProfileCounts {
  const profiles = migProfilesOf(model);
  const counts: Record<string, number> = {};
  for (const [name, value] of Object.entries(wish)) {
    const known = Object.hasOwn(profiles, name) ? name : nearestProfile(model, name);
    if (known === undefined) continue;
    const ceiling = profiles[known]!.maxInstances + 1; // one too many is as illegal as a million too many
    const count = Math.min(ceiling, nearestCount(value));
    if (count > 0) counts[known] = Math.min(ceiling, (counts[known] ?? 0) + count);
  }
  return counts;
}

/** The whole number of instances closest to what was written; 1 where it is no number at all. */
export function nearestCount(value: unknown): number {
  const number = typeof value === 'number' || typeof value === 'string' ? Number(value || Number.NaN) : Number.NaN;
  if (value === 0 || value === null || value === undefined) return 0;
  return Number.isNaN(number) ? 1 : Math.max(0, Math.round(number));
}

function sum(counts: ProfileCounts): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

/** The first of the candidates with the smallest distance. */
function least<T>(candidates: readonly T[], distance: (candidate: T) => number): T | undefined {
  let best: T | undefined;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const far = distance(candidate);
    if (far < bestDistance) [best, bestDistance] = [candidate, far];
  }
  return best;
}

function parseProfile(name: string): { compute: number; memory: number; suffix: string } | undefined {
  const match = /^\s*(?:\d+c\.)?(\d{1,3})g\.(\d{1,4})gb(\S*)\s*$/i.exec(name.slice(0, 64));
  if (match === null) return undefined;
  return { compute: Number(match[1]), memory: Number(match[2]), suffix: match[3]!.toLowerCase() };
}
