import { gpuTolerations, POOL_LABEL, type Taint, yamlText } from '../kube';
import { kubernetesAtLeast, type Platform, runtimePaths } from '../platforms';
import type { ComponentName } from './chart-release';

/** What default values depend on. */
export interface ValuesContext {
  readonly platform: Platform;
  /** Taints of all nodes that daemon sets must reach. */
  readonly taints: readonly Taint[];
  /** Names of the pools whose GPUs the DRA driver hands out. */
  readonly draPools: readonly string[];
}

type Values = Readonly<Record<string, unknown>>;
type ValuesBuilder = (context: ValuesContext) => Values;

const DEFAULTS: Readonly<Partial<Record<ComponentName, ValuesBuilder>>> = {
  'cert-manager': () => ({ crds: { enabled: true } }),
  'dra-driver': draDriverValues,
  karpenter: karpenterValues,
  'keda-http-add-on': httpAddOnValues,
  kueue: () => ({ managerConfig: { controllerManagerConfigYaml: yamlText(KUEUE_CONFIG) } }),
  kwok: kwokValues,
  nfd: nfdValues,
  prometheus: prometheusValues,
};

/** Values of a component's chart that differ from the chart's own defaults, and why is said beside each. */
export function defaultValues(component: ComponentName, context: ValuesContext): Values {
  return DEFAULTS[component]?.(context) ?? {};
}

/** @see https://github.com/kubernetes-sigs/dra-driver-nvidia-gpu/blob/main/docs/install.md */
function draDriverValues({ platform, taints, draPools }: ValuesContext): Values {
  const { kind } = platform;
  const managed = kind === 'eks' || kind === 'gke' || kind === 'aks';
  // GKE admits the critical priority classes only in namespaces with a quota for them.
  const priority = kind === 'gke' ? { priorityClassName: '' } : {};
  return {
    // The chart refuses to render with GPUs on unless told that nothing else hands them out.
    gpuResourcesEnabledOverride: true,
    // Else the chart asks the cluster, which nobody can at synth.
    resourceApiVersion: kubernetesAtLeast(platform.kubernetesVersion, '1.34')
      ? 'resource.k8s.io/v1'
      : 'resource.k8s.io/v1beta2',
    nvidiaDriverRoot: runtimePaths(platform, 'image' in platform ? platform.image : undefined).driverRoot,
    controller: {
      ...priority,
      // No pod runs on a managed control plane. A list replaces the chart's, where an empty map would be merged away.
      ...(managed ? { affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } } } : {}),
    },
    kubeletPlugin: { ...priority, tolerations: gpuTolerations(taints), ...onlyOn(draPools) },
  };
}

/** Labels by which the DRA driver's chart knows a node with NVIDIA's GPUs; one of them is enough. */
const NVIDIA_NODE = {
  'feature.node.kubernetes.io/pci-10de.present': 'true',
  'feature.node.kubernetes.io/pci-0302_10de.present': 'true',
  'feature.node.kubernetes.io/pci-0300_10de.present': 'true',
  'feature.node.kubernetes.io/cpu-model.vendor_id': 'NVIDIA',
  'nvidia.com/gpu.present': 'true',
} as const;

/** Keeps the DRA driver off GPUs that a device plugin hands out: two owners would give the same GPU away twice. */
function onlyOn(pools: readonly string[]): Values {
  if (pools.length === 0) return {};
  const inPools = { key: POOL_LABEL, operator: 'In', values: [...pools].sort() };
  const nodeSelectorTerms = Object.entries(NVIDIA_NODE).map(([key, value]) => ({
    matchExpressions: [{ key, operator: 'In', values: [value] }, inPools],
  }));
  return { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } } } };
}

/** @see https://karpenter.sh/docs/reference/settings/ */
function karpenterValues({ platform }: ValuesContext): Values {
  if (platform.kind !== 'eks') return {};
  const { nodeOverlay, staticCapacity, interruptionQueue } = platform.karpenter;
  return {
    settings: {
      clusterName: platform.clusterName,
      ...(interruptionQueue === undefined ? {} : { interruptionQueue }),
      featureGates: { nodeOverlay, staticCapacity },
    },
  };
}

/** Three interceptors and three scalers are for availability, which a laptop neither has nor needs. */
function httpAddOnValues({ platform }: ValuesContext): Values {
  return platform.kind === 'local' ? { interceptor: { replicas: { min: 1 } }, scaler: { replicas: 1 } } : {};
}

/**
 * Kueue takes its configuration as one text, so what is not repeated here is lost. Two things differ from upstream:
 * waiting for pods is on, since quota alone does not keep half a gang from running, and it waits 30 minutes, since the
 * 5 of upstream are over before many GPU nodes have come.
 *
 * @see https://kueue.sigs.k8s.io/docs/tasks/manage/setup_wait_for_pods_ready/
 */
const KUEUE_CONFIG = {
  apiVersion: 'config.kueue.x-k8s.io/v1beta2',
  kind: 'Configuration',
  health: { healthProbeBindAddress: ':8081' },
  metrics: { bindAddress: ':8443', enableClusterQueueResources: true },
  webhook: { port: 9443 },
  leaderElection: { leaderElect: true, resourceName: 'c1f6bfd2.kueue.x-k8s.io' },
  controller: {
    groupKindConcurrency: {
      'Job.batch': 5,
      Pod: 5,
      'Workload.kueue.x-k8s.io': 10,
      'LocalQueue.kueue.x-k8s.io': 5,
      'ClusterQueue.kueue.x-k8s.io': 5,
      'ResourceFlavor.kueue.x-k8s.io': 1,
    },
  },
  clientConnection: { qps: 300, burst: 500 },
  waitForPodsReady: {
    timeout: '30m',
    recoveryTimeout: '15m',
    blockAdmission: false,
    requeuingStrategy: { timestamp: 'Eviction', backoffBaseSeconds: 60, backoffMaxSeconds: 3600 },
  },
  integrations: {
    frameworks: [
      'batch/job',
      'kubeflow.org/mpijob',
      'ray.io/rayjob',
      'ray.io/rayservice',
      'ray.io/raycluster',
      'jobset.x-k8s.io/jobset',
      'workload.codeflare.dev/appwrapper',
      'trainer.kubeflow.org/trainjob',
      'pod',
      'deployment',
      'statefulset',
      'leaderworkerset.x-k8s.io/leaderworkerset',
    ],
  },
};

/** Inside kind the controller answers kubelet calls for fake nodes only from the host's network. */
function kwokValues({ platform }: ValuesContext): Values {
  return platform.kind === 'local' && platform.distribution === 'kind' ? { hostNetwork: true } : {};
}

/** Labels by vendor alone: the format the GPU Operator and the DRA driver look for. */
function nfdValues({ taints }: ValuesContext): Values {
  return {
    master: { config: { extraLabelNs: ['nvidia.com'] } },
    worker: {
      tolerations: gpuTolerations(taints),
      config: {
        sources: {
          pci: { deviceClassWhitelist: ['02', '0200', '0207', '0300', '0302'], deviceLabelFields: ['vendor'] },
        },
      },
    },
  };
}

/** @see https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack */
function prometheusValues({ platform: { kind } }: ValuesContext): Values {
  // Nobody can scrape a managed control plane; targets that are always down would only raise alarms.
  const unseen = kind === 'eks' || kind === 'gke' || kind === 'aks' ? { enabled: false } : undefined;
  return {
    prometheus: {
      prometheusSpec: {
        // Else only monitors that carry this release's label are scraped, and all others are silently ignored.
        podMonitorSelectorNilUsesHelmValues: false,
        serviceMonitorSelectorNilUsesHelmValues: false,
        ruleSelectorNilUsesHelmValues: false,
        probeSelectorNilUsesHelmValues: false,
        scrapeConfigSelectorNilUsesHelmValues: false,
      },
    },
    ...(unseen === undefined ? {} : { kubeControllerManager: unseen, kubeEtcd: unseen, kubeScheduler: unseen }),
  };
}
