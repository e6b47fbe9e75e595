import { GpuConfigError, GpuNodePool, type KubeObject, local } from 'cdk8s-ai';
import { AiCluster, type AiClusterProps, App } from 'cdk8s-ai/cdk8s';

function objectsWith(eachObject: unknown): KubeObject[] {
  const settings = { platform: local(), delivery: 'argocd', eachObject } as AiClusterProps;
  const cluster = new AiCluster(new App(), 'prod', settings);
  new GpuNodePool(cluster, 't4', { gpu: 't4', nodes: { min: 0, max: 1 } });
  return cluster.materialized.objects.map(({ object }) => object);
}

test('the hook sees every object with the construct it was made for, and what it returns is written', () => {
  const seen: string[] = [];
  const objects = objectsWith((object: KubeObject, owner: { node: { path: string } }) => {
    seen.push(`${owner.node.path} ${object.kind}`);
    return { ...object, metadata: { ...object.metadata, annotations: { seen: 'yes' } } };
  });
  expect(seen).toEqual(expect.arrayContaining(['prod Application', 'prod/t4 Node']));
  expect(seen).toHaveLength(objects.length);
  expect(objects.every(({ metadata }) => metadata.annotations?.['seen'] === 'yes')).toBe(true);
});

test.each<[string, unknown, RegExp]>([
  ['returns nothing', () => undefined, /returned undefined for Application 'kwok'/],
  ['forgets the name', (object: KubeObject) => ({ ...object, metadata: {} }), /returned a map for/],
  ['is no function', { labels: {} }, /a map is not a function; write \(object\) => object/],
  [
    'gives two objects one name',
    (object: KubeObject) => ({ ...object, kind: 'Node', apiVersion: 'v1', metadata: { name: 'same' } }),
    /its Node 'same' has the name of one/,
  ],
])('a hook that %s is told so, and nothing is left out', (_, eachObject, says) => {
  expect(() => objectsWith(eachObject)).toThrow(GpuConfigError);
  expect(() => objectsWith(eachObject)).toThrow(says);
});
