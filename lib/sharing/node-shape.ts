import type { NodeShape, ResolvedPool } from '../nodes';
import { discoveredLabelsOf } from './discovered-labels';
import { offersOf, resourcesOf } from './division';
import type { PoolSharing } from './pool-sharing';

const UNDIVIDED = { mode: 'none' } as const;

/** What each node of a pool shows once the sharing declared on it, if any, is in force. */
export function shapeNode(pool: ResolvedPool, sharing?: PoolSharing): NodeShape {
  const offers = sharing?.offers ?? offersOf(UNDIVIDED, pool);
  return {
    pool,
    labels: { ...pool.labels, ...sharing?.labels },
    taints: pool.taints,
    resources: sharing?.resources ?? resourcesOf(offers),
    offers,
    discoveredLabels: sharing?.discoveredLabels ?? discoveredLabelsOf(UNDIVIDED, pool),
    ...(sharing?.platformSharing === undefined ? {} : { platformSharing: sharing.platformSharing }),
    ...(sharing?.imageSharing === undefined ? {} : { imageSharing: sharing.imageSharing }),
  };
}
