import type { ConfigIssue } from '../errors';
import { gpuFacts } from '../gpu';
import { gcpAcceleratorType, machineTypeOf } from '../machines';
import type { Platform } from '../platforms';
import type { ChosenHardware } from './choose-machines';
import type { PoolMembership, ResolvedPool } from './resolved-pool';

/** How a pool's existing nodes are found, or why they cannot be. */
export interface MembershipAnswer {
  readonly membership?: PoolMembership;
  readonly issues: ConfigIssue[];
}

/**
 * How the nodes of a pool are told from others that exist already.
 *
 * By default by their hardware, which Node Feature Discovery sees. Where Google's own GPU stack runs there is no Node
 * Feature Discovery, but every GPU node has a label with the name of its GPU.
 */
export function membershipOf(
  props: Readonly<Record<string, unknown>>,
  hardware: ChosenHardware,
  platform: Platform,
): MembershipAnswer {
  const { hostnames, nodeSelector, machine } = props;
  if (hostnames !== undefined) {
    return { membership: { by: 'hostname', hostnames: [...(hostnames as string[])].sort() }, issues: [] };
  }
  if (nodeSelector !== undefined) {
    return { membership: { by: 'label', labels: nodeSelector as Record<string, string> }, issues: [] };
  }
  if (platform.kind === 'gke' && platform.gpuStack === 'gke') return byGoogleLabel(hardware, machine !== undefined);
  const unseen = hardware.gpus.filter((gpu) => Object.keys(gpuFacts(gpu).pciDevices).length === 0);
  if (unseen.length === 0) return { membership: { by: 'hardware' }, issues: [] };
  const reason = `no PCI id of ${unseen.join(' and ')} is known, so its nodes cannot be found by their hardware`;
  return {
    issues: [{ code: 'VALUE_REQUIRED', path: 'hostnames', reason, hint: 'name them by hostnames or nodeSelector' }],
  };
}

function byGoogleLabel({ machines }: ChosenHardware, named: boolean): MembershipAnswer {
  const accelerators = [...new Set(machines.map(gcpAcceleratorType))];
  if (accelerators.length > 1 || (named && machines.length > 1)) {
    const reason = 'its nodes have no label in common that others lack';
    const hint = "name one: nodeSelector: { 'cloud.google.com/gke-nodepool': '…' }";
    return { issues: [{ code: 'VALUE_REQUIRED', path: 'nodeSelector', reason, hint }] };
  }
  const type: Readonly<Record<string, string>> = named
    ? { 'node.kubernetes.io/instance-type': machineTypeOf(machines[0]!) }
    : {};
  return {
    membership: { by: 'label', labels: { 'cloud.google.com/gke-accelerator': accelerators[0]!, ...type } },
    issues: [],
  };
}

/**
 * What tells a pool's nodes from others that exist, as text: pools with the same text claim the same nodes. Undefined
 * for pools whose nodes are made for them.
 */
export function poolSelectionKey({ membership, gpus }: ResolvedPool): string | undefined {
  switch (membership?.by) {
    case undefined:
      return undefined;
    case 'hostname':
      return `hostname ${membership.hostnames.join(',')}`;
    case 'label':
      return `label ${Object.entries(membership.labels)
        .map(([key, value]) => `${key}=${value}`)
        .sort()
        .join(',')}`;
    case 'hardware':
      return `hardware ${[...gpus].sort().join(',')}`;
  }
}

/** Whether two pools of nodes that exist would claim some node both. Labels may still overlap where nobody can see it. */
export function poolsOverlap(a: ResolvedPool, b: ResolvedPool): boolean {
  const [first, second] = [a.membership, b.membership];
  if (first === undefined || second === undefined) return false;
  if (first.by === 'label' || second.by === 'label') return poolSelectionKey(a) === poolSelectionKey(b);
  if (first.by === 'hostname' && second.by === 'hostname') {
    return first.hostnames.some((name) => second.hostnames.includes(name));
  }
  return a.gpus.some((gpu) => b.gpus.includes(gpu));
}
