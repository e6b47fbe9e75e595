import { type KubeObject, MANAGED_BY } from '../../kube';
import { gcpAcceleratorType, machineFacts, type MachineName, machineTypeOf } from '../../machines';
import { declaredTaints } from '../marks';
import type { Capacity, NodeShape, PlatformSharing, ResolvedPool } from '../resolved-pool';

/**
 * A pool as GKE makes it: node pools are created for pods that select the class, by the first priority that has room.
 *
 * A class knows no number of nodes: the pool's maximum is kept by the quota of the project, and by the resource limits
 * of the cluster where auto-provisioning sets them.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/reference/crds/computeclass
 */
export function renderComputeClass(shape: NodeShape): KubeObject[] {
  const { pool, labels } = shape;
  return [
    {
      apiVersion: 'cloud.google.com/v1',
      kind: 'ComputeClass',
      metadata: { name: pool.name, labels: MANAGED_BY },
      spec: {
        // Preference goes to the way of buying; within one, to the cheaper machine.
        priorities: pool.capacity.flatMap((capacity) =>
          pool.machines.map((machine) => renderPriority(machine, capacity, shape)),
        ),
        nodePoolAutoCreation: { enabled: true },
        nodePoolConfig: {
          imageType: pool.image === 'ubuntu' ? 'ubuntu_containerd' : 'cos_containerd',
          nodeLabels: labels,
          taints: declaredTaints(shape),
        },
        autoscalingPolicy: {
          consolidationDelayMinutes: pool.idleMinutes,
          // In percent of the node's GPUs: only nodes of which no GPU is in use are given back. Zero would keep them all.
          gpuConsolidationThreshold: 1,
        },
        // The default of this field has changed once; with ScaleUpAnyway pods would end on nodes without a GPU.
        whenUnsatisfiable: 'DoNotScaleUp',
      },
    },
  ];
}

function renderPriority(machine: MachineName, capacity: Capacity, { pool, platformSharing }: NodeShape): object {
  return {
    machineType: machineTypeOf(machine),
    gpu: {
      type: gcpAcceleratorType(machine),
      count: pool.gpusPerNode,
      driverVersion: 'default',
      ...(platformSharing === undefined ? {} : { gpuSharing: renderSharing(platformSharing) }),
    },
    ...renderCapacity(capacity, pool.zones),
    storage: renderStorage(machine, pool),
  };
}

function renderSharing({ partition, strategy, clientsPerGpu }: PlatformSharing): object {
  return {
    ...(partition === undefined ? {} : { gpuPartitionSize: partition }),
    ...(strategy === undefined ? {} : { sharingStrategy: strategy === 'mps' ? 'MPS' : 'TIME_SHARING' }),
    ...(clientsPerGpu === undefined ? {} : { maxSharedClientsPerGPU: clientsPerGpu }),
  };
}

function renderCapacity(capacity: Capacity, zones: readonly string[]): object {
  if (typeof capacity === 'object') {
    // A reservation has its own place, so the class refuses a location beside it.
    const name = 'reservation' in capacity ? capacity.reservation : capacity.capacityBlock;
    return { reservations: { affinity: 'Specific', specific: [reservationOf(name, zones)] } };
  }
  return {
    ...(capacity === 'spot' ? { spot: true } : {}),
    ...(capacity === 'flex-start' ? { flexStart: { enabled: true } } : {}),
    // Scarce GPUs are taken where they are, not spread evenly.
    ...(zones.length === 0 ? {} : { location: { zones, locationPolicy: 'ANY' } }),
  };
}

/** `name`, `projects/P/reservations/name`, either with `/reservationBlocks/block`. */
function reservationOf(path: string, zones: readonly string[]): object {
  const [head = '', block] = path.split('/reservationBlocks/');
  const [, project, name] = /^projects\/([^/]+)\/reservations\/(.+)$/.exec(head) ?? [];
  return {
    name: name ?? head,
    ...(project === undefined ? {} : { project }),
    ...(block === undefined ? {} : { reservationBlock: { name: block } }),
    ...(zones.length === 0 ? {} : { zones }),
  };
}

/** Disks of 375 GB that come with these machines and must be asked for in full. */
const BUNDLED_SSD = /^(a3-(high|mega|ultra)gpu|a4-highgpu)-8g$/;
const SSD_GB = 375;

function renderStorage(machine: MachineName, { diskGiB }: ResolvedPool): object {
  const disks = BUNDLED_SSD.test(machine) ? Math.floor((machineFacts(machine).localNvmeGB ?? 0) / SSD_GB) : 0;
  return {
    bootDiskSize: diskGiB,
    // These boot from nothing else: GoogleCloudPlatform/cluster-toolkit examples/gke-a4x (2026-08).
    ...(machine.startsWith('a4x-') ? { bootDiskType: 'hyperdisk-balanced' } : {}),
    ...(disks === 0 ? {} : { localSSDCount: disks }),
  };
}
