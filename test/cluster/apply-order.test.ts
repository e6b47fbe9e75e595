import { inApplyOrder } from '../../lib/cluster';
import type { KubeObject } from '../../lib/kube';

const made = (kind: string, name = kind): KubeObject => ({ apiVersion: 'v1', kind, metadata: { name } });
const kindsOf = (objects: readonly KubeObject[]) => inApplyOrder(objects, (object) => object).map(({ kind }) => kind);

test.each([
  ['Namespace', 'Deployment'],
  ['Namespace', 'ConfigMap'],
  ['CustomResourceDefinition', 'ScaledObject'],
  ['ServiceAccount', 'Deployment'],
  ['ConfigMap', 'Application'],
  ['HelmRepository', 'HelmRelease'],
  ['Application', 'NodePool'],
  ['EC2NodeClass', 'NodePool'],
  ['NodeOverlay', 'NodePool'],
  ['ResourceClaimTemplate', 'Deployment'],
  ['PersistentVolumeClaim', 'Deployment'],
  ['Deployment', 'ScaledObject'],
  ['Deployment', 'PodMonitor'],
])('%s comes before %s, which needs it', (first, second) => {
  expect(kindsOf([made(second), made(first)])).toEqual([first, second]);
});

test('objects of one kind keep their order', () => {
  const nodes = ['b', 'c', 'a'].map((name) => made('Node', name));
  expect(inApplyOrder(nodes, (object) => object)).toEqual(nodes);
});
