import fc from 'fast-check';
import { checkTaints, gpuTolerations, type Taint, tolerates, tolerationOf, tolerationsOf } from '../../lib/kube';

const GPU: Taint = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' };

const taint: fc.Arbitrary<Taint> = fc.record(
  {
    key: fc.constantFrom('a', 'b/c', 'd'),
    value: fc.constantFrom('', 'x', 'y'),
    effect: fc.constantFrom('NoSchedule', 'PreferNoSchedule', 'NoExecute'),
  },
  { requiredKeys: ['key', 'effect'] },
);

test('a toleration lets a pod onto nodes with its taint, and with no other', () => {
  fc.assert(
    fc.property(taint, taint, (one, other) => {
      const same = one.key === other.key && one.effect === other.effect;
      const meets = same && ((one.value ?? '') === '' || one.value === (other.value ?? ''));
      expect(tolerates([tolerationOf(one)], other)).toBe(meets);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  [{ operator: 'Exists' }, true],
  [{ key: 'nvidia.com/gpu', operator: 'Exists' }, true],
  [{ key: 'nvidia.com/gpu', value: 'present' }, true],
  [{ key: 'nvidia.com/gpu', value: 'absent' }, false],
  [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoExecute' }, false],
  [{}, false],
] as const)('by the rules of the scheduler, %j tolerates the GPU taint: %p', (toleration, passes) => {
  expect(tolerates([toleration], GPU)).toBe(passes);
});

test('tolerations of many taints stand once each, in one order', () => {
  const other: Taint = { key: 'a', effect: 'NoExecute' };
  expect(tolerationsOf([GPU, other, GPU])).toEqual(tolerationsOf([other, GPU]));
  expect(tolerationsOf([GPU, other, GPU])).toHaveLength(2);
});

test('daemon sets of GPU nodes pass every taint of theirs, the GPU taint whatever its value', () => {
  fc.assert(
    fc.property(fc.array(taint), (taints) => {
      const tolerations = gpuTolerations(taints);
      for (const one of [...taints, GPU, { ...GPU, value: 'true' }]) expect(tolerates(tolerations, one)).toBe(true);
    }),
  );
  expect(gpuTolerations([GPU, GPU])).toEqual([{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }]);
  expect(tolerates(gpuTolerations([GPU]), { key: 'a', effect: 'NoSchedule' })).toBe(false);
});

test.each<[unknown, string, string]>([
  ['x', 'taints', 'VALUE_INVALID'],
  [[null], 'taints[0].key', 'NAME_INVALID'],
  [[{ key: 'a b', effect: 'NoSchedule' }], 'taints[0].key', 'NAME_INVALID'],
  [[{ key: 'a', value: 'x y', effect: 'NoSchedule' }], 'taints[0].value', 'NAME_INVALID'],
  [[{ key: 'a', effect: 'NoSchedul' }], 'taints[0].effect', 'VALUE_INVALID'],
  [[GPU, GPU], 'taints[1]', 'NAME_TAKEN'],
])('%j has an issue at %s', (taints, path, code) => {
  expect(checkTaints(taints)).toContainEqual(expect.objectContaining({ path, code }));
});

test('a misspelt effect is answered with the nearest one', () => {
  expect(checkTaints([{ key: 'a', effect: 'NoSchedul' }])[0]!.hint).toBe("did you mean 'NoSchedule'?");
});

test('anything at all gives issues, never an exception', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.array(fc.anything())), (taints) => Array.isArray(checkTaints(taints))),
    { numRuns: 1000 },
  );
});
