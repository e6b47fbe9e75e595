export { aks, type AksProps } from './aks';
export { checkPlatform } from './check-platform';
export { eks, type EksProps } from './eks';
export { gke, type GkeProps } from './gke';
export { local, type LocalProps } from './local';
export { type NodeAdditions, platformNode, type NodeQuestion } from './node-additions';
export { onPrem, type OnPremProps } from './on-prem';
export { type GpuStackOwners, type Owner, STACK_OWNERS, type StackKind } from './owners';
export { ownersOf, provisionersOf, type StackAnswer, type StackQuestion } from './owners-of';
export {
  AKS_IMAGES,
  type AksImage,
  type AksPlatform,
  type Distribution,
  DISTRIBUTIONS,
  EKS_IMAGES,
  type EksImage,
  type EksPlatform,
  GKE_IMAGES,
  type GkeImage,
  type GkePlatform,
  type GpuAllocationMode,
  imagesOf,
  type KarpenterSettings,
  KUBERNETES_VERSIONS,
  kubernetesAtLeast,
  type KubernetesVersion,
  LOCAL_DISTRIBUTIONS,
  type LocalDistribution,
  type LocalPlatform,
  NODE_AUTOSCALERS,
  NODE_PROVISIONERS,
  type NodeAutoscaler,
  type NodeImage,
  type NodeProvisioner,
  ON_PREM_OS,
  type OnPremOs,
  type OnPremPlatform,
  type Platform,
  type PlatformBase,
} from './platform';
export { type RuntimePaths, runtimePaths } from './runtime-paths';
