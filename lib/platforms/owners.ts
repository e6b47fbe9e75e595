/**
 * Who is responsible for one part of the GPU software on a node.
 *
 * - `image`: it is on the node when the node boots.
 * - `cloud`: the provider puts it there, outside the image.
 * - `operator`: NVIDIA's GPU Operator runs it.
 * - `dra-driver`: NVIDIA's DRA driver, which hands out GPUs instead of a device plugin.
 * - `simulator`: nothing real; KWOK shows what would be there.
 */
export type Owner = 'image' | 'cloud' | 'operator' | 'dra-driver' | 'simulator';

/** Exactly one owner for each part of the GPU software on a pool's nodes. */
export interface GpuStackOwners {
  readonly driver: Owner;
  readonly toolkit: Owner;
  /** Who hands GPUs to pods: a device plugin, or the DRA driver in its place. */
  readonly devicePlugin: Owner;
  readonly featureDiscovery: Owner;
  /** Who cuts GPUs into MIG slices. `image` and `cloud` do it by their own settings, not by a node label. */
  readonly migManager: Owner | 'nobody';
}

/** A kind of node, as far as the owners of its GPU software depend on it. */
export type StackKind = keyof typeof STACK_OWNERS;

/**
 * The truth table: what each kind of node brings, and what is left for the GPU Operator.
 *
 * Sources: awsdocs/amazon-eks-user-guide ml-eks-optimized-ami and awslabs/amazon-eks-ami (2026-08),
 * bottlerocket-os/bottlerocket-project-website settings 1.57 (2026-08), NVIDIA/cloud-native-docs gpu-operator
 * amazon-eks, google-gke, microsoft-aks, platform-support and getting-started (2026-08), MicrosoftDocs/azure-aks-docs
 * use-nvidia-gpu and nvidia-gpu-operator (2026-08), NVIDIA/nvkind (2026-08).
 */
export const STACK_OWNERS = {
  'eks-al2023': row('image', 'image', 'operator', 'operator', 'operator'),
  'eks-bottlerocket': row('image', 'image', 'image', 'operator', 'image'),
  'eks-ubuntu': row('operator', 'operator', 'operator', 'operator', 'operator'),
  // Auto Mode labels its nodes with the GPU's name, count and memory itself, and nothing may write to its hosts.
  'eks-auto-mode': row('cloud', 'cloud', 'cloud', 'cloud', 'nobody'),
  gke: row('cloud', 'cloud', 'cloud', 'cloud', 'cloud'),
  'gke-operator-google-driver': row('cloud', 'operator', 'operator', 'operator', 'operator'),
  'gke-operator-own-driver': row('operator', 'operator', 'operator', 'operator', 'operator'),
  'aks-image-driver': row('image', 'image', 'operator', 'operator', 'operator'),
  'aks-operator-driver': row('operator', 'operator', 'operator', 'operator', 'operator'),
  'on-prem-bare': row('operator', 'operator', 'operator', 'operator', 'operator'),
  'on-prem-driver': row('image', 'operator', 'operator', 'operator', 'operator'),
  'on-prem-toolkit': row('operator', 'image', 'operator', 'operator', 'operator'),
  'on-prem-driver-and-toolkit': row('image', 'image', 'operator', 'operator', 'operator'),
  // The container that plays the node shares the laptop's GPU, so nobody may cut it.
  'local-host': row('image', 'image', 'operator', 'operator', 'nobody'),
  simulated: row('simulator', 'simulator', 'simulator', 'simulator', 'simulator'),
} as const satisfies Record<string, GpuStackOwners>;

function row(
  driver: Owner,
  toolkit: Owner,
  devicePlugin: Owner,
  featureDiscovery: Owner,
  migManager: GpuStackOwners['migManager'],
): GpuStackOwners {
  return { driver, toolkit, devicePlugin, featureDiscovery, migManager };
}
