import { App as Cdk8sApp } from 'cdk8s';
import { AutoscaledModelService, GpuNodePool, GpuOperator, onPrem, TimeSlicedGpu } from '../../lib';
import { AiCluster, App } from '../../lib/cdk8s';
import { Phases } from './phases';

/** A whole cluster with model services on shared GPUs, written by one App or the other. */
const phases = new Phases();
const [services, writer, outdir] = process.argv.slice(2);
const size = Number(services);
phases.end('load');
const app = new (writer === 'ours' ? App : Cdk8sApp)({ outdir });
const cluster = new AiCluster(app, 'prod', { platform: onPrem({ kubernetesVersion: '1.35' }) });
new GpuOperator(cluster, 'gpu-operator');
const pool = new GpuNodePool(cluster, 'l4', { gpu: 'l4', gpusPerNode: 4, nodes: { min: 1, max: 2 * size } });
const shared = new TimeSlicedGpu(cluster, 'shared', { pool, replicas: 4 });
for (let position = 0; position < size; position++) {
  new AutoscaledModelService(cluster, `chat-${position}`, {
    model: 'Qwen/Qwen3-0.6B',
    gpu: shared.share(),
    replicas: { min: 1, max: 2 },
  });
}
phases.end('declare');
app.synth();
phases.end('synth');
phases.print();
