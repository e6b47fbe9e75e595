/** Upstream parts a cluster may need besides Kubernetes itself. */
export type ComponentName =
  | 'cert-manager'
  | 'dra-driver'
  | 'gateway-api'
  | 'gpu-operator'
  | 'jobset'
  | 'karpenter'
  | 'keda'
  | 'keda-http-add-on'
  | 'kueue'
  | 'kwok'
  | 'lws'
  | 'nfd'
  | 'prometheus';

/** One Helm chart to be installed once in a cluster, described without saying how it gets there. */
export interface ChartRelease {
  readonly component: ComponentName;
  /** Helm repository: `https://…` or `oci://…` without the chart name. */
  readonly repo: string;
  readonly chart: string;
  /** Exactly as the repository spells it, with or without a leading `v`. */
  readonly version: string;
  readonly namespace: string;
  readonly releaseName: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Labels the namespace needs, such as the pod-security level. */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  /** Components that must stand before this one. */
  readonly after: readonly ComponentName[];
}

/** Plain manifests of an upstream git repository, for what has no Helm chart. Only GitOps tools can deliver them. */
export interface ManifestRelease {
  readonly component: ComponentName;
  /** Git repository, `https://…`. */
  readonly repo: string;
  /** Folder of the manifests in it. */
  readonly path: string;
  /** Git tag. */
  readonly version: string;
  readonly releaseName: string;
  /** Components that must stand before this one. */
  readonly after: readonly ComponentName[];
}

/** Something upstream to be installed once in a cluster. */
export type Release = ChartRelease | ManifestRelease;

/** Whether a release is a Helm chart. */
export function isChart(release: Release): release is ChartRelease {
  return 'chart' in release;
}

/** A file that belongs beside the manifests but is no Kubernetes object, such as a helmfile. */
export interface SideFile {
  readonly path: string;
  readonly content: string;
}

/** How charts reach the cluster. */
export type DeliveryMode = 'argocd' | 'flux' | 'helm' | 'helmfile';
