import fc from 'fast-check';
import { checkMigLayout, GPU_MODEL_IDS, type GpuModel } from '../../lib/gpu';
import { everyLayoutOf, keyOf } from './brute-force';

/** `path: reason; hint [CODE]`, as the error message prints it. */
function said(model: GpuModel, layout: unknown): string[] {
  return checkMigLayout(model, layout).map(({ code, path, reason, hint }) => `${path}: ${reason}; ${hint} [${code}]`);
}

const CASES: [string, GpuModel, unknown, string][] = [
  [
    'more compute slices than there are',
    'h100-80gb',
    { '3g.40gb': 2, '2g.20gb': 1 },
    "layout: two 3g.40gb and one 2g.20gb need 8 of the 7 compute slices of h100-80gb; drop one 2g.20gb: { '3g.40gb': 2 } [MIG_OVERCOMMITTED]",
  ],
  [
    'compute slices that suffice, and memory slices that do not',
    'h100-80gb',
    { '3g.40gb': 2, '1g.10gb': 1 },
    "layout: two 3g.40gb and one 1g.10gb fit the 7 compute slices of h100-80gb, but need 9 of its 8 memory slices (a 3g.40gb takes 4); drop one 1g.10gb: { '3g.40gb': 2 } [MIG_UNPLACEABLE]",
  ],
  [
    'more of one profile than the GPU holds',
    'h100-80gb',
    { '1g.10gb+me': 2 },
    "layout: two 1g.10gb+me on one h100-80gb, which can hold 1; drop one 1g.10gb+me: { '1g.10gb+me': 1 } [MIG_OVERCOMMITTED]",
  ],
  [
    'media engines that run out',
    'a30',
    { '1g.6gb+me': 1, '2g.12gb+me': 1 },
    "layout: one 1g.6gb+me and one 2g.12gb+me fit the slices of a30, but need 2 of its 1 JPEG engine; drop one 1g.6gb+me: { '2g.12gb+me': 1 } [MIG_UNPLACEABLE]",
  ],
  [
    'a profile of another GPU',
    'h100-80gb',
    { '1g.18gb': 1 },
    "layout['1g.18gb']: '1g.18gb' is a profile of h200-141gb and gh200-144gb, not of h100-80gb; use '1g.20gb' [MIG_PROFILE_UNKNOWN]",
  ],
  [
    'a profile of no GPU',
    'h100-80gb',
    { '3g.41gb': 1 },
    "layout['3g.41gb']: h100-80gb has no profile '3g.41gb'; use '3g.40gb' [MIG_PROFILE_UNKNOWN]",
  ],
  [
    'the name an early board had for a profile',
    'gb200-186gb',
    { '3g.95gb': 1 },
    "layout['3g.95gb']: '3g.95gb' is what early boards of gb200-186gb called it; use '3g.93gb' [MIG_PROFILE_UNKNOWN]",
  ],
  [
    'a compute instance',
    'a100-40gb',
    { '1c.3g.20gb': 3 },
    "layout['1c.3g.20gb']: '1c.3g.20gb' splits a slice once more, which Kubernetes cannot see; use '3g.20gb' [MIG_PROFILE_UNKNOWN]",
  ],
  [
    'a number written as text',
    'h100-80gb',
    { '1g.10gb': '3' },
    "layout['1g.10gb']: '3' is not a whole number of instances; use 3 [VALUE_INVALID]",
  ],
  [
    'half an instance',
    'h100-80gb',
    { '3g.40gb': 1.5 },
    "layout['3g.40gb']: 1.5 is not a whole number of instances; use 2 [VALUE_INVALID]",
  ],
  [
    'not a number',
    'h100-80gb',
    { '3g.40gb': Number.NaN },
    "layout['3g.40gb']: NaN is not a whole number of instances; use 1 [VALUE_INVALID]",
  ],
  [
    'a null',
    'h100-80gb',
    { '3g.40gb': null },
    "layout['3g.40gb']: null is not a whole number of instances; use 0 [VALUE_INVALID]",
  ],
  [
    'fewer than none',
    'h100-80gb',
    { '3g.40gb': -2 },
    "layout['3g.40gb']: -2 is not a whole number of instances; use 0 [VALUE_INVALID]",
  ],
  [
    'an empty layout',
    'h200-141gb',
    {},
    "layout: no profile has an instance, so h200-141gb would be in MIG mode and offer nothing; use { '1g.18gb': 2, '2g.35gb': 1, '3g.71gb': 1 } [MIG_LAYOUT_EMPTY]",
  ],
  [
    'a layout of zeros',
    'a30',
    { '1g.6gb': 0 },
    "layout: no profile has an instance, so a30 would be in MIG mode and offer nothing; use { '1g.6gb': 2, '2g.12gb': 1 } [MIG_LAYOUT_EMPTY]",
  ],
  [
    'MIG on a T4, nearest in memory being an A30',
    't4',
    { '1g.8gb': 2 },
    'layout: t4 has no MIG; share t4 with TimeSlicedGpu or MpsSharedGpu, or use a GPU with MIG such as a30 [MIG_UNSUPPORTED]',
  ],
  [
    'MIG on an L40S with a layout that other GPUs have',
    'l40s',
    { '3g.20gb': 2 },
    'layout: l40s has no MIG; share l40s with TimeSlicedGpu or MpsSharedGpu, or put this layout on a100-40gb [MIG_UNSUPPORTED]',
  ],
];
test.each(CASES)('refuses %s', (_, model, layout, message) => {
  expect(said(model, layout)).toEqual([message]);
});

test('MIG on a GPU with unsettled tables is refused with the reason', () => {
  const [issue] = checkMigLayout('rtx-pro-5000-blackwell', { '1g.12gb': 1 });
  expect(issue).toMatchObject({ code: 'MIG_UNSUPPORTED', reason: expect.stringContaining('two MIG tables') as string });
});

test('reports every wrong entry of a layout at once', () => {
  const issues = checkMigLayout('h100-80gb', { '1g.18gb': Number.NaN, '3g.40gb': '1', foo: 2 }, 'layouts.big');
  expect(issues.map(({ path, code }) => [path, code])).toEqual([
    ["layouts.big['1g.18gb']", 'MIG_PROFILE_UNKNOWN'],
    ["layouts.big['1g.18gb']", 'VALUE_INVALID'],
    ["layouts.big['3g.40gb']", 'VALUE_INVALID'],
    ["layouts.big['foo']", 'MIG_PROFILE_UNKNOWN'],
  ]);
});

test('an unknown GPU is told apart from one without MIG', () => {
  expect(checkMigLayout('h100' as GpuModel, {}).map(({ code }) => code)).toEqual(['GPU_UNKNOWN']);
});

test('profiles that are undefined count as left out', () => {
  expect(checkMigLayout('h100-80gb', { '3g.40gb': 2, '1g.10gb': undefined })).toEqual([]);
});

test('long and foreign names are cut in the message', () => {
  const [issue] = checkMigLayout('h100-80gb', { ['é'.repeat(300)]: 1 });
  expect(issue!.reason.length).toBeLessThan(120);
});

test('whatever is given, the answer is a list of issues, or the layout is one that brute force can place', () => {
  const judged = new Map(GPU_MODEL_IDS.map((model) => [model, undefined as ReadonlySet<string> | undefined]));
  const anything = fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.anything()));
  fc.assert(
    fc.property(fc.constantFrom(...GPU_MODEL_IDS), anything, (model, layout) => {
      const issues = checkMigLayout(model, layout);
      for (const { reason, hint } of issues) expect(reason !== '' && hint !== '').toBe(true);
      if (issues.length > 0) return;
      if (!judged.get(model)) judged.set(model, everyLayoutOf(model));
      expect(judged.get(model)!.has(keyOf(layout as Record<string, number>))).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
