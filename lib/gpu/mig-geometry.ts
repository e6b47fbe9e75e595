import { GPU_MODELS, type GpuModel } from './gpu-models';
import { migGeometryOf, type MigLayout, migProfilesOf } from './mig-layout';
import type { MigEngines, MigProfileFacts } from './mig-profiles';

/** A layout as data: instances per profile name. */
export type ProfileCounts = Readonly<Record<string, number>>;

/** Where one instance lies on the placement axis of its GPU. */
export interface Placement {
  readonly profile: string;
  /** First unit it covers. */
  readonly start: number;
  /** Units it covers. */
  readonly size: number;
}

/** Engines of a GPU that instances draw from. */
export const ENGINES = ['nvdec', 'jpeg', 'ofa', 'copy', 'nvenc'] as const satisfies readonly (keyof MigEngines)[];

/**
 * Positions for every instance of a layout, in the order of the GPU's axis; undefined when they cannot all exist at once.
 *
 * Three things limit a layout: each profile's own maximum, room on the axis, and the engines that instances take with
 * them (the one optical flow engine of a GPU goes to one `+me` only).
 */
export function placeLayout<G extends GpuModel>(
  model: G,
  layout: MigLayout<G> | ProfileCounts,
): Placement[] | undefined {
  const wanted: [string, MigProfileFacts][] = [];
  const profiles = migProfilesOf(model);
  for (const [name, count] of Object.entries(layout as ProfileCounts)) {
    const facts = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
    if (count === 0) continue;
    if (facts === undefined || !Number.isInteger(count) || count < 0 || count > facts.maxInstances) return undefined;
    for (let i = 0; i < count; i++) wanted.push([name, facts]);
  }
  if (exceededEngine(model, layout as ProfileCounts) !== undefined) return undefined;
  // Larger instances have fewer places to go, so they go first. Equal ones stay together: see `fit`.
  wanted.sort(([a, x], [b, y]) => y.size - x.size || x.starts.length - y.starts.length || (a < b ? -1 : a > b ? 1 : 0));
  return fit(wanted, 0, 0, 0)?.sort((a, b) => a.start - b.start);
}

/** Whether all instances of a layout can exist on one GPU at once. */
export function isPlaceable<G extends GpuModel>(model: G, layout: MigLayout<G> | ProfileCounts): boolean {
  return placeLayout(model, layout) !== undefined;
}

/** Every way to cut a GPU at least once, as counts of profiles; nothing else is legal. */
export function legalLayouts(model: GpuModel): readonly ProfileCounts[] {
  return geometryOf(model).legal;
}

/** The layouts to which no instance can be added: the ways to use a GPU to the full. */
export function maximalLayouts(model: GpuModel): readonly ProfileCounts[] {
  return geometryOf(model).maximal;
}

/** How many more instances of each profile fit beside a layout, each profile taken alone; undefined if it is not legal. */
export function remainingProfiles<G extends GpuModel>(
  model: G,
  layout: MigLayout<G> | ProfileCounts,
): Readonly<Record<string, number>> | undefined {
  if (!isPlaceable(model, layout)) return undefined;
  const counts = layout as ProfileCounts;
  const remaining: Record<string, number> = {};
  for (const [name, { maxInstances }] of Object.entries(migProfilesOf(model))) {
    let more = 0;
    while (more < maxInstances && isPlaceable(model, { ...counts, [name]: (counts[name] ?? 0) + more + 1 })) more++;
    if (more > 0) remaining[name] = more;
  }
  return remaining;
}

/** Slices that a layout asks for, and that the GPU has; profiles the GPU does not have count nothing. */
export function slicesOf(
  model: GpuModel,
  layout: ProfileCounts,
): { readonly compute: number; readonly memory: number; readonly engines: Readonly<Record<string, number>> } {
  const engines: Record<string, number> = {};
  let compute = 0;
  let memory = 0;
  const profiles = migProfilesOf(model);
  for (const [name, count] of Object.entries(layout)) {
    if (!Object.hasOwn(profiles, name)) continue;
    const facts = profiles[name]!;
    compute += count * facts.computeSlices;
    memory += count * facts.memorySlices;
    for (const engine of ENGINES) engines[engine] = (engines[engine] ?? 0) + count * (facts.engines?.[engine] ?? 0);
  }
  return { compute, memory, engines };
}

/** Slices that a legal layout leaves unused. */
export function freeSlices<G extends GpuModel>(
  model: G,
  layout: MigLayout<G> | ProfileCounts,
): { readonly compute: number; readonly memory: number } {
  const geometry = migGeometryOf(model);
  const used = slicesOf(model, layout as ProfileCounts);
  return {
    compute: (geometry?.computeSlices ?? 0) - used.compute,
    memory: (geometry?.memorySlices ?? 0) - used.memory,
  };
}

/** The first engine of which a layout needs more than the GPU has; undefined where counts are not published. */
export function exceededEngine(model: GpuModel, layout: ProfileCounts): keyof MigEngines | undefined {
  const total = enginesOf(model);
  if (total === undefined) return undefined;
  const used = slicesOf(model, layout).engines;
  return ENGINES.find((engine) => (used[engine] ?? 0) > (total[engine] ?? 0));
}

/** Engines of the whole GPU: those of its one instance that takes everything. */
export function enginesOf(model: GpuModel): MigEngines | undefined {
  const { mig } = GPU_MODELS[model];
  if (mig === null || 'unsettled' in mig) return undefined;
  return Object.values(migProfilesOf(model)).find((facts) => facts.computeSlices === mig.computeSlices)?.engines;
}

/**
 * Positions for `wanted[index…]` on the units not in `taken`, trying every combination.
 *
 * Equal instances are interchangeable, so each starts after the one before it (`from`).
 */
function fit(
  wanted: readonly [string, MigProfileFacts][],
  index: number,
  taken: number,
  from: number,
): Placement[] | undefined {
  if (index === wanted.length) return [];
  const [profile, { starts, size }] = wanted[index]!;
  for (const start of starts) {
    const units = ((1 << size) - 1) << start;
    if (start < from || (taken & units) !== 0) continue;
    const sameAgain = wanted[index + 1]?.[0] === profile;
    const rest = fit(wanted, index + 1, taken | units, sameAgain ? start + size : 0);
    if (rest !== undefined) return [{ profile, start, size }, ...rest];
  }
  return undefined;
}

interface EnumeratedGeometry {
  readonly legal: readonly ProfileCounts[];
  readonly maximal: readonly ProfileCounts[];
}

const enumerated = new Map<GpuModel, EnumeratedGeometry>();

function geometryOf(model: GpuModel): EnumeratedGeometry {
  let geometry = enumerated.get(model);
  if (geometry === undefined) enumerated.set(model, (geometry = enumerate(model)));
  return geometry;
}

/** Every part of a legal layout is legal, so all of them are found by adding one instance at a time. */
function enumerate(model: GpuModel): EnumeratedGeometry {
  const names = Object.keys(migProfilesOf(model));
  const legal = new Map<string, ProfileCounts>();
  const maximal: ProfileCounts[] = [];
  const visit = (layout: ProfileCounts): void => {
    let full = true;
    for (const name of names) {
      const larger = inTableOrder(names, { ...layout, [name]: (layout[name] ?? 0) + 1 });
      const key = JSON.stringify(larger);
      if (!legal.has(key)) {
        if (!isPlaceable(model, larger)) continue;
        legal.set(key, larger);
        visit(larger);
      }
      full = false;
    }
    if (full && Object.keys(layout).length > 0) maximal.push(layout);
  };
  visit({});
  return { legal: [...legal.values()], maximal };
}

function inTableOrder(names: readonly string[], counts: ProfileCounts): ProfileCounts {
  return Object.fromEntries(names.filter((name) => counts[name] !== undefined).map((name) => [name, counts[name]!]));
}
