import { ApiObject, App as Cdk8sApp, Chart, type ChartProps, type IResolver, JsonPatch, Lazy } from 'cdk8s';
import fc from 'fast-check';
import { App } from '../../lib/cdk8s/app';
import { PlainObject } from '../../lib/cdk8s/plain-object';
import type { KubeObject } from '../../lib/kube';
import { HOSTILE_STRINGS, value } from './synthesis/generated-apps';
import { bothWays } from './synthesis/written-app';

const CHARTS: ChartProps[] = [{}, { namespace: 'of-chart' }, { labels: { team: 'a', app: 'chart' } }];

/** The same manifest as both kinds of object, in the same place of an app of each kind. */
function both(manifest: object, chartProps: ChartProps = {}) {
  return [Cdk8sApp, App].flatMap((AppType) =>
    [ApiObject, PlainObject].map((ObjectType) => {
      const chart = new Chart(new AppType(), 'chart', chartProps);
      return new ObjectType(chart, 'object', manifest as KubeObject);
    }),
  );
}

function rendered(object: ApiObject): unknown {
  try {
    return JSON.stringify(object.toJson());
  } catch (error) {
    return String(error);
  }
}

const text = fc.oneof(fc.constantFrom(...HOSTILE_STRINGS, 'constructor', '__proto__'), fc.string({ maxLength: 5 }));
const metadata = fc.record(
  {
    name: fc.constantFrom('a', 'Odd Name'),
    namespace: fc.constantFrom('ns', undefined, null),
    labels: fc.dictionary(text, fc.oneof(text, fc.constant(null)), { maxKeys: 3, noNullPrototype: true }),
    annotations: fc.oneof(fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: true }), fc.constant(null)),
    finalizers: fc.array(text, { maxLength: 2 }),
    ownerReferences: fc.constantFrom([], [{ uid: 'x', apiVersion: 'v1', extra: {} }], [{}]),
    generateName: text,
    managedFields: value,
  },
  { requiredKeys: [] },
);
const manifest = fc
  .tuple(fc.dictionary(text, value, { maxKeys: 4, noNullPrototype: true }), metadata)
  .map(([fields, meta]) => ({ ...fields, apiVersion: 'g/v1', kind: 'K', metadata: meta }));

describe('a PlainObject', () => {
  test('renders as the ApiObject of the same manifest would', () => {
    fc.assert(
      fc.property(manifest, fc.constantFrom(...CHARTS), (given, chartProps) => {
        const [expected, ...others] = both(given, chartProps).map(rendered);
        for (const other of others) expect(other).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  test('is written as the ApiObject of the same manifest would be', () => {
    const files = (
      ObjectType: new (chart: Chart, id: string, given: KubeObject) => ApiObject,
      given: object,
      props: ChartProps,
    ) =>
      bothWays((app) => {
        new ObjectType(new Chart(app, 'chart', props), 'object', given as KubeObject);
      });
    fc.assert(
      fc.property(manifest, fc.constantFrom(...CHARTS), (given, props) => {
        expect(files(PlainObject, given, props)).toEqual(files(ApiObject, given, props));
      }),
      { numRuns: 300 },
    );
  });

  const given = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', labels: { app: 'web' } },
    spec: { b: 1, a: [] },
  };

  test('is an ApiObject to cdk8s, with the same properties', () => {
    const facts = both(given).map((object) => ({
      isApiObject: object instanceof ApiObject && ApiObject.isApiObject(object) && ApiObject.of(object) === object,
      properties: [
        object.apiVersion,
        object.apiGroup,
        object.kind,
        object.name,
        object.node.path,
        object.chart.node.path,
      ],
      metadata: [
        object.metadata.name,
        object.metadata.namespace,
        object.metadata.getLabel('app'),
        object.metadata.toJson(),
      ],
      listed: object.chart.apiObjects.length,
    }));
    for (const fact of facts) expect(fact).toEqual({ ...facts[0], isApiObject: true, listed: 1 });
  });

  test('gets a name from its chart if it has none', () => {
    const names = both({ apiVersion: 'v1', kind: 'CronJob' }).map(({ name }) => name);
    expect(new Set(names).size).toBe(1);
    expect(names[0]).toMatch(/^chart-object-/);
  });

  test('refuses a version that cdk8s refuses', () => {
    expect(() => both({ ...given, apiVersion: 'a/b/c' })).toThrow('invalid apiVersion a/b/c, expecting GROUP/VERSION');
    const chart = new Chart(new App(), 'chart');
    expect(() => new PlainObject(chart, 'object', { ...given, apiVersion: 'a/b/c' })).toThrow(
      'expecting GROUP/VERSION',
    );
  });

  test.each<[string, (object: ApiObject) => void]>([
    ['a label added later', (object) => object.metadata.addLabel('later', 'no')],
    [
      'an annotation with a token',
      (object) => object.metadata.add('annotations', { a: Lazy.any({ produce: () => 'x' }) }),
    ],
    ['a patch', (object) => object.addJsonPatch(JsonPatch.add('/spec/z', 1), JsonPatch.remove('/spec/b'))],
    [
      'two patches and a finalizer',
      (object) => {
        object.addJsonPatch(JsonPatch.add('/spec/z', 1));
        object.addJsonPatch(JsonPatch.replace('/spec/z', 2));
        object.metadata.addFinalizers('a/b');
      },
    ],
  ])('shows %s', (_, change) => {
    const [expected, ...others] = both(given).map((object) => {
      object.toJson();
      change(object);
      return rendered(object);
    });
    for (const other of others) expect(other).toBe(expected);
  });

  test('keeps its manifest untouched, whoever patches what it rendered to', () => {
    const before = structuredClone(given);
    const object = both(given)[3]!;
    object.addJsonPatch(JsonPatch.add('/spec/a/0', 'x'));
    object.toJson();
    expect(given).toEqual(before);
  });

  test('one list in two places of the manifest is written twice, without an anchor', () => {
    const labels = { app: 'web' };
    const { stock, ours } = bothWays((app) => {
      new PlainObject(new Chart(app, 'chart'), 'o', { ...given, spec: { selector: labels, template: { labels } } });
    });
    expect(ours).toEqual(stock);
    expect(ours.printed.files['']).not.toContain('&');
  });

  test('is resolved by the resolvers of its app', () => {
    const upper: IResolver = {
      resolve: (context) => {
        if (context.value === 'token') context.replaceValue('resolved');
      },
    };
    const { stock, ours } = bothWays(
      (app) => {
        new PlainObject(new Chart(app, 'chart'), 'o', { ...given, spec: { value: 'token' } });
      },
      { resolvers: [upper] },
    );
    expect(ours).toEqual(stock);
    expect(ours.printed.files['']).toContain('value: resolved');
  });

  test('resolves a token that was slipped in after all', () => {
    const { stock, ours } = bothWays((app) => {
      const late = Lazy.any({ produce: () => 'produced' });
      new PlainObject(new Chart(app, 'chart'), 'o', { ...given, spec: { late, also: { resolve: () => 1 } } });
    });
    expect(ours).toEqual(stock);
    expect(ours.printed.files['']).toContain('late: produced');
  });

  test('can be depended on, and depend', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    const [a, b] = ['a', 'b'].map((name) => new PlainObject(chart, name, { ...given, metadata: { name } }));
    a!.addDependency(b!);
    expect(app.synthYaml().indexOf('name: b')).toBeLessThan(app.synthYaml().indexOf('name: a'));
  });
});
