import { contentHash } from '../kube';
import { type Division, WHOLE_GPU } from './division';

/**
 * How NVIDIA's device plugin shows GPUs in MIG mode: not at all, all of one profile as `nvidia.com/gpu`, or each
 * profile under a name of its own.
 */
export type MigStrategy = 'none' | 'single' | 'mixed';

/** One resource whose devices are handed out several times. */
export interface ReplicatedResource {
  readonly name: typeof WHOLE_GPU;
  /** From 2. */
  readonly replicas: number;
}

/**
 * One file of NVIDIA's device plugin, version v1, as far as this library writes it. The plugin drops keys it does not
 * know without a word, so the type is closed.
 *
 * @see https://github.com/NVIDIA/k8s-device-plugin#configuring-the-nvidia-device-plugin-binary
 */
export interface DevicePluginConfig {
  readonly version: 'v1';
  /** Always given, so that a file means the same whatever other pools of the cluster do. */
  readonly flags: { readonly migStrategy: MigStrategy };
  readonly sharing?:
    | {
        readonly timeSlicing: {
          readonly renameByDefault: boolean;
          readonly failRequestsGreaterThanOne: boolean;
          readonly resources: readonly ReplicatedResource[];
        };
      }
    | { readonly mps: { readonly renameByDefault: boolean; readonly resources: readonly ReplicatedResource[] } };
}

/** A device-plugin file under the key by which nodes choose it. */
export interface NamedDevicePluginConfig {
  /** Key in the ConfigMap and value of the node label `nvidia.com/device-plugin.config`; changes with the content. */
  readonly key: string;
  readonly config: DevicePluginConfig;
}

/** The file that makes NVIDIA's plugin show GPUs as they are divided. */
export function pluginConfigOf(division: Division): NamedDevicePluginConfig {
  const config = fileOf(division);
  return { key: `${keyWords(division)}-${contentHash(config)}`, config };
}

/**
 * All files of the GPU Operator's device plugin by key: the content of its one ConfigMap. Empty where no pool needs
 * one, and then the operator is to be given no ConfigMap.
 *
 * The files say `migStrategy` themselves, so the chart's `mig.strategy` must be empty: whatever it says would win over
 * every file.
 */
export function devicePluginConfigs(
  sharings: readonly { readonly devicePluginConfig?: NamedDevicePluginConfig }[],
): Readonly<Record<string, DevicePluginConfig>> {
  const named = sharings.flatMap(({ devicePluginConfig }) => devicePluginConfig ?? []);
  return Object.fromEntries(
    named.map(({ key, config }) => [key, config] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function fileOf(division: Division): DevicePluginConfig {
  if (division.mode === 'none') return { version: 'v1', flags: { migStrategy: 'none' } };
  if (division.mode === 'mig') return { version: 'v1', flags: { migStrategy: division.strategy } };
  const { replicas, renamed: renameByDefault, failRequestsGreaterThanOne } = division;
  const resources = [{ name: WHOLE_GPU, replicas }] as const;
  // MPS cannot be told to allow requests for several shares before v0.20 of the plugin, and there is no use in it.
  const sharing =
    division.mode === 'mps'
      ? { mps: { renameByDefault, resources } }
      : { timeSlicing: { renameByDefault, failRequestsGreaterThanOne, resources } };
  return { version: 'v1', flags: { migStrategy: 'none' }, sharing };
}

function keyWords(division: Division): string {
  if (division.mode === 'none') return 'whole';
  return division.mode === 'mig' ? `mig-${division.strategy}` : `${division.mode}-${division.replicas}`;
}
