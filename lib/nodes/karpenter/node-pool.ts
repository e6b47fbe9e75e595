import { dnsLabel, type KubeObject, MANAGED_BY } from '../../kube';
import { declaredTaints, plainTaint } from '../marks';
import type { NodeShape, ResolvedPool } from '../resolved-pool';
import type { KarpenterPlatform } from './render-karpenter';
import { requirementsOf } from './requirements';

/** The class of nodes a NodePool is made of. */
export interface NodeClassRef {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** A NodePool that keeps its size beside one that follows the load: Karpenter has no pool that does both. */
export function nodePoolNames({ name, nodes }: ResolvedPool): { steady?: string; elastic?: string } {
  return {
    ...(nodes.min > 0 ? { steady: dnsLabel([name, 'base']) } : {}),
    ...(nodes.max > nodes.min ? { elastic: name } : {}),
  };
}

/** The NodePools of a pool: one that follows the load, and before it one of fixed size where a minimum is kept. */
export function renderNodePools(shape: NodeShape, nodeClass: NodeClassRef, platform: KarpenterPlatform): KubeObject[] {
  const { pool } = shape;
  const { steady, elastic } = nodePoolNames(pool);
  const template = renderTemplate(shape, nodeClass, platform);
  const disruption = renderDisruption(pool);
  const pools: KubeObject[] = [];
  if (steady !== undefined) {
    // One more than the replicas, so that an outdated node can be replaced before it goes.
    const limits = { nodes: String(pool.nodes.min + 1) };
    pools.push(nodePool(steady, { template, disruption, replicas: pool.nodes.min, limits }));
  }
  if (elastic !== undefined) pools.push(nodePool(elastic, { template, disruption, limits: renderLimits(shape) }));
  return pools;
}

function nodePool(name: string, spec: Readonly<Record<string, unknown>>): KubeObject {
  return { apiVersion: 'karpenter.sh/v1', kind: 'NodePool', metadata: { name, labels: MANAGED_BY }, spec };
}

function renderTemplate(shape: NodeShape, nodeClassRef: NodeClassRef, platform: KarpenterPlatform): object {
  const { pool, labels } = shape;
  return {
    metadata: { labels },
    spec: {
      nodeClassRef,
      requirements: requirementsOf(pool),
      taints: declaredTaints(shape),
      ...(pool.startupTaint === undefined ? {} : { startupTaints: [plainTaint(pool.startupTaint)] }),
      ...lifetimeOf(pool, platform),
    },
  };
}

/**
 * A node is renewed after a month to get security fixes; a drain that is stuck by then ends within the hour. Nodes for
 * training stay as long as their job, except in Auto Mode, which lets none live longer than 21 days, draining included.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/automode.html
 */
function lifetimeOf({ workload }: ResolvedPool, platform: KarpenterPlatform): object {
  const training = workload === 'training';
  if (platform.kind === 'eks' && platform.autoMode) {
    return { expireAfter: '480h', terminationGracePeriod: training ? '24h' : '1h' };
  }
  return training ? { expireAfter: 'Never' } : { expireAfter: '720h', terminationGracePeriod: '1h' };
}

/**
 * Only empty nodes are given back: moving a pod off a GPU costs minutes of model loading, and a training job its
 * progress. Outdated nodes are replaced one at a time, and those that train only once they are empty.
 */
function renderDisruption({ workload, idleMinutes }: ResolvedPool): object {
  const busy = { nodes: workload === 'training' ? '0' : '1', reasons: ['Drifted', 'Underutilized'] };
  return {
    consolidationPolicy: 'WhenEmpty',
    consolidateAfter: `${idleMinutes}m`,
    budgets: [busy, { nodes: '100%', reasons: ['Empty'] }],
  };
}

/**
 * `nodes` is the bound; a GPU count beside it holds in Karpenter before 1.11, which ignores the former. What counts
 * against it is what a node shows once it is ready: shares of a GPU as many times as there are, sliced GPUs not at all.
 */
function renderLimits({ pool, resources }: NodeShape): Record<string, string> {
  const nodes = pool.nodes.max - pool.nodes.min;
  const perNode = Math.max(pool.gpusPerNode, resources['nvidia.com/gpu'] ?? 0);
  return { nodes: String(nodes), 'nvidia.com/gpu': String(nodes * perNode) };
}
