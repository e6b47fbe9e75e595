import { type AiClusterScope, AutoscaledModelService, GpuNodePool, GpuOperator, TimeSlicedGpu } from 'cdk8s-ai';

/** The declaration, the same for every place: what is served, on which GPUs, and how they are shared. */
export function platform(cluster: AiClusterScope) {
  const large = new GpuNodePool(cluster, 'large', {
    gpu: 'h100-80gb',
    gpusPerNode: 8,
    nodes: { min: 0, max: 2 },
    // Two replicas keep 132 GiB of weights each. AWS has local disks for them; on GKE they are on the boot disk.
    diskGiB: 500,
  });
  const small = new GpuNodePool(cluster, 'small', { gpu: 't4', nodes: { min: 0, max: 4 } });
  const shared = new TimeSlicedGpu(cluster, 'shared', { pool: small, replicas: 4 });

  new GpuOperator(cluster, 'gpu-operator');

  new AutoscaledModelService(cluster, 'chat', {
    model: 'meta-llama/Llama-3.1-70B-Instruct',
    token: { secret: 'hf-token', key: 'token' },
    gpu: large.gpus(4),
    contextTokens: 32768,
    replicas: { min: 0, max: 4 },
  });
  new AutoscaledModelService(cluster, 'draft', {
    model: 'Qwen/Qwen2.5-0.5B-Instruct',
    gpu: shared.share(),
    contextTokens: 4096,
    replicas: { min: 0, max: 16 },
  });
}
