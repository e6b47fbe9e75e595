import { GPU_MODELS, gpuFacts, MIG_CAPABLE_GPUS, MIG_PROFILES, migGeometryOf, migProfilesOf } from '../../lib/gpu';

const rows = MIG_CAPABLE_GPUS.flatMap((model) =>
  Object.entries(migProfilesOf(model)).map(([name, facts]) => [model, name, facts] as const),
);

test('101 profiles are listed', () => {
  expect(rows).toHaveLength(5 + 11 * 7 + 11);
});

test.each(rows)('%s %s: name, slices and placements agree with one another', (model, name, facts) => {
  const geometry = migGeometryOf(model)!;
  const [, compute, memory] = /^(\d+)g\.(\d+)gb([+-][a-z.]+)?$/.exec(name)!;
  expect(facts.computeSlices).toBe(Number(compute));
  expect(facts.memoryGiB).toBe(Number(memory));
  expect(facts.size).toBe((facts.memorySlices * geometry.placementUnits) / geometry.memorySlices);
  expect(Math.max(...facts.starts) + facts.size).toBeLessThanOrEqual(geometry.placementUnits);
  expect(facts.maxInstances).toBeLessThanOrEqual(Math.min(facts.starts.length, geometry.maxInstances));
  expect(facts.memoryGiB).toBeLessThanOrEqual(gpuFacts(model).memoryGiB);
  if (facts.usableMemoryMiB !== undefined) expect(facts.usableMemoryMiB / 1024).toBeLessThan(facts.memoryGiB * 1.02);
});

test.each(MIG_CAPABLE_GPUS)('%s: profile ids are unique, and one profile takes the whole GPU', (model) => {
  const all = Object.values(migProfilesOf(model));
  expect(new Set(all.map(({ profileId }) => profileId)).size).toBe(all.length);
  const whole = all.filter(({ computeSlices }) => computeSlices === migGeometryOf(model)!.computeSlices);
  expect(whole.length).toBeGreaterThan(0);
  for (const { size } of whole) expect(size).toBe(migGeometryOf(model)!.placementUnits);
});

test('one name means different things on different GPUs', () => {
  expect(MIG_PROFILES['a100-40gb']['1g.10gb'].maxInstances).toBe(4);
  expect(MIG_PROFILES['a100-80gb']['1g.10gb'].maxInstances).toBe(7);
  expect(MIG_PROFILES['h200-141gb']['1g.35gb'].maxInstances).toBe(4);
  expect(MIG_PROFILES['gb300-278gb']['1g.35gb'].maxInstances).toBe(7);
});

test('early names of GB200 profiles lead to names it has now', () => {
  for (const [former, now] of Object.entries(GPU_MODELS['gb200-186gb'].mig.formerNames)) {
    expect(Object.keys(MIG_PROFILES['gb200-186gb'])).toContain(now);
    expect(Object.keys(MIG_PROFILES['gb200-186gb'])).not.toContain(former);
  }
});
