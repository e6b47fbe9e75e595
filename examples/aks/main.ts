import { aks, AutoscaledModelService, GpuNodePool, GpuOperator } from 'cdk8s-ai';
import { AiCluster, App } from 'cdk8s-ai/cdk8s';

// Node auto-provisioning finds whole H100s from zero; AKS brings the driver, the GPU Operator the device plugin.
const app = new App();
const cluster = new AiCluster(app, 'aks', {
  platform: aks({ kubernetesVersion: '1.35' }),
  namespace: 'models',
  components: { keda: 'present', prometheus: 'present' },
});

const h100 = new GpuNodePool(cluster, 'h100', {
  machine: 'Standard_NC80adis_H100_v5',
  nodes: { min: 0, max: 6 },
  capacity: ['spot', 'on-demand'],
});
new GpuOperator(cluster, 'gpu-operator', { dcgmExporter: { intervalSeconds: 10 } });
new AutoscaledModelService(cluster, 'chat', {
  model: 'Qwen/Qwen3-32B',
  gpu: h100.gpus(2),
  contextTokens: 32768,
  replicas: { min: 0, max: 6 },
});
app.synth();
