import {
  GPU_MODEL_IDS,
  gpuFacts,
  MIG_CAPABLE_GPUS,
  migProfilesOf,
  usableGpuMemory,
  usableSliceMemory,
} from '../../lib/gpu';

test('an observed figure is used as it is', () => {
  expect(usableGpuMemory('l4')).toEqual({ memoryMiB: 22888, observed: true });
  expect(usableSliceMemory('h200-141gb', '1g.18gb')).toEqual({ memoryMiB: 16384, observed: true });
});

test('an unobserved one is estimated below the size in the name', () => {
  expect(usableGpuMemory('a10')).toEqual({ memoryMiB: 22118, observed: false });
  expect(usableSliceMemory('b300-269gb', '7g.269gb')).toEqual({ memoryMiB: 242401, observed: false });
});

test('a profile the GPU does not have has no memory', () => {
  expect(usableSliceMemory('h100-80gb', '1g.18gb')).toBeUndefined();
  expect(usableSliceMemory('l4', '1g.10gb')).toBeUndefined();
  expect(usableSliceMemory('h100-80gb', 'toString')).toBeUndefined();
});

test('the share that estimates take lies below every observed share', () => {
  for (const model of GPU_MODEL_IDS) {
    const { memoryMiB, observed } = usableGpuMemory(model);
    if (observed) expect(memoryMiB / 1024 / gpuFacts(model).memoryGiB).toBeGreaterThan(0.9);
  }
  for (const model of MIG_CAPABLE_GPUS) {
    for (const [name, facts] of Object.entries(migProfilesOf(model))) {
      const { memoryMiB, observed } = usableSliceMemory(model, name)!;
      if (observed) expect(memoryMiB / 1024 / facts.memoryGiB).toBeGreaterThan(0.88);
    }
  }
});

test('a slice never has more usable memory than its GPU', () => {
  for (const model of MIG_CAPABLE_GPUS) {
    const whole = usableGpuMemory(model).memoryMiB;
    for (const name of Object.keys(migProfilesOf(model))) {
      expect(usableSliceMemory(model, name)!.memoryMiB).toBeLessThanOrEqual(whole);
    }
  }
});
