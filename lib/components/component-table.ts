import type { ComponentName } from './chart-release';

/** What is known about one upstream part, independent of where it is installed. */
export interface ComponentFacts {
  /** Its own name, as people write it. */
  readonly title: string;
  /** Helm repository without the chart name, or git repository of plain manifests. */
  readonly repo: string;
  /** Helm charts, installed in this order; empty for plain manifests. */
  readonly charts: readonly { readonly chart: string; readonly releaseName: string }[];
  /** Folder of plain manifests in the git repository. */
  readonly manifests?: string;
  /** Exactly as the repository spells it. */
  readonly version: string;
  /** Where its pods run; undefined for what has none. */
  readonly namespace?: string;
  /** Its pods need more than the restricted or baseline pod-security level: host paths, host network or privileges. */
  readonly privileged?: true;
  /** Components without which it does not work; they are installed with it. */
  readonly requires: readonly ComponentName[];
  /** Components to be installed first when they are installed at all, besides the required ones. */
  readonly after: readonly ComponentName[];
  /** API groups of the custom resources it brings. */
  readonly crdGroups: readonly string[];
  /**
   * Where its CRDs are: in the `crds/` folder of its first chart, which Helm installs but never upgrades, or among what
   * is upgraded with the rest.
   */
  readonly crds: 'folder' | 'templates';
  /** Fields its own controllers change, so that GitOps tools must leave them alone. */
  readonly changedInCluster?: readonly ChangedField[];
  /** Where version, repository and names were read, and of which day. */
  readonly source: string;
}

/** A field of an object that belongs to a controller. */
export interface ChangedField {
  readonly group: string;
  readonly kind: string;
  readonly jsonPointers: readonly string[];
}

/**
 * Every component this library can install, at the version it is tested with.
 * Read 2026-11; the day in `source` is that of the upstream commit.
 */
export const COMPONENTS = {
  'cert-manager': {
    title: 'cert-manager',
    repo: 'https://charts.jetstack.io',
    charts: [{ chart: 'cert-manager', releaseName: 'cert-manager' }],
    version: 'v1.21.2',
    namespace: 'cert-manager',
    requires: [],
    after: [],
    crdGroups: ['cert-manager.io', 'acme.cert-manager.io'],
    crds: 'templates',
    source:
      'cert-manager.io/docs/installation/helm for repository and names; v1.21.2 was seen installed in public repositories',
  },
  'dra-driver': {
    title: 'NVIDIA DRA driver',
    repo: 'oci://registry.k8s.io/dra-driver-nvidia/charts',
    charts: [{ chart: 'dra-driver-nvidia-gpu', releaseName: 'dra-driver-nvidia-gpu' }],
    version: '0.4.1',
    namespace: 'dra-driver-nvidia-gpu',
    privileged: true,
    // Its plugin runs only on nodes that feature discovery has labelled.
    requires: ['nfd'],
    after: ['cert-manager', 'gpu-operator'],
    crdGroups: ['resource.nvidia.com'],
    crds: 'folder',
    source: 'kubernetes-sigs/dra-driver-nvidia-gpu v0.4.1 deployments/helm, docs/install.md',
  },
  'gateway-api': {
    title: 'Gateway API',
    repo: 'https://github.com/kubernetes-sigs/gateway-api',
    charts: [],
    manifests: 'config/crd/standard',
    version: 'v1.6.1',
    requires: [],
    after: [],
    crdGroups: ['gateway.networking.k8s.io'],
    crds: 'templates',
    source: 'kubernetes-sigs/gateway-api v1.6.1 config/crd/standard',
  },
  'gpu-operator': {
    title: 'NVIDIA GPU Operator',
    repo: 'https://helm.ngc.nvidia.com/nvidia',
    charts: [{ chart: 'gpu-operator', releaseName: 'gpu-operator' }],
    version: 'v26.7.0',
    namespace: 'gpu-operator',
    privileged: true,
    requires: [],
    after: ['nfd', 'prometheus'],
    crdGroups: ['nvidia.com'],
    crds: 'folder',
    // The API server fills in the field, and the chart does not (NVIDIA/gpu-operator#2795).
    changedInCluster: [{ group: 'nvidia.com', kind: 'ClusterPolicy', jsonPointers: ['/spec/cdi/default'] }],
    source:
      'NVIDIA/gpu-operator v26.7.0 (2026-08-20) deployments/gpu-operator; NVIDIA/cloud-native-docs getting-started',
  },
  jobset: {
    title: 'JobSet',
    repo: 'oci://registry.k8s.io/jobset/charts',
    charts: [{ chart: 'jobset', releaseName: 'jobset' }],
    version: '0.12.0',
    namespace: 'jobset-system',
    requires: [],
    after: [],
    crdGroups: ['jobset.x-k8s.io'],
    crds: 'folder',
    source: 'kubernetes-sigs/jobset v0.12.0 site/content/en/docs/installation',
  },
  karpenter: {
    title: 'Karpenter',
    repo: 'oci://public.ecr.aws/karpenter',
    charts: [{ chart: 'karpenter', releaseName: 'karpenter' }],
    version: '1.14.1',
    namespace: 'kube-system',
    requires: [],
    after: [],
    crdGroups: ['karpenter.sh', 'karpenter.k8s.aws'],
    crds: 'folder',
    source: 'aws/karpenter-provider-aws charts/karpenter at the commit tagged v1.14.1; karpenter.sh getting started',
  },
  keda: {
    title: 'KEDA',
    repo: 'https://kedacore.github.io/charts',
    charts: [{ chart: 'keda', releaseName: 'keda' }],
    version: '2.20.2',
    namespace: 'keda',
    requires: [],
    after: [],
    crdGroups: ['keda.sh', 'eventing.keda.sh'],
    crds: 'templates',
    source: 'kedacore/charts keda/Chart.yaml (2026-08-13)',
  },
  'keda-http-add-on': {
    title: 'KEDA HTTP add-on',
    repo: 'https://kedacore.github.io/charts',
    charts: [{ chart: 'keda-add-ons-http', releaseName: 'http-add-on' }],
    version: '0.15.0',
    // The namespace of KEDA itself, wherever that is: see componentNamespace.
    namespace: 'keda',
    requires: ['keda'],
    after: [],
    crdGroups: ['http.keda.sh'],
    crds: 'templates',
    source: 'kedacore/charts http-add-on/Chart.yaml (2026-08-13)',
  },
  kueue: {
    title: 'Kueue',
    repo: 'oci://registry.k8s.io/kueue/charts',
    charts: [{ chart: 'kueue', releaseName: 'kueue' }],
    version: '0.19.2',
    namespace: 'kueue-system',
    requires: [],
    after: ['cert-manager', 'jobset', 'lws'],
    crdGroups: ['kueue.x-k8s.io'],
    crds: 'templates',
    source: 'kubernetes-sigs/kueue v0.19.2 charts/kueue/README.md, values.yaml',
  },
  kwok: {
    title: 'KWOK',
    repo: 'https://kwok.sigs.k8s.io/charts',
    // The second chart holds the rules by which nodes become ready and pods run; without it nothing happens.
    charts: [
      { chart: 'kwok', releaseName: 'kwok' },
      { chart: 'stage-fast', releaseName: 'kwok-stage-fast' },
    ],
    version: '0.3.0',
    namespace: 'kube-system',
    requires: [],
    after: [],
    crdGroups: ['kwok.x-k8s.io'],
    crds: 'folder',
    source: 'kubernetes-sigs/kwok v0.8.0 charts/kwok, charts/stage-fast (2026-06-23)',
  },
  lws: {
    title: 'LeaderWorkerSet',
    repo: 'oci://registry.k8s.io/lws/charts',
    charts: [{ chart: 'lws', releaseName: 'lws' }],
    version: '0.10.0',
    namespace: 'lws-system',
    requires: [],
    after: ['cert-manager'],
    crdGroups: ['leaderworkerset.x-k8s.io', 'disaggregatedset.x-k8s.io'],
    crds: 'folder',
    source: 'kubernetes-sigs/lws v0.10.0 site/content/en/docs/installation',
  },
  nfd: {
    title: 'Node Feature Discovery',
    repo: 'oci://registry.k8s.io/nfd/charts',
    charts: [{ chart: 'node-feature-discovery', releaseName: 'nfd' }],
    // The version that GPU Operator v26.7.0 is built with.
    version: '0.19.0',
    namespace: 'node-feature-discovery',
    privileged: true,
    requires: [],
    after: [],
    crdGroups: ['nfd.k8s-sigs.io'],
    crds: 'folder',
    source: 'kubernetes-sigs/node-feature-discovery v0.19.0 deployment/helm/node-feature-discovery/README.md',
  },
  prometheus: {
    title: 'Prometheus stack',
    repo: 'oci://ghcr.io/prometheus-community/charts',
    charts: [{ chart: 'kube-prometheus-stack', releaseName: 'prometheus' }],
    version: '88.5.3',
    namespace: 'monitoring',
    // Its node exporter reads the host's files and network.
    privileged: true,
    requires: [],
    after: [],
    crdGroups: ['monitoring.coreos.com'],
    crds: 'folder',
    source: 'prometheus-community/helm-charts kube-prometheus-stack-88.5.3 README.md, values.yaml',
  },
} as const satisfies Record<ComponentName, ComponentFacts>;

/** The names of the table, sorted. */
export const COMPONENT_NAMES = Object.keys(COMPONENTS).sort() as readonly ComponentName[];

/** A row of the table. Rows are read through this, so that absent fields are simply undefined. */
export function componentFacts(component: ComponentName): ComponentFacts {
  return COMPONENTS[component];
}

/** Whether the text names a component. */
export function isComponentName(text: unknown): text is ComponentName {
  return typeof text === 'string' && Object.hasOwn(COMPONENTS, text);
}
