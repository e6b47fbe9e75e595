import fc from 'fast-check';
import { mergePatch } from '../../lib/kube';
import { late } from '../cluster/programs';

// The examples of RFC 7386, appendix A.
test.each<[unknown, unknown, unknown]>([
  [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
  [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
  [{ a: 'b' }, { a: null }, {}],
  [{ a: 'b', b: 'c' }, { a: null }, { b: 'c' }],
  [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
  [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
  [{ a: { b: 'c' } }, { a: { b: 'd', c: null } }, { a: { b: 'd' } }],
  [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
  [
    ['a', 'b'],
    ['c', 'd'],
    ['c', 'd'],
  ],
  [{ a: 'b' }, ['c'], ['c']],
  [{ a: 'foo' }, null, null],
  [{ a: 'foo' }, 'bar', 'bar'],
  [{ e: null }, { a: 1 }, { e: null, a: 1 }],
  [[1, 2], { a: 'b', c: null }, { a: 'b' }],
  [{}, { a: { bb: { ccc: null } } }, { a: { bb: {} } }],
])('%j patched with %j gives %j', (value, patch, merged) => {
  expect(mergePatch(value, patch)).toEqual(merged);
});

test('undefined changes nothing', () => {
  expect(mergePatch({ a: 1 }, { a: undefined })).toEqual({ a: 1 });
});

test('a deploy-time value is put in place as a whole', () => {
  const role = late();
  expect((mergePatch({ role: { name: 'a' } }, { role }) as { role: object }).role).toBe(role);
});

test('neither the value nor the patch is changed, and patching twice is patching once', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, patch) => {
      const before = JSON.stringify([value, patch]);
      const once = mergePatch<unknown>(value, patch);
      expect(mergePatch(once, patch)).toEqual(once);
      expect(JSON.stringify([value, patch])).toBe(before);
    }),
    { numRuns: 1000 },
  );
});
