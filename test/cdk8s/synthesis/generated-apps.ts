import { ApiObject, type ApiObjectMetadata, type App, Chart, JsonPatch, Lazy } from 'cdk8s';
import { Construct, DependencyGroup } from 'constructs';
import fc from 'fast-check';
import { PlainObject } from '../../../lib/cdk8s/plain-object';

/** A construct of a generated app. `late` ones are made by a validation of the construct above. */
export interface Branch {
  readonly what: 'chart' | 'construct' | 'object' | 'plain';
  readonly id: string;
  readonly late: boolean;
  readonly manifest: Record<string, unknown>;
  readonly metadata: ApiObjectMetadata;
  readonly change: 'nothing' | 'label' | 'annotation' | 'patch' | 'lazy' | 'token';
  readonly children: readonly Branch[];
}

export interface Recipe {
  readonly charts: readonly Branch[];
  /** Pairs of constructs by number, taken modulo how many there are; the second is what the first depends on. */
  readonly dependencies: readonly (readonly [number, number])[];
  /** Whether a dependency may only point at what was declared before, so that there are no circles. */
  readonly backwards: boolean;
}

/** Strings that a writer gets wrong sooner or later. */
export const HOSTILE_STRINGS = [
  ...[
    '',
    ' ',
    '  ',
    '\n',
    '\n\n',
    '\t',
    ' a',
    'a ',
    'a  b',
    'a\n',
    'a\n\n',
    '\na',
    'a\nb',
    'a\n  b\n',
    '  a\nb\n',
    'a\n \nb',
  ],
  ...[
    'a \nb',
    'a\t\nb',
    'a\n\tb',
    'a\n ',
    'a\r\nb',
    '\ra',
    'a: b',
    'a:b',
    'a:',
    ':a',
    ': a',
    'a #b',
    'a#b',
    '#',
    '# x',
    '- x',
    '-',
  ],
  ...[
    '--',
    '---',
    '--- a',
    '...',
    'a\n---\nb',
    '-a',
    '--a',
    '--a=b c',
    '?',
    '? x',
    '?x',
    '&a',
    '*b',
    '! x',
    '!x',
    '@',
    '@x',
    '`',
    '%',
    '%x',
    '25%',
  ],
  ...[
    '|',
    '>',
    "'",
    '"',
    "it's",
    'say "hi"',
    `both ' and "`,
    '[',
    ']',
    '{',
    '}',
    '[a]',
    '{a: b}',
    'a,b',
    ',a',
    'a{b}',
    '$(X) $Y',
  ],
  ...[
    'true',
    'True',
    'TRUE',
    'tRue',
    'false',
    'yes',
    'Yes',
    'no',
    'NO',
    'on',
    'off',
    'y',
    'n',
    'Y',
    'N',
    'null',
    'Null',
    '~',
    'nul',
    '<<',
    '=',
  ],
  ...[
    '0',
    '-0',
    '1',
    '-1',
    '+1',
    '007',
    '0o7',
    '0x1F',
    '0b11',
    '1_000',
    '1.5',
    '1.',
    '.5',
    '.',
    '1e3',
    'e3',
    'E-5',
    '1e',
    '.inf',
    '-.INF',
    '.nan',
  ],
  ...[
    '12:30',
    '1:2:3',
    '190:20:30.15',
    '2020-01-01',
    '2020-01-01T00:00:00Z',
    '2020-1-1 1:1:1',
    '1.2.3',
    '10Gi',
    '100m',
    'v1',
    '1st',
  ],
  ...[
    '\u0000',
    '\u0007',
    '\u001b',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u2028',
    '\ufeff',
    '\ud800',
    'é',
    '日本',
    '🚀',
    'a\u0001b',
    '\\',
    '\\n',
    'a\\',
  ],
  ...[
    'x'.repeat(200),
    `${'word '.repeat(40)}end`,
    `${'long line '.repeat(20)}\nand ${'another '.repeat(20)}\n`,
    'a\u0001'.repeat(30) + '\nb\n\n c',
  ],
  ...[
    '#!/bin/sh\nset -e\n\nfor x in 1 2; do\n  echo "$x"\ndone\n',
    '{"a": [1, 2],\n "b": "c"}\n',
    'k: v\nl:\n- m\n',
    'http://a.b/c?d=e&f#g',
  ],
  ...['toString', 'resolve', 'nvidia.com/gpu', 'app.kubernetes.io/name', 'a b', 'k'.repeat(600), 'k'.repeat(1100)],
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_STRINGS) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  {
    weight: 1,
    arbitrary: fc.string({
      unit: fc.constantFrom('a', ' ', '\n', ':', '#', '-', '"', "'", '\t', '1', '%'),
      maxLength: 12,
    }),
  },
);
const number = fc.oneof(
  fc.constantFrom(0, -0, 1, -1, 0.5, 1e21, 1e-7, 2 ** 53, NaN, Infinity, -Infinity),
  fc.integer(),
  fc.double(),
);
const leaf = fc.oneof({ weight: 4, arbitrary: text }, number, fc.boolean(), fc.constantFrom(null, undefined));
const { value: anyValue } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'value' },
    { weight: 3, arbitrary: leaf },
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
export const value = anyValue;

const labels = fc.dictionary(text, text, { maxKeys: 2, noNullPrototype: true });
const metadata: fc.Arbitrary<ApiObjectMetadata> = fc.record(
  {
    name: fc.constantFrom('same', 'one', 'two', 'Odd Name!'),
    namespace: fc.constantFrom('ns', 'default'),
    labels,
    annotations: labels,
    finalizers: fc.constantFrom([], ['a/b']),
  },
  { requiredKeys: [] },
);

function branch(what: Branch['what'], children: fc.Arbitrary<Branch[]>): fc.Arbitrary<Branch> {
  return fc.record({
    what: fc.constant(what),
    id: fc.constantFrom('a', 'b', 'c', '1', '10', '02', 'Default', 'Resource', 'Big-Name', 'x.y'),
    late: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
    manifest: fc.dictionary(fc.constantFrom('spec', 'data', 'type', '7', 'a b', 'status'), value, {
      maxKeys: 3,
      noNullPrototype: true,
    }),
    metadata,
    change: fc.constantFrom('nothing', 'nothing', 'nothing', 'label', 'annotation', 'patch', 'lazy', 'token'),
    children,
  });
}

const { tree } = fc.letrec<{ tree: Branch }>((tie) => {
  const children = fc.array(tie('tree'), { maxLength: 4, depthIdentifier: 'tree' });
  return {
    tree: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'tree' },
      { weight: 3, arbitrary: branch('object', fc.constant([])) },
      { weight: 2, arbitrary: branch('plain', fc.constant([])) },
      { weight: 1, arbitrary: branch('object', children) },
      { weight: 1, arbitrary: branch('plain', children) },
      { weight: 3, arbitrary: branch('construct', children) },
      { weight: 2, arbitrary: branch('chart', children) },
    ),
  };
});

const chart = branch('chart', fc.array(tree, { maxLength: 5 }));
const topLevel = fc.oneof({ weight: 4, arbitrary: chart }, branch('construct', fc.array(chart, { maxLength: 2 })));

export const recipe: fc.Arbitrary<Recipe> = fc.record({
  charts: fc.array(topLevel, { maxLength: 4 }),
  dependencies: fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 7 }),
  backwards: fc.boolean(),
});

/** Builds the same tree in whatever app it is given. */
export function build({ charts, dependencies, backwards }: Recipe, app: App): void {
  const made: Construct[] = [];
  for (const branch of charts) grow(app, branch, made);
  for (const [from, to] of dependencies) {
    if (made.length === 0) return;
    const [a, b] = [from % made.length, to % made.length];
    if (a === b) continue;
    const [later, earlier] = backwards ? [Math.max(a, b), Math.min(a, b)] : [a, b];
    const target = made[earlier]!;
    made[later]!.node.addDependency(to % 5 === 0 ? new DependencyGroup(target) : target);
  }
}

/** Validations of what a validation made are run by cdk8s for some kinds of output only, so here they make nothing. */
function grow(scope: Construct, branch: Branch, made: Construct[], isLate = false): void {
  let id = branch.id;
  while (scope.node.tryFindChild(id) !== undefined) id += 'x';
  const construct = plant(scope, id, branch);
  made.push(construct);
  const early = branch.children.filter(({ late }) => isLate || !late);
  const late = branch.children.filter(({ late }) => !isLate && late);
  for (const child of early) grow(construct, child, made, isLate);
  if (late.length === 0) return;
  let done = false;
  construct.node.addValidation({
    validate: () => {
      if (done) return [];
      done = true;
      const grown: Construct[] = [];
      for (const child of late) grow(construct, child, grown, true);
      for (const [position, target] of grown.entries())
        if (position > 0) grown[position - 1]!.node.addDependency(target);
      return [];
    },
  });
}

function plant(scope: Construct, id: string, { what, manifest, metadata, change }: Branch): Construct {
  if (what === 'construct') return new Construct(scope, id);
  if (what === 'chart') {
    return new Chart(
      scope,
      id,
      id === 'b' ? { namespace: 'of-chart', labels: { chart: id }, disableResourceNameHashes: true } : {},
    );
  }
  const complete = { ...manifest, apiVersion: 'example.com/v1', kind: id === 'c' ? 'CronJob' : 'Thing', metadata };
  if (change === 'lazy')
    Object.assign(complete, { lazy: Lazy.any({ produce: () => ({ b: [1], a: Lazy.any({ produce: () => 'x' }) }) }) });
  if (change === 'token') Object.assign(complete, { token: { resolve: () => '${TOKEN}' }, union: new Quantity('5Gi') });
  const object =
    what === 'object'
      ? new ApiObject(scope, id, complete)
      : new PlainObject(scope, id, { ...complete, metadata: metadata as { name: string } });
  if (change === 'label') object.metadata.addLabel('added', 'yes');
  if (change === 'annotation') object.metadata.addAnnotation('added', 'a: b');
  if (change === 'patch') object.addJsonPatch(JsonPatch.add('/patched', { b: { c: '1' }, a: ['~', 2] }));
  return object;
}

/** Like the unions that cdk8s generates for fields that take a number or a string. */
class Quantity {
  constructor(readonly value: string) {}
}
