import type { Distribution, KubernetesVersion, NodeAutoscaler, OnPremOs, OnPremPlatform } from './platform';

/** Your own machines. */
export interface OnPremProps {
  /** Minor version of the control plane. */
  readonly kubernetesVersion: KubernetesVersion;
  /**
   * Kubernetes distribution; it decides where containerd's socket and configuration lie.
   *
   * @default 'kubeadm'
   */
  readonly distribution?: Distribution;
  /**
   * Operating system of the GPU hosts; it decides whether NVIDIA publishes a driver image for them.
   *
   * @default 'ubuntu-24.04'
   * @see https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/platform-support.html
   */
  readonly os?: OnPremOs;
  /**
   * Who installs NVIDIA's driver: you, on the hosts, or the GPU Operator, which can also upgrade it node by node.
   *
   * @default 'operator' - on DGX OS `'image'`, which brings its own
   */
  readonly driver?: 'image' | 'operator';
  /**
   * Who installs the container toolkit and wires it into containerd.
   *
   * @default 'operator'
   */
  readonly toolkit?: 'image' | 'operator';
  /**
   * Who adds and removes nodes.
   *
   * @default 'none'
   */
  readonly autoscaler?: NodeAutoscaler;
}

/** Own hardware under kubeadm, K3s, RKE2 or MicroK8s. */
export function onPrem(props: OnPremProps): OnPremPlatform {
  const given: Partial<OnPremProps> = { ...props };
  const os = given.os ?? 'ubuntu-24.04';
  return {
    given,
    kind: 'on-prem',
    kubernetesVersion: given.kubernetesVersion as KubernetesVersion,
    distribution: given.distribution ?? 'kubeadm',
    os,
    driver: given.driver ?? (os === 'dgx-os' ? 'image' : 'operator'),
    toolkit: given.toolkit ?? 'operator',
    provisioner: 'existing',
    autoscaler: given.autoscaler ?? 'none',
  };
}
