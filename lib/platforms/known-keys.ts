import type { AksProps } from './aks';
import type { EksProps } from './eks';
import type { GkeProps } from './gke';
import type { LocalProps } from './local';
import type { OnPremProps } from './on-prem';
import type { KarpenterSettings } from './platform';

// All props by name, for callers without a compiler. The compiler says when one is missing here: test/types.

export const EKS_KEYS = [
  'kubernetesVersion',
  'image',
  'autoMode',
  'provisioner',
  'autoscaler',
  'karpenter',
  'nodeRole',
  'discoveryTag',
  'clusterName',
  'subnetIds',
  'securityGroupIds',
  'imageVersion',
] as const satisfies readonly (keyof EksProps)[];

export const GKE_KEYS = [
  'kubernetesVersion',
  'image',
  'gpuStack',
  'provisioner',
  'autoscaler',
  'driverInstaller',
] as const satisfies readonly (keyof GkeProps)[];

export const AKS_KEYS = [
  'kubernetesVersion',
  'provisioner',
  'autoscaler',
  'image',
  'driver',
  'karpenter',
  'subnetId',
] as const satisfies readonly (keyof AksProps)[];

export const ON_PREM_KEYS = [
  'kubernetesVersion',
  'distribution',
  'os',
  'driver',
  'toolkit',
  'autoscaler',
] as const satisfies readonly (keyof OnPremProps)[];

export const LOCAL_KEYS = [
  'kubernetesVersion',
  'distribution',
  'gpus',
] as const satisfies readonly (keyof LocalProps)[];

/** Gates that any Karpenter has. */
export const GATE_KEYS = ['nodeOverlay', 'staticCapacity'] as const satisfies readonly (keyof KarpenterSettings)[];
export const KARPENTER_KEYS = [
  ...GATE_KEYS,
  'interruptionQueue',
] as const satisfies readonly (keyof KarpenterSettings)[];
