import { AutoscaledModelService, GpuNodePool, GpuOperator, MigPartitioning, onPrem } from 'cdk8s-ai';
import { AiCluster, App, requestGpu } from 'cdk8s-ai/cdk8s';
import { Size } from 'cdk8s';
import { Cpu, EmptyDirMedium, Job, Volume } from 'cdk8s-plus-29';

// Two racks of own machines: A100s with four GPUs cut for serving and four whole, H100s for whoever asks.
const app = new App();
const cluster = new AiCluster(app, 'on-prem', {
  platform: onPrem({ kubernetesVersion: '1.34', distribution: 'rke2', os: 'ubuntu-22.04', driver: 'image' }),
  namespace: 'research',
  components: { prometheus: 'present' },
});

const a100 = new GpuNodePool(cluster, 'a100', { gpu: 'a100-80gb', gpusPerNode: 8, nodes: { min: 3, max: 3 } });
const cut = new MigPartitioning(cluster, 'cut', {
  pool: a100,
  devices: [{ gpus: [0, 1, 2, 3], layout: { '3g.40gb': 1, '2g.20gb': 1, '1g.10gb': 2 } }],
});
const h100 = new GpuNodePool(cluster, 'h100', {
  gpu: 'h100-80gb',
  gpusPerNode: 8,
  nodes: { min: 2, max: 2 },
  workload: 'training',
  taints: [{ key: 'example.com/team', value: 'research', effect: 'NoSchedule' }],
});
new GpuOperator(cluster, 'gpu-operator');

new AutoscaledModelService(cluster, 'chat', {
  model: 'meta-llama/Llama-3.1-8B-Instruct',
  token: { secret: 'hf-token', key: 'token' },
  gpu: cut.slice('3g.40gb'),
  contextTokens: 16384,
  replicas: { min: 2, max: 12 },
});

// A job of cdk8s-plus is given its GPUs in one line; its other needs are said in the words of cdk8s-plus.
const train = new Job(cluster, 'train', {
  containers: [
    {
      image: 'pytorch/pytorch:2.13.0-cuda13.0-cudnn9-runtime',
      command: ['torchrun', '--standalone', '--nproc-per-node=8', '/workspace/train.py'],
      resources: {
        cpu: { request: Cpu.units(32), limit: Cpu.units(64) },
        memory: { request: Size.gibibytes(256), limit: Size.gibibytes(256) },
        ephemeralStorage: { request: Size.gibibytes(50), limit: Size.gibibytes(100) },
      },
      securityContext: { ensureNonRoot: false, user: 0 },
    },
  ],
});
train.containers[0]!.mount('/dev/shm', Volume.fromEmptyDir(train, 'shm', 'shm', { medium: EmptyDirMedium.MEMORY }));
train.containers[0]!.mount('/workspace', Volume.fromEmptyDir(train, 'work', 'work'));
requestGpu(train, h100.gpus(8));
app.synth();
