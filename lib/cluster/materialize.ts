import type { Construct } from 'constructs';
import type { ChartRelease, Release, SideFile } from '../components';
import type { IssueOwner, OwnedIssue } from '../errors';
import type { KubeObject } from '../kube';
import type { NodeTemplate } from '../nodes';
import { checkRoomForMinima, type GpuHolder, holdersOf } from './check-room';
import { checkCluster } from './checks';
import { settleComponents } from './components';
import { collectDeclaration } from './declaration';
import { settleOperator } from './operator';
import { renderCluster } from './render';
import { type ResolvedCluster, resolveCluster } from './resolve';
import { type SettledService, settleServices } from './services';
import type { ClusterSettings } from './settings';

/** An object and the construct it was made for. */
export interface OwnedObject {
  readonly owner: Construct;
  readonly object: KubeObject;
}

/** Everything a declaration becomes. */
export interface Materialized {
  /** All objects, in an order a cluster can take them. */
  readonly objects: readonly OwnedObject[];
  /** Files that stand beside the manifests. */
  readonly files: readonly SideFile[];
  /** All charts, said neutrally. */
  readonly releases: readonly Release[];
  /** Charts the engine renders with the helm CLI. */
  readonly inline: readonly ChartRelease[];
  /** What an autoscaler must know of each pool's nodes before there are any, by pool name. */
  readonly nodeTemplates: ReadonlyMap<string, NodeTemplate>;
}

/** The result of a declaration, or everything that is wrong with it. */
export interface Materialization {
  readonly cluster: ResolvedCluster;
  readonly issues: readonly OwnedIssue[];
  /** Model services that passed their checks, with the GPU found for each. */
  readonly services: readonly SettledService[];
  /** Workloads that the engine alone knows. */
  readonly others: readonly GpuHolder[];
  /** Undefined when there are issues. */
  readonly result?: Materialized;
}

/** What an engine adds to a declaration: workloads that it alone knows, and what they need. */
export type Additions = (cluster: ResolvedCluster) => {
  readonly objects: readonly OwnedObject[];
  readonly issues: readonly OwnedIssue[];
  /** What of them always runs on GPUs. */
  readonly holders: readonly GpuHolder[];
};

const NO_ADDITIONS: Additions = () => ({ objects: [], issues: [], holders: [] });

/**
 * Checks a complete declaration and makes its objects. Pure: the same declaration gives the same result, whatever the
 * order in which independent parts were declared.
 */
export function materialize(
  root: Construct,
  settings: ClusterSettings,
  owner: IssueOwner,
  additionsOf = NO_ADDITIONS,
): Materialization {
  const cluster = resolveCluster(collectDeclaration(root), settings, owner);
  const { issues } = cluster.found;
  if (!cluster.platformKnown) return { cluster, issues, services: [], others: [] };
  checkCluster(cluster);
  const services = settleServices(cluster);
  const operator = settleOperator(cluster);
  const components = settleComponents(cluster, services, operator);
  const additions = additionsOf(cluster);
  issues.push(...additions.issues);
  checkRoomForMinima(cluster, [...holdersOf(services), ...additions.holders]);
  const settled = { cluster, issues, services, others: additions.holders };
  if (issues.length > 0) return settled;
  const result = renderCluster(cluster, services, operator, components, additions.objects);
  return issues.length > 0 ? settled : { ...settled, result };
}
