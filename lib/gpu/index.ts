export { checkMigLayout } from './check-mig-layout';
export { usableGpuMemory, type UsableMemory, usableSliceMemory } from './gpu-memory';
export type { GpuArchitecture, GpuFacts, MigGeometry, MigUnsettled } from './gpu-facts';
export { gpuFacts, GPU_MODEL_IDS, GPU_MODELS, type GpuModel } from './gpu-models';
export {
  checkGpuModel,
  deviceFiltersOf,
  migLabelValue,
  migResourceName,
  parseGpuModel,
  productLabelOf,
  productLabelsOf,
  type ProductLabelState,
} from './gpu-names';
export {
  enginesOf,
  exceededEngine,
  freeSlices,
  isPlaceable,
  legalLayouts,
  maximalLayouts,
  type Placement,
  placeLayout,
  type ProfileCounts,
  remainingProfiles,
  slicesOf,
} from './mig-geometry';
export {
  isMigCapable,
  MIG_CAPABLE_GPUS,
  type MigCapableGpu,
  migGeometryOf,
  type MigLayout,
  type MigProfile,
  migProfilesOf,
} from './mig-layout';
export { MIG_PROFILES, type MigEngines, type MigProfileFacts } from './mig-profiles';
export { nearestLayout, nearestProfile } from './nearest-mig';
