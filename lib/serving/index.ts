export {
  AutoscaledModelService,
  type AutoscaledModelServiceProps,
  type HostResources,
  type ModelCache,
  type ReplicaRange,
  type SecretKey,
} from './autoscaled-model-service';
export { checkModelService } from './check-model-service';
export { type EngineName, ENGINES } from './engines';
export { fitMemory, type MemoryFit, type MemoryQuestion, type NumberFormat } from './memory-fit';
export { MODEL_SHAPES, modelShape, type ModelShape } from './models';
export { modelServiceNeeds } from './needs';
export { renderModelService } from './render-model-service';
export type { ModelServiceContext } from './serving-setup';
