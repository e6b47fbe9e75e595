import type { Late } from '../kube';

/** Kubernetes minor versions this library renders for. */
export const KUBERNETES_VERSIONS = ['1.33', '1.34', '1.35', '1.36'] as const;

/** A Kubernetes minor version, as text so that 1.30 and 1.3 stay different. */
export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

export const NODE_PROVISIONERS = ['karpenter', 'compute-class', 'existing', 'simulated'] as const;

/** How the nodes of a pool come to be. */
export type NodeProvisioner = (typeof NODE_PROVISIONERS)[number];

/** How pods get their GPUs: counted by a device plugin, or chosen by claims (DRA). */
export type GpuAllocationMode = 'device-plugin' | 'dra';

export const NODE_AUTOSCALERS = ['none', 'cluster-autoscaler'] as const;

/** Who adds and removes nodes of pools that exist already. */
export type NodeAutoscaler = (typeof NODE_AUTOSCALERS)[number];

/** What a platform function returns: the place a declaration is built for. Only this line differs between places. */
export type Platform = EksPlatform | GkePlatform | AksPlatform | OnPremPlatform | LocalPlatform;

export interface PlatformBase {
  /** Version of the cluster. */
  readonly kubernetesVersion: KubernetesVersion;
  /** How pools get their nodes unless they say otherwise. */
  readonly provisioner: NodeProvisioner;
  /**
   * Who adds and removes nodes of pools that exist already. `none`: nobody, so slices and shares need no
   * autoscaler that can see them.
   */
  readonly autoscaler: NodeAutoscaler;
  /**
   * What the platform function was called with, so that a misspelt prop can be told. Nothing else reads it.
   *
   * @default - no prop is looked for
   */
  readonly given?: object;
}

/** Gates and connections of the Karpenter that runs in the cluster. */
export interface KarpenterSettings {
  /** NodeOverlay gate (alpha): lets Karpenter see slices and shares before a node exists. */
  readonly nodeOverlay: boolean;
  /** StaticCapacity gate (alpha): lets a pool keep a minimum of nodes. */
  readonly staticCapacity: boolean;
  /**
   * Name of the SQS queue in which AWS announces interruptions, for a Karpenter that is installed with this cluster.
   * Without it Karpenter learns of none: spot nodes and nodes under maintenance vanish with what runs on them, two
   * minutes after a warning that nobody read.
   *
   * @default - interruptions are not handled
   * @see https://karpenter.sh/docs/concepts/disruption/#interruption
   */
  readonly interruptionQueue?: Late<string>;
}

export const EKS_IMAGES = ['al2023', 'bottlerocket', 'ubuntu'] as const;
export type EksImage = (typeof EKS_IMAGES)[number];

/** What `eks()` returns. */
export interface EksPlatform extends PlatformBase {
  /** Tells platforms apart. */
  readonly kind: 'eks';
  /** Undefined in Auto Mode, which chooses the image itself. */
  readonly image?: EksImage;
  /** EKS Auto Mode runs Karpenter, drivers and device plugin itself. */
  readonly autoMode: boolean;
  readonly karpenter: KarpenterSettings;
  /** IAM role of GPU nodes: a role name in manifests. */
  readonly nodeRole?: Late<string>;
  /** Value of the tag `karpenter.sh/discovery` on subnets and security groups. */
  readonly discoveryTag?: Late<string>;
  readonly clusterName?: Late<string>;
  readonly subnetIds?: Late<readonly Late<string>[]>;
  readonly securityGroupIds?: Late<readonly Late<string>[]>;
  /** Version of the AMI alias, as in `al2023@v20261101`; `latest` drifts. */
  readonly imageVersion: string;
}

export const GKE_IMAGES = ['cos', 'ubuntu'] as const;
export type GkeImage = (typeof GKE_IMAGES)[number];

/** What `gke()` returns. */
export interface GkePlatform extends PlatformBase {
  /** Tells platforms apart. */
  readonly kind: 'gke';
  readonly image: GkeImage;
  /** `gke`: Google's driver, device plugin and partitioner. `operator`: the GPU Operator instead, on nodes that exist. */
  readonly gpuStack: 'gke' | 'operator';
  /** With the GPU Operator on COS: Google's driver installer DaemonSet has been applied. */
  readonly driverInstaller: 'present' | 'absent';
}

export const AKS_IMAGES = ['ubuntu', 'azure-linux'] as const;
export type AksImage = (typeof AKS_IMAGES)[number];

/** What `aks()` returns. */
export interface AksPlatform extends PlatformBase {
  /** Tells platforms apart. */
  readonly kind: 'aks';
  readonly image: AksImage;
  /** `image`: AKS installs NVIDIA's driver and runtime on its nodes. `operator`: pools are made without, the GPU Operator installs both. */
  readonly driver: 'image' | 'operator';
  readonly karpenter: Omit<KarpenterSettings, 'interruptionQueue'>;
  readonly subnetId?: Late<string>;
}

export const DISTRIBUTIONS = ['kubeadm', 'k3s', 'rke2', 'microk8s'] as const;
export type Distribution = (typeof DISTRIBUTIONS)[number];

export const ON_PREM_OS = ['ubuntu-22.04', 'ubuntu-24.04', 'rhel-8', 'rhel-9', 'rhel-10', 'dgx-os', 'other'] as const;
/** Operating system of the hosts; `other` is any for which NVIDIA publishes no driver image. */
export type OnPremOs = (typeof ON_PREM_OS)[number];

/** What `onPrem()` returns. */
export interface OnPremPlatform extends PlatformBase {
  /** Tells platforms apart. */
  readonly kind: 'on-prem';
  readonly distribution: Distribution;
  readonly os: OnPremOs;
  /** `image`: the driver is installed on the hosts. `operator`: the GPU Operator installs it. */
  readonly driver: 'image' | 'operator';
  /** The same for the container toolkit. */
  readonly toolkit: 'image' | 'operator';
}

export const LOCAL_DISTRIBUTIONS = ['kind', 'minikube', 'k3d', 'kwok'] as const;
export type LocalDistribution = (typeof LOCAL_DISTRIBUTIONS)[number];

/** What `local()` returns. */
export interface LocalPlatform extends PlatformBase {
  /** Tells platforms apart. */
  readonly kind: 'local';
  readonly distribution: LocalDistribution;
  /** `simulated`: pools become KWOK nodes. `cpu`: models are served on the CPU. `host`: the laptop's own GPU. */
  readonly gpus: 'simulated' | 'cpu' | 'host';
}

/** A node image of some platform; pools may choose another than the platform's. */
export type NodeImage = EksImage | GkeImage | AksImage;

/** The images a platform's pools may name; empty where there is no choice. */
export function imagesOf(platform: Platform): readonly NodeImage[] {
  switch (platform.kind) {
    case 'eks':
      return EKS_IMAGES;
    case 'gke':
      return GKE_IMAGES;
    case 'aks':
      return AKS_IMAGES;
    default:
      return [];
  }
}

/** Whether one minor version is the other or newer. */
export function kubernetesAtLeast(version: KubernetesVersion, minimum: KubernetesVersion): boolean {
  return KUBERNETES_VERSIONS.indexOf(version) >= KUBERNETES_VERSIONS.indexOf(minimum);
}
