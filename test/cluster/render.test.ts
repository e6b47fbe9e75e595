import { AutoscaledModelService, GpuNodePool, GpuOperator, local, onPrem } from 'cdk8s-ai';
import { AiCluster, type AiClusterProps, App } from 'cdk8s-ai/cdk8s';
import { Construct } from 'constructs';

const MODEL = { model: 'Qwen/Qwen2.5-0.5B-Instruct', replicas: { min: 1, max: 1 } } as const;

function cluster(settings: Partial<AiClusterProps> = {}) {
  const made = new AiCluster(new App(), 'prod', { platform: onPrem({ kubernetesVersion: '1.35' }), ...settings });
  const pool = new GpuNodePool(made, 'l4', { gpu: 'l4', nodes: { min: 1, max: 8 } });
  new GpuOperator(made, 'gpu-operator');
  return { made, pool };
}

function namespacesOf({ materialized }: AiCluster): Record<string, unknown> {
  const found = materialized.objects.filter(({ object }) => object.kind === 'Namespace');
  return Object.fromEntries(found.map(({ object }) => [object.metadata.name, object.metadata.labels]));
}

test('namespaces of model services are made once each, and those every cluster has are left alone', () => {
  const { made, pool } = cluster({ namespace: 'ai' });
  for (const [i, namespace] of [undefined, 'ai', 'search', 'default', 'kube-system'].entries())
    new AutoscaledModelService(made, `chat-${i}`, { ...MODEL, gpu: pool.gpus(), ...(namespace && { namespace }) });
  expect(Object.keys(namespacesOf(made)).sort()).toEqual(['ai', 'gpu-operator', 'search']);
});

test('a service may stand in the namespace of the operator, which keeps its labels', () => {
  const { made, pool } = cluster();
  new AutoscaledModelService(made, 'chat', { ...MODEL, gpu: pool.gpus(), namespace: 'gpu-operator' });
  expect(namespacesOf(made)).toEqual({
    'gpu-operator': expect.objectContaining({ 'pod-security.kubernetes.io/enforce': 'privileged' }) as object,
  });
});

test('a namespace that a chart shares has the labels that the chart needs', () => {
  const { made, pool } = cluster();
  new AutoscaledModelService(made, 'chat', { ...MODEL, gpu: pool.gpus(), namespace: 'monitoring', metrics: true });
  expect(namespacesOf(made)).toMatchObject({ monitoring: { 'pod-security.kubernetes.io/enforce': 'privileged' } });
});

test('constructs of the user may hold pools and services, whose names tell so', () => {
  const { made, pool } = cluster();
  const team = new Construct(made, 'search');
  new AutoscaledModelService(team, 'chat', { ...MODEL, gpu: pool.gpus() });
  const names = made.materialized.objects.filter(({ object }) => object.kind === 'Deployment');
  expect(names.map(({ object }) => object.metadata.name)).toEqual(['search-chat']);
});

test('names that meet at the end of two paths are told', () => {
  const { made, pool } = cluster();
  new AutoscaledModelService(made, 'search-chat', { ...MODEL, gpu: pool.gpus() });
  new AutoscaledModelService(new Construct(made, 'search'), 'chat', { ...MODEL, gpu: pool.gpus() });
  expect(() => made.materialized).toThrow(
    /Deployment 'search-chat' has the name of one that 'prod\/search(-|\/)chat' makes/,
  );
});

test('on a laptop that serves on its CPU there are no nodes, and the pools are passed over', () => {
  const { made, pool } = cluster({ platform: local({ gpus: 'cpu' }) });
  const gguf = 'Qwen/Qwen2.5-0.5B-Instruct-GGUF:q4_k_m';
  new AutoscaledModelService(made, 'chat', { ...MODEL, gpu: pool.gpus(), gguf });
  const kinds = made.materialized.objects.map(({ object }) => object.kind);
  expect(kinds).not.toContain('Node');
  expect(JSON.stringify(made.materialized.objects.map(({ object }) => object))).not.toContain('nvidia.com/');
});

test('every object of ours says who manages it', () => {
  const { made, pool } = cluster();
  new AutoscaledModelService(made, 'chat', { ...MODEL, gpu: pool.gpus(), replicas: { min: 0, max: 2 } });
  for (const { object } of made.materialized.objects)
    expect(object.metadata.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'cdk8s-ai' });
});
