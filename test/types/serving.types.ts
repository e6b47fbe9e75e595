// Compiled, not run: each @ts-expect-error stands above a line that must not compile.
import { type AiClusterScope } from '../../lib/declaration';
import { GpuNodePool } from '../../lib/nodes';
import { AutoscaledModelService } from '../../lib/serving';
import { MigPartitioning, TimeSlicedGpu } from '../../lib/sharing';

declare const cluster: AiClusterScope;

const h100 = new GpuNodePool(cluster, 'h100', { machine: 'p5.48xlarge', nodes: { min: 0, max: 25 } });
const slices = new MigPartitioning(cluster, 'slices', { pool: h100, layout: { '3g.40gb': 1, '1g.10gb': 2 } });
const l4 = new GpuNodePool(cluster, 'l4', { gpu: 'l4', gpusPerNode: 1, nodes: { min: 0, max: 20 } });
const shared = new TimeSlicedGpu(cluster, 'shared', { pool: l4, replicas: 4 });
const replicas = { min: 0, max: 4 };
const model = 'org/model';

new AutoscaledModelService(cluster, 'a', { model, replicas, gpu: slices.slice('3g.40gb') });
new AutoscaledModelService(cluster, 'b', { model, replicas, gpu: shared.share() });
new AutoscaledModelService(cluster, 'c', { model, replicas, gpu: h100.gpus(2), token: { secret: 'hf', key: 'token' } });

// @ts-expect-error a profile that the layout does not have
new AutoscaledModelService(cluster, 'd', { model, replicas, gpu: slices.slice('2g.20gb') });
// @ts-expect-error a profile is not a handle
new AutoscaledModelService(cluster, 'e', { model, replicas, gpu: '3g.40gb' });
// @ts-expect-error a token written out would stand in the manifest
new AutoscaledModelService(cluster, 'f', { model, replicas, token: 'hf_abc' });
// @ts-expect-error replicas have bounds
new AutoscaledModelService(cluster, 'g', { model, gpu: h100.gpus() });
// @ts-expect-error an engine that nobody knows
new AutoscaledModelService(cluster, 'h', { model, replicas, engine: 'vlm' });
// @ts-expect-error there is no such prop
new AutoscaledModelService(cluster, 'i', { model, replicas, contextLength: 4096 });
