import { AutoscaledModelService, eks, GpuNodePool, GpuOperator, type KubeObject, onPrem } from 'cdk8s-ai';
import { AiCluster, type AiClusterProps, App } from 'cdk8s-ai/cdk8s';

const RACK = onPrem({ kubernetesVersion: '1.35' });
const OPTION = 'argocd.argoproj.io/sync-options';

/** Kinds that are exempted from the dry run, and kinds that are not. */
function kindsOf(settings: Partial<AiClusterProps> = {}) {
  const cluster = new AiCluster(new App(), 'prod', { platform: RACK, ...settings });
  const pool = new GpuNodePool(cluster, 'l4', { gpu: 'l4', nodes: { min: 1, max: 2 } });
  new GpuOperator(cluster, 'gpu-operator');
  const model = 'Qwen/Qwen2.5-0.5B-Instruct';
  new AutoscaledModelService(cluster, 'chat', { model, gpu: pool.gpus(), replicas: { min: 0, max: 2 }, metrics: true });
  const objects = cluster.materialized.objects.map(({ object }) => object);
  const kinds = (some: readonly KubeObject[]) => [...new Set(some.map(({ kind }) => kind))].sort();
  const isExempt = ({ metadata }: KubeObject) => metadata.annotations?.[OPTION] !== undefined;
  return { exempt: kinds(objects.filter(isExempt)), others: kinds(objects.filter((object) => !isExempt(object))) };
}

test('custom resources of kinds that a chart of the program brings are exempt from the dry run of Argo CD', () => {
  const { exempt, others } = kindsOf();
  expect(exempt).toEqual(['InterceptorRoute', 'NodeFeatureRule', 'PodMonitor', 'ScaledObject']);
  expect(others).toContain('Deployment');
  expect(others).toContain('Application');
});

test('kinds that the cluster has already are tried dry like all others', () => {
  const { exempt } = kindsOf({ components: { keda: 'present', 'keda-http-add-on': 'present' } });
  expect(exempt).toEqual(['NodeFeatureRule', 'PodMonitor']);
});

test.each(['flux', 'helmfile'] as const)('%s knows no such exemption', (delivery) => {
  expect(kindsOf({ delivery }).exempt).toEqual([]);
});

test('Karpenter is there on EKS, so its node pools need no exemption', () => {
  const platform = eks({ kubernetesVersion: '1.35', nodeRole: 'gpu-node', discoveryTag: 'prod' });
  const { exempt, others } = kindsOfPools({ platform });
  expect(exempt).toEqual([]);
  expect(others).toContain('NodePool');
});

test('an override has the last word on the annotation', () => {
  const cluster = new AiCluster(new App(), 'prod', { platform: RACK });
  const overrides = { NodeFeatureRule: { metadata: { annotations: { [OPTION]: 'Prune=false' } } } };
  new GpuNodePool(cluster, 'l4', { gpu: 'l4', nodes: { min: 1, max: 2 }, overrides });
  new GpuOperator(cluster, 'gpu-operator');
  const rule = cluster.materialized.objects.find(({ object }) => object.kind === 'NodeFeatureRule')!;
  expect(rule.object.metadata.annotations).toEqual({ [OPTION]: 'Prune=false' });
});

function kindsOfPools(settings: AiClusterProps) {
  const cluster = new AiCluster(new App(), 'prod', settings);
  new GpuNodePool(cluster, 'l4', { gpu: 'l4', nodes: { min: 0, max: 2 } });
  new GpuOperator(cluster, 'gpu-operator');
  const objects = cluster.materialized.objects.map(({ object }) => object);
  const isExempt = ({ metadata }: KubeObject) => metadata.annotations?.[OPTION] !== undefined;
  return {
    exempt: objects.filter(isExempt).map(({ kind }) => kind),
    others: objects.filter((object) => !isExempt(object)).map(({ kind }) => kind),
  };
}
