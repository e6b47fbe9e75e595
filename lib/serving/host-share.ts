import { machineFacts } from '../machines';
import type { ResolvedPool } from '../nodes';
import type { GpuAllocation } from '../sharing';
import type { HostResources } from './autoscaled-model-service';
import type { Engine } from './engines';
import { cacheBytesPerToken, type NumberFormat } from './memory-fit';
import type { ModelShape } from './models';

/** What a replica asks of its node besides GPUs. */
export interface HostShare {
  readonly cpuMillis: number;
  /** Shared memory included, which counts against the same limit. */
  readonly memoryGiB: number;
  readonly sharedMemoryGiB: number;
}

/** What a node has for pods, by the smallest machine of its pool; undefined where no catalogue lists it. */
export interface NodeRoom {
  readonly cpu: number;
  readonly memoryGiB: number;
}

interface Known {
  readonly allocation?: GpuAllocation | undefined;
  readonly engine: Engine;
  readonly weightsGiB?: number | undefined;
  readonly shape?: ModelShape | undefined;
  readonly format?: NumberFormat | undefined;
  readonly contextTokens: number;
  readonly concurrency: number;
}

/** CPU and memory of a replica: as told, or what the model wants, within its share of the node. */
export function planHost({ cpu, memoryGiB }: HostResources, known: Known): HostShare {
  const room = known.allocation === undefined ? undefined : shareOfNode(known.allocation);
  const devices = known.allocation?.devices ?? 0;
  const wantedMillis = devices === 0 ? 2000 : devices * 4000;
  const cpuMillis =
    cpu === undefined
      ? Math.max(100, Math.min(wantedMillis, Math.floor(((room?.cpu ?? Infinity) * 1000) / 100) * 100))
      : Math.round(cpu * 1000);
  const wanted = wantedMemory(known);
  const memory = memoryGiB ?? Math.max(2, Math.min(wanted, Math.floor(room?.memoryGiB ?? Infinity)));
  return { cpuMillis, memoryGiB: memory, sharedMemoryGiB: sharedMemory(known, memory) };
}

/** GPUs that work together talk through shared memory; the 64 MiB that containers have by themselves stop them dead. */
function sharedMemory({ allocation, engine }: Known, memoryGiB: number): number {
  if (allocation === undefined || engine.name !== 'vllm') return 0;
  return Math.min(allocation.devices > 1 ? 8 : 1, Math.max(0.5, memoryGiB / 3));
}

/** Host memory that a model likes: on the CPU all of it, with a GPU room to read the weights through. */
function wantedMemory({ allocation, engine, weightsGiB, shape, format, contextTokens, concurrency }: Known): number {
  if (allocation === undefined) {
    if (weightsGiB === undefined || shape === undefined || format === undefined) return 8;
    const cacheGiB = (cacheBytesPerToken(shape, format, 1) * contextTokens * concurrency) / 2 ** 30;
    return Math.ceil(weightsGiB + cacheGiB + 1);
  }
  const shared = engine.name !== 'vllm' ? 0 : allocation.devices > 1 ? 8 : 1;
  return 8 + shared + Math.ceil(weightsGiB ?? allocation.memoryGiB * allocation.devices);
}

/** What each replica may ask for, so that as many fit a node as its GPUs allow. */
function shareOfNode(allocation: GpuAllocation): NodeRoom | undefined {
  const room = nodeRoom(allocation.pool);
  if (room === undefined || allocation.perNode < 1) return room;
  return { cpu: room.cpu / allocation.perNode, memoryGiB: room.memoryGiB / allocation.perNode };
}

/** What is left of a node when system and daemons have had theirs. */
export function nodeRoom(pool: ResolvedPool): NodeRoom | undefined {
  const machines = pool.machines.map((machine) => machineFacts(machine));
  if (machines.length === 0) return undefined;
  return {
    cpu: Math.min(...machines.map(({ vcpu }) => vcpu)) * 0.95 - 0.5,
    memoryGiB: Math.min(...machines.map(({ memoryGiB }) => memoryGiB)) * 0.9 - 2,
  };
}

/** Disk that one replica may fill, when images and the kubelet's reserve are taken off. */
export function roomForCaches({ perNode, pool }: GpuAllocation): number {
  return (pool.ephemeralGiB * 0.9 - 25) / Math.max(1, perNode);
}
