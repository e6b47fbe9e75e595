import fc from 'fast-check';
import { shown } from '../../lib/errors';

test.each<[unknown, string]>([
  ['3', "'3'"],
  [3, '3'],
  [NaN, 'NaN'],
  [null, 'null'],
  [undefined, 'undefined'],
  [[1], 'a list'],
  [{ a: 1 }, 'a map'],
  [Object.create(null), 'a map'],
  [() => 1, 'a function'],
  [Symbol('s'), 'Symbol(s)'],
  ['x'.repeat(100), `'${'x'.repeat(59)}…'`],
])('%p is shown as %s', (value, text) => {
  expect(shown(value)).toBe(text);
});

test('anything can be shown, in a short line', () => {
  fc.assert(
    fc.property(fc.anything(), (value) => shown(value).length > 0 && shown(value).length < 400),
    { numRuns: 1000 },
  );
});
