export { capacityKind } from './check-capacity';
export { nodeSteps } from './existing';
export type { GpuHandle } from './gpu-handle';
export {
  GpuNodePool,
  type GpuNodePoolConstructor,
  type GpuNodePoolProps,
  type GpuPoolProps,
  type MachinePoolProps,
  type NodeRange,
} from './gpu-node-pool';
export { GPU_TAINT } from './marks';
export { poolSelectionKey, poolsOverlap } from './membership';
export { nodeTemplate, renderPool } from './render-pool';
export { resolvePool } from './resolve-pool';
export type {
  Capacity,
  GpuOffer,
  ImageSharing,
  NodeShape,
  NodeTemplate,
  PlatformSharing,
  PoolMembership,
  ResolvedPool,
} from './resolved-pool';
export type { StartupTaint } from './startup-taint';
export { unsuitable } from './suitability';
