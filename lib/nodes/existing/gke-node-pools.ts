import { gcpAcceleratorType, machineTypeOf } from '../../machines';
import type { NodeShape, PlatformSharing } from '../resolved-pool';

/**
 * How GKE's node pools must have been made, one step for each kind of GPU: what keeps Google's GPU software off nodes of
 * the GPU Operator, and sharing that Google does itself. Neither can be set on nodes that stand already.
 *
 * @see https://cloud.google.com/sdk/gcloud/reference/container/node-pools/create
 */
export function gkePoolSteps({ pool, platformSharing }: NodeShape): readonly string[] {
  const labels = Object.entries(pool.requiredLabels).map(([key, value]) => `${key}=${value}`);
  const sharing = sharingOptions(platformSharing ?? {});
  if (labels.length === 0 && sharing.length === 0) return [];
  const types = new Set(pool.machines.map((machine) => gcpAcceleratorType(machine)));
  return [...types].map((type) => {
    const machines = pool.machines.filter((machine) => gcpAcceleratorType(machine) === type).map(machineTypeOf);
    // Without its own device plugin Google's driver never finishes installing, so both are left out together.
    const driver = labels.length > 0 ? 'disabled' : 'default';
    const options = [`type=${type}`, `count=${pool.gpusPerNode}`, `gpu-driver-version=${driver}`, ...sharing];
    return [
      `make the node pool with: gcloud container node-pools create ${pool.name}`,
      `--machine-type=${machines.length === 1 ? machines[0] : `<${machines.join(' or ')}>`}`,
      `--accelerator=${options.join(',')}`,
      ...(labels.length === 0 ? [] : [`--node-labels=${labels.join(',')}`]),
    ].join(' ');
  });
}

function sharingOptions({ partition, strategy, clientsPerGpu }: PlatformSharing): string[] {
  return [
    ...(partition === undefined ? [] : [`gpu-partition-size=${partition}`]),
    ...(strategy === undefined ? [] : [`gpu-sharing-strategy=${strategy}`]),
    ...(clientsPerGpu === undefined ? [] : [`max-shared-clients-per-gpu=${clientsPerGpu}`]),
  ];
}
