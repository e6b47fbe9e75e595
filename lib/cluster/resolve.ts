import { type ConfigIssue, type IssueOwner, shown } from '../errors';
import { type GpuHandle, GpuNodePool, type NodeShape, type ResolvedPool, resolvePool } from '../nodes';
import { operandLabels } from '../operator';
import { checkPlatform } from '../platforms';
import {
  allocate,
  type GpuAllocation,
  MigPartitioning,
  MpsSharedGpu,
  type PoolSharing,
  resolveSharing,
  shapeNode,
  TimeSlicedGpu,
} from '../sharing';
import type { Declaration, SharingConstruct } from './declaration';
import { IssueList } from './issue-list';
import type { ClusterSettings } from './settings';

/** A declaration with every derived fact settled: machines picked, owners known, nodes shaped. */
export interface ResolvedCluster {
  readonly declaration: Declaration;
  readonly settings: ClusterSettings;
  readonly owner: IssueOwner;
  readonly pools: ReadonlyMap<GpuNodePool, ResolvedPool>;
  readonly sharings: ReadonlyMap<SharingConstruct, PoolSharing>;
  readonly shapes: ReadonlyMap<GpuNodePool, NodeShape>;
  /** False where the platform itself is wrong; nothing else was looked at then. */
  readonly platformKnown: boolean;
  readonly found: IssueList;
}

/** Settles everything that follows from the declaration and the platform, and notes what is wrong on the way. */
export function resolveCluster(
  declaration: Declaration,
  settings: ClusterSettings,
  owner: IssueOwner,
): ResolvedCluster {
  const found = new IssueList();
  const pools = new Map<GpuNodePool, ResolvedPool>();
  const sharings = new Map<SharingConstruct, PoolSharing>();
  const shapes = new Map<GpuNodePool, NodeShape>();
  for (const construct of declaration.constructs) found.add(construct, construct.checkId());
  const platformKnown = !found.add(owner, checkPlatform(settings.platform));
  const resolved = { declaration, settings, owner, pools, sharings, shapes, platformKnown, found };
  if (!platformKnown) return resolved;

  for (const pool of declaration.pools) {
    const { pool: facts, issues } = resolvePool(pool, settings.platform);
    found.add(pool, issues);
    if (facts !== undefined) pools.set(pool, facts);
  }
  for (const sharing of declaration.sharings) resolveOneSharing(sharing, resolved);
  for (const [construct, pool] of pools) {
    const declared = declaration.sharings.filter(({ props }) => props.pool === construct);
    // What the nodes offer is unknown while their sharing is wrong; whoever asks for it is judged once it is right.
    if (declared.some((sharing) => !sharings.has(sharing))) continue;
    const shape = shapeNode(pool, declared[0] && sharings.get(declared[0]));
    const labels = { ...shape.labels, ...operandLabels(pool, [...pools.values()]) };
    shapes.set(construct, { ...shape, labels });
  }
  return resolved;
}

function resolveOneSharing(sharing: SharingConstruct, resolved: ResolvedCluster): void {
  const { declaration, found, pools, settings } = resolved;
  const construct = sharing.props.pool as GpuNodePool | undefined;
  const stray = checkPoolReference(construct, declaration, 'pool');
  if (found.add(sharing, stray)) return;
  const pool = pools.get(construct!);
  if (pool === undefined) return; // the pool's own issues say why
  const result = resolveSharing(sharing, pool, settings.platform);
  found.add(sharing, result.issues);
  if (result.sharing !== undefined)
    (resolved.sharings as Map<SharingConstruct, PoolSharing>).set(sharing, result.sharing);
}

/** Issues of a reference to a pool: it must be one, and one of this cluster. */
export function checkPoolReference(pool: unknown, { pools }: Declaration, path: string): ConfigIssue[] {
  if (pools.includes(pool as GpuNodePool)) return [];
  const known = pools.map(({ node }) => `'${node.path}'`).join(', ');
  const hint =
    known === '' ? 'declare a GpuNodePool in this cluster first' : `pass one of this cluster's pools: ${known}`;
  if (pool === undefined || pool === null) return [{ code: 'VALUE_REQUIRED', path, reason: 'no pool is given', hint }];
  if (!(pool instanceof GpuNodePool))
    return [{ code: 'VALUE_INVALID', path, reason: `${shown(pool)} is not a GpuNodePool`, hint }];
  return [{ code: 'POOL_ELSEWHERE', path, reason: `pool '${pool.node.path}' belongs to another cluster`, hint }];
}

/** How a pod asks for what a handle promises, in this cluster; undefined with issues, or where the pool itself is wrong. */
export function allocationOf(
  handle: GpuHandle,
  { declaration, shapes }: ResolvedCluster,
  path = 'gpu',
): { allocation?: GpuAllocation; issues: ConfigIssue[] } {
  const confused = checkHandle(handle, path);
  if (confused.length > 0) return { issues: confused };
  const { pool } = handle;
  const issues = checkPoolReference(pool, declaration, path === '' ? 'pool' : `${path}.pool`);
  const shape = shapes.get(pool);
  if (issues.length > 0 || shape === undefined) return { issues };
  const answer = allocate(handle, shape);
  const below = (inner: string) => [path, inner].filter((part) => part !== '').join('.');
  return { ...answer, issues: answer.issues.map((issue) => ({ ...issue, path: below(issue.path) })) };
}

/** What people pass instead of a handle: the pool, or the method that would have given one. */
function checkHandle(handle: unknown, path: string): ConfigIssue[] {
  const issue = (reason: string, hint: string): ConfigIssue[] => [{ code: 'HANDLE_INVALID', path, reason, hint }];
  if (typeof handle === 'function') return issue('is the method itself', 'call it, as in pool.gpus()');
  if (handle instanceof GpuNodePool)
    return issue(`is pool '${handle.node.path}' and not what a pod gets of it`, 'pass pool.gpus()');
  if (handle instanceof MigPartitioning) return issue('is a way of cutting', "pass one of its slices: .slice('…')");
  if (handle instanceof TimeSlicedGpu || handle instanceof MpsSharedGpu)
    return issue('is a way of sharing', 'pass .share()');
  if (typeof handle === 'object' && handle !== null && 'pool' in handle) return [];
  return issue(`${shown(handle)} is no handle`, "pass pool.gpus(), slices.slice('…') or shared.share()");
}
