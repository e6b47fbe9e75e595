import { type ConfigIssue, suggestWord } from '../errors';
import { GPU_MODEL_IDS, GPU_MODELS, type GpuModel } from './gpu-models';

/** How a profile is spelled in labels and resource names, where `+` is not allowed: `1g.10gb+me` is `1g.10gb.me`. */
export function migLabelValue(profile: string): string {
  return profile.replaceAll('+', '.');
}

/** The resource that a pod asks for to get a slice under the `mixed` strategy: `nvidia.com/mig-3g.40gb`. */
export function migResourceName(profile: string): string {
  return `nvidia.com/mig-${migLabelValue(profile)}`;
}

/** What the device plugin does to the GPUs of a node, as far as the product label shows it. */
export interface ProductLabelState {
  /** Profile that all GPUs of the node are cut into under the `single` strategy. */
  readonly profile?: string;
  /** GPUs are shared by time slicing or MPS and keep the name `nvidia.com/gpu`. */
  readonly shared?: boolean;
}

/**
 * Values `nvidia.com/gpu.product` can have on nodes with this GPU: one per board, since boards of one GPU are named
 * differently.
 *
 * @see https://github.com/NVIDIA/k8s-device-plugin (docs on shared and MIG resource labels)
 */
export function productLabelsOf(model: GpuModel, { profile, shared = false }: ProductLabelState = {}): string[] {
  const suffix = `${profile === undefined ? '' : `-MIG-${migLabelValue(profile)}`}${shared ? '-SHARED' : ''}`;
  return GPU_MODELS[model].productLabels.map((label) => `${label}${suffix}`);
}

/** The product label of the most common board, for nodes that are only simulated. */
export function productLabelOf(model: GpuModel, state: ProductLabelState = {}): string {
  return productLabelsOf(model, state)[0]!;
}

/** Device filters of a MIG configuration file: PCI device id and NVIDIA's vendor id, `0x233010DE`. */
export function deviceFiltersOf(model: GpuModel): string[] {
  return Object.keys(GPU_MODELS[model].pciDevices).map((id) => `${id}10DE`);
}

/** The GPU of a word known only at run time; undefined if no row of the table has that id. */
export function parseGpuModel(text: unknown): GpuModel | undefined {
  return typeof text === 'string' && Object.hasOwn(GPU_MODELS, text) ? (text as GpuModel) : undefined;
}

/** Issues of a value that must be the id of a GPU. */
export function checkGpuModel(value: unknown, path: string): ConfigIssue[] {
  if (parseGpuModel(value) !== undefined) return [];
  if (typeof value !== 'string') {
    const reason = `a GPU is named by a word, and this is ${value === null ? 'null' : typeof value}`;
    return [{ code: 'GPU_UNKNOWN', path, reason, hint: suggestWord(value, GPU_MODEL_IDS) }];
  }
  const sizes = GPU_MODEL_IDS.filter((id) => id.startsWith(`${value.toLowerCase()}-`));
  const reason = `no GPU is called '${value.slice(0, 60)}'`;
  if (sizes.length > 0) return [{ code: 'GPU_UNKNOWN', path, reason, hint: `say which: ${oneOf(sizes)}` }];
  return [{ code: 'GPU_UNKNOWN', path, reason, hint: suggestWord(value.slice(0, 60), GPU_MODEL_IDS) }];
}

function oneOf(words: readonly string[]): string {
  return words.map((word) => `'${word}'`).join(' or ');
}
