import { declaredTaints } from '../marks';
import { gkePoolSteps } from './gke-node-pools';
import type { NodeShape } from '../resolved-pool';

/**
 * What is left to do by hand for a pool of nodes that exist, as commands: taints, which nothing in the cluster can
 * set, and labels where the nodes are found by labels of their own. Whoever makes the nodes can set both at once
 * instead, from `nodeTemplate`. Before them stands what GKE's node pools must be made with. Empty where nodes are made for the pool.
 */
export function nodeSteps(shape: NodeShape): readonly string[] {
  const { pool, labels } = shape;
  const { membership } = pool;
  if (membership === undefined) return [];
  const which =
    membership.by === 'hostname' ? membership.hostnames.join(' ') : `-l ${pairs(pool.nodeSelector).join(',')}`;
  const missing = Object.entries(labels).filter(([key, value]) => pool.nodeSelector[key] !== value);
  const steps = [...gkePoolSteps(shape)];
  if (membership.by === 'label' && missing.length > 0) {
    steps.push(`kubectl label nodes ${which} ${pairs(Object.fromEntries(missing)).join(' ')} --overwrite`);
  }
  const taints = declaredTaints(shape).map(({ key, value, effect }) =>
    value === undefined ? `${key}:${effect}` : `${key}=${value}:${effect}`,
  );
  if (taints.length > 0) steps.push(`kubectl taint nodes ${which} ${taints.join(' ')} --overwrite`);
  return steps;
}

function pairs(labels: Readonly<Record<string, string>>): string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`);
}
