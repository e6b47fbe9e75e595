import {
  AutoscaledModelService,
  GpuNodePool,
  GpuOperator,
  MigPartitioning,
  TimeSlicedGpu,
  type AiClusterScope,
} from 'cdk8s-ai';

/** H100s cut into slices for a chat model, and L4s shared by time for small ones; all of it from zero nodes. */
export function platform(cluster: AiClusterScope) {
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
  const shared = new TimeSlicedGpu(cluster, 'shared', { pool: l4, replicas: 4 });

  new GpuOperator(cluster, 'gpu-operator');

  new AutoscaledModelService(cluster, 'chat', {
    model: 'meta-llama/Llama-3.1-8B-Instruct',
    token: { secret: 'hf-token', key: 'token' },
    gpu: slices.slice('3g.40gb'), // a typo or an H200 profile does not compile
    replicas: { min: 0, max: 200 }, // 25 nodes x 8 GPUs x 1 slice
  });
  new AutoscaledModelService(cluster, 'draft', {
    model: 'Qwen/Qwen2.5-0.5B-Instruct',
    gpu: shared.share(),
    contextTokens: 4096,
    replicas: { min: 0, max: 80 },
  });
}
