import { checkChartValues } from '../../lib/components/plain-values';
import { isPlainMap } from '../../lib/kube';

describe('chart values', () => {
  test.each([[{}], [Object.create(null)], [JSON.parse('{"a":1}')], [structuredClone({ a: 1 })]])(
    '%p is a map',
    (value) => {
      expect(isPlainMap(value)).toBe(true);
    },
  );

  test.each([[[]], [null], [new Map()], [new Date(0)], ['text'], [undefined]])('%p is no map', (value) => {
    expect(isPlainMap(value)).toBe(false);
  });

  test('may use one map twice, as long as it does not contain itself', () => {
    const shared = { cpu: '1' };
    expect(checkChartValues({ requests: shared, limits: shared }, 'values')).toEqual([]);
  });

  test.each<[unknown, string]>([
    [10n, 'a bigint'],
    [Symbol('s'), 'a symbol'],
    [Infinity, 'Infinity'],
    [new Map(), 'a Map'],
    [new (class Quota {})(), 'a Quota'],
  ])('cannot hold %p', (value, what) => {
    expect(checkChartValues({ key: value }, 'values')).toMatchObject([
      { path: 'values.key', reason: `chart values cannot hold ${what}` },
    ]);
  });
});
