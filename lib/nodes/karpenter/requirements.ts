import { machineTypeOf } from '../../machines';
import { capacityKind } from '../check-capacity';
import type { ResolvedPool } from '../resolved-pool';

/** One condition on the nodes Karpenter may buy. */
export interface Requirement {
  readonly key: string;
  readonly operator: 'In';
  readonly values: readonly string[];
}

const CAPACITY_TYPES = {
  'on-demand': 'on-demand',
  spot: 'spot',
  'flex-start': 'spot',
  reservation: 'reserved',
  capacityBlock: 'reserved',
} as const;

/**
 * What Karpenter may buy for a pool.
 *
 * Machines are named rather than described: GPU labels differ between clouds and their Auto Mode, `a100` means two
 * GPUs, and wildcards catch AMD machines. Among those that fit the waiting pods Karpenter takes the cheapest.
 */
export function requirementsOf({ machines, arch, capacity, zones }: ResolvedPool): Requirement[] {
  const types = [...new Set(capacity.map((entry) => CAPACITY_TYPES[capacityKind(entry)]))];
  return [
    among('node.kubernetes.io/instance-type', [...new Set(machines.map(machineTypeOf))]),
    among('kubernetes.io/arch', [arch]),
    among('karpenter.sh/capacity-type', types),
    ...(zones.length === 0 ? [] : [among('topology.kubernetes.io/zone', zones)]),
  ];
}

function among(key: string, values: readonly string[]): Requirement {
  return { key, operator: 'In', values };
}
