import { RootConstruct } from 'constructs';
import type { GpuModel } from '../../lib/gpu';
import type { GpuHandle, ResolvedPool } from '../../lib/nodes';
import { GpuNodePool } from '../../lib/nodes';
import { eks, type Platform } from '../../lib/platforms';
import type { AutoscaledModelServiceProps, ModelServiceContext } from '../../lib/serving';
import { type GpuAllocation, MigPartitioning, MpsSharedGpu, TimeSlicedGpu } from '../../lib/sharing';

export const EKS = eks({ kubernetesVersion: '1.35' });
export const LAPTOP = { kind: 'local', kubernetesVersion: '1.35', gpus: 'cpu' } as Platform;

interface Hardware {
  readonly gpu: GpuModel;
  readonly gpusPerNode: number;
  readonly maxNodes: number;
  readonly machines?: readonly string[];
  readonly diskGiB?: number;
  readonly ephemeralGiB?: number;
  readonly provisioner?: ResolvedPool['provisioner'];
}

const P5: Hardware = { gpu: 'h100-80gb', gpusPerNode: 8, maxNodes: 25, machines: ['p5.48xlarge'] };
const G6: Hardware = { gpu: 'l4', gpusPerNode: 1, maxNodes: 20, machines: ['g6.2xlarge'] };

export function p5(change: Partial<Hardware> = {}): Hardware {
  return { ...P5, ...change };
}
export function g6(change: Partial<Hardware> = {}): Hardware {
  return { ...G6, ...change };
}

function resolved({
  gpu,
  gpusPerNode,
  maxNodes,
  machines = [],
  diskGiB = 200,
  ephemeralGiB = diskGiB,
  provisioner,
}: Hardware): ResolvedPool {
  const construct = new GpuNodePool(new RootConstruct(), 'pool', { gpu, gpusPerNode, nodes: { max: maxNodes } });
  return {
    construct,
    name: 'pool',
    provisioner: provisioner ?? 'karpenter',
    machines,
    gpus: [gpu],
    gpusPerNode,
    nodes: { min: 0, max: maxNodes },
    diskGiB,
    ephemeralGiB,
    nodeSelector: { 'cdk8s-ai/pool': 'pool' },
  } as unknown as ResolvedPool;
}

function allocation(
  pool: ResolvedPool,
  handle: GpuHandle,
  facts: Pick<GpuAllocation, 'memoryGiB' | 'perNode' | 'isolated' | 'resources'>,
): GpuAllocation {
  return {
    handle,
    pool,
    nodeSelector: pool.nodeSelector,
    tolerations: [{ key: 'nvidia.com/gpu', operator: 'Equal', value: 'present', effect: 'NoSchedule' }],
    devices: handle.count,
    maxNodes: pool.nodes.max,
    ...facts,
  };
}

/** Usable memory of whole GPUs as the worked examples have it. */
const WHOLE: Partial<Record<GpuModel, number>> = { 'h100-80gb': 79.6, l4: 22.5, 'h200-141gb': 140.4 };

export function wholeGpus(hardware: Hardware, count = 1): GpuAllocation {
  const pool = resolved(hardware);
  return allocation(pool, pool.construct.gpus(count), {
    memoryGiB: WHOLE[hardware.gpu] ?? 0,
    perNode: Math.floor(hardware.gpusPerNode / count),
    isolated: true,
    resources: { 'nvidia.com/gpu': String(count) },
  });
}

export const SLICES = { '1g.10gb': 9.75, '2g.20gb': 19.62, '3g.40gb': 39.5 } as const;

export function slice(profile: keyof typeof SLICES, hardware = P5): GpuAllocation {
  const pool = resolved(hardware);
  const layout = { '3g.40gb': 1, '2g.20gb': 1, '1g.10gb': 2 };
  const construct = new MigPartitioning(new RootConstruct(), 'slices', { pool: pool.construct, layout } as never);
  return allocation(pool, construct.slice(profile as never), {
    memoryGiB: SLICES[profile],
    perNode: hardware.gpusPerNode * layout[profile],
    isolated: true,
    resources: { [`nvidia.com/mig-${profile}`]: '1' },
  });
}

export function timeSlice(replicas: number, hardware = G6): GpuAllocation {
  const pool = resolved(hardware);
  const construct = new TimeSlicedGpu(new RootConstruct(), 'shared', { pool: pool.construct, replicas });
  return allocation(pool, construct.share(), {
    memoryGiB: WHOLE[hardware.gpu] ?? 0,
    perNode: hardware.gpusPerNode * replicas,
    isolated: false,
    resources: { 'nvidia.com/gpu.shared': '1' },
  });
}

export function mpsShare(replicas: number, hardware = G6): GpuAllocation {
  const pool = resolved(hardware);
  const construct = new MpsSharedGpu(new RootConstruct(), 'shared', { pool: pool.construct, replicas });
  return allocation(pool, construct.share(), {
    memoryGiB: (WHOLE[hardware.gpu] ?? 0) / replicas,
    perNode: hardware.gpusPerNode * replicas,
    isolated: false,
    resources: { 'nvidia.com/gpu.shared': '1' },
  });
}

type Props = AutoscaledModelServiceProps;

/** The service of the front page, on the GPU given, with changes. */
export function service(
  gpu: GpuAllocation | undefined,
  change: Partial<Props> = {},
  place: Partial<ModelServiceContext> = {},
): [Props, ModelServiceContext] {
  const props: Props = {
    model: 'meta-llama/Llama-3.1-8B-Instruct',
    replicas: { min: 0, max: 8 },
    ...(gpu === undefined ? {} : { gpu: gpu.handle }),
    ...change,
  };
  const context: ModelServiceContext = {
    platform: EKS,
    name: 'chat',
    namespace: 'default',
    ...(gpu === undefined ? {} : { allocation: gpu }),
    ...place,
  };
  return [props, context];
}

/** A small model on the CPU. */
export function cpuService(
  change: Partial<Props> = {},
  place: Partial<ModelServiceContext> = {},
): [Props, ModelServiceContext] {
  const small = { model: 'Qwen/Qwen2.5-0.5B-Instruct', gguf: 'Qwen/Qwen2.5-0.5B-Instruct-GGUF:Q4_K_M' };
  return service(undefined, { ...small, replicas: { min: 1, max: 1 }, ...change }, place);
}
