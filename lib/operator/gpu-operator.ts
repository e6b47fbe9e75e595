import { AiConstruct, type AiClusterScope } from '../declaration';
import type { GpuOperatorValues } from './chart-values';
import type { GpuOperatorVersion } from './chart-version';

/** Which pods hold up the upgrade of their node, and for how long. */
export interface WaitForJobs {
  /**
   * Labels of the pods to wait for, as in `kubectl get pods -l`: `'app=train'`, `'app in (train,tune),!interactive'`.
   * Without one the operator waits for nobody.
   */
  readonly podSelector: string;
  /**
   * Seconds until the upgrade goes on although pods are left; 0 waits for ever.
   *
   * @default 0
   */
  readonly timeoutSeconds?: number;
}

/** How running nodes get a new driver. */
export interface DriverUpgradePolicy {
  /**
   * Whether a change of the driver version is rolled out to running nodes. Without it, only nodes made later get the
   * new driver.
   *
   * @default true
   */
  readonly auto?: boolean;
  /**
   * Nodes upgraded at once; 0 for all together.
   *
   * @default 1
   */
  readonly maxParallel?: number;
  /**
   * Nodes that may be out of service at once, as a number or as a share such as `'25%'`.
   *
   * @default '25%'
   */
  readonly maxUnavailable?: number | string;
  /**
   * Jobs that may end by themselves before a node's pods are deleted.
   *
   * @default - no pods are waited for
   */
  readonly waitForJobs?: WaitForJobs;
  /**
   * Delete pods that no controller would start again. Without it, one such pod holds up the whole upgrade.
   *
   * @default false
   * @see https://github.com/NVIDIA/gpu-operator/issues/1361
   */
  readonly deleteBarePods?: boolean;
  /**
   * Drain the whole node where deleting the pods with GPUs was not enough to unload the driver.
   *
   * @default false
   */
  readonly drain?: boolean;
}

/** NVIDIA's driver, on pools whose nodes come without one. */
export interface DriverSettings {
  /**
   * Driver version, such as `'580.173.02'`; a branch such as `'580'` with `usePrecompiled`.
   *
   * @default - what the operator's release was built with
   */
  readonly version?: string;
  /**
   * Kernel modules: `open` for Turing and newer, `proprietary` for older GPUs.
   *
   * @default 'auto'
   */
  readonly kernelModuleType?: 'auto' | 'open' | 'proprietary';
  /**
   * Use kernel modules that NVIDIA compiled. Nodes are ready sooner, but an image must exist for exactly their kernel.
   *
   * @default false
   * @see https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/precompiled-drivers.html
   */
  readonly usePrecompiled?: boolean;
  /**
   * How running nodes get a new driver.
   *
   * @default - one node after the other, at most a quarter of them out of service
   */
  readonly upgrade?: DriverUpgradePolicy;
  /**
   * Load the module for GPUDirect RDMA. `'host-mofed'` where the network driver is installed on the host.
   *
   * @default false
   */
  readonly rdma?: boolean | 'host-mofed';
  /**
   * GPUDirect Storage: read files from storage straight into GPU memory.
   *
   * @default false
   */
  readonly gds?: boolean;
  /**
   * GDRCopy: low-latency copies that some communication libraries use.
   *
   * @default false
   */
  readonly gdrcopy?: boolean;
}

/** Metrics of the GPUs, for Prometheus. */
export interface DcgmExporterSettings {
  /**
   * Run the exporter. Without it there are no GPU metrics to watch or to scale by.
   *
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Labels of the ServiceMonitor, for a Prometheus that scrapes only monitors with certain labels:
   * `{ release: 'prometheus' }`.
   *
   * @default - none
   */
  readonly serviceMonitorLabels?: Readonly<Record<string, string>>;
  /**
   * Seconds between two measurements. Shorter costs CPU on every node, and Prometheus more storage.
   *
   * @default 30
   */
  readonly intervalSeconds?: number;
  /**
   * The metrics, one line `FIELD, type, help` each. The list replaces the exporter's own, so metrics left out are
   * missing from dashboards.
   *
   * @default - the exporter's list, with profiling metrics
   * @see https://github.com/NVIDIA/dcgm-exporter/blob/main/etc/dcp-metrics-included.csv
   */
  readonly metrics?: readonly string[];
  /**
   * Regular expressions of pod labels that become metric labels. Each label multiplies the number of series.
   *
   * @default - no pod labels
   */
  readonly podLabels?: readonly string[];
}

/** Options of the GPU Operator. What follows from platform, pools and sharing is not among them. */
export interface GpuOperatorProps {
  /**
   * Release of the chart.
   *
   * @default 'v26.7.0'
   */
  readonly version?: GpuOperatorVersion;
  /**
   * Namespace of the operator, its operands and its ConfigMaps. It is made with the pod-security level `privileged`.
   *
   * @default 'gpu-operator'
   */
  readonly namespace?: string;
  /**
   * The driver, on pools whose nodes come without one.
   *
   * @default - the release's own driver, upgraded node by node
   */
  readonly driver?: DriverSettings;
  /**
   * Metrics of the GPUs.
   *
   * @default - every GPU is measured each 30 seconds
   */
  readonly dcgmExporter?: DcgmExporterSettings;
  /**
   * Further values of the chart. Lists are added to what is derived; a value that contradicts what follows from
   * platform, pools and sharing is an error.
   *
   * @default - only what is derived
   */
  readonly values?: GpuOperatorValues;
  /**
   * A patch laid over the chart's values, unchecked; the last word.
   *
   * @default - none
   */
  readonly overrides?: Readonly<Record<string, unknown>>;
}

/**
 * NVIDIA's GPU Operator: it brings every part of the GPU software that neither node image nor cloud brings, and cuts
 * and shares GPUs as the cluster's constructs say. Declare it once; where nothing is left for it to do, it is not
 * installed.
 *
 * @see https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/
 */
export class GpuOperator extends AiConstruct<GpuOperatorProps> {
  constructor(scope: AiClusterScope, id: string, props: GpuOperatorProps = {}) {
    super(scope, id, props);
  }
}
