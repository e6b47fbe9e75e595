import { GpuNodePool } from '../../lib/nodes';
import { MigPartitioning, MpsSharedGpu, TimeSlicedGpu } from '../../lib/sharing';
import type { AiClusterScope } from '../../lib/declaration';
import type { GpuHandle } from '../../lib/nodes';
import type { MachineName, NvidiaMachine } from '../../lib/machines';

declare const cluster: AiClusterScope;

const h100 = new GpuNodePool(cluster, 'h100', { machine: 'p5.48xlarge', nodes: { max: 25 } });
const t4 = new GpuNodePool(cluster, 't4', { gpu: 't4', nodes: { max: 2 } });

const slices = new MigPartitioning(cluster, 'slices', {
  pool: h100,
  layout: { '3g.40gb': 1, '2g.20gb': 1, '1g.10gb': 2 },
});
const slice: GpuHandle<'h100-80gb'> = slices.slice('3g.40gb');

// @ts-expect-error the layout has no such slice
slices.slice('7g.80gb');
// @ts-expect-error no GPU has such a profile
slices.slice('3g.40g');
// @ts-expect-error the handle is of an H100, not of an L4
export const wrongGpu: GpuHandle<'l4'> = slice;

// @ts-expect-error no GPU has such a profile
new MigPartitioning(cluster, 'typo', { pool: h100, layout: { '3g.40gbb': 1 } });
// @ts-expect-error a profile of the H200
new MigPartitioning(cluster, 'other', { pool: h100, layout: { '1g.18gb': 1 } });
// @ts-expect-error one wrong among right ones
new MigPartitioning(cluster, 'among', { pool: h100, layout: { '3g.40gb': 1, '1g.18gb': 1 } });
// @ts-expect-error a T4 has no MIG
new MigPartitioning(cluster, 'none', { pool: t4, layout: { '1g.5gb': 1 } });
// @ts-expect-error counts are numbers
new MigPartitioning(cluster, 'text', { pool: h100, layout: { '3g.40gb': '1' } });
// @ts-expect-error there are two strategies
new MigPartitioning(cluster, 'strategy', { pool: h100, layout: { '3g.40gb': 1 }, strategy: 'none' });

const perGpu = new MigPartitioning(cluster, 'per-gpu', {
  pool: h100,
  devices: [
    { gpus: [0, 1], layout: { '3g.40gb': 2 } },
    { gpus: [2, 3], layout: { '1g.10gb': 7 } },
  ],
});
perGpu.slice('3g.40gb');
perGpu.slice('1g.10gb');
// @ts-expect-error none of the layouts has it
perGpu.slice('2g.20gb');
// @ts-expect-error a typo in one of the layouts
new MigPartitioning(cluster, 'devices-typo', { pool: h100, devices: [{ gpus: [0], layout: { '3g.40gbb': 2 } }] });

// Several GPUs: only what all of them have.
const either = new GpuNodePool(cluster, 'either', { gpu: ['a100-80gb', 'h100-80gb'], nodes: { max: 2 } });
new MigPartitioning(cluster, 'either-slices', { pool: either, layout: { '1g.10gb': 7 } }).slice('1g.10gb');
const unlike = new GpuNodePool(cluster, 'unlike', { gpu: ['h100-80gb', 'h200-141gb'], nodes: { max: 2 } });
// @ts-expect-error the two have no profile in common
new MigPartitioning(cluster, 'unlike-slices', { pool: unlike, layout: { '1g.10gb': 7 } });

// A machine known only at run time: any profile, checked at synth.
declare const machine: NvidiaMachine & MachineName;
const dynamic = new GpuNodePool(cluster, 'dynamic', { machine, nodes: { max: 1 } });
new MigPartitioning(cluster, 'dynamic-slices', { pool: dynamic, layout: { '1g.18gb': 7 } });

const timed: GpuHandle<'t4'> = new TimeSlicedGpu(cluster, 'timed', { pool: t4 }).share();
const mps: GpuHandle<'t4'> = new MpsSharedGpu(cluster, 'mps', { pool: t4, replicas: 8 }).share();
// @ts-expect-error replicas is a number
new TimeSlicedGpu(cluster, 'text-replicas', { pool: t4, replicas: '4' });
// @ts-expect-error no such prop
new MpsSharedGpu(cluster, 'unknown', { pool: t4, failRequestsGreaterThanOne: true });
// @ts-expect-error a pool is needed
new TimeSlicedGpu(cluster, 'poolless', { replicas: 4 });

export const handles: readonly GpuHandle[] = [slice, timed, mps];
