import * as fc from 'fast-check';
import {
  checkMigLayout,
  type GpuModel,
  MIG_CAPABLE_GPUS,
  migProfilesOf,
  nearestLayout,
  nearestProfile,
} from '../../lib/gpu';

const PROFILES: [GpuModel, string, string | undefined][] = [
  ['h100-80gb', '3g.71gb', '3g.40gb'],
  ['h200-141gb', '1g.10gb', '1g.18gb'],
  ['h200-141gb', '1g.10gb+me', '1g.18gb+me'],
  ['h200-141gb', '1g.40gb', '1g.35gb'],
  ['a30', '7g.80gb', '4g.24gb'],
  ['h100-80gb', '3G.40GB', '3g.40gb'],
  ['h100-80gb', '3g40gb', '3g.40gb'],
  ['gb200-186gb', '1g.24gb', '1g.23gb'],
  ['h100-80gb', 'whole card', undefined],
  ['l4', '1g.10gb', undefined],
];
test.each(PROFILES)('on %s, %s is nearest to %s', (model, name, nearest) => {
  expect(nearestProfile(model, name)).toBe(nearest);
});

const LAYOUTS: [string, Record<string, unknown>, Record<string, number>][] = [
  [
    'drops the smallest instance that has no room',
    { '4g.40gb': 1, '3g.40gb': 1, '1g.10gb': 1 },
    { '4g.40gb': 1, '3g.40gb': 1 },
  ],
  ['drops one of two that have no room together', { '4g.40gb': 2 }, { '4g.40gb': 1 }],
  ['adds no profile that was not asked for', { '3g.40gb': 2, '1g.10gb': 2 }, { '3g.40gb': 1, '1g.10gb': 2 }],
  ['cuts a million down to what fits', { '1g.10gb': 1e6 }, { '1g.10gb': 7 }],
  ['reads profiles of another GPU as the nearest ones', { '3g.71gb': 1, '1g.18gb': 2 }, { '3g.40gb': 1, '1g.20gb': 2 }],
  ['reads numbers written as text', { '1g.10gb': '2' }, { '1g.10gb': 2 }],
  ['ignores what is nothing like a profile', { hello: 3, '2g.20gb': 1 }, { '2g.20gb': 1 }],
];
test.each(LAYOUTS)('the nearest layout on an H100 %s', (_, wish, nearest) => {
  expect(nearestLayout('h100-80gb', wish)).toEqual(nearest);
});

test('without a wish, or with none that can be read, the nearest layout is the balanced one', () => {
  for (const wish of [{}, { '1g.10gb': 0 }, { hello: 1 }]) {
    expect(nearestLayout('h100-80gb', wish)).toEqual({ '1g.10gb': 2, '2g.20gb': 1, '3g.40gb': 1 });
  }
});

test('a GPU without MIG has no nearest layout', () => {
  expect(nearestLayout('t4', { '1g.10gb': 1 })).toBeUndefined();
});

test('the order in which a wish is written does not matter', () => {
  expect(nearestLayout('h100-80gb', { '3g.40gb': 2, '2g.20gb': 2 })).toEqual(
    nearestLayout('h100-80gb', { '2g.20gb': 2, '3g.40gb': 2 }),
  );
});

test('the nearest layout is legal, and holds nothing that the wish does not', () => {
  const wishes = fc.constantFrom(...MIG_CAPABLE_GPUS).chain((model) =>
    fc.tuple(
      fc.constant(model),
      fc.dictionary(fc.constantFrom(...Object.keys(migProfilesOf(model))), fc.integer({ min: 1, max: 8 }), {
        minKeys: 1,
        maxKeys: 3,
      }),
    ),
  );
  fc.assert(
    fc.property(wishes, ([model, wish]) => {
      const nearest = nearestLayout(model, wish)!;
      expect(checkMigLayout(model, nearest)).toEqual([]);
      for (const [profile, count] of Object.entries(nearest)) expect(count).toBeLessThanOrEqual(wish[profile] ?? 0);
    }),
    { numRuns: 100 },
  );
});
