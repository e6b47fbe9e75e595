import { AutoscaledModelService, gke, GpuNodePool, MigPartitioning, MpsSharedGpu } from 'cdk8s-ai';
import { AiCluster, App } from 'cdk8s-ai/cdk8s';

// Google's own driver, device plugin and partitioner; nodes come from ComputeClasses, reserved ones first.
const app = new App();
const cluster = new AiCluster(app, 'gke', { platform: gke({ kubernetesVersion: '1.36' }), delivery: 'flux' });

const a100 = new GpuNodePool(cluster, 'a100', {
  machine: 'a2-highgpu-1g',
  nodes: { min: 0, max: 12 },
  capacity: [{ reservation: 'a100-research' }, 'spot', 'on-demand'],
  zones: ['europe-west4-a'],
});
const halves = new MigPartitioning(cluster, 'halves', { pool: a100, layout: { '3g.20gb': 2 } });
const l4 = new GpuNodePool(cluster, 'l4', { machine: 'g2-standard-8', nodes: { min: 0, max: 10 }, capacity: 'spot' });
const shared = new MpsSharedGpu(cluster, 'shared', { pool: l4, replicas: 3 });

new AutoscaledModelService(cluster, 'chat', {
  model: 'Qwen/Qwen2.5-7B-Instruct',
  gpu: halves.slice('3g.20gb'),
  contextTokens: 8192,
  replicas: { min: 0, max: 24 },
});
new AutoscaledModelService(cluster, 'draft', {
  model: 'Qwen/Qwen2.5-0.5B-Instruct',
  gpu: shared.share(),
  contextTokens: 4096,
  replicas: { min: 1, max: 30 },
});
app.synth();
