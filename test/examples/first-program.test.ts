import { Testing } from 'cdk8s';
import {
  type AiClusterScope,
  AutoscaledModelService,
  eks,
  GpuNodePool,
  GpuOperator,
  MigPartitioning,
  TimeSlicedGpu,
} from 'cdk8s-ai';
import { AiCluster, App } from 'cdk8s-ai/cdk8s';

/** What a platform engineer writes first: cut H100s, shared L4s and one model that scales from zero. */
function platform(cluster: AiClusterScope) {
  const h100 = new GpuNodePool(cluster, 'h100', { machine: 'p5.48xlarge', nodes: { min: 0, max: 25 } });
  const slices = new MigPartitioning(cluster, 'slices', {
    pool: h100,
    layout: { '3g.40gb': 1, '2g.20gb': 1, '1g.10gb': 2 },
  });
  const l4 = new GpuNodePool(cluster, 'l4', {
    gpu: 'l4',
    gpusPerNode: 1,
    nodes: { min: 0, max: 20 },
    capacity: 'spot',
  });
  new TimeSlicedGpu(cluster, 'shared', { pool: l4, replicas: 4 });
  new GpuOperator(cluster, 'gpu-operator');
  new AutoscaledModelService(cluster, 'chat', {
    model: 'meta-llama/Llama-3.1-8B-Instruct',
    token: { secret: 'hf-token', key: 'token' },
    gpu: slices.slice('3g.40gb'),
    replicas: { min: 0, max: 200 },
  });
}

interface Manifest {
  kind: string;
  metadata: { name: string; labels?: Record<string, string> };
  spec: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any -- read freely below
  data: Record<string, string>;
}

const cluster = new AiCluster(new App(), 'prod', {
  platform: eks({
    kubernetesVersion: '1.35',
    nodeRole: 'prod-gpu-node',
    discoveryTag: 'prod',
    karpenter: { nodeOverlay: true },
  }),
});
platform(cluster);
const manifests = Testing.synth(cluster) as Manifest[];
const find = (kind: string, name: string) =>
  manifests.find((object) => object.kind === kind && object.metadata.name === name)!;
const values = find('Application', 'gpu-operator').spec['source'].helm.valuesObject;

test('nodes are born with the label that says how their GPUs are cut, and with the GPU taint', () => {
  const { metadata, spec } = find('NodePool', 'h100').spec['template'];
  const config = find('ConfigMap', values.migManager.config.name).data['config.yaml'];
  expect(config).toContain(`${metadata.labels['nvidia.com/mig.config']}:`);
  expect(spec.taints).toEqual([{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }]);
});

test('Karpenter is told what a node will offer before there is one', () => {
  expect(find('NodeOverlay', 'h100').spec['capacity']).toEqual({
    'nvidia.com/gpu': '0',
    'nvidia.com/mig-3g.40gb': '8',
    'nvidia.com/mig-2g.20gb': '8',
    'nvidia.com/mig-1g.10gb': '16',
  });
  expect(find('NodeOverlay', 'l4').spec['capacity']).toEqual({ 'nvidia.com/gpu': '0', 'nvidia.com/gpu.shared': '4' });
});

test('the image brings driver and toolkit, the operator the device plugin', () => {
  expect([values.driver.enabled, values.toolkit.enabled, values.devicePlugin.enabled]).toEqual([false, false, true]);
});

test('each replica asks for one slice, on the nodes that are cut so', () => {
  const { nodeSelector, containers } = find('Deployment', 'chat').spec['template'].spec;
  expect(containers[0].resources.limits).toMatchObject({ 'nvidia.com/mig-3g.40gb': '1' });
  expect(nodeSelector).toEqual({ 'cdk8s-ai/pool': 'h100' });
});

test('the service scales between zero and 200, and nothing else sets its replicas', () => {
  expect(find('ScaledObject', 'chat').spec).toMatchObject({ minReplicaCount: 0, maxReplicaCount: 200 });
  expect(find('Deployment', 'chat').spec).not.toHaveProperty('replicas');
  expect(find('InterceptorRoute', 'chat').spec['target']).toMatchObject({ service: 'chat-pods' });
});
