import { type ApiObject, Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { SideFile } from '../components';
import {
  applyHook,
  type ClusterSettings,
  constructsOf,
  inApplyOrder,
  IssueList,
  materialize,
  type Materialization,
  type Materialized,
  type OwnedObject,
} from '../cluster';
import { CreationSite, freeId, markAsCluster, strayIssues } from '../declaration';
import { type ConfigIssue, GpuConfigError, type IssueOwner, type OwnedIssue } from '../errors';
import type { NodeTemplate } from '../nodes';
import { renderInlineCharts } from './inline-charts';
import { checkNothingLate } from './late-values';
import { inheritDependencies, leadToObjects, objectsBelow } from './object-order';
import { leavePlan } from './plan-file';
import { PlainObject } from './plain-object';
import { type GpuRequest, settleRequests } from './request-gpu';
import { checkSideFiles, writeSideFilesAfterSynth } from './side-files';

/** What an AI-ready cluster is made for, and how its charts get there. */
export type AiClusterProps = ClusterSettings;

/**
 * One AI-ready cluster as a cdk8s Chart: pools, sharing, the GPU Operator and workloads are declared inside it.
 *
 * Nothing is made while you declare. When the app is synthesized the complete declaration is checked, every mistake is
 * told in one `GpuConfigError`, and only then the objects are added to this chart, in an order a cluster can take them.
 * Works with the `App` of this package and with cdk8s's own.
 */
export class AiCluster extends Chart {
  /** The clusters of one program are checked together, so that all mistakes are told at once. */
  private static readonly all = new WeakMap<Construct, Set<AiCluster>>();

  private readonly settings: AiClusterProps;
  private readonly creation: CreationSite;
  private readonly idIssues: readonly ConfigIssue[];
  private readonly requests: GpuRequest[] = [];
  private written?: WrittenCluster;

  constructor(scope: Construct, id: string, props: AiClusterProps) {
    const free = freeId(scope, id);
    super(scope, free.id, { disableResourceNameHashes: true });
    this.idIssues = free.issues;
    this.settings =
      typeof props === 'object' && (props as AiClusterProps | null) !== null ? props : ({} as AiClusterProps);
    this.creation = new CreationSite(new.target);
    markAsCluster(this);
    const root = this.node.root as Construct;
    const siblings = AiCluster.all.get(root) ?? new Set();
    AiCluster.all.set(root, siblings.add(this));
    writeSideFilesAfterSynth(root, () => clustersOf(siblings).flatMap(({ sideFiles }) => sideFiles));
    this.node.addValidation({
      validate: () => {
        this.write();
        return [];
      },
    });
  }

  /**
   * The objects made for a construct of this cluster, to look at or to patch. Charts and namespaces are made for the
   * cluster itself. Completes the declaration if synth has not done so yet; ask last, since whatever is declared later
   * makes all objects anew, without patches.
   *
   * @throws GpuConfigError when the declaration has mistakes
   */
  objectsOf(construct: Construct): ApiObject[] {
    return [...(this.write().objects.get(construct) ?? [])];
  }

  /**
   * Files that belong beside the manifests, such as a helmfile. `app.synth()` writes them into the same folder.
   *
   * @throws GpuConfigError when the declaration has mistakes
   */
  get sideFiles(): readonly SideFile[] {
    return this.write().made.files;
  }

  /**
   * What an autoscaler must be told about each pool's nodes before there are any, by pool name: labels, taints and
   * resources for whoever creates the node groups.
   *
   * @throws GpuConfigError when the declaration has mistakes
   */
  get nodeTemplates(): ReadonlyMap<string, NodeTemplate> {
    return this.write().made.nodeTemplates;
  }

  /** Everything the declaration became, neutrally: what `cdk8s-ai plan` shows. */
  get materialized(): Materialized {
    return this.write().made;
  }

  /**
   * Notes that a workload made with cdk8s-plus asks for a GPU of this cluster.
   *
   * @internal
   */
  addRequest(request: GpuRequest): void {
    this.requests.push(request);
  }

  /** Adds the objects, unless nothing was declared since they were added. */
  private write(): WrittenCluster {
    const root = this.node.root as Construct;
    const isCurrent = this.written !== undefined && sameMembers(this.written.declared, this.declared());
    if (!isCurrent || strayIssues(root).length > 0) writeTogether(root, clustersOf(AiCluster.all.get(root) ?? []));
    return this.written!;
  }

  private declared(): readonly unknown[] {
    return [...constructsOf(this), ...this.requests];
  }

  /** @internal */
  _check(): Materialization {
    const owner = this.issueOwner;
    const materialization = materialize(this, this.settings, owner, (cluster) =>
      settleRequests(this, this.requests, cluster),
    );
    const own = [...this.idIssues, ...(materialization.result ? checkNothingLate(materialization.result) : [])];
    return { ...materialization, issues: [...this.own(own), ...materialization.issues] };
  }

  /** @internal */
  _renderCharts({ cluster, result }: Materialization): { charts: readonly OwnedObject[]; issues: OwnedIssue[] } {
    const { objects, issues } = renderInlineCharts(result!.inline, this.settings);
    const found = new IssueList();
    const charts = applyHook(
      objects.map((object) => ({ owner: this, object })),
      cluster,
      found,
    );
    return { charts, issues: [...this.own(issues), ...found.issues] };
  }

  /** @internal */
  _write(made: Materialized, charts: readonly OwnedObject[]): void {
    for (const object of [...(this.written?.objects.values() ?? [])].flat()) this.node.tryRemoveChild(object.node.id);
    const objects = new Map<Construct, ApiObject[]>();
    for (const { owner, object } of inApplyOrder([...made.objects, ...charts], (entry) => entry.object)) {
      const { kind, metadata } = object;
      const id = [kind, metadata.namespace, metadata.name].filter((part) => part !== undefined).join('.');
      const written = new PlainObject(this, freeId(this, id).id, object);
      const others = objects.get(owner);
      if (others === undefined) objects.set(owner, [written]);
      else others.push(written);
    }
    const below = objectsBelow(this, objects);
    this.written = { declared: this.declared(), made, objects, below };
    leadToObjects(below.keys(), (construct) => this.written?.below.get(construct));
  }

  /** @internal */
  _link(): void {
    inheritDependencies(this, this.written!.objects);
  }

  private own(issues: readonly ConfigIssue[]): OwnedIssue[] {
    const owner = this.issueOwner;
    return issues.map((issue) => ({ ...issue, owner }));
  }

  /** Who an issue of the cluster itself belongs to. */
  get issueOwner(): IssueOwner {
    const madeAt = this.creation.line;
    return { kind: 'AiCluster', constructPath: this.node.path, ...(madeAt === undefined ? {} : { madeAt }) };
  }
}

/** What a cluster has become, and what it was made of. */
interface WrittenCluster {
  readonly declared: readonly unknown[];
  readonly made: Materialized;
  readonly objects: ReadonlyMap<Construct, ApiObject[]>;
  readonly below: ReturnType<typeof objectsBelow>;
}

/** All clusters of a program pass, or nothing is written for any. */
function writeTogether(root: Construct, clusters: readonly AiCluster[]): void {
  const checked = clusters.map((cluster) => ({ cluster, materialization: cluster._check() }));
  const issues = checked.flatMap(({ materialization }) => materialization.issues);
  const files = checked.flatMap(({ cluster, materialization }) =>
    (materialization.result?.files ?? []).map(({ path }) => ({ path, owner: cluster.issueOwner })),
  );
  stopAt([...strayIssues(root), ...issues, ...checkSideFiles(files)]);
  const complete = checked.map((entry) => ({ ...entry, ...entry.cluster._renderCharts(entry.materialization) }));
  stopAt(complete.flatMap((entry) => entry.issues));
  for (const { cluster, materialization, charts } of complete) cluster._write(materialization.result!, charts);
  for (const cluster of clusters) cluster._link();
  for (const { cluster, materialization } of checked) leavePlan(cluster, materialization);
}

function stopAt(issues: readonly OwnedIssue[]): void {
  if (issues.length > 0) throw new GpuConfigError(issues);
}

/** In the order of their paths, without those that were taken out of the tree. */
function clustersOf(all: Iterable<AiCluster>): AiCluster[] {
  const present = [...all].filter(({ node }) => node.scopes.every(isChildOfItsScope));
  return present.sort((a, b) => (a.node.path < b.node.path ? -1 : 1));
}

function isChildOfItsScope(construct: IConstruct): boolean {
  const { id, scope } = construct.node;
  return scope === undefined || scope.node.tryFindChild(id) === construct;
}

function sameMembers(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some.length === others.length && some.every((member, i) => member === others[i]);
}
