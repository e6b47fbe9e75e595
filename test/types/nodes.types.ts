import type { AiClusterScope } from '../../lib/declaration';
import type { GpuModel } from '../../lib/gpu';
import { parseMachine } from '../../lib/machines';
import { type GpuHandle, GpuNodePool } from '../../lib/nodes';

declare const cluster: AiClusterScope;
const nodes = { min: 0, max: 1 };

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Says what the type of a value is, exactly. */
function typeOf<A>(value: A): { is: <B>(same: Same<A, B>) => unknown } {
  return { is: (same) => [value, same] };
}

// The GPU is read off the machine, and a list of machines gives all of theirs.
const h100 = new GpuNodePool(cluster, 'a', { machine: 'p5.48xlarge', nodes });
typeOf(h100).is<GpuNodePool<'h100-80gb'>>(true);
const either = new GpuNodePool(cluster, 'b', { machine: ['g6.xlarge', 'g5.xlarge'], nodes });
typeOf(either).is<GpuNodePool<'l4' | 'a10g'>>(true);
const sameGpu = new GpuNodePool(cluster, 'b2', { machine: ['g6.xlarge', 'g6.2xlarge'], nodes });
typeOf(sameGpu).is<GpuNodePool<'l4'>>(true);

// A GPU may be named instead.
const l4 = new GpuNodePool(cluster, 'c', { gpu: 'l4', gpusPerNode: 1, nodes });
typeOf(l4).is<GpuNodePool<'l4'>>(true);
const several = new GpuNodePool(cluster, 'd', { gpu: ['l4', 'l40s'], nodes });
typeOf(several).is<GpuNodePool<'l4' | 'l40s'>>(true);

// The GPU is part of the handle's type, too, and pools of one GPU are pools.
typeOf(l4.gpus()).is<GpuHandle<'l4'>>(true);
typeOf(l4.models).is<readonly 'l4'[]>(true);
export const any: GpuNodePool = h100;
// @ts-expect-error a pool of any GPU is not a pool of L4
export const narrow: GpuNodePool<'l4'> = any;
// @ts-expect-error an H100 is not an L4
export const other: GpuNodePool<'l4'> = h100;

// A machine known only at run time is accepted, and its GPU is any.
const wide = new GpuNodePool(cluster, 'e', { machine: parseMachine(String(process.argv[2])), nodes });
typeOf(wide).is<GpuNodePool<GpuModel>>(true);

// @ts-expect-error no such machine
new GpuNodePool(cluster, 'f', { machine: 'p5.49xlarge', nodes });
// @ts-expect-error this machine has an AMD GPU
new GpuNodePool(cluster, 'g', { machine: 'g4ad.xlarge', nodes });
// @ts-expect-error no such GPU
new GpuNodePool(cluster, 'h', { gpu: 'h100', nodes });
// @ts-expect-error the machine says which GPU it is
new GpuNodePool(cluster, 'i', { machine: 'p5.48xlarge', gpu: 'h100-80gb', nodes });
// @ts-expect-error neither machine nor GPU
new GpuNodePool(cluster, 'j', { nodes });
// @ts-expect-error the number of nodes is what bounds the bill
new GpuNodePool(cluster, 'k', { gpu: 'l4' });
// @ts-expect-error numbers are numbers
new GpuNodePool(cluster, 'l', { gpu: 'l4', nodes: { min: 0, max: '3' } });
// @ts-expect-error no way to get a node
new GpuNodePool(cluster, 'm', { gpu: 'l4', nodes, capacity: 'reserved' });
// @ts-expect-error a typo does not slip through
new GpuNodePool(cluster, 'n', { gpu: 'l4', nodes, zone: ['a'] });
// @ts-expect-error a startup taint needs somebody who removes it
new GpuNodePool(cluster, 'o', { gpu: 'l4', nodes, startupTaint: { key: 'a', effect: 'NoSchedule' } });

export function isPool(value: object): string | undefined {
  return value instanceof GpuNodePool ? value.models[0] : undefined;
}
