import type { Late } from '../kube';
import type { EksImage, EksPlatform, KarpenterSettings, KubernetesVersion, NodeAutoscaler } from './platform';

/** An EKS cluster that exists, or that the same program creates. */
export interface EksProps {
  /** Minor version of the control plane. */
  readonly kubernetesVersion: KubernetesVersion;
  /**
   * Image family of GPU nodes. AL2023 and Bottlerocket bring NVIDIA's driver and toolkit, Bottlerocket the device
   * plugin too; Ubuntu brings none of them, so nodes take minutes longer to become ready.
   *
   * @default 'al2023' - in Auto Mode AWS chooses the image
   * @see https://docs.aws.amazon.com/eks/latest/userguide/ml-eks-optimized-ami.html
   */
  readonly image?: EksImage;
  /**
   * The cluster runs in EKS Auto Mode: AWS runs Karpenter, drivers and device plugin, and there is no MIG and no
   * sharing.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eks/latest/userguide/automode.html
   */
  readonly autoMode?: boolean;
  /**
   * Where GPU nodes come from: Karpenter buys them when pods wait, or node groups exist and only their labels matter
   * here.
   *
   * @default 'karpenter'
   */
  readonly provisioner?: 'karpenter' | 'existing';
  /**
   * Who scales node groups that exist. It must see slices and shares before a node is there, or they cannot start
   * from zero.
   *
   * @default 'cluster-autoscaler'
   */
  readonly autoscaler?: NodeAutoscaler;
  /**
   * Alpha gates that the Karpenter in the cluster runs with, and its queue of interruptions where it is installed with
   * this cluster. Without `nodeOverlay`, Karpenter cannot see slices and shares, so pools that have them must keep a
   * node. Without `interruptionQueue`, spot nodes go without a warning.
   *
   * @default - both gates are off, as in Karpenter, and there is no queue
   * @see https://karpenter.sh/docs/reference/settings/
   */
  readonly karpenter?: Partial<KarpenterSettings>;
  /**
   * IAM role that GPU nodes run with, by name.
   *
   * @default - none, which Karpenter outside Auto Mode does not accept
   */
  readonly nodeRole?: Late<string>;
  /**
   * Value of the tag `karpenter.sh/discovery` by which Karpenter finds subnets and security groups.
   *
   * @default - `subnetIds` and `securityGroupIds` name them
   */
  readonly discoveryTag?: Late<string>;
  /**
   * Name of the cluster, for charts that must know it (Karpenter) and to find its security group.
   *
   * @default - not known
   */
  readonly clusterName?: Late<string>;
  /**
   * Subnets of GPU nodes.
   *
   * @default - found by `discoveryTag`
   */
  readonly subnetIds?: Late<readonly Late<string>[]>;
  /**
   * Security groups of GPU nodes.
   *
   * @default - found by `discoveryTag`, else the cluster's own group by `clusterName`
   */
  readonly securityGroupIds?: Late<readonly Late<string>[]>;
  /**
   * Version of the image alias, such as `v20261101`. With `latest`, a new image of AWS replaces running GPU nodes
   * within the disruption budget: pin it in production.
   *
   * @default 'latest'
   * @see https://karpenter.sh/docs/tasks/managing-amis/
   */
  readonly imageVersion?: string;
}

/** Amazon EKS, with Karpenter, with node groups that exist, or in Auto Mode. */
export function eks(props: EksProps): EksPlatform {
  const given: Partial<EksProps> = { ...props };
  const autoMode = given.autoMode ?? false;
  const image = given.image ?? (autoMode ? undefined : 'al2023');
  return {
    ...given,
    given,
    kind: 'eks',
    kubernetesVersion: given.kubernetesVersion as KubernetesVersion,
    image,
    autoMode,
    provisioner: given.provisioner ?? 'karpenter',
    autoscaler: given.autoscaler ?? 'cluster-autoscaler',
    karpenter: { nodeOverlay: false, staticCapacity: false, ...given.karpenter },
    imageVersion: given.imageVersion ?? 'latest',
  };
}
