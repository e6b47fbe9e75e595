import type { Toleration } from '../kube';

/** One environment variable; the value is text even where it reads like a number or a truth value. */
export interface EnvVariable {
  readonly name: string;
  readonly value: string;
}

/** What values can be, by the words the table below uses. */
interface Leaf {
  readonly boolean: boolean;
  readonly number: number;
  readonly text: string;
  readonly 'number or text': number | string;
  readonly texts: readonly string[];
  readonly map: Readonly<Record<string, string>>;
  readonly env: readonly EnvVariable[];
  readonly tolerations: readonly Toleration[];
  readonly objects: readonly Readonly<Record<string, unknown>>[];
  readonly object: Readonly<Record<string, unknown>>;
  readonly resources: {
    readonly limits?: Readonly<Record<string, string>>;
    readonly requests?: Readonly<Record<string, string>>;
  };
}

export type LeafKind = keyof Leaf;

/** Type of the values a table describes: every key optional, no other key allowed. */
type ValuesOf<S> = S extends readonly (infer Word)[]
  ? Word
  : S extends LeafKind
    ? Leaf[S]
    : { readonly [K in keyof S]?: ValuesOf<S[K]> };

const IMAGE = {
  repository: 'text',
  image: 'text',
  version: 'text',
  imagePullPolicy: ['Always', 'IfNotPresent', 'Never'],
  /** Names of Secrets. */
  imagePullSecrets: 'texts',
} as const;
const OPERAND = { ...IMAGE, env: 'env', args: 'texts', resources: 'resources', hostNetwork: 'boolean' } as const;
const SWITCHED = { enabled: 'boolean', ...OPERAND } as const;
const ENV = { env: 'env' } as const;
/** A container in the driver's pod, which takes resources and network from there. */
const DRIVER_SIDECAR = { enabled: 'boolean', ...IMAGE, env: 'env', args: 'texts' } as const;
const SERVICE_MONITOR = {
  interval: 'text',
  scrapeTimeout: 'text',
  honorLabels: 'boolean',
  additionalLabels: 'map',
  relabelings: 'objects',
} as const;
const PROBE = {
  initialDelaySeconds: 'number',
  periodSeconds: 'number',
  timeoutSeconds: 'number',
  failureThreshold: 'number',
  successThreshold: 'number',
} as const;
const DRIVER_MANAGER = { ...IMAGE, env: 'env' } as const;

/**
 * Values of the GPU Operator's chart, v26.7.0. The chart itself has no schema and ignores what it does not know, so
 * this table is the only guard against a misspelt value: the type and the check at synth both come from it.
 *
 * Source: NVIDIA/gpu-operator v26.7.0 deployments/gpu-operator/values.yaml and templates (2026-08-20);
 * kubernetes-sigs/node-feature-discovery v0.19.0 for the last block. `driver.nvidiaDriverCRD.nodeSelector` and
 * `devicePlugin.mps.root` are left out: no template reads them. So are `driver.useOpenKernelModules` and `kataManager`,
 * which do nothing, and `clusterPolicy`, `gpuCluster` and `draDriver`: that experimental stack has neither MIG manager nor
 * feature discovery, and claims are served by NVIDIA's DRA driver as a component of its own.
 */
export const CHART_VALUES = {
  platform: { openshift: 'boolean' },
  nfd: { enabled: 'boolean', nodefeaturerules: 'boolean' },
  psa: { enabled: 'boolean' },
  cdi: {
    enabled: 'boolean',
    /** The toolkit as an NRI plugin: containerd's files stay untouched; needs containerd 1.7.30 or 2.1. */
    nriPluginEnabled: 'boolean',
  },
  sandboxWorkloads: {
    enabled: 'boolean',
    defaultWorkload: ['container', 'vm-passthrough', 'vm-vgpu'],
    mode: ['kubevirt', 'kata'],
  },
  hostPaths: { rootFS: 'text', driverInstallDir: 'text', kubeletRootDir: 'text' },
  daemonsets: {
    labels: 'map',
    annotations: 'map',
    priorityClassName: 'text',
    /** Added to those derived from the pools' taints. */
    tolerations: 'tolerations',
    updateStrategy: ['RollingUpdate', 'OnDelete'],
    rollingUpdate: { maxUnavailable: 'text' },
  },
  validator: {
    ...OPERAND,
    plugin: ENV,
    cuda: ENV,
    driver: ENV,
    toolkit: ENV,
    vfioPCI: ENV,
    vgpuManager: ENV,
    vgpuDevices: ENV,
  },
  operator: {
    ...IMAGE,
    env: 'env',
    priorityClassName: 'text',
    runtimeClass: 'text',
    nodeSelector: 'map',
    use_ocp_driver_toolkit: 'boolean',
    cleanupCRD: 'boolean',
    upgradeCRD: 'boolean',
    tolerations: 'tolerations',
    annotations: 'map',
    affinity: 'object',
    logging: {
      timeEncoding: ['epoch', 'millis', 'nano', 'iso8601', 'rfc3339', 'rfc3339nano'],
      level: 'text',
      develMode: 'boolean',
    },
    resources: 'resources',
    metrics: { serviceMonitor: SERVICE_MONITOR },
  },
  mig: { strategy: ['none', 'single', 'mixed', ''] },
  driver: {
    ...SWITCHED,
    nvidiaDriverCRD: {
      enabled: 'boolean',
      deployDefaultCR: 'boolean',
      driverType: ['gpu', 'vgpu', 'vgpu-host-manager'],
    },
    kernelModuleType: ['auto', 'open', 'proprietary'],
    usePrecompiled: 'boolean',
    startupProbe: PROBE,
    livenessProbe: PROBE,
    readinessProbe: PROBE,
    rdma: { enabled: 'boolean', useHostMofed: 'boolean' },
    upgradePolicy: {
      autoUpgrade: 'boolean',
      maxParallelUpgrades: 'number',
      maxUnavailable: 'number or text',
      waitForCompletion: { timeoutSeconds: 'number', podSelector: 'text' },
      gpuPodDeletion: { force: 'boolean', timeoutSeconds: 'number', deleteEmptyDir: 'boolean' },
      drain: {
        enable: 'boolean',
        force: 'boolean',
        podSelector: 'text',
        timeoutSeconds: 'number',
        deleteEmptyDir: 'boolean',
      },
    },
    manager: DRIVER_MANAGER,
    repoConfig: { configMapName: 'text' },
    certConfig: { name: 'text' },
    licensingConfig: { secretName: 'text', nlsEnabled: 'boolean' },
    virtualTopology: { config: 'text' },
    kernelModuleConfig: { name: 'text' },
    secretEnv: 'text',
  },
  toolkit: { ...SWITCHED, installDir: 'text' },
  devicePlugin: { ...SWITCHED, config: { create: 'boolean', name: 'text', default: 'text', data: 'map' } },
  dcgm: SWITCHED,
  dcgmExporter: {
    ...SWITCHED,
    annotations: 'map',
    hostPID: 'boolean',
    hpcJobMapping: { enabled: 'boolean', directory: 'text' },
    enablePodLabels: 'boolean',
    enablePodUID: 'boolean',
    podLabelAllowlistRegex: 'texts',
    service: { internalTrafficPolicy: ['Cluster', 'Local'] },
    serviceMonitor: { enabled: 'boolean', ...SERVICE_MONITOR },
    config: { create: 'boolean', name: 'text', data: 'text' },
  },
  gfd: SWITCHED,
  migManager: {
    ...SWITCHED,
    config: { default: ['all-disabled', ''], create: 'boolean', name: 'text', data: 'map' },
    gpuClientsConfig: { name: 'text' },
  },
  nodeStatusExporter: SWITCHED,
  gds: DRIVER_SIDECAR,
  gdrcopy: DRIVER_SIDECAR,
  vgpuManager: { ...SWITCHED, driverManager: DRIVER_MANAGER, kernelModuleConfig: { name: 'text' } },
  vgpuDeviceManager: { ...SWITCHED, config: { name: 'text', default: 'text' } },
  vfioManager: { ...SWITCHED, driverManager: DRIVER_MANAGER },
  sandboxDevicePlugin: SWITCHED,
  kataSandboxDevicePlugin: SWITCHED,
  ccManager: { ...SWITCHED, defaultMode: ['on', 'off', 'devtools'] },
  extraObjects: 'objects',
  'node-feature-discovery': {
    priorityClassName: 'text',
    gc: { enable: 'boolean', replicaCount: 'number', serviceAccount: { name: 'text', create: 'boolean' } },
    worker: {
      serviceAccount: { name: 'text', create: 'boolean' },
      /** Added to those derived from the pools' taints. */
      tolerations: 'tolerations',
      config: { sources: { pci: { deviceClassWhitelist: 'texts', deviceLabelFields: 'texts' } } },
    },
    master: {
      serviceAccount: { name: 'text', create: 'boolean' },
      config: {
        extraLabelNs: 'texts',
        noPublish: 'boolean',
        resourceLabels: 'texts',
        enableTaints: 'boolean',
        labelWhiteList: 'text',
      },
    },
  },
} as const;

/** Values of the GPU Operator's chart. What follows from platform, pools and sharing need not be given. */
export type GpuOperatorValues = ValuesOf<typeof CHART_VALUES>;
