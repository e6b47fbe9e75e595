import { type ConfigIssue } from '../errors';
import { checkKnownKeys } from '../kube';
import { type CutGpus, MigPartitioning, type MigPartitioningProps } from './mig-partitioning';
import { MpsSharedGpu, type MpsSharedGpuProps } from './mps-shared-gpu';
import type { SharingConstruct } from './pool-sharing';
import type { TimeSlicedGpuProps } from './time-sliced-gpu';

// All props by name, for callers without a compiler. The compiler says when one is missing here: test/types.

export const MIG_KEYS = [
  'pool',
  'layout',
  'devices',
  'strategy',
] as const satisfies readonly (keyof MigPartitioningProps)[];
export const CUT_KEYS = ['gpus', 'layout'] as const satisfies readonly (keyof CutGpus<never, never>)[];
export const MPS_KEYS = ['pool', 'replicas', 'rename'] as const satisfies readonly (keyof MpsSharedGpuProps)[];
export const TIME_SLICED_KEYS = [
  ...MPS_KEYS,
  'failRequestsGreaterThanOne',
] as const satisfies readonly (keyof TimeSlicedGpuProps)[];

/** Issues of props that this way to divide GPUs does not have, down to the entries of `devices`. */
export function checkSharingKeys(construct: SharingConstruct): ConfigIssue[] {
  if (construct instanceof MpsSharedGpu) return checkKnownKeys(construct.props, MPS_KEYS);
  if (!(construct instanceof MigPartitioning)) return checkKnownKeys(construct.props, TIME_SLICED_KEYS);
  const { devices } = construct.props as { readonly devices?: unknown };
  const entries: readonly unknown[] = Array.isArray(devices) ? devices : [];
  return [
    ...checkKnownKeys(construct.props, MIG_KEYS),
    ...entries.flatMap((entry, i) =>
      typeof entry === 'object' && entry !== null ? checkKnownKeys(entry, CUT_KEYS, `devices[${i}]`) : [],
    ),
  ];
}
