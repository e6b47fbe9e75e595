import { Yaml } from 'cdk8s';
import fc from 'fast-check';
import { YamlWriter } from '../../../lib/cdk8s/synthesis/yaml-writer';
import { HOSTILE_STRINGS, value } from './generated-apps';

function written(write: (writer: YamlWriter) => void): string {
  const writer = new YamlWriter(true);
  write(writer);
  return writer.take().toString();
}

const document = fc.dictionary(fc.constantFrom(...HOSTILE_STRINGS), value, {
  minKeys: 1,
  maxKeys: 4,
  noNullPrototype: true,
});

test('a document of plain values is written as cdk8s writes it', () => {
  fc.assert(
    fc.property(document, (given) => {
      expect(written((writer) => writer.tree(given))).toBe(Yaml.stringify(given));
    }),
    { numRuns: 3000 },
  );
});

test('so is one of any values', () => {
  const shared = { a: 1 };
  const odd = [
    undefined,
    null,
    1,
    'text',
    '',
    true,
    [],
    {},
    [1, [2]],
    new Date(0),
    { d: new Date(0) },
    { s: shared, t: [shared] },
  ];
  for (const given of [
    ...odd,
    { m: new Map([[1, 2]]) },
    { set: new Set(['a']) },
    { big: 10n },
    { j: { toJSON: () => 'x' } },
  ]) {
    expect(written((writer) => writer.anything(given))).toBe(Yaml.stringify(given));
  }
});

test('a value that cdk8s refuses is refused with its words', () => {
  const given = { f: () => 1 };
  const message = (work: () => unknown) => {
    try {
      return work();
    } catch (error) {
      return String(error);
    }
  };
  expect(message(() => written((writer) => writer.anything(given)))).toBe(message(() => Yaml.stringify(given)));
});

test.each(HOSTILE_STRINGS.map((text) => [JSON.stringify(text).slice(0, 40), text]))(
  '%s is written as cdk8s writes it: as a value, in a list and as a key',
  (_, text) => {
    const given = { value: text, list: [text, { text }], [text]: [[text]] };
    const yaml = written((writer) => writer.tree(given));
    expect(yaml).toBe(Yaml.stringify(given));
  },
);

test('what was written before a document that is left to cdk8s stays', () => {
  const text = written((writer) => {
    writer.tree({ a: 1 });
    writer.separator();
    expect(writer.manifest({ apiVersion: 'v1', kind: 'K', spec: { a: new Date(0) } }, { name: 'x' })).toBe(false);
    writer.tree({ b: 'x'.repeat(300_000) });
  });
  expect(text).toBe(`a: 1\n---\nb: ${'x'.repeat(300_000)}\n`);
});

test('a manifest is written with its keys in order and without what is empty', () => {
  const text = written((writer) => {
    writer.manifest(
      { kind: 'K', spec: { b: null, a: { '10': 1, '9': 2, x: undefined } }, apiVersion: 'v1', data: {} },
      { name: 'x', labels: {}, annotations: { a: { b: [] } } },
    );
  });
  expect(text).toBe('apiVersion: v1\nkind: K\nmetadata:\n  name: x\ndata: {}\nspec:\n  a:\n    "9": 2\n    "10": 1\n');
});
