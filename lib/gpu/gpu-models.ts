import type { GpuFacts } from './gpu-facts';
import { GPUS_WITH_MIG } from './gpus-with-mig';
import { GPUS_WITHOUT_MIG } from './gpus-without-mig';

/** Every NVIDIA GPU this library knows: those of the clouds' machines and those with MIG. */
export const GPU_MODELS = { ...GPUS_WITH_MIG, ...GPUS_WITHOUT_MIG } as const;

/** An NVIDIA GPU by its id: `'h100-80gb'`, `'l4'`. */
export type GpuModel = keyof typeof GPU_MODELS;

/** All ids, in the order of the table. */
export const GPU_MODEL_IDS = Object.keys(GPU_MODELS) as readonly GpuModel[];

/** The facts of one GPU, widened to what every row has. */
export function gpuFacts(model: GpuModel): GpuFacts {
  return GPU_MODELS[model];
}
