import { type GpuModel, nearestLayout, nearestProfile } from '../../lib/gpu';

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
  ['puts a smaller one in its place where one fits', { '4g.40gb': 2 }, { '4g.40gb': 1, '3g.40gb': 1 }],
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
