import { App, Chart } from 'cdk8s';
import { markAsCluster } from '../../lib/declaration';
import { type GpuModel } from '../../lib/gpu';
import { GpuNodePool, type ResolvedPool } from '../../lib/nodes';
import { aks, eks, gke, type GpuStackOwners, local, onPrem, type Owner } from '../../lib/platforms';
import { MigPartitioning, MpsSharedGpu, type SharingConstruct, TimeSlicedGpu } from '../../lib/sharing';

/** A fresh cluster to declare things in. */
export function cluster(): Chart {
  const chart = new Chart(new App(), 'prod');
  markAsCluster(chart);
  return chart;
}

/** All parts of the GPU software in one hand. */
export function ownedBy(owner: Owner, more: Partial<GpuStackOwners> = {}): GpuStackOwners {
  return {
    driver: owner,
    toolkit: owner,
    devicePlugin: owner,
    featureDiscovery: owner,
    migManager: owner,
    ...more,
  };
}

export const BOTTLEROCKET_OWNERS = ownedBy('image', { featureDiscovery: 'operator' });

/** A pool as it would be resolved, eight GPUs a node by default. */
export function resolved(gpu: GpuModel | readonly GpuModel[], facts: Partial<ResolvedPool> = {}): ResolvedPool {
  const gpus = typeof gpu === 'string' ? [gpu] : gpu;
  const construct = new GpuNodePool(cluster(), 'pool', { gpu: gpus, nodes: { max: 25 } });
  return {
    construct,
    name: 'pool',
    provisioner: 'existing',
    machines: [],
    gpus,
    gpusPerNode: 8,
    gpuFraction: 1,
    nodes: { min: 1, max: 25 },
    capacity: ['on-demand'],
    zones: [],
    diskGiB: 200,
    ephemeralGiB: 200,
    arch: 'amd64',
    owners: ownedBy('operator'),
    allocation: 'device-plugin',
    workload: 'inference',
    labels: { 'cdk8s-ai/pool': 'pool' },
    requiredLabels: {},
    platformLabels: {},
    platformTaints: [],
    idleMinutes: 10,
    simulatedNodes: 2,
    taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
    nodeSelector: { 'cdk8s-ai/pool': 'pool' },
    ...facts,
  };
}

export const EKS = eks({ kubernetesVersion: '1.35', nodeRole: 'gpu-node', discoveryTag: 'prod' });
export const EKS_OVERLAY = eks({ kubernetesVersion: '1.35', karpenter: { nodeOverlay: true } });
export const GKE = gke({ kubernetesVersion: '1.35' });
export const AKS = aks({ kubernetesVersion: '1.35' });
export const ON_PREM = onPrem({ kubernetesVersion: '1.35' });
export const LOCAL = local({ kubernetesVersion: '1.35' });

const KINDS = { mig: MigPartitioning, timeSliced: TimeSlicedGpu, mps: MpsSharedGpu } as const;
export type SharingKind = keyof typeof KINDS;

/** A sharing with these props, right or wrong, declared beside its pool. */
export function declare(kind: SharingKind, props: object, pool: ResolvedPool): SharingConstruct {
  const scope = pool.construct.node.scope! as Chart;
  const make = KINDS[kind] as new (scope: Chart, id: string, props: object) => SharingConstruct;
  return new make(scope, `${kind}-${scope.node.children.length}`, { pool: pool.construct, ...props });
}
