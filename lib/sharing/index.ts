export { allocate, type AllocationAnswer } from './allocate';
export { CLAIM_REQUEST, renderClaimTemplate } from './claim-template';
export {
  type DevicePluginConfig,
  devicePluginConfigs,
  type MigStrategy,
  type NamedDevicePluginConfig,
  type ReplicatedResource,
} from './device-plugin-config';
export type { GpuAllocation, GpuClaim } from './gpu-allocation';
export { type MigConfigEntry, migConfigs, type MigPartedConfig, type NamedMigConfig, UNCUT } from './mig-config';
export {
  type CutGpus,
  MigPartitioning,
  type MigPartitioningProps,
  type MigProfileName,
  type SliceCounts,
} from './mig-partitioning';
export { MpsSharedGpu, type MpsSharedGpuProps } from './mps-shared-gpu';
export { shapeNode } from './node-shape';
export type { PoolSharing, SharingConstruct } from './pool-sharing';
export { resolveSharing, type SharingAnswer } from './resolve-sharing';
export { TimeSlicedGpu, type TimeSlicedGpuProps } from './time-sliced-gpu';
