import { dnsLabel, type KubeObject, MANAGED_BY } from '../../kube';
import { machineFacts, machineTypeOf } from '../../machines';
import { plainTaint } from '../marks';
import type { NodeShape, ResolvedPool } from '../resolved-pool';

/** What a node without a catalogue entry has for each GPU: about what own hardware with few GPUs is bought with. */
const GENERIC = { vcpu: 16, memoryGiB: 128 } as const;

/** Pods a kubelet takes unless it is told otherwise. */
const PODS = 110;

/**
 * Nodes that only exist in the API: pods are scheduled to them by the real scheduler and shown as running by KWOK.
 * They have the labels, taints and resources that the pool's real nodes would have.
 *
 * @see https://kwok.sigs.k8s.io/docs/user/kwok-manage-nodes-and-pods/
 */
export function renderKwokNodes(shape: NodeShape): KubeObject[] {
  const { pool } = shape;
  return Array.from({ length: pool.simulatedNodes }, (_, i) => kwokNode(dnsLabel([pool.name, String(i)]), i, shape));
}

function kwokNode(name: string, index: number, shape: NodeShape): KubeObject {
  const { pool, labels, discoveredLabels, taints } = shape;
  const [machine] = pool.machines;
  const zone = pool.zones[index % Math.max(1, pool.zones.length)];
  const capacity = capacityOf(shape);
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: { 'kwok.x-k8s.io/node': 'fake', 'node.alpha.kubernetes.io/ttl': '0' },
      labels: {
        ...MANAGED_BY,
        ...discoveredLabels,
        ...pool.platformLabels,
        ...labels,
        'kubernetes.io/arch': pool.arch,
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        ...(machine === undefined ? {} : { 'node.kubernetes.io/instance-type': machineTypeOf(machine) }),
        ...(zone === undefined ? {} : { 'topology.kubernetes.io/zone': zone }),
      },
    },
    spec: { taints: taints.map(plainTaint) },
    status: {
      capacity,
      allocatable: capacity,
      nodeInfo: {
        architecture: pool.arch,
        bootID: '',
        containerRuntimeVersion: '',
        kernelVersion: '',
        kubeProxyVersion: 'fake',
        kubeletVersion: 'fake',
        machineID: '',
        operatingSystem: 'linux',
        osImage: '',
        systemUUID: '',
      },
      phase: 'Running',
    },
  };
}

function capacityOf({ pool, resources }: NodeShape): Record<string, string> {
  const { vcpu, memoryGiB } = sizeOf(pool);
  return {
    cpu: String(vcpu),
    'ephemeral-storage': `${pool.ephemeralGiB}Gi`,
    memory: `${memoryGiB}Gi`,
    pods: String(PODS),
    ...Object.fromEntries(Object.entries(resources).map(([resource, count]) => [resource, String(count)])),
  };
}

function sizeOf({ machines, gpusPerNode }: ResolvedPool): { vcpu: number; memoryGiB: number } {
  const [machine] = machines;
  if (machine !== undefined) return machineFacts(machine);
  return { vcpu: GENERIC.vcpu * gpusPerNode, memoryGiB: GENERIC.memoryGiB * gpusPerNode };
}
