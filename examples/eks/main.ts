import { eks } from 'cdk8s-ai';
import { AiCluster, App } from 'cdk8s-ai/cdk8s';
import { platform } from './platform';

const app = new App();
platform(
  new AiCluster(app, 'eks', {
    platform: eks({
      kubernetesVersion: '1.35',
      nodeRole: 'prod-gpu-node',
      discoveryTag: 'prod',
      karpenter: { nodeOverlay: true }, // the gate that lets Karpenter see slices and shares
    }),
  }),
);
app.synth();
