import fc from 'fast-check';
import { applyOverrides } from '../../lib/cluster/overrides';
import { isKubeObject, type KubeObject } from '../../lib/kube';
import { late } from './programs';

const deployment: KubeObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'chat' },
  spec: { replicas: 1 },
};
const services = ['chat', 'chat-pods'].map((name): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
}));
const objects = [deployment, ...services];

test('a patch by kind changes every object of the kind, one by kind and name a single one', () => {
  const { objects: changed, issues } = applyOverrides(objects, {
    Service: { metadata: { labels: { a: 'b' } } },
    'Service/chat-pods': { spec: { clusterIP: 'None' } },
    Deployment: { spec: { replicas: null, paused: true } },
  });
  expect(issues).toEqual([]);
  expect(changed).toEqual([
    { ...deployment, spec: { paused: true } },
    { ...services[0], metadata: { name: 'chat', labels: { a: 'b' } } },
    { ...services[1], metadata: { name: 'chat-pods', labels: { a: 'b' } }, spec: { clusterIP: 'None' } },
  ]);
});

test.each<[unknown, string, RegExp]>([
  [7, 'overrides', /7 is not a map/],
  [null, 'overrides', /null is not a map/],
  [['Deployment'], 'overrides', /a list is not a map/],
  [{ Deploymnt: {} }, "overrides['Deploymnt']", /did you mean 'Deployment'/],
  [{ 'Service/chart': {} }, "overrides['Service/chart']", /did you mean 'Service\/chat'/],
  [{ Deployment: 'paused' }, "overrides['Deployment']", /'paused' would take the place of the whole object/],
  [{ Deployment: null }, "overrides['Deployment']", /write a map of the fields/],
  [{ Deployment: { spec: { replicas: NaN } } }, "overrides['Deployment'].spec.replicas", /cannot hold NaN/],
  [{ Deployment: { spec: () => 1 } }, "overrides['Deployment'].spec", /cannot hold a function/],
  [{ Deployment: { metadata: null } }, "overrides['Deployment']", /keep apiVersion 'apps\/v1', kind 'Deployment'/],
  [{ Deployment: { metadata: { name: 'other' } } }, "overrides['Deployment'].metadata.name", /another id/],
  [{ Deployment: { kind: 'Job' } }, "overrides['Deployment'].kind", /drop it/],
  [
    { Deployment: { 'spec.replicas': 3 } },
    "overrides['Deployment']['spec.replicas']",
    /nest it: \{ spec: \{ replicas: … \} \}/,
  ],
  [{ Deployment: { metadata: null } }, "overrides['Deployment']", /without a version, a kind or a name/],
])('%p is refused at %s', (overrides, path, says) => {
  const { issues } = applyOverrides(objects, overrides);
  expect(issues).toHaveLength(1);
  expect(issues[0]!.path).toBe(path);
  expect(`${issues[0]!.reason}; ${issues[0]!.hint}`).toMatch(says);
});

test('where a construct makes nothing, that is what its override is told', () => {
  expect(applyOverrides([], { NodePool: {} }).issues).toMatchObject([
    { hint: 'drop it: the construct makes none here' },
  ]);
});

test('a deploy-time value may stand in a patch', () => {
  const role = late();
  const { objects: changed, issues } = applyOverrides(objects, { Deployment: { spec: { role } } });
  expect(issues).toEqual([]);
  expect((changed[0]!['spec'] as { role: object }).role).toBe(role);
});

test('anything at all gives whole objects or issues, never an exception', () => {
  const overrides = fc.oneof(
    fc.anything(),
    fc.dictionary(fc.constantFrom('Deployment', 'Service', 'Service/chat', 'X'), fc.anything()),
  );
  fc.assert(
    fc.property(overrides, (given) => {
      const { objects: changed, issues } = applyOverrides(objects, given);
      expect(changed).toHaveLength(objects.length);
      if (issues.length === 0) expect(changed.every(isKubeObject)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
