import { GPU_MODEL_IDS, type GpuModel, migProfilesOf, usableGpuMemory } from '../gpu';
import { machineFacts, type MachineName, machinesWith } from '../machines';
import { type ResolvedPool, unsuitable } from '../nodes';
import type { Platform } from '../platforms';
import { type GpuAllocation, MigPartitioning, TimeSlicedGpu } from '../sharing';
import { fitMemory, GPU_MEMORY_UTILIZATION, type MemoryQuestion, overheadGiB } from './memory-fit';
import { type ServingSetup, sharersOf } from './serving-setup';

/** Below this a context is too short to be worth suggesting. */
const USEFUL_TOKENS = 1024;

/** GPUs of the largest nodes on sale. */
const MOST_GPUS = 8;

/** The changes nearest to what was asked for that make the model fit, each of them tried. */
export function adviseFit({ allocation, context, engine, memory, concurrency }: ServingSetup): string {
  if (allocation === undefined || memory === undefined) return 'choose a smaller model';
  const advice = [
    shorterContext(memory, engine.name === 'vllm' ? 1 : concurrency),
    largerSlice(allocation, memory),
    fewerSharers(allocation, memory),
    moreGpus(allocation, memory),
    quantize(memory, engine.name),
  ].filter((text) => text !== undefined);
  return advice.length > 0 ? advice.join(', or ') : otherPool(allocation, memory, context.platform);
}

function shorterContext(memory: MemoryQuestion, slots: number): string | undefined {
  const tokens = Math.floor(fitMemory(memory).cachedTokens / slots / USEFUL_TOKENS) * USEFUL_TOKENS;
  return tokens >= USEFUL_TOKENS ? `set contextTokens to ${tokens}` : undefined;
}

/** The smallest slice of the same layout that holds the model. */
function largerSlice({ handle, pool }: GpuAllocation, memory: MemoryQuestion): string | undefined {
  if (handle.kind !== 'slice' || !(handle.source instanceof MigPartitioning)) return undefined;
  const { layout, devices = [] } = handle.source.props;
  const cut = [layout, ...devices.map((some) => some.layout)].flatMap((counts) => Object.keys(counts ?? {}));
  const profiles = [...new Set(cut)].flatMap((profile) => {
    const sizes = pool.gpus.map((gpu) => sliceGiB(migProfilesOf(gpu)[profile]));
    const size = Math.min(...sizes);
    return Number.isFinite(size) && fits(memory, size) ? [{ profile, size }] : [];
  });
  profiles.sort((a, b) => a.size - b.size);
  const best = profiles[0];
  return best === undefined ? undefined : `take the layout's '${best.profile}' slice`;
}

function sliceGiB(facts: { memoryGiB: number; usableMemoryMiB?: number } | undefined): number {
  if (facts === undefined) return NaN;
  return facts.usableMemoryMiB === undefined ? facts.memoryGiB * 0.89 : facts.usableMemoryMiB / 1024;
}

/** The most replicas of the sharing under which a share still holds the model. */
function fewerSharers(allocation: GpuAllocation, memory: MemoryQuestion): string | undefined {
  const { handle, memoryGiB } = allocation;
  if (handle.kind !== 'share') return undefined;
  const sharers = sharersOf(allocation);
  const wholeGiB = handle.source instanceof TimeSlicedGpu ? memoryGiB : memoryGiB * sharers;
  for (let count = sharers - 1; count >= 2; count--) {
    if (fits(memory, wholeGiB / count)) return `share the GPU between ${count} pods (replicas: ${count})`;
  }
  return undefined;
}

/** The fewest GPUs of one node that hold the model together. */
function moreGpus(
  { devices, handle, memoryGiB, perNode, pool }: GpuAllocation,
  memory: MemoryQuestion,
): string | undefined {
  if (handle.kind !== 'whole') return undefined;
  // Where some GPUs of a node are cut into slices, only the others are handed out whole.
  const allWhole = perNode === Math.floor(pool.gpusPerNode / devices);
  for (let count = devices + 1; count <= (allWhole ? pool.gpusPerNode : perNode * devices); count++) {
    if (memory.shape.heads % count === 0 && fits(memory, memoryGiB, count))
      return `give it ${count} GPUs: pool.gpus(${count})`;
  }
  return undefined;
}

function quantize(memory: MemoryQuestion, engine: string): string | undefined {
  if (engine !== 'vllm' || memory.format.bytesPerParameter <= 1) return undefined;
  const format = { ...memory.format, bytesPerParameter: 1 };
  return fitMemory({ ...memory, format }).fits ? "halve the weights by args: ['--quantization=fp8']" : undefined;
}

/** Where nothing of this pool holds the model: the cheapest machine of the same cloud that does, or any GPU. */
function otherPool({ pool }: GpuAllocation, memory: MemoryQuestion, platform: Platform): string {
  const found =
    pool.machines[0] === undefined ? anyGpus(memory) : cheapestMachine(pool, pool.machines[0], memory, platform);
  return found ?? 'no single node holds it; choose a smaller model';
}

function cheapestMachine(
  { allocation, image, provisioner }: ResolvedPool,
  current: MachineName,
  memory: MemoryQuestion,
  platform: Platform,
): string | undefined {
  const place = { platform, provisioner, allocation, ...(image === undefined ? {} : { image }) };
  for (const machine of machinesWith({ cloud: machineFacts(current).cloud })) {
    if (unsuitable(machine, place) !== undefined) continue;
    const { gpu, gpusPerNode } = machineFacts(machine);
    const count = fewestGpus(memory, gpu, gpusPerNode);
    if (count !== undefined)
      return `take it from a pool of machine: '${machine}' (${gpusPerNode} × ${gpu}) by pool.gpus(${count})`;
  }
  return undefined;
}

/** Own hardware has no price: the fewest GPUs count, then the smallest. */
function anyGpus(memory: MemoryQuestion): string | undefined {
  const bySize = [...GPU_MODEL_IDS].sort((a, b) => wholeGiB(a) - wholeGiB(b));
  const found = bySize.flatMap((gpu) => {
    const count = fewestGpus(memory, gpu, MOST_GPUS);
    return count === undefined ? [] : [{ gpu, count }];
  });
  const best = found.sort((a, b) => a.count - b.count)[0];
  if (best === undefined) return undefined;
  const { gpu, count } = best;
  return `take it from a pool of gpu: '${gpu}'${count === 1 ? '' : ` with gpusPerNode: ${count}`} by pool.gpus(${count})`;
}

/** How many of a GPU hold the model together, each with the same number of its attention heads. */
function fewestGpus(memory: MemoryQuestion, gpu: GpuModel, most: number): number | undefined {
  for (let count = 1; count <= most; count++) {
    if (memory.shape.heads % count === 0 && fits(memory, wholeGiB(gpu), count)) return count;
  }
  return undefined;
}

function wholeGiB(gpu: GpuModel): number {
  return Math.floor((usableGpuMemory(gpu).memoryMiB / 1024) * 100) / 100;
}

function fits(memory: MemoryQuestion, memoryGiB: number, devices = memory.devices): boolean {
  const budgetGiB = memoryGiB * GPU_MEMORY_UTILIZATION;
  return fitMemory({ ...memory, devices, budgetGiB, overheadGiB: overheadGiB(memory.shape, devices) }).fits;
}
