import fc from 'fast-check';
import { checkPlainValue } from '../../lib/kube';
import { late } from '../cluster/programs';

const WORDS = { holder: 'a manifest', nullMeans: 'null removes a field' };

test('what JSON holds has no issues, and deploy-time values are left alone', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => checkPlainValue(value, 'at', WORDS).length === 0),
    { numRuns: 500 },
  );
  expect(checkPlainValue({ role: late(), none: undefined }, 'at', WORDS)).toEqual([]);
});

test('everything else is named by its place', () => {
  const loop: { self?: unknown } = {};
  loop.self = loop;
  expect(checkPlainValue({ list: [1, NaN], when: new Date(0), loop }, 'at', WORDS)).toEqual([
    expect.objectContaining({ path: 'at.list[1]', reason: 'a manifest cannot hold NaN' }),
    expect.objectContaining({ path: 'at.when', reason: 'a manifest cannot hold a Date' }),
    expect.objectContaining({ path: 'at.loop.self', reason: 'a manifest cannot hold a value that contains itself' }),
  ]);
});
