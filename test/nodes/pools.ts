import { Construct, RootConstruct } from 'constructs';
import { markAsCluster } from '../../lib/declaration';
import type { ConfigIssue } from '../../lib/errors';
import type { KubeObject } from '../../lib/kube';
import { GpuNodePool, type NodeShape, renderPool, type ResolvedPool, resolvePool } from '../../lib/nodes';
import { aks, eks, gke, local, onPrem, type Platform } from '../../lib/platforms';

const identity = { nodeRole: 'prod-gpu-node', discoveryTag: 'prod' };
const gates = { nodeOverlay: true, staticCapacity: true };

/** One platform of each kind that behaves differently for pools. */
export const PLATFORMS = {
  eks: eks({ kubernetesVersion: '1.35', ...identity }),
  'eks with gates': eks({ kubernetesVersion: '1.35', ...identity, karpenter: gates }),
  'eks on Bottlerocket': eks({ kubernetesVersion: '1.35', ...identity, image: 'bottlerocket', karpenter: gates }),
  'eks in Auto Mode': eks({ kubernetesVersion: '1.35', autoMode: true }),
  gke: gke({ kubernetesVersion: '1.35' }),
  'gke with operator': gke({ kubernetesVersion: '1.35', gpuStack: 'operator', image: 'ubuntu' }),
  aks: aks({ kubernetesVersion: '1.35' }),
  'aks with gates': aks({ kubernetesVersion: '1.35', karpenter: gates }),
  'on-prem': onPrem({ kubernetesVersion: '1.35' }),
  local: local(),
  'local with a GPU': local({ gpus: 'host' }),
} as const satisfies Record<string, Platform>;

export type PlatformName = keyof typeof PLATFORMS;

/** A construct inside a cluster, on which pools can be declared. */
export function cluster(): Construct {
  const construct = new Construct(new RootConstruct(), 'prod');
  markAsCluster(construct);
  return construct;
}

/** A pool with any props, as plain JavaScript may pass them. */
export function declare(props: unknown, id = 'gpu', scope = cluster()): GpuNodePool {
  return new GpuNodePool(scope, id, props as ConstructorParameters<typeof GpuNodePool>[2]);
}

const DEFAULTS = { nodes: { min: 0, max: 4 } };

/** The issues of a pool with these props; `nodes` may be left out. */
export function issuesOf(platform: PlatformName | Platform, props: object): readonly ConfigIssue[] {
  return resolvePool(declare({ ...DEFAULTS, ...props }), platformOf(platform)).issues;
}

/** The one issue of a pool, as `[CODE] path: reason; hint`. */
export function issueOf(platform: PlatformName | Platform, props: object): string {
  return issuesOf(platform, props)
    .map(({ code, path, reason, hint }) => `[${code}] ${path}: ${reason}; ${hint}`)
    .join('\n');
}

/** The pool these props resolve to; fails the test with the issues if there are any. */
export function resolved(platform: PlatformName | Platform, props: object, id = 'gpu'): ResolvedPool {
  const { pool, issues } = resolvePool(declare({ ...DEFAULTS, ...props }, id), platformOf(platform));
  expect(issues).toEqual([]);
  return pool!;
}

/** The shape of a pool's nodes without sharing, or with what a test says sharing makes of it. */
export function shaped(pool: ResolvedPool, sharing: Partial<NodeShape> = {}): NodeShape {
  return {
    pool,
    taints: pool.taints,
    resources: { 'nvidia.com/gpu': pool.gpusPerNode },
    offers: [],
    discoveredLabels: {},
    ...sharing,
    labels: { ...pool.labels, ...sharing.labels },
  };
}

/** The objects of a pool, by kind and name. */
export function rendered(
  platform: PlatformName | Platform,
  props: object,
  sharing?: Partial<NodeShape>,
): Record<string, KubeObject & { spec: Fields; status: Fields }> {
  const objects = renderPool(shaped(resolved(platform, props), sharing), platformOf(platform));
  return Object.fromEntries(objects.map((object) => [`${object.kind}/${object.metadata.name}`, object as never]));
}

/** A part of an object a test looks into; a missing field is undefined. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Fields = any;

function platformOf(platform: PlatformName | Platform): Platform {
  return typeof platform === 'string' ? PLATFORMS[platform] : platform;
}
