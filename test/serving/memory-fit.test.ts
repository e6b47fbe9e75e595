import * as fc from 'fast-check';
import {
  BF16,
  cacheBytesPerToken,
  fitMemory,
  ggufFormat,
  type NumberFormat,
  overheadGiB,
  vllmFormat,
  weightBytes,
} from '../../lib/serving/memory-fit';
import { MODEL_SHAPES, modelShape } from '../../lib/serving/models';

const GIB = 2 ** 30;
const FP8: NumberFormat = { bytesPerParameter: 1, bytesPerCacheValue: 2 };
const FOUR_BIT: NumberFormat = { bytesPerParameter: 0.5625, bytesPerCacheValue: 2 };
const L4 = 22.5;
const GPU80 = 79.6;
const H200 = 140.4;

function ask(model: string, format: NumberFormat, memoryGiB: number, devices = 1, tokens = 8192) {
  const shape = modelShape(model)!;
  return fitMemory({ shape, format, tokens, devices, budgetGiB: memoryGiB * 0.92, overheadGiB: 2 });
}

describe('the memory a model takes', () => {
  test.each([
    ['Qwen/Qwen2.5-0.5B', 0.92, 0.46, 0.26, 12],
    ['Qwen/Qwen2.5-7B', 14.19, 7.09, 3.99, 56],
    ['meta-llama/Llama-3.1-8B', 14.96, 7.48, 4.21, 128],
    ['Qwen/Qwen3-8B', 15.26, 7.63, 4.29, 144],
    ['Qwen/Qwen3-32B', 61.02, 30.51, 17.16, 256],
    ['mistralai/Mixtral-8x7B-v0.1', 86.99, 43.5, 24.47, 128],
    ['meta-llama/Llama-3.1-70B', 131.42, 65.71, 36.96, 320],
  ])('%s agrees with the published table', (model, bf16, fp8, fourBit, kibPerToken) => {
    const shape = modelShape(model)!;
    expect(weightBytes(shape, BF16) / GIB).toBeCloseTo(bf16, 1);
    expect(weightBytes(shape, FP8) / GIB).toBeCloseTo(fp8, 1);
    expect(weightBytes(shape, FOUR_BIT) / GIB).toBeCloseTo(fourBit, 1);
    expect(cacheBytesPerToken(shape, BF16, 1)).toBe(kibPerToken * 1024);
  });

  test.each<[string, string, NumberFormat, number, number, number]>([
    ['Llama 8B on an L4', 'meta-llama/Llama-3.1-8B', BF16, L4, 1, 30_600],
    ['Llama 8B on 80 GB', 'meta-llama/Llama-3.1-8B', BF16, GPU80, 1, 461_000],
    ['Llama 8B in fp8 on 2g.20gb', 'meta-llama/Llama-3.1-8B', FP8, 19.6, 1, 70_000],
    ['Llama 8B on 2g.20gb', 'meta-llama/Llama-3.1-8B', BF16, 19.6, 1, 8_800],
    ['Llama 70B on two of 80 GB', 'meta-llama/Llama-3.1-70B', BF16, GPU80, 2, 36_000],
    ['Llama 70B on four of 80 GB', 'meta-llama/Llama-3.1-70B', BF16, GPU80, 4, 503_000],
    ['Llama 70B in fp8 on two of 80 GB', 'meta-llama/Llama-3.1-70B', FP8, GPU80, 2, 251_000],
    ['Llama 70B in fp8 on an H200', 'meta-llama/Llama-3.1-70B', FP8, H200, 1, 201_000],
    ['Mixtral on two of 80 GB', 'mistralai/Mixtral-8x7B-v0.1', BF16, GPU80, 2, 454_000],
    ['Qwen3 32B on 80 GB', 'Qwen/Qwen3-32B', BF16, GPU80, 1, 42_000],
    ['Qwen3 32B on two of 80 GB', 'Qwen/Qwen3-32B', BF16, GPU80, 2, 334_000],
  ])('the cache of %s holds the tokens that were worked out by hand', (_, model, format, memory, devices, tokens) => {
    const { cachedTokens } = ask(model, format, memory, devices);
    expect(Math.abs(cachedTokens - tokens) / tokens).toBeLessThan(0.015);
  });

  test('refuses what was worked out not to start', () => {
    expect(ask('meta-llama/Llama-3.1-8B', BF16, L4, 1, 131_072).fits).toBe(false);
    expect(ask('meta-llama/Llama-3.1-8B', FP8, 9.75).fits).toBe(false);
    expect(ask('meta-llama/Llama-3.1-70B', BF16, H200).fits).toBe(false);
    expect(ask('meta-llama/Llama-3.1-70B', BF16, H200).cacheGiB).toBeLessThan(0);
  });

  test('copies heads, once GPUs outnumber them', () => {
    const shape = modelShape('Qwen/Qwen2.5-7B')!;
    expect(cacheBytesPerToken(shape, BF16, 4)).toBe(cacheBytesPerToken(shape, BF16, 1) / 4);
    expect(cacheBytesPerToken(shape, BF16, 7)).toBe(cacheBytesPerToken(shape, BF16, 4));
  });

  test('plans more overhead for large models and for several GPUs', () => {
    const small = modelShape('meta-llama/Llama-3.1-8B')!;
    const large = modelShape('meta-llama/Llama-3.1-70B')!;
    expect([overheadGiB(small, 1), overheadGiB(small, 2), overheadGiB(large, 1)]).toEqual([2, 3, 3]);
  });

  test('agrees with a count in whole bytes, and never gets better by asking for more', () => {
    const question = fc.record({
      shape: fc.constantFrom(...Object.values(MODEL_SHAPES)),
      format: fc.constantFrom(BF16, FP8, FOUR_BIT),
      tokens: fc.integer({ min: 1, max: 200_000 }),
      devices: fc.constantFrom(1, 2, 4, 8),
      budgetGiB: fc.double({ min: 1, max: 200, noNaN: true }),
      overheadGiB: fc.constantFrom(2, 3),
    });
    fc.assert(
      fc.property(question, (asked) => {
        const { shape, format, tokens, devices, budgetGiB, overheadGiB: overhead } = asked;
        const heads = Math.max(1, shape.kvHeads / devices);
        const bytes =
          (shape.parameters * format.bytesPerParameter) / devices +
          overhead * GIB +
          tokens * 2 * shape.layers * heads * shape.headDim * format.bytesPerCacheValue;
        // Within a token's worth of the edge, rounding may decide either way.
        const edge = Math.abs(bytes - budgetGiB * GIB) < 2 ** 20;
        const { fits } = fitMemory(asked);
        if (!edge) expect(fits).toBe(bytes <= budgetGiB * GIB);
        if (!fits) {
          expect(fitMemory({ ...asked, tokens: tokens + 1 }).fits).toBe(false);
          expect(fitMemory({ ...asked, format: { ...format, bytesPerParameter: 2 } }).fits).toBe(false);
          expect(fitMemory({ ...asked, budgetGiB: budgetGiB / 2 }).fits).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('how a model is stored', () => {
  test.each<[string, [string, string][], NumberFormat | undefined]>([
    ['no flags', [], BF16],
    ['fp8 weights', [['--quantization', 'fp8']], FP8],
    ['fp8 cache', [['--kv-cache-dtype', 'fp8_e4m3']], { bytesPerParameter: 2, bytesPerCacheValue: 1 }],
    ['four bits', [['-q', 'bitsandbytes']], FOUR_BIT],
    ['a quantization of unknown size', [['--quantization', 'gguf']], undefined],
    ['an odd type', [['--dtype', 'float32']], undefined],
  ])('reads %s off the flags of vllm', (_, flags, format) => {
    expect(vllmFormat(new Map(flags))).toEqual(format);
  });

  test('reads the quantization off a GGUF name, and guesses none', () => {
    expect(ggufFormat('a/b')?.bytesPerParameter).toBe(0.6);
    expect(ggufFormat('a/b:q8_0')?.bytesPerParameter).toBe(1.0625);
    expect(ggufFormat('a/b:IQ1_S')).toBeUndefined();
  });
});
