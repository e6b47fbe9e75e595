import fc from 'fast-check';
import { checkRange, checkWhole } from '../../lib/kube';

test.each<[unknown, string, RegExp]>([
  ['3', 'VALUE_INVALID', /'3' is not a whole number; write 3/],
  ['many', 'VALUE_INVALID', /write 1/],
  [1.5, 'VALUE_INVALID', /write 2/],
  [NaN, 'VALUE_INVALID', /NaN is not a whole number; write 1/],
  [Infinity, 'VALUE_INVALID', /Infinity/],
  [null, 'VALUE_INVALID', /null/],
  [{}, 'VALUE_INVALID', /a map is not a whole number/],
  [0, 'VALUE_OUT_OF_RANGE', /0 is outside 1 to 8; use 1/],
  [9, 'VALUE_OUT_OF_RANGE', /use 8/],
])('%p is refused where 1 to 8 may stand', (value, code, says) => {
  const [issue, ...others] = checkWhole(value, 'gpus', { min: 1, max: 8 });
  expect(others).toEqual([]);
  expect(issue).toMatchObject({ code, path: 'gpus' });
  expect(`${issue!.reason}; ${issue!.hint}`).toMatch(says);
});

test('a whole number within its bounds has no issues', () => {
  for (const value of [1, 8]) expect(checkWhole(value, 'gpus', { min: 1, max: 8 })).toEqual([]);
});

test('a range needs both ends, in order', () => {
  expect(checkRange({ min: 0, max: 4 }, 'nodes')).toEqual([]);
  expect(checkRange({ min: 4, max: 4 }, 'nodes')).toEqual([]);
  expect(checkRange({ min: 3, max: 2 }, 'nodes')).toMatchObject([
    { code: 'VALUE_OUT_OF_RANGE', path: 'nodes', hint: 'use { min: 2, max: 3 }' },
  ]);
  expect(checkRange({ min: 0 }, 'nodes')).toMatchObject([{ path: 'nodes.max' }]);
  expect(checkRange({ min: 0, max: 0 }, 'nodes')).toMatchObject([{ path: 'nodes.max', hint: 'use 1' }]);
  expect(checkRange(undefined, 'nodes')).toMatchObject([
    { path: 'nodes', hint: expect.stringMatching(/min: .*max: /) as string },
  ]);
  expect(checkRange(3, 'nodes')).toMatchObject([{ code: 'VALUE_INVALID', hint: 'write { min: 0, max: 3 }' }]);
  expect(checkRange('2-5', 'nodes')).toMatchObject([{ code: 'VALUE_INVALID', hint: 'write { min: 2, max: 5 }' }]);
});

test('following the hint settles the issue', () => {
  fc.assert(
    fc.property(fc.anything(), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }), (value, a, b) => {
      const bounds = { min: Math.min(a, b), max: Math.max(a, b) };
      for (const { hint } of checkWhole(value, 'gpus', bounds)) {
        expect(checkWhole(Number(/-?\d+$/.exec(hint)![0]), 'gpus', bounds)).toEqual([]);
      }
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ['200Gi', 'diskGiB', 'write 200'],
  ['2Ti', 'resources.memoryGiB', 'write 2048'],
  ['512Mi', 'memoryGiB', 'write 1'],
  ['10m', 'startupSeconds', 'write 600'],
  ['2h', 'idleMinutes', 'write 120'],
  ['4', 'replicas', 'write 4'],
])('%s in %s is told as the number it stands for', (value, path, hint) => {
  expect(checkWhole(value, path, { min: 1 })).toMatchObject([{ code: 'VALUE_INVALID', path, hint }]);
});
