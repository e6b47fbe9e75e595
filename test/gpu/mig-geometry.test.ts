import fc from 'fast-check';
import {
  checkMigLayout,
  freeSlices,
  isPlaceable,
  legalLayouts,
  maximalLayouts,
  MIG_CAPABLE_GPUS,
  migGeometryOf,
  migProfilesOf,
  nearestLayout,
  placeLayout,
  type MigCapableGpu,
  type ProfileCounts,
  remainingProfiles,
} from '../../lib/gpu';
import { everyLayoutOf, keyOf } from './brute-force';

const judged = new Map(MIG_CAPABLE_GPUS.map((model) => [model, everyLayoutOf(model)]));
const SEVEN_SLICE = MIG_CAPABLE_GPUS.filter((model) => migGeometryOf(model)!.computeSlices === 7);

/** Layouts around the border of what fits: few profiles, small counts. */
function layoutsOf(model: MigCapableGpu): fc.Arbitrary<ProfileCounts> {
  const names = Object.keys(migProfilesOf(model));
  const entry = fc.tuple(fc.constantFrom(...names), fc.integer({ min: 0, max: 4 }));
  const many = fc.tuple(fc.constantFrom(...names), fc.integer({ min: 0, max: 9 }));
  return fc.oneof(fc.array(entry, { maxLength: 4 }), fc.array(many, { maxLength: 2 })).map(Object.fromEntries<number>);
}

describe.each(MIG_CAPABLE_GPUS)('%s', (model) => {
  const legal = judged.get(model)!;

  test('accepts exactly the layouts that brute force can place, at those positions', () => {
    fc.assert(
      fc.property(layoutsOf(model), (layout) => {
        const placements = placeLayout(model, layout);
        expect(placements !== undefined).toBe(legal.has(keyOf(layout)));
        if (placements === undefined) return;
        const units = placements.flatMap(({ start, size }) => Array.from({ length: size }, (_, i) => start + i));
        expect(new Set(units).size).toBe(units.length);
        const counts: Record<string, number> = {};
        for (const { profile, start, size } of placements) {
          const facts = migProfilesOf(model)[profile]!;
          expect(facts.starts.includes(start) && facts.size === size).toBe(true);
          counts[profile] = (counts[profile] ?? 0) + 1;
        }
        expect(keyOf(counts)).toBe(keyOf(layout));
      }),
      { numRuns: 1500 },
    );
  });

  test('refuses with an issue exactly what brute force cannot place, and its hint is a layout that can be', () => {
    fc.assert(
      fc.property(layoutsOf(model), (layout) => {
        const issues = checkMigLayout(model, layout);
        expect(issues.length === 0).toBe(keyOf(layout) !== '' && legal.has(keyOf(layout)));
        for (const { hint, reason } of issues) {
          expect(reason).not.toMatch(/undefined|NaN/);
          const literal = /\{[^}]*\}$/.exec(hint)![0].replaceAll("'", '"');
          expect(legal.has(keyOf(JSON.parse(literal) as ProfileCounts))).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('the nearest layout is legal, keeps a legal wish, and never has more instances than were wished for', () => {
    fc.assert(
      fc.property(layoutsOf(model), (layout) => {
        const nearest = nearestLayout(model, layout)!;
        expect(legal.has(keyOf(nearest))).toBe(true);
        if (keyOf(layout) === '') return;
        if (legal.has(keyOf(layout))) expect(keyOf(nearest)).toBe(keyOf(layout));
        const size = (counts: ProfileCounts) => Object.values(counts).reduce((sum, count) => sum + count, 0);
        expect(size(nearest)).toBeGreaterThan(0);
        expect(size(nearest)).toBeLessThanOrEqual(size(layout));
      }),
      { numRuns: 300 },
    );
  });

  test('lists the same legal layouts as brute force', () => {
    expect(new Set(legalLayouts(model).map(keyOf))).toEqual(new Set([...legal].filter((key) => key !== '')));
    expect(legalLayouts(model)).toHaveLength(legal.size - 1);
  });

  test('nothing can be added to a maximal layout, and every legal layout is part of one', () => {
    const names = Object.keys(migProfilesOf(model));
    for (const layout of maximalLayouts(model)) {
      for (const name of names) expect(legal.has(keyOf({ ...layout, [name]: (layout[name] ?? 0) + 1 }))).toBe(false);
      expect(remainingProfiles(model, layout)).toEqual({});
    }
    for (const layout of legalLayouts(model)) {
      const isPart = (whole: ProfileCounts) => names.every((name) => (layout[name] ?? 0) <= (whole[name] ?? 0));
      expect(maximalLayouts(model).some(isPart)).toBe(true);
    }
  });

  test('what remains beside a layout fits there, and one more does not', () => {
    for (const layout of legalLayouts(model)) {
      const remaining = remainingProfiles(model, layout)!;
      const most = Object.keys(migProfilesOf(model)).map((name) => {
        const count = (layout[name] ?? 0) + (remaining[name] ?? 0);
        return { fits: { ...layout, [name]: count }, fails: { ...layout, [name]: count + 1 } };
      });
      expect(most.filter(({ fits }) => !legal.has(keyOf(fits)))).toEqual([]);
      expect(most.filter(({ fails }) => legal.has(keyOf(fails)))).toEqual([]);
    }
  });

  test('no accepted layout exceeds the slices of its GPU', () => {
    for (const layout of legalLayouts(model)) {
      const { compute, memory } = freeSlices(model, layout);
      expect(compute).toBeGreaterThanOrEqual(0);
      expect(memory).toBeGreaterThanOrEqual(0);
    }
  });

  test('the balanced layout of the operator is legal', () => {
    expect(isPlaceable(model, migGeometryOf(model)!.balanced)).toBe(true);
  });
});

test('GPUs of seven slices have 28 maximal layouts and 77 legal ones, +me aside', () => {
  expect(SEVEN_SLICE).toHaveLength(11);
  for (const model of SEVEN_SLICE) {
    const plain = (layout: ProfileCounts) => !Object.keys(layout).some((name) => name.endsWith('+me'));
    expect(maximalLayouts(model).filter(plain)).toHaveLength(28);
    expect(legalLayouts(model).filter(plain)).toHaveLength(77); // 78 with the empty one
  }
});

const H100_CASES: [string, ProfileCounts, boolean][] = [
  ['two 3g leave no room for a 1g, although a compute slice is free', { '3g.40gb': 2, '1g.10gb': 1 }, false],
  ['4g and 3g stand together', { '4g.40gb': 1, '3g.40gb': 1 }, true],
  ['3g, 2g and two 1g', { '3g.40gb': 1, '2g.20gb': 1, '1g.10gb': 2 }, true],
  ['three 2g and a 1g', { '2g.20gb': 3, '1g.10gb': 1 }, true],
  ['one 3g and two 2g', { '3g.40gb': 1, '2g.20gb': 2 }, true],
  ['three double-memory 1g and two 1g', { '1g.20gb': 3, '1g.10gb': 2 }, true],
  ['a 7g stands alone', { '7g.80gb': 1, '1g.10gb': 1 }, false],
  ['seven 1g, one of them with media engines', { '1g.10gb': 6, '1g.10gb+me': 1 }, true],
  ['only one 1g can have the media engines', { '1g.10gb+me': 2 }, false],
];
test.each(H100_CASES)('on an H100: %s', (_, layout, placeable) => {
  expect(isPlaceable('h100-80gb', layout)).toBe(placeable);
});

test('an A30 has media engines for one +me, whichever its size', () => {
  expect(isPlaceable('a30', { '1g.6gb+me': 1, '2g.12gb': 1 })).toBe(true);
  expect(isPlaceable('a30', { '1g.6gb+me': 1, '2g.12gb+me': 1 })).toBe(false);
});

test('beside a +me.all, an RTX PRO 6000 has room for instances without media engines only', () => {
  expect(isPlaceable('rtx-pro-6000-blackwell', { '1g.24gb+me.all': 1, '1g.24gb-me': 3 })).toBe(true);
  expect(isPlaceable('rtx-pro-6000-blackwell', { '1g.24gb+me.all': 1, '1g.24gb': 1 })).toBe(false);
  expect(placeLayout('rtx-pro-6000-blackwell', { '1g.24gb': 2, '2g.48gb': 1 })).toEqual([
    { profile: '2g.48gb', start: 0, size: 6 },
    { profile: '1g.24gb', start: 6, size: 3 },
    { profile: '1g.24gb', start: 9, size: 3 },
  ]);
});

test('nothing can be placed on a GPU without MIG, nor a count that is no count', () => {
  expect(isPlaceable('l4', { '1g.10gb': 1 })).toBe(false);
  for (const count of [Number.NaN, -1, 0.5, Number.POSITIVE_INFINITY]) {
    expect(isPlaceable('h100-80gb', { '1g.10gb': count })).toBe(false);
  }
  expect(isPlaceable('h100-80gb', JSON.parse('{"__proto__": 1, "toString": 1}') as ProfileCounts)).toBe(false);
});
