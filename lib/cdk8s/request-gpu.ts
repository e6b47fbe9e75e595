import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { allocationOf, type GpuHolder, type OwnedObject, type ResolvedCluster } from '../cluster';
import { clusterOf, CreationSite, refuseStray } from '../declaration';
import { type ConfigIssue, GpuConfigError, type IssueOwner, type OwnedIssue, shown } from '../errors';
import type { GpuHandle } from '../nodes';
import { type GpuAllocation, renderClaimTemplate } from '../sharing';
import type { AiCluster } from './ai-cluster';
import { claimTemplateName, giveGpu, podsAtOnce, podSpecOf } from './pod-gpu';

/** How a workload is given its GPU. */
export interface RequestGpuOptions {
  /**
   * Name of the container that uses the GPU.
   *
   * @default - the first container
   */
  readonly container?: string;
}

/** A workload that waits for its GPU until the declaration is complete. */
export interface GpuRequest {
  readonly workload: Construct;
  readonly handle: GpuHandle;
  readonly options: RequestGpuOptions;
  readonly creation: CreationSite;
  /** The workload's object; undefined where it has none. */
  readonly object?: ApiObject;
  /** The object as cdk8s-plus renders it, before the GPU is added. */
  readonly render?: () => object;
  /** An earlier request for the same workload. */
  readonly earlier?: GpuRequest;
  /** Filled in when the cluster is materialized. */
  allocation?: GpuAllocation;
}

const requested = new WeakMap<ApiObject, GpuRequest>();

/**
 * Gives a cdk8s-plus Deployment, StatefulSet, Job, CronJob, DaemonSet or Pod the GPU that a handle promises: the
 * resource limit, the node selector, the tolerations, or a resource claim where the pool hands GPUs out so.
 *
 * cdk8s-plus itself knows no GPU: it drops such a limit without a word, and fields newer than Kubernetes 1.29 too. They
 * are therefore added after cdk8s-plus has rendered. The container's root file system is made writable, because the
 * hook that injects the GPU writes to it. Everything else stays as cdk8s-plus has it, and its defaults are no match for
 * a GPU: say `resources` (1500m and 2 GiB otherwise), `securityContext` for images that run as root (non-root
 * otherwise) and a memory volume at `/dev/shm` for several GPUs (64 MiB otherwise).
 *
 * @param workload the workload, anywhere in the same app as the handle's cluster; it takes GPUs by one handle
 * @param handle from `pool.gpus()`, `slices.slice('…')` or `shared.share()`
 * @throws GpuConfigError at synth, with all other issues, when the handle cannot be served
 */
export function requestGpu(workload: Construct, handle: GpuHandle, options: RequestGpuOptions = {}): void {
  const creation = new CreationSite(requestGpu);
  const object = apiObjectOf(workload);
  const request: GpuRequest = { workload, handle, options, creation, ...beforeGpu(object) };
  const cluster = clusterOfHandle(handle);
  if (cluster === undefined) {
    const issue = () => issueOf(request, STRAY_HANDLE);
    if (!Construct.isConstruct(workload)) throw new GpuConfigError([issue()]);
    refuseStray(workload, issue);
    return;
  }
  cluster.addRequest(request);
  if (object === undefined || request.earlier !== undefined) return; // told at synth, with the rest
  requested.set(object, request);
  object.toJson = () => {
    if (request.allocation === undefined) cluster.objectsOf(cluster); // completes the declaration
    return giveGpu(request.render!(), request.allocation!, containerOf(request));
  };
}

const STRAY_HANDLE: ConfigIssue = {
  code: 'REQUEST_INVALID',
  path: 'handle',
  reason: 'is no handle of a pool in an AiCluster',
  hint: "pass pool.gpus(), slices.slice('…') or shared.share()",
};

/** How the workload renders without us, and who was here before. */
function beforeGpu(object: ApiObject | undefined): Pick<GpuRequest, 'object' | 'render' | 'earlier'> {
  if (object === undefined) return {};
  const earlier = requested.get(object);
  if (earlier !== undefined) return { object, render: earlier.render, earlier };
  const { toJson } = object;
  return { object, render: () => toJson.call(object) as object };
}

function clusterOfHandle(handle: unknown): AiCluster | undefined {
  const pool = (handle as Partial<GpuHandle> | null | undefined)?.pool;
  const cluster = Construct.isConstruct(pool) ? clusterOf(pool) : undefined;
  return typeof (cluster as Partial<AiCluster> | undefined)?.addRequest === 'function'
    ? (cluster as AiCluster)
    : undefined;
}

/** Finds each request its GPU, and makes the claim templates of those whose pool hands out GPUs as claims. */
export function settleRequests(
  owner: Construct,
  requests: readonly GpuRequest[],
  cluster: ResolvedCluster,
): { objects: OwnedObject[]; issues: OwnedIssue[]; holders: GpuHolder[] } {
  const objects: OwnedObject[] = [];
  const holders: GpuHolder[] = [];
  const issues: OwnedIssue[] = [];
  for (const request of [...requests].sort(byPath)) {
    const { allocation, issues: found } = allocationOf(request.handle, cluster, 'handle');
    request.allocation = allocation;
    const all = [...checkWorkload(request, owner), ...found, ...checkRoom(request), ...checkPlace(cluster)];
    issues.push(...all.map((issue) => issueOf(request, issue)));
    const { object } = request;
    if (all.length > 0 || object === undefined || allocation === undefined) continue;
    if (object.kind !== 'CronJob' && object.kind !== 'DaemonSet') {
      const replicas = podsAtOnce(request.render?.()) ?? 1;
      holders.push({ owner: ownerOf(request), allocation, replicas, path: 'workload' });
    }
    if (allocation.claim === undefined) continue;
    const namespace = object.metadata.namespace ?? Chart.of(object).namespace;
    objects.push({ owner, object: renderClaimTemplate(claimTemplateName(object.name), namespace, allocation) });
  }
  return { objects, issues, holders };
}

function byPath(a: GpuRequest, b: GpuRequest): number {
  return pathOf(a.workload) < pathOf(b.workload) ? -1 : 1;
}

function checkWorkload({ workload, render, earlier, ...request }: GpuRequest, cluster: Construct): ConfigIssue[] {
  const path = 'workload';
  const spec = podSpecOf(render?.());
  if (spec === undefined) {
    const hint = 'pass a Deployment, StatefulSet, DaemonSet, Job, CronJob or Pod';
    return [{ code: 'REQUEST_INVALID', path, reason: `'${pathOf(workload)}' has no pod`, hint }];
  }
  if (workload.node.root !== cluster.node.root) {
    const reason = 'it stands in another app than the pool of its handle';
    return [{ code: 'REQUEST_INVALID', path, reason, hint: 'declare both in one app' }];
  }
  if (earlier !== undefined) {
    const reason = 'it asks for GPUs a second time, and a pod can follow one handle only';
    const hint = 'keep one request; whole GPUs are counted by its handle, as in pool.gpus(2)';
    return [{ code: 'REQUEST_INVALID', path, reason, hint }];
  }
  const container = containerOf(request);
  const names = (spec.containers ?? []).map(({ name }) => name);
  if (names.length > 0 && (container === undefined || names.includes(container))) return [];
  const reason = names.length === 0 ? 'its pod has no container' : `there is no container ${shown(container)}`;
  const hint = names.length === 0 ? 'add one' : `use ${names.map((name) => `'${name}'`).join(', ')}`;
  return [{ code: 'REQUEST_INVALID', path: 'container', reason, hint }];
}

/** More pods than the pool can ever hold would wait for ever. */
function checkRoom({ allocation, render }: GpuRequest): ConfigIssue[] {
  const pods = podsAtOnce(render?.());
  if (allocation === undefined || pods === undefined) return [];
  const room = allocation.perNode * allocation.maxNodes;
  if (pods <= room) return [];
  const { name } = allocation.pool;
  const reason = `${pods} pods want what pool '${name}' has ${room} times at most`;
  const nodes = Math.ceil(pods / allocation.perNode);
  return [{ code: 'POOL_TOO_SMALL', path: 'workload', reason, hint: `ask for ${room}, or set nodes.max to ${nodes}` }];
}

/** A model can be served by the CPU instead; what a container does with its GPU nobody knows. */
function checkPlace({ settings: { platform } }: ResolvedCluster): ConfigIssue[] {
  if (platform.kind !== 'local' || platform.gpus !== 'cpu') return [];
  const reason = 'a cluster that serves on its CPU has no GPU to give';
  const hint = "use local({ gpus: 'simulated' }) to see where its pods would go, or leave the request out there";
  return [{ code: 'PLATFORM_UNSUPPORTED', path: 'handle', reason, hint }];
}

function containerOf({ options }: Pick<GpuRequest, 'options'>): string | undefined {
  return (options as RequestGpuOptions | null)?.container;
}

function apiObjectOf(workload: Construct): ApiObject | undefined {
  try {
    return ApiObject.of(workload);
  } catch {
    return undefined; // cdk8s throws for constructs without an object
  }
}

function pathOf(workload: unknown): string {
  return Construct.isConstruct(workload) ? workload.node.path : shown(workload);
}

function issueOf(request: Pick<GpuRequest, 'workload' | 'creation'>, issue: ConfigIssue): OwnedIssue {
  return { ...issue, owner: ownerOf(request) };
}

function ownerOf({ workload, creation }: Pick<GpuRequest, 'workload' | 'creation'>): IssueOwner {
  const madeAt = creation.line;
  return { kind: 'requestGpu', constructPath: pathOf(workload), ...(madeAt === undefined ? {} : { madeAt }) };
}
