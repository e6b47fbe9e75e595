import type { GpuAllocation } from '../../lib/sharing';
import { claimTemplateName, giveGpu, podsAtOnce, podSpecOf } from '../../lib/cdk8s/pod-gpu';

const spec = { containers: [{ name: 'a', image: 'b' }] };
const allocation = {
  resources: { 'nvidia.com/gpu': '1' },
  nodeSelector: { 'cdk8s-ai/pool': 'l4' },
  tolerations: [],
} as unknown as GpuAllocation;

test.each<[string, object, object | undefined]>([
  ['a Pod', { kind: 'Pod', spec }, spec],
  ['a Deployment', { kind: 'Deployment', spec: { template: { spec } } }, spec],
  ['a CronJob', { kind: 'CronJob', spec: { jobTemplate: { spec: { template: { spec } } } } }, spec],
  ['a ConfigMap', { kind: 'ConfigMap', data: {} }, undefined],
  ['a Service', { kind: 'Service', spec: { ports: [] } }, undefined],
])('the pod inside %s is found', (_, manifest, pod) => {
  expect(podSpecOf(manifest)).toEqual(pod);
  expect(podSpecOf(undefined)).toBeUndefined();
});

test('pods that run at once are counted where the workload says it', () => {
  expect(podsAtOnce({ kind: 'Deployment', spec: { replicas: 3 } })).toBe(3);
  expect(podsAtOnce({ kind: 'Job', spec: { parallelism: 4, completions: 9 } })).toBe(4);
  expect(podsAtOnce({ kind: 'DaemonSet', spec: {} })).toBeUndefined();
  expect(podsAtOnce(undefined)).toBeUndefined();
});

test('the manifest given is not changed, and keys of the new one are sorted as cdk8s sorts them', () => {
  const manifest = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'work' }, spec };
  const before = JSON.stringify(manifest);
  const changed = giveGpu(manifest, allocation) as { spec: object };
  expect(JSON.stringify(manifest)).toBe(before);
  expect(Object.keys(changed.spec)).toEqual(['containers', 'nodeSelector', 'tolerations']);
});

test('a claim template is named after its workload', () => {
  expect(claimTemplateName('train')).toBe('train-gpu');
});
