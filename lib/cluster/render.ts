import type { Construct } from 'constructs';
import {
  deliver,
  type Delivered,
  type Delivery,
  deliveryMode,
  isChart,
  isSystemNamespace,
  type Release,
} from '../components';
import type { AiConstruct } from '../declaration';
import type { ConfigIssue } from '../errors';
import { type KubeObject, latePaths, MANAGED_BY, objectKey } from '../kube';
import { nodeTemplate, renderPool } from '../nodes';
import { renderModelService } from '../serving';
import { inApplyOrder } from './apply-order';
import type { SettledComponents } from './components';
import { applyHook } from './each-object';
import type { Materialized, OwnedObject } from './materialize';
import type { SettledOperator } from './operator';
import { applyOverrides } from './overrides';
import type { ResolvedCluster } from './resolve';
import type { SettledService } from './services';
import type { ClusterSettings } from './settings';
import { groupsBroughtBy, skipDryRun } from './sync-options';

const NO_GROUPS: ReadonlySet<string> = new Set();

/** Makes the objects of a declaration that passed its checks. */
export function renderCluster(
  cluster: ResolvedCluster,
  services: readonly SettledService[],
  operator: SettledOperator | undefined,
  components: SettledComponents,
  additions: readonly OwnedObject[],
): Materialized {
  const { declaration, found, settings, shapes } = cluster;
  const installed = operator?.rendered;
  const releases = [...(installed?.release === undefined ? [] : [installed.release]), ...components.releases];
  const namespaces = workloadNamespaces(services, releases, installed?.objects ?? []);
  const delivered = deliverReleases(cluster, releases, components.delivery, [
    ...namespaces,
    ...(installed?.objects ?? []),
  ]);
  const groups = deliveryMode(components.delivery) === 'argocd' ? groupsBroughtBy(releases, operator) : NO_GROUPS;
  const made: OwnedObject[] = [];
  const add = (owner: Construct, objects: readonly KubeObject[]) =>
    made.push(...objects.map((object) => ({ owner, object })));
  const addOverridden = (owner: AiConstruct<object>, objects: readonly KubeObject[]) => {
    const ready = objects.map((object) => skipDryRun(object, groups));
    const { objects: changed, issues } = applyOverrides(ready, (owner.props as { overrides?: unknown }).overrides);
    found.add(owner, issues);
    add(owner, changed);
  };

  add(declaration.root, [...namespaces, ...delivered.objects]);
  if (operator !== undefined && installed !== undefined) add(operator.construct, installed.objects);
  for (const [construct, shape] of shapes) {
    // On a laptop that serves on its CPU there are no GPU nodes, real or simulated.
    const objects = servesOnCpu(settings) ? [] : renderPool(shape, settings.platform);
    addOverridden(construct, objects);
  }
  for (const { construct, context } of services) {
    addOverridden(construct, renderModelService(construct.props, context));
  }
  made.push(...additions);
  const finished = found.issues.length > 0 ? made : applyHook(made, cluster, found);
  if (found.issues.length === 0) checkNames(cluster, finished);
  return {
    objects: inApplyOrder(finished, ({ object }) => object),
    files: delivered.files,
    releases,
    inline: delivered.inline,
    nodeTemplates: new Map([...shapes.values()].map((shape) => [shape.pool.name, nodeTemplate(shape)])),
  };
}

function servesOnCpu({ platform }: ClusterSettings): boolean {
  return platform.kind === 'local' && platform.gpus === 'cpu';
}

/** A helmfile is text, written now: a value that is not known yet cannot stand in it. */
function deliverReleases(
  { found, owner }: ResolvedCluster,
  releases: readonly Release[],
  delivery: Delivery,
  objects: readonly KubeObject[],
): Delivered {
  if (deliveryMode(delivery) === 'helmfile') {
    const late = releases.flatMap((release) => latePaths(release, `${release.component} release`));
    if (found.add(owner, late.map(lateIssue))) return { objects: [], files: [], inline: [] };
  }
  const owned = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  return deliver(releases, delivery, { ownedNamespaces: owned });
}

function lateIssue(path: string): ConfigIssue {
  const reason = 'is known only at deploy time, and a helmfile is written before';
  return { code: 'VALUE_IS_LATE', path, reason, hint: "pass the plain value, or choose delivery 'argocd' or 'flux'" };
}

/**
 * Namespaces that workloads stand in, made once each, with what charts in the same namespace need of it. Those that
 * every cluster has, or that the operator makes, are there already.
 */
function workloadNamespaces(
  services: readonly SettledService[],
  releases: readonly Release[],
  operatorObjects: readonly KubeObject[],
): KubeObject[] {
  const made = operatorObjects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
  const names = [...new Set(services.map(({ context }) => context.namespace))]
    .filter((name) => !isSystemNamespace(name) && !made.includes(name))
    .sort();
  const charts = releases.filter(isChart);
  return names.map((name) => {
    const needed = charts.filter(({ namespace }) => namespace === name).map(({ namespaceLabels }) => namespaceLabels);
    const labels: Record<string, string> = Object.assign({ ...MANAGED_BY }, ...needed);
    return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
  });
}

/** Two objects of one kind and name would overwrite each other without a word. */
function checkNames({ declaration, found, owner: clusterOwner }: ResolvedCluster, made: readonly OwnedObject[]): void {
  const first = new Map<string, OwnedObject>();
  for (const entry of made) {
    const key = objectKey(entry.object);
    const earlier = first.get(key);
    if (earlier === undefined) {
      first.set(key, entry);
      continue;
    }
    const { kind, metadata } = entry.object;
    const reason = `its ${kind} '${metadata.name}' has the name of one that '${earlier.owner.node.path}' makes`;
    const owner = declaration.constructs.find((construct) => construct === entry.owner) ?? clusterOwner;
    found.add(owner, [{ code: 'NAME_TAKEN', path: 'id', reason, hint: 'choose another id for one of the two' }]);
  }
}
