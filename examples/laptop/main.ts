import { AutoscaledModelService, local } from 'cdk8s-ai';
import { AiCluster, App } from 'cdk8s-ai/cdk8s';

// No GPU at all: a small model on the laptop's CPU.
const app = new App();
const cluster = new AiCluster(app, 'laptop', { platform: local({ gpus: 'cpu' }) });
new AutoscaledModelService(cluster, 'chat', {
  model: 'Qwen/Qwen2.5-0.5B-Instruct',
  gguf: 'Qwen/Qwen2.5-0.5B-Instruct-GGUF:q4_k_m',
  replicas: { min: 1, max: 1 },
});
app.synth();
