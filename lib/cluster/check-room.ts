import type { IssueOwner } from '../errors';
import type { GpuAllocation } from '../sharing';
import type { ResolvedCluster } from './resolve';
import type { SettledService } from './services';

/** A workload and the replicas of it that always run. */
export interface GpuHolder {
  readonly owner: IssueOwner;
  readonly allocation: GpuAllocation;
  readonly replicas: number;
  /** The prop that says how many. */
  readonly path: string;
}

/**
 * Replicas that always run must all have a place at once. Maxima may add up to more than the pool has: services rarely
 * peak together, and the pool is shared for just that reason.
 */
export function checkRoomForMinima({ found, shapes }: ResolvedCluster, holders: readonly GpuHolder[]): void {
  for (const group of byKindOfDevice(holders).values()) {
    const { handle, pool } = group[0]!.allocation;
    const offer = shapes
      .get(pool.construct)
      ?.offers.find(({ kind, profile }) => kind === handle.kind && profile === handle.profile);
    // One that is too large by itself is told by its own check.
    const fitting = group.filter(({ allocation, replicas }) => replicas <= allocation.perNode * allocation.maxNodes);
    if (offer === undefined || offer.perNode === 0) continue;
    const room = offer.perNode * pool.nodes.max;
    const total = fitting.reduce((sum, holder) => sum + heldBy(holder), 0);
    if (total <= room) continue;
    const each = fitting.map((holder) => `'${holder.owner.constructPath}' ${heldBy(holder)}`).join(', ');
    const what = handle.profile ?? (handle.kind === 'share' ? 'shares' : 'GPUs');
    const reason = `what always runs on pool '${pool.name}' holds ${total} ${what} at once (${each}), and it has ${room} at most`;
    const hint = `let the pool have ${Math.ceil(total / offer.perNode)} nodes (nodes.max), or lower the minima`;
    const { owner, path } = fitting.at(-1)!;
    found.add(owner, [{ code: 'POOL_TOO_SMALL', path, reason, hint }]);
  }
}

/** Services by their minimum of replicas. */
export function holdersOf(services: readonly SettledService[]): GpuHolder[] {
  return services.flatMap(({ construct, context: { allocation } }): GpuHolder[] => {
    const { min } = construct.props.replicas;
    if (allocation === undefined || min === 0) return [];
    return [{ owner: construct.issueOwner, allocation, replicas: min, path: 'replicas.min' }];
  });
}

function heldBy({ allocation, replicas }: GpuHolder): number {
  return replicas * allocation.devices;
}

function byKindOfDevice(holders: readonly GpuHolder[]): Map<string, GpuHolder[]> {
  const groups = new Map<string, GpuHolder[]>();
  for (const holder of holders) {
    const { handle, pool } = holder.allocation;
    const key = [pool.name, handle.kind, handle.profile ?? ''].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), holder]);
  }
  return groups;
}
