import { gpuFacts, type GpuModel } from '../gpu';
import type { Cloud } from './machine-facts';
import { isNvidiaMachine, MACHINE_NAMES, machineFacts, type NvidiaMachine } from './machines';

/** What a machine must have; what is left out does not matter. */
export interface MachineNeed {
  /**
   * Whose machines.
   *
   * @default - those of all clouds
   */
  readonly cloud?: Cloud;
  /**
   * GPU they must have.
   *
   * @default - any NVIDIA GPU
   */
  readonly gpu?: GpuModel;
  /**
   * GPUs in each, exactly.
   *
   * @default - any number
   */
  readonly gpusPerNode?: number;
}

/**
 * Machines on sale with exactly these whole GPUs, cheapest first, those without a published price last and the smallest
 * of them first. Fractions of a GPU and machines in preview must be asked for by name; retired ones cannot be had.
 */
export function machinesWith({ cloud, gpu, gpusPerNode }: MachineNeed): NvidiaMachine[] {
  return MACHINE_NAMES.filter(isNvidiaMachine)
    .filter((name) => {
      const facts = machineFacts(name);
      return (
        facts.gpuFraction === null &&
        (facts.status === 'current' || facts.status === 'previous') &&
        (cloud === undefined || facts.cloud === cloud) &&
        (gpu === undefined || facts.gpu === gpu) &&
        (gpusPerNode === undefined || facts.gpusPerNode === gpusPerNode)
      );
    })
    .sort(byPrice);
}

/** How many of a GPU the machines of a cloud have: L4 on Google Cloud come by 1, 2, 4 and 8. */
export function gpuCountsOf(cloud: Cloud, gpu: GpuModel): number[] {
  const counts = machinesWith({ cloud, gpu }).map((name) => machineFacts(name).gpusPerNode);
  return [...new Set(counts)].sort((a, b) => a - b);
}

/**
 * The machines closest to a need, best first: those that meet it; else the cheapest for each other number of the same
 * GPU, nearest number first; else the cheapest with each other GPU, nearest memory first and enough before too little.
 */
export function nearestMachines({
  cloud,
  gpu,
  gpusPerNode = 1,
}: Omit<MachineNeed, 'gpu'> & Required<Pick<MachineNeed, 'gpu'>>): NvidiaMachine[] {
  const exact = machinesWith({ cloud, gpu, gpusPerNode });
  if (exact.length > 0) return exact;
  const away = (name: NvidiaMachine) => Math.abs(machineFacts(name).gpusPerNode - gpusPerNode);
  const same = firstOfEach(machinesWith({ cloud, gpu }), (name) => machineFacts(name).gpusPerNode);
  if (same.length > 0) return same.sort((a, b) => away(a) - away(b));
  const memory = gpuFacts(gpu).memoryGiB;
  const short = (name: NvidiaMachine) => {
    const more = gpuFacts(machineFacts(name).gpu).memoryGiB - memory;
    return more >= 0 ? more : 1000 - more;
  };
  const others = machinesWith({ cloud }).sort((a, b) => away(a) - away(b) || byPrice(a, b));
  return firstOfEach(others, (name) => machineFacts(name).gpu).sort((a, b) => short(a) - short(b));
}

/** Cheapest first; what has no price comes last, smallest first; names settle a tie. */
function byPrice(a: NvidiaMachine, b: NvidiaMachine): number {
  const price = (name: NvidiaMachine) => machineFacts(name).onDemandUsdPerHour ?? Number.MAX_VALUE;
  return price(a) - price(b) || machineFacts(a).vcpu - machineFacts(b).vcpu || (a < b ? -1 : 1);
}

function firstOfEach<T>(names: readonly NvidiaMachine[], keyOf: (name: NvidiaMachine) => T): NvidiaMachine[] {
  const first = new Map<T, NvidiaMachine>();
  for (const name of names) if (!first.has(keyOf(name))) first.set(keyOf(name), name);
  return [...first.values()];
}
