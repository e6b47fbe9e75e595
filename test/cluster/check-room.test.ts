import { Testing } from 'cdk8s';
import { AutoscaledModelService, GpuConfigError, GpuNodePool, GpuOperator, onPrem, TimeSlicedGpu } from 'cdk8s-ai';
import { AiCluster, App } from 'cdk8s-ai/cdk8s';

const MODEL = 'Qwen/Qwen2.5-0.5B-Instruct';

function synthesize(replicas: readonly { min: number; max: number }[], sharedBy?: number) {
  const platform = onPrem({ kubernetesVersion: '1.35', distribution: 'kubeadm', os: 'ubuntu-24.04' });
  const cluster = new AiCluster(new App(), 'rack', { platform });
  const pool = new GpuNodePool(cluster, 'l4', { gpu: 'l4', nodes: { min: 2, max: 2 } });
  new GpuOperator(cluster, 'gpu-operator');
  const gpu = sharedBy ? new TimeSlicedGpu(cluster, 'shared', { pool, replicas: sharedBy }).share() : pool.gpus();
  replicas.forEach((range, i) => {
    new AutoscaledModelService(cluster, `s${i}`, { model: MODEL, gpu, replicas: range, contextTokens: 2048 });
  });
  return Testing.synth(cluster) as unknown[];
}

test('two services whose minima need more GPUs than the pool has are refused, with the sum', () => {
  const fixed = { min: 2, max: 2 };
  expect(() => synthesize([fixed, fixed])).toThrow(GpuConfigError);
  expect(() => synthesize([fixed, fixed])).toThrow(
    /holds 4 GPUs at once .* it has 2 at most; let the pool have 4 nodes/,
  );
});

test('the same minima fit once the GPUs are shared', () => {
  const fixed = { min: 2, max: 2 };
  expect(synthesize([fixed, fixed], 2).length).toBeGreaterThan(0);
  expect(() => synthesize([fixed, fixed, { min: 1, max: 1 }], 2)).toThrow(/holds 5 shares at once/);
});

test('maxima may add up to more than the pool has', () => {
  const elastic = { min: 1, max: 2 };
  expect(synthesize([elastic, elastic]).length).toBeGreaterThan(0);
});
