import { gpuFacts, type GpuModel } from './gpu-models';
import { migProfilesOf } from './mig-layout';

/** Memory that a workload can count on. */
export interface UsableMemory {
  readonly memoryMiB: number;
  /** Whether a source reports the figure; otherwise it is a careful estimate from the product size. */
  readonly observed: boolean;
}

/**
 * Parts of the size in a name that no observed GPU or slice falls below. The lowest seen are 0.931 for whole GPUs
 * (22,888 of 24,576 MiB on an L4) and 0.889 for slices (a 1g.18gb of an H200 has 16 GiB).
 */
const SAFE_SHARE = { gpu: 0.9, slice: 0.88 } as const;

/** Memory of a whole GPU that a workload can count on. */
export function usableGpuMemory(model: GpuModel): UsableMemory {
  const facts = gpuFacts(model);
  return usable(facts.usableMemoryMiB, facts.memoryGiB, SAFE_SHARE.gpu);
}

/** Memory of a MIG slice that a workload can count on; undefined if the GPU has no such profile. */
export function usableSliceMemory(model: GpuModel, profile: string): UsableMemory | undefined {
  const profiles = migProfilesOf(model);
  if (!Object.hasOwn(profiles, profile)) return undefined;
  const facts = profiles[profile]!;
  return usable(facts.usableMemoryMiB, facts.memoryGiB, SAFE_SHARE.slice);
}

function usable(observedMiB: number | undefined, nominalGiB: number, share: number): UsableMemory {
  if (observedMiB !== undefined) return { memoryMiB: observedMiB, observed: true };
  return { memoryMiB: Math.floor(nominalGiB * 1024 * share), observed: false };
}
