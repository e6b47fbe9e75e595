import type { ConfigIssue } from '../errors';
import type { NodeImage, NodeProvisioner, Platform } from '../platforms';

/** Issues of a minimum that nobody would keep. */
export function checkMinimum(
  { min }: { readonly min: number },
  platform: Platform,
  provisioner: NodeProvisioner,
): ConfigIssue[] {
  if (min === 0) return [];
  const path = 'nodes.min';
  if (provisioner === 'compute-class') {
    const reason = `a ComputeClass keeps no minimum, so ${min} ${min === 1 ? 'node' : 'nodes'} could not be promised`;
    const hint = "use min: 0, or make the node pool yourself and use provisioner: 'existing'";
    return [{ code: 'PLATFORM_UNSUPPORTED', path, reason, hint }];
  }
  if (provisioner === 'karpenter' && !('karpenter' in platform && platform.karpenter.staticCapacity)) {
    const managed = managedKarpenter(platform);
    const reason =
      managed === undefined
        ? 'Karpenter keeps no minimum without its StaticCapacity gate (alpha)'
        : `${managed} keeps no minimum, and lets nobody change that`;
    const hint =
      managed === undefined
        ? `use min: 0, or run Karpenter with the gate and say karpenter: { staticCapacity: true } in ${platform.kind}()`
        : `use min: 0, or make the node pool yourself and use provisioner: 'existing' on this pool (or in ${platform.kind}())`;
    return [{ code: 'PLATFORM_UNSUPPORTED', path, reason, hint }];
  }
  return [];
}

/** The Karpenter that the cloud runs, whose gates are off and not the user's to set. */
function managedKarpenter(platform: Platform): string | undefined {
  if (platform.kind === 'aks') return "AKS's node auto-provisioning";
  return platform.kind === 'eks' && platform.autoMode ? 'EKS Auto Mode' : undefined;
}

/** Issues of a range that the nodes named by hostname cannot fill. */
export function checkNamedNodes(
  { max }: { readonly max: number },
  hostnames: readonly string[] | undefined,
): ConfigIssue[] {
  if (hostnames === undefined || max <= hostnames.length) return [];
  const reason = `the pool may have ${max} nodes, and ${hostnames.length} ${hostnames.length === 1 ? 'is' : 'are'} named`;
  return [
    { code: 'VALUE_OUT_OF_RANGE', path: 'nodes.max', reason, hint: `use ${hostnames.length}, or name the others` },
  ];
}

/**
 * Issues of nodes for training whose image follows the newest: each release of AWS makes running nodes outdated, and
 * nodes that join a job later have another driver than the first.
 */
export function checkTrainingImage(
  workload: unknown,
  image: NodeImage | undefined,
  platform: Platform,
  provisioner: NodeProvisioner,
): ConfigIssue[] {
  if (workload !== 'training' || platform.kind !== 'eks' || platform.autoMode || provisioner !== 'karpenter') return [];
  if (platform.imageVersion !== 'latest') return [];
  const [version, releases] =
    image === 'bottlerocket'
      ? ['v1.57.0', 'github.com/bottlerocket-os/bottlerocket/releases']
      : ['v20261101', 'github.com/awslabs/amazon-eks-ami/releases'];
  const reason = 'nodes start with the newest image, so those of one training job come to differ in driver and kernel';
  const hint = `pin a release in eks(), like imageVersion: '${version}'; ${releases} lists them`;
  return [{ code: 'IMAGE_NOT_PINNED', path: 'workload', reason, hint }];
}
