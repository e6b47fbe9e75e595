import type { ModelShape } from './models';

const GIB = 2 ** 30;

/**
 * Share of a device's memory that the engine may take. vLLM's default since 2026; written out everywhere, so the
 * check and the server agree.
 */
export const GPU_MEMORY_UTILIZATION = 0.92;

/** How the numbers of a model are stored. */
export interface NumberFormat {
  /** 2 for bf16, 1 for fp8. */
  readonly bytesPerParameter: number;
  /** The same for the key-value cache. */
  readonly bytesPerCacheValue: number;
}

export const BF16: NumberFormat = { bytesPerParameter: 2, bytesPerCacheValue: 2 };

/** What is to be held by how much memory. */
export interface MemoryQuestion {
  /** Layers, heads and parameters of the model; those of known models are in `MODEL_SHAPES`. */
  readonly shape: ModelShape;
  /** How numbers are stored. */
  readonly format: NumberFormat;
  /** Tokens that must fit the cache at once for the engine to start. */
  readonly tokens: number;
  /** Devices the model is split over by tensor parallelism. */
  readonly devices: number;
  /** What the engine may take of each device. */
  readonly budgetGiB: number;
  /** Activations, graphs and contexts on each device. */
  readonly overheadGiB: number;
}

/** The answer, all figures per device. */
export interface MemoryFit {
  readonly weightsGiB: number;
  /** What is left for the key-value cache; negative where not even the weights fit. */
  readonly cacheGiB: number;
  /** Tokens that room holds. */
  readonly cachedTokens: number;
  /** What weights, overhead and the tokens asked for take together. */
  readonly neededGiB: number;
  readonly fits: boolean;
}

/**
 * Whether a model fits, by the arithmetic vLLM itself does at start.
 *
 * It holds for attention with full key and value heads. Sliding windows and latent attention take less, so such models
 * have no shape in the table.
 */
export function fitMemory({ shape, format, tokens, devices, budgetGiB, overheadGiB }: MemoryQuestion): MemoryFit {
  const weightsGiB = weightBytes(shape, format) / devices / GIB;
  const bytesPerToken = cacheBytesPerToken(shape, format, devices);
  const cacheGiB = budgetGiB - weightsGiB - overheadGiB;
  const cachedTokens = Math.max(0, Math.floor((cacheGiB * GIB) / bytesPerToken));
  const neededGiB = weightsGiB + overheadGiB + (tokens * bytesPerToken) / GIB;
  return { weightsGiB, cacheGiB, cachedTokens, neededGiB, fits: cacheGiB > 0 && cachedTokens >= tokens };
}

/** Bytes of all weights together. */
export function weightBytes({ parameters }: ModelShape, { bytesPerParameter }: NumberFormat): number {
  return parameters * bytesPerParameter;
}

/** Bytes one token takes in the cache of one device. Heads are copied, not split, once devices outnumber them. */
export function cacheBytesPerToken(shape: ModelShape, { bytesPerCacheValue }: NumberFormat, devices: number): number {
  const headsPerDevice = Math.max(1, shape.kvHeads / devices);
  return 2 * shape.layers * headsPerDevice * shape.headDim * bytesPerCacheValue;
}

/** Memory an engine needs besides weights and cache: more for large models and for talk between GPUs. */
export function overheadGiB({ parameters }: ModelShape, devices: number): number {
  return parameters <= 9e9 && devices === 1 ? 2 : 3;
}

/**
 * How vLLM stores a model, read off its flags. Undefined for a quantization whose size is not known here; the weights
 * of ready-quantized repositories differ from their originals, and those are no rows of the table anyway.
 */
export function vllmFormat(flags: ReadonlyMap<string, string>): NumberFormat | undefined {
  const quantization = flags.get('--quantization') ?? flags.get('-q');
  const dtype = flags.get('--dtype') ?? 'auto';
  const cacheType = flags.get('--kv-cache-dtype') ?? 'auto';
  const bytesPerCacheValue = cacheType.startsWith('fp8') ? 1 : ['auto', 'bfloat16'].includes(cacheType) ? 2 : undefined;
  const unquantized = ['auto', 'bfloat16', 'float16', 'half'].includes(dtype) ? 2 : undefined;
  const bytesPerParameter = quantization === undefined ? unquantized : { fp8: 1, bitsandbytes: 0.5625 }[quantization];
  if (bytesPerParameter === undefined || bytesPerCacheValue === undefined) return undefined;
  return { bytesPerParameter, bytesPerCacheValue };
}

/**
 * Bytes per parameter of GGUF files by quantization, from the sizes of llama.cpp's blocks; Q4_K_M mixes kinds and is
 * taken as found in practice.
 */
const GGUF_BYTES: Readonly<Record<string, number>> = {
  Q4_0: 0.5625,
  Q4_K_M: 0.6,
  Q5_K_M: 0.72,
  Q6_K: 0.82,
  Q8_0: 1.0625,
  F16: 2,
  BF16: 2,
};

/** How llama.cpp stores a model, read off `repository:quantization`; without one it takes Q4_K_M. */
export function ggufFormat(gguf: string): NumberFormat | undefined {
  const bytesPerParameter = GGUF_BYTES[(gguf.split(':')[1] ?? 'Q4_K_M').toUpperCase()];
  return bytesPerParameter === undefined ? undefined : { bytesPerParameter, bytesPerCacheValue: 2 };
}
