/** The numbers of a model's architecture that decide how much memory it takes. */
export interface ModelShape {
  readonly layers: number;
  /** Query heads; tensor parallelism splits them evenly or not at all. */
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** All parameters that are resident, every expert of a mixture included. */
  readonly parameters: number;
  /** Longest context the model was made for, in tokens. */
  readonly contextTokens: number;
  /** The figures are not from the model's own published config and await a second look. */
  readonly unverified?: true;
}

const LLAMA_31_8B: ModelShape = {
  layers: 32,
  heads: 32,
  kvHeads: 8,
  headDim: 128,
  parameters: 8_030_261_248,
  contextTokens: 131_072,
};
const LLAMA_31_70B: ModelShape = {
  layers: 80,
  heads: 64,
  kvHeads: 8,
  headDim: 128,
  parameters: 70_553_706_496,
  contextTokens: 131_072,
};
const MIXTRAL_8X7B: ModelShape = {
  layers: 32,
  heads: 32,
  kvHeads: 8,
  headDim: 128,
  parameters: 46_702_792_704,
  contextTokens: 32_768,
};
const QWEN_25_05B: ModelShape = {
  layers: 24,
  heads: 14,
  kvHeads: 2,
  headDim: 64,
  parameters: 494_032_768,
  contextTokens: 32_768,
  unverified: true,
};
const QWEN_25_7B: ModelShape = {
  layers: 28,
  heads: 28,
  kvHeads: 4,
  headDim: 128,
  parameters: 7_615_616_512,
  contextTokens: 32_768,
  unverified: true,
};

/**
 * Models whose shape is known, by Hugging Face id.
 *
 * Sources, read 2026-11: config.json of jerryzh168/llama3-8B and klyrone/Chimera on huggingface.co, and
 * configs/model/qwen3_32b.yaml of Ascend/MindSpeed-RL. Parameter counts are computed from the shapes and agree with
 * the published 8.03, 70.55, 46.70 and 32.76 billion.
 */
export const MODEL_SHAPES = {
  'meta-llama/Llama-3.1-8B': LLAMA_31_8B,
  'meta-llama/Llama-3.1-8B-Instruct': LLAMA_31_8B,
  'meta-llama/Llama-3.1-70B': LLAMA_31_70B,
  'meta-llama/Llama-3.1-70B-Instruct': LLAMA_31_70B,
  'meta-llama/Llama-3.3-70B-Instruct': LLAMA_31_70B,
  'mistralai/Mixtral-8x7B-v0.1': MIXTRAL_8X7B,
  'mistralai/Mixtral-8x7B-Instruct-v0.1': MIXTRAL_8X7B,
  'Qwen/Qwen2.5-0.5B': QWEN_25_05B,
  'Qwen/Qwen2.5-0.5B-Instruct': QWEN_25_05B,
  'Qwen/Qwen2.5-7B': QWEN_25_7B,
  'Qwen/Qwen2.5-7B-Instruct': QWEN_25_7B,
  'Qwen/Qwen3-8B': {
    layers: 36,
    heads: 32,
    kvHeads: 8,
    headDim: 128,
    parameters: 8_190_735_360,
    contextTokens: 40_960,
    unverified: true,
  },
  'Qwen/Qwen3-32B': {
    layers: 64,
    heads: 64,
    kvHeads: 8,
    headDim: 128,
    parameters: 32_762_123_264,
    contextTokens: 40_960,
  },
} as const satisfies Record<string, ModelShape>;

const BY_LOWER_CASE: ReadonlyMap<string, ModelShape> = new Map(
  Object.entries(MODEL_SHAPES).map(([model, shape]) => [model.toLowerCase(), shape]),
);

/**
 * The shape of a model, or undefined where it is not known: nothing is guessed then. The case of letters does not
 * matter, as it does not to the Hub.
 */
export function modelShape(model: string): ModelShape | undefined {
  return BY_LOWER_CASE.get(model.toLowerCase());
}
