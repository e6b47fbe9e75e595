import { migResourceName, usableGpuMemory, usableSliceMemory } from '../gpu';
import type { GpuOffer, ResolvedPool } from '../nodes';

/** GPUs of a node that are cut alike; an empty layout leaves them whole. */
export interface MigCut {
  readonly gpus: readonly number[];
  readonly layout: Readonly<Record<string, number>>;
}

/** GPUs cut by MIG, and under which names the slices are handed out. */
export interface MigDivision {
  readonly mode: 'mig';
  readonly strategy: 'mixed' | 'single';
  /** Together they cover every GPU of the node, each once. */
  readonly cuts: readonly MigCut[];
}

/** Every GPU handed out several times. */
export interface ReplicaDivision {
  readonly mode: 'time-slicing' | 'mps';
  readonly replicas: number;
  readonly renamed: boolean;
  readonly failRequestsGreaterThanOne: boolean;
}

/** How the GPUs of each node of a pool are divided, whoever does it. */
export type Division = { readonly mode: 'none' } | MigDivision | ReplicaDivision;

export const WHOLE_GPU = 'nvidia.com/gpu';
export const SHARED_GPU = 'nvidia.com/gpu.shared';

/** What a node hands out when its GPUs are divided like this. */
export function offersOf(division: Division, pool: ResolvedPool): readonly GpuOffer[] {
  switch (division.mode) {
    case 'none':
      return [wholeGpus(pool, pool.gpusPerNode)];
    case 'mig':
      return migOffers(division, pool);
    case 'time-slicing':
    case 'mps':
      return [
        {
          kind: 'share',
          resource: division.renamed ? SHARED_GPU : WHOLE_GPU,
          perNode: pool.gpusPerNode * division.replicas,
          memoryGiB: shareMemoryGiB(division, pool),
          isolated: false,
        },
      ];
  }
}

/**
 * The extended resources that offers come to. `nvidia.com/gpu` is named even where it went to zero, because autoscalers
 * assume the machine's number of GPUs until they are told otherwise.
 */
export function resourcesOf(offers: readonly GpuOffer[]): Readonly<Record<string, number>> {
  const resources: Record<string, number> = {};
  for (const { resource, perNode } of offers) {
    if (resource === undefined) continue;
    resources[WHOLE_GPU] ??= 0;
    resources[resource] = (resources[resource] ?? 0) + perNode;
  }
  return resources;
}

/** Instances of each profile on one node. */
export function instancesPerNode({ cuts }: MigDivision): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { gpus, layout } of cuts) {
    for (const [profile, count] of Object.entries(layout)) {
      counts.set(profile, (counts.get(profile) ?? 0) + count * gpus.length);
    }
  }
  return counts;
}

/** GPUs of one node that MIG leaves alone. */
export function wholeGpuCount({ cuts }: MigDivision): number {
  return cuts.reduce((sum, { gpus, layout }) => (Object.keys(layout).length === 0 ? sum + gpus.length : sum), 0);
}

function migOffers(division: MigDivision, pool: ResolvedPool): readonly GpuOffer[] {
  const named = pool.allocation === 'device-plugin';
  const slices = [...instancesPerNode(division)].map(([profile, perNode]): GpuOffer => {
    const resource = division.strategy === 'single' ? WHOLE_GPU : migResourceName(profile);
    const memoryGiB = smallest(pool.gpus.map((model) => usableSliceMemory(model, profile)?.memoryMiB ?? 0));
    return { kind: 'slice', profile, ...(named ? { resource } : {}), perNode, memoryGiB, isolated: true };
  });
  const whole = wholeGpuCount(division);
  return whole === 0 ? slices : [...slices, wholeGpus(pool, whole)];
}

function wholeGpus(pool: ResolvedPool, perNode: number): GpuOffer {
  const resource = pool.allocation === 'device-plugin' ? { resource: WHOLE_GPU } : {};
  return { kind: 'whole', ...resource, perNode, memoryGiB: smallest(gpuMemoriesMiB(pool)), isolated: true };
}

/** MPS holds each pod to its part, in whole MiB; time slices all reach for the whole. */
function shareMemoryGiB({ mode, replicas }: ReplicaDivision, pool: ResolvedPool): number {
  const parts = mode === 'mps' ? replicas : 1;
  return smallest(gpuMemoriesMiB(pool).map((mebibytes) => Math.floor(mebibytes / parts)));
}

function gpuMemoriesMiB({ gpus, gpuFraction }: ResolvedPool): readonly number[] {
  return gpus.map((model) => usableGpuMemory(model).memoryMiB * gpuFraction);
}

/** The smallest of the figures in GiB, rounded down to hundredths: what fits into it fits wherever the pod lands. */
function smallest(mebibytes: readonly number[]): number {
  return mebibytes.length === 0 ? 0 : Math.floor((Math.min(...mebibytes) / 1024) * 100) / 100;
}
