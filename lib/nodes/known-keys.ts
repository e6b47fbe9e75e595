import type { Taint } from '../kube';
import type { GpuNodePoolProps, NodeRange } from './gpu-node-pool';
import type { Capacity } from './resolved-pool';
import type { StartupTaint } from './startup-taint';

// All props by name, for callers without a compiler. The compiler says when one is missing here: test/types.

export const POOL_KEYS = [
  'machine',
  'gpu',
  'gpusPerNode',
  'nodes',
  'capacity',
  'zones',
  'diskGiB',
  'taints',
  'labels',
  'image',
  'provisioner',
  'allocation',
  'workload',
  'idleMinutes',
  'hostnames',
  'nodeSelector',
  'startupTaint',
  'simulatedNodes',
  'overrides',
] as const satisfies readonly (keyof GpuNodePoolProps)[];

export const RANGE_KEYS = ['min', 'max'] as const satisfies readonly (keyof NodeRange)[];

type KeyOfEach<T> = T extends object ? keyof T : never;

export type CapacityKey = KeyOfEach<Capacity>;
export const CAPACITY_KEYS = ['reservation', 'capacityBlock'] as const satisfies readonly CapacityKey[];

export const TAINT_KEYS = ['key', 'value', 'effect'] as const satisfies readonly (keyof Taint)[];
export const STARTUP_TAINT_KEYS = [...TAINT_KEYS, 'remover'] as const satisfies readonly (keyof StartupTaint)[];
