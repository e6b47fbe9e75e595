import { Construct } from 'constructs';
import { clusterOf } from '../declaration';
import { type ConfigIssue, shown, suggestWord } from '../errors';
import { checkWhole, tolerationsOf } from '../kube';
import { machineFacts, machinesWith } from '../machines';
import {
  type GpuHandle,
  GpuNodePool,
  type GpuOffer,
  type NodeShape,
  type PlatformSharing,
  type ResolvedPool,
} from '../nodes';
import type { GpuAllocation, GpuClaim } from './gpu-allocation';
import { MigPartitioning } from './mig-partitioning';
import { MpsSharedGpu } from './mps-shared-gpu';
import { TimeSlicedGpu } from './time-sliced-gpu';

/**
 * How a pod gets what a handle promises, or why the pool's nodes cannot give it. Neither where the handle is of a
 * second sharing of the pool, which is told of the sharing itself.
 */
export interface AllocationAnswer {
  readonly allocation?: GpuAllocation;
  readonly issues: ConfigIssue[];
}

/** Turns a handle into what a pod must say, on nodes of this shape. */
export function allocate(handle: GpuHandle, shape: NodeShape): AllocationAnswer {
  const malformed = checkHandle(handle);
  const issues = malformed.length > 0 ? malformed : checkSameCluster(handle, shape);
  if (issues.length > 0) return { issues };
  const offer = shape.offers.find(({ kind, profile }) => kind === handle.kind && profile === handle.profile);
  if (offer === undefined || offer.perNode === 0) {
    return { issues: isOfSecondSharing(handle, shape) ? [] : [notOffered(handle, shape)] };
  }
  if (handle.count > offer.perNode) return { issues: [tooMany(handle, offer, shape)] };
  return { allocation: allocation(handle, offer, shape), issues };
}

function allocation(handle: GpuHandle, offer: GpuOffer, shape: NodeShape): GpuAllocation {
  const { pool } = shape;
  return {
    handle,
    pool,
    resources: offer.resource === undefined ? {} : { [offer.resource]: String(handle.count) },
    nodeSelector: { ...pool.nodeSelector, ...platformSelector(shape.platformSharing) },
    tolerations: tolerationsOf(shape.taints),
    ...(offer.resource === undefined ? { claim: claimOf(handle, offer) } : {}),
    memoryGiB: offer.memoryGiB,
    devices: handle.count,
    isolated: offer.isolated,
    perNode: Math.floor(offer.perNode / handle.count),
    maxNodes: pool.nodes.max,
  };
}

/** Under DRA a slice is its own class of device; node and pool are chosen by the node selector as ever. */
function claimOf({ count }: GpuHandle, { kind, profile }: GpuOffer): GpuClaim {
  const slice = kind === 'slice';
  return {
    deviceClassName: slice ? 'mig.nvidia.com' : 'gpu.nvidia.com',
    count,
    selectors: slice ? [`device.attributes['gpu.nvidia.com'].profile == '${profile ?? ''}'`] : [],
    apiVersion: 'resource.k8s.io/v1',
  };
}

/** GKE hands out slices and shares as `nvidia.com/gpu` and tells nodes apart by its own labels. */
function platformSelector({ partition, strategy, clientsPerGpu }: PlatformSharing = {}): Record<string, string> {
  return {
    ...(partition === undefined ? {} : { 'cloud.google.com/gke-gpu-partition-size': partition }),
    ...(strategy === undefined ? {} : { 'cloud.google.com/gke-gpu-sharing-strategy': strategy }),
    ...(clientsPerGpu === undefined
      ? {}
      : { 'cloud.google.com/gke-max-shared-clients-per-gpu': String(clientsPerGpu) }),
  };
}

const KINDS = ['whole', 'slice', 'share'] as const;

/** Handles come from methods, but plain JavaScript may pass anything. */
function checkHandle(handle: unknown): ConfigIssue[] {
  const given: Partial<Record<keyof GpuHandle, unknown>> = typeof handle === 'object' && handle !== null ? handle : {};
  if (!(given.pool instanceof GpuNodePool) || !KINDS.includes(given.kind as GpuHandle['kind'])) {
    const reason = `${shown(handle)} is not a promise of GPUs`;
    const hint = 'pass what pool.gpus(1), partitioning.slice(profile) or shared.share() returns';
    return [{ code: 'HANDLE_INVALID', path: '', reason, hint }];
  }
  if (given.kind === 'whole') return checkWhole(given.count, 'count', { min: 1 });
  if (given.count === 1) return [];
  const reason =
    given.kind === 'slice'
      ? `${shown(given.count)} slices do not add up to a larger GPU: a program sees only one`
      : `${shown(given.count)} shares may be of one GPU, and give no more of it`;
  return [{ code: 'VALUE_OUT_OF_RANGE', path: 'count', reason, hint: 'use 1' }];
}

function checkSameCluster({ pool, source }: GpuHandle, shape: NodeShape): ConfigIssue[] {
  const known = shape.pool.construct;
  const maker = Construct.isConstruct(source) ? source : pool;
  if (pool === known && clusterOf(maker) === clusterOf(known)) return [];
  const reason = `the GPUs are promised by '${maker.node.path}', which is not of this cluster`;
  return [{ code: 'POOL_ELSEWHERE', path: '', reason, hint: `use GPUs of pool '${known.node.path}'` }];
}

/** Whether the sharing behind the handle would give what it promises, were the pool not shared by another. */
function isOfSecondSharing({ kind, pool, profile, source }: GpuHandle, { offers }: NodeShape): boolean {
  if (offers.every((offer) => offer.kind === 'whole')) return false;
  if (kind === 'share')
    return (source instanceof TimeSlicedGpu || source instanceof MpsSharedGpu) && source.props.pool === pool;
  if (kind !== 'slice' || !(source instanceof MigPartitioning) || source.props.pool !== pool) return false;
  const { layout, devices } = source.props;
  const layouts = [layout, ...(Array.isArray(devices) ? devices.map((some) => some?.layout) : [])];
  return layouts.some((counts) => Object.keys(counts ?? {}).includes(profile ?? ''));
}

function notOffered({ kind, profile }: GpuHandle, { offers, pool }: NodeShape): ConfigIssue {
  const there = offers.filter(({ perNode }) => perNode > 0);
  const profiles = there.flatMap((offer) => offer.profile ?? []);
  if (kind === 'slice') {
    const reason = `no GPU of pool '${pool.name}' is cut into ${shown(profile)}`;
    const hint = profiles.length === 0 ? 'cut it with MigPartitioning' : suggestWord(profile, profiles);
    return { code: 'GPU_NOT_OFFERED', path: 'profile', reason, hint };
  }
  if (kind === 'share') {
    const reason = `the GPUs of pool '${pool.name}' are not shared`;
    return { code: 'GPU_NOT_OFFERED', path: '', reason, hint: 'share them with TimeSlicedGpu or MpsSharedGpu' };
  }
  const shared = there.some((offer) => offer.kind === 'share');
  const reason = `all GPUs of pool '${pool.name}' are ${shared ? 'shared' : 'cut into slices'}, so it has no whole one`;
  const hint = shared
    ? 'ask for a share with share()'
    : `ask for a slice with slice('${profiles[0] ?? ''}'), or leave GPUs whole with devices in MigPartitioning`;
  return { code: 'GPU_NOT_OFFERED', path: '', reason, hint };
}

function tooMany({ count }: GpuHandle, { perNode }: GpuOffer, { pool }: NodeShape): ConfigIssue {
  const reason = `one pod cannot have ${count} GPUs: each node of pool '${pool.name}' has ${perNode} whole`;
  const machine = perNode === pool.gpusPerNode ? largerMachine(pool, count) : undefined;
  const instead = machine === undefined ? `spread the work over ${Math.ceil(count / perNode)} pods` : machine;
  return { code: 'REQUEST_TOO_LARGE', path: 'count', reason, hint: `ask for ${perNode}, or ${instead}` };
}

/** The smallest machine of the pool's cloud with enough of the same GPU, in the words the pool was declared with. */
function largerMachine({ construct, gpus, machines }: ResolvedPool, count: number): string | undefined {
  const [current] = machines;
  if (current === undefined) return undefined;
  const { arch, cloud } = machineFacts(current);
  const enough = gpus
    .flatMap((gpu) => machinesWith({ cloud, gpu }))
    .map((name) => ({ name, facts: machineFacts(name) }))
    .filter(({ facts }) => facts.gpusPerNode >= count && facts.arch === arch)
    // Stable, so the cheapest of the smallest stays first.
    .sort((a, b) => a.facts.gpusPerNode - b.facts.gpusPerNode);
  const best = enough[0];
  if (best === undefined) return undefined;
  const { gpu, gpusPerNode } = best.facts;
  if (construct.props.machine !== undefined) return `give the pool machine: '${best.name}' (${gpusPerNode} × ${gpu})`;
  return `give the pool gpusPerNode: ${gpusPerNode} ('${best.name}')`;
}
