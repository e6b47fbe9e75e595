import type { Late } from '../kube';
import type { AksImage, AksPlatform, KarpenterSettings, KubernetesVersion, NodeAutoscaler } from './platform';

/** An AKS cluster. */
export interface AksProps {
  /** Minor version of the control plane. */
  readonly kubernetesVersion: KubernetesVersion;
  /**
   * Where GPU nodes come from: node auto-provisioning (Karpenter, run by AKS), or node pools that exist.
   *
   * @default 'karpenter'
   * @see https://learn.microsoft.com/azure/aks/node-autoprovision
   */
  readonly provisioner?: 'karpenter' | 'existing';
  /**
   * Who scales node pools that exist.
   *
   * @default 'cluster-autoscaler' - AKS's own
   */
  readonly autoscaler?: NodeAutoscaler;
  /**
   * Image family of GPU nodes. GB200, GB300 and RTX PRO 6000 sizes run Ubuntu only.
   *
   * @default 'ubuntu'
   */
  readonly image?: AksImage;
  /**
   * Who installs NVIDIA's driver and toolkit: AKS on its node image, or the GPU Operator on nodes made without. The
   * operator lets you choose the driver version; nodes take minutes longer to become ready, and AKS does not support
   * that driver.
   *
   * @default 'image'
   * @see https://learn.microsoft.com/azure/aks/use-nvidia-gpu
   */
  readonly driver?: 'image' | 'operator';
  /**
   * Alpha gates of a Karpenter that you run yourself. AKS's node auto-provisioning has them off.
   *
   * @default - both gates are off
   */
  readonly karpenter?: Partial<Omit<KarpenterSettings, 'interruptionQueue'>>;
  /**
   * Subnet of GPU nodes, as an Azure resource id.
   *
   * @default - the cluster's own
   */
  readonly subnetId?: Late<string>;
}

/** Azure AKS, with node auto-provisioning or with node pools that exist. */
export function aks(props: AksProps): AksPlatform {
  const given: Partial<AksProps> = { ...props };
  return {
    given,
    kind: 'aks',
    kubernetesVersion: given.kubernetesVersion as KubernetesVersion,
    image: given.image ?? 'ubuntu',
    driver: given.driver ?? 'image',
    provisioner: given.provisioner ?? 'karpenter',
    autoscaler: given.autoscaler ?? 'cluster-autoscaler',
    karpenter: { nodeOverlay: false, staticCapacity: false, ...given.karpenter },
    ...(given.subnetId === undefined ? {} : { subnetId: given.subnetId }),
  };
}
