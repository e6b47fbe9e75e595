import type { GpuModel } from '../../lib/gpu';
import { contentHash, type Taint } from '../../lib/kube';
import type { NodeShape, ResolvedPool } from '../../lib/nodes';
import type { OperatorContext } from '../../lib/operator';
import {
  type GpuAllocationMode,
  type NodeImage,
  type NodeProvisioner,
  ownersOf,
  type Platform,
} from '../../lib/platforms';
import type { DevicePluginConfig, MigConfigEntry, MigStrategy, PoolSharing } from '../../lib/sharing';

export const GPU_TAINT: Taint = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' };

export interface PoolOptions {
  readonly gpu?: GpuModel;
  readonly image?: NodeImage;
  readonly provisioner?: NodeProvisioner;
  readonly allocation?: GpuAllocationMode;
  readonly taints?: readonly Taint[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly max?: number;
  readonly startupTaint?: ResolvedPool['startupTaint'];
}

/** A pool as the platform would have it, with only what the operator looks at. */
export function makePool(platform: Platform, name: string, options: PoolOptions = {}): ResolvedPool {
  const {
    gpu = 'h100-80gb',
    image,
    allocation = 'device-plugin',
    taints = [GPU_TAINT],
    labels = {},
    max = 4,
  } = options;
  const provisioner = options.provisioner ?? platform.provisioner;
  const { owners, issues } = ownersOf(platform, { image, provisioner, allocation });
  if (owners === undefined) throw new Error(issues[0]!.reason);
  return {
    construct: {} as never,
    name,
    provisioner,
    machines: [],
    gpus: [gpu],
    gpusPerNode: 8,
    gpuFraction: 1,
    nodes: { min: 0, max },
    capacity: ['on-demand'],
    zones: [],
    diskGiB: 200,
    ephemeralGiB: 200,
    arch: 'amd64',
    image,
    owners,
    allocation,
    workload: 'inference',
    labels,
    taints,
    nodeSelector: { 'cdk8s-ai/pool': name },
    requiredLabels: {},
    platformLabels: {},
    platformTaints: [],
    idleMinutes: 10,
    simulatedNodes: max,
    startupTaint: options.startupTaint,
  };
}

export function makeContext(
  platform: Platform,
  pools: readonly ResolvedPool[],
  sharings: readonly PoolSharing[] = [],
  nfd: OperatorContext['nfd'] = 'bundled',
): OperatorContext {
  const shapes = pools.map((pool): NodeShape => {
    const sharing = sharings.find((one) => one.pool === pool);
    const labels = { ...pool.labels, ...sharing?.labels };
    return { pool, labels, taints: pool.taints, resources: {}, offers: [], discoveredLabels: {} };
  });
  return { platform, shapes, sharings, nfd };
}

const NOTHING = { construct: {} as never, offers: [], resources: {}, discoveredLabels: {}, rebootsNode: false };

export function slices(
  pool: ResolvedPool,
  entries: readonly MigConfigEntry[],
  migStrategy: MigStrategy = 'mixed',
  rebootsNode = false,
): PoolSharing {
  const name = `cut-${contentHash(entries)}`;
  const key = `mig-${migStrategy}`;
  const labels = { 'nvidia.com/mig.config': name, 'nvidia.com/device-plugin.config': key };
  const devicePluginConfig = { key, config: { version: 'v1', flags: { migStrategy } } } as const;
  const common = { ...NOTHING, pool, mode: 'mig', migStrategy, labels, rebootsNode } as const;
  return { ...common, doneBy: 'operator', devicePluginConfig, migConfig: { name, entries } };
}

export function shares(pool: ResolvedPool, mode: 'time-slicing' | 'mps', replicas: number): PoolSharing {
  const key = `${mode}-${replicas}`;
  const resources = [{ name: 'nvidia.com/gpu', replicas }] as const;
  const sharing: DevicePluginConfig['sharing'] =
    mode === 'mps'
      ? { mps: { renameByDefault: false, resources } }
      : { timeSlicing: { renameByDefault: false, failRequestsGreaterThanOne: true, resources } };
  const config = { version: 'v1', flags: { migStrategy: 'none' }, sharing } as const;
  const labels = { 'nvidia.com/device-plugin.config': key };
  const common = { ...NOTHING, pool, mode, migStrategy: 'none', labels } as const;
  return { ...common, doneBy: 'operator', devicePluginConfig: { key, config } };
}
