import type { GkeImage, GkePlatform, KubernetesVersion, NodeAutoscaler } from './platform';

/** A GKE Standard cluster. */
export interface GkeProps {
  /** Minor version of the control plane. */
  readonly kubernetesVersion: KubernetesVersion;
  /**
   * Image family of GPU nodes.
   *
   * @default 'cos'
   */
  readonly image?: GkeImage;
  /**
   * Whose GPU software runs on the nodes. Google's partitions and shares GPUs by fields of the node pool and needs no
   * operator. NVIDIA's gives layouts of several slice sizes, but only on node pools that exist and were made with
   * Google's plugin and driver switched off.
   *
   * @default 'gke'
   * @see https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/google-gke.html
   */
  readonly gpuStack?: 'gke' | 'operator';
  /**
   * Where GPU nodes come from: GKE makes node pools from a ComputeClass, or they exist and only their labels matter
   * here.
   *
   * @default - `'compute-class'` with Google's stack, `'existing'` with the GPU Operator
   * @see https://cloud.google.com/kubernetes-engine/docs/concepts/about-custom-compute-classes
   */
  readonly provisioner?: 'compute-class' | 'existing';
  /**
   * Who scales node pools that exist.
   *
   * @default 'cluster-autoscaler' - GKE's own
   */
  readonly autoscaler?: NodeAutoscaler;
  /**
   * Whether Google's driver installer DaemonSet has been applied. The GPU Operator needs it on Container-Optimized OS,
   * for which NVIDIA publishes no driver image; on Ubuntu it leaves the driver to Google instead of the operator.
   *
   * @default 'absent'
   * @see https://github.com/GoogleCloudPlatform/container-engine-accelerators/tree/master/nvidia-driver-installer
   */
  readonly driverInstaller?: 'present' | 'absent';
}

/** Google GKE, with Google's GPU stack or NVIDIA's. */
export function gke(props: GkeProps): GkePlatform {
  const given: Partial<GkeProps> = { ...props };
  const gpuStack = given.gpuStack ?? 'gke';
  return {
    given,
    kind: 'gke',
    kubernetesVersion: given.kubernetesVersion as KubernetesVersion,
    image: given.image ?? 'cos',
    gpuStack,
    provisioner: given.provisioner ?? (gpuStack === 'operator' ? 'existing' : 'compute-class'),
    autoscaler: given.autoscaler ?? 'cluster-autoscaler',
    driverInstaller: given.driverInstaller ?? 'absent',
  };
}
