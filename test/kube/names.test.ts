import fc from 'fast-check';
import { contentHash, dnsLabel, isDnsLabel, isDnsSubdomain, isLabelKey, isLabelValue } from '../../lib/kube';

test('a readable name stays as it is', () => {
  expect(dnsLabel(['prod', 'h100'])).toBe('prod-h100');
});

test.each([[['H100']], [['Ünïcode Pool']], [['データ']], [['x'.repeat(300)]], [['-']], [['']], [['a/b']], [['...']]])(
  'a hash is added where letters of %j had to go',
  (parts) => {
    expect(dnsLabel(parts)).toMatch(/^[a-z0-9][a-z0-9-]*-[0-9a-f]{8}$/);
  },
);

test('any parts give a DNS label of at most the length asked for', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 100 }), { minLength: 1, maxLength: 4 }),
      fc.integer({ min: 20, max: 63 }),
      (parts, limit) => isDnsLabel(dnsLabel(parts, limit)) && dnsLabel(parts, limit).length <= limit,
    ),
    { numRuns: 2000 },
  );
});

test('names that differ stay different, whatever had to be cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
      if (a !== b) expect(dnsLabel([a])).not.toBe(dnsLabel([b]));
    }),
    { numRuns: 2000 },
  );
});

test('a content hash follows the content and not the order of its keys', () => {
  expect(contentHash({ a: 1, b: [1, { c: 2, d: 3 }] })).toBe(contentHash({ b: [1, { d: 3, c: 2 }], a: 1 }));
  expect(contentHash({ a: 1 })).not.toBe(contentHash({ a: '1' }));
  expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
  expect(contentHash({ a: undefined })).toBe(contentHash({}));
});

test.each([
  ['a', true],
  ['a-1', true],
  ['-a', false],
  ['a.b', false],
  ['A', false],
  ['x'.repeat(64), false],
  [3, false],
])('%p is a DNS label: %p', (text, is) => {
  expect(isDnsLabel(text)).toBe(is);
});

test('a subdomain is made of labels', () => {
  expect(isDnsSubdomain('node-a.example.com')).toBe(true);
  for (const other of ['', 'a..b', 'a.-b', 'x.'.repeat(130), 7]) expect(isDnsSubdomain(other)).toBe(false);
});

test.each([
  ['team', true],
  ['example.com/team', true],
  ['Example.com/team', false],
  ['a/b/c', false],
  ['', false],
  ['/a', false],
  ['a/', false],
])('%p is a label key: %p', (text, is) => {
  expect(isLabelKey(text)).toBe(is);
});

test('a label value may be empty, and has dots and dashes only inside', () => {
  for (const good of ['', 'a', 'A_b.c-1']) expect(isLabelValue(good)).toBe(true);
  for (const bad of ['-a', 'a b', 'x'.repeat(64), null]) expect(isLabelValue(bad)).toBe(false);
});
