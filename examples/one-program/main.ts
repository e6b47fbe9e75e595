import { aks, eks, gke, local, onPrem } from 'cdk8s-ai';
import { AiCluster, App } from 'cdk8s-ai/cdk8s';
import { platform } from './platform';

const app = new App();

// One line per place; everything else is platform.ts.
const places = {
  aws: eks({ kubernetesVersion: '1.35', nodeRole: 'gpu-node', discoveryTag: 'prod', karpenter: { nodeOverlay: true } }),
  google: gke({ kubernetesVersion: '1.36' }),
  azure: aks({ kubernetesVersion: '1.35', provisioner: 'existing', autoscaler: 'none' }),
  rack: onPrem({ kubernetesVersion: '1.35', distribution: 'rke2', os: 'ubuntu-24.04' }),
  simulated: local(),
};
for (const [name, place] of Object.entries(places)) platform(new AiCluster(app, name, { platform: place }));

app.synth();
