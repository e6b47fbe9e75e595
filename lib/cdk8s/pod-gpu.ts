import type { Toleration } from '../kube';
import type { GpuAllocation } from '../sharing';

interface PodSpec {
  containers?: Container[];
  nodeSelector?: Record<string, string>;
  tolerations?: Toleration[];
  resourceClaims?: { name: string; resourceClaimTemplateName: string }[];
}
interface Container {
  name: string;
  resources?: { limits?: Record<string, unknown>; claims?: { name: string }[] };
  securityContext?: Record<string, unknown>;
}

const CLAIM = 'gpu';

/** The pod specification inside a rendered workload, or undefined where there is none. */
export function podSpecOf(manifest: object | undefined): PodSpec | undefined {
  const spec = (manifest as { spec?: Record<string, never> } | undefined)?.spec as
    { template?: { spec?: PodSpec }; jobTemplate?: { spec?: { template?: { spec?: PodSpec } } } } | undefined;
  if ((manifest as { kind?: string } | undefined)?.kind === 'Pod') return spec as PodSpec;
  return spec?.jobTemplate?.spec?.template?.spec ?? spec?.template?.spec;
}

/** How many pods of a workload run at once; undefined where an autoscaler or the number of nodes decides. */
export function podsAtOnce(manifest: object | undefined): number | undefined {
  const { kind, spec } = (manifest ?? {}) as { kind?: string; spec?: { replicas?: unknown; parallelism?: unknown } };
  const said = kind === 'Job' ? spec?.parallelism : spec?.replicas;
  return typeof said === 'number' ? said : undefined;
}

/** Name of the claim template a workload takes its GPUs from, where they are handed out as claims. */
export function claimTemplateName(workloadName: string): string {
  return `${workloadName}-${CLAIM}`;
}

/** The rendered workload with the GPU added; keys stay sorted as cdk8s sorts them. */
export function giveGpu(manifest: object, allocation: GpuAllocation, containerName?: string): object {
  const copy = structuredClone(manifest) as { metadata: { name: string } };
  const pod = podSpecOf(copy);
  const container = pod?.containers?.find(({ name }) => containerName === undefined || name === containerName);
  if (pod === undefined || container === undefined) return manifest;

  pod.nodeSelector = { ...pod.nodeSelector, ...allocation.nodeSelector };
  const tolerations = [...(pod.tolerations ?? []), ...allocation.tolerations];
  pod.tolerations = [...new Map(tolerations.map((entry) => [JSON.stringify(sorted(entry)), entry])).values()];
  if (Object.keys(allocation.resources).length > 0) {
    const { resources = {} } = container;
    container.resources = { ...resources, limits: { ...resources.limits, ...allocation.resources } };
  }
  if (allocation.claim !== undefined) {
    const template = claimTemplateName(copy.metadata.name);
    pod.resourceClaims = [...(pod.resourceClaims ?? []), { name: CLAIM, resourceClaimTemplateName: template }];
    container.resources = { ...container.resources, claims: [...(container.resources?.claims ?? []), { name: CLAIM }] };
  }
  if (container.securityContext?.['readOnlyRootFilesystem'] === true) {
    container.securityContext['readOnlyRootFilesystem'] = false;
  }
  return sorted(copy) as object;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, child]) => [key, sorted(child)]));
}
