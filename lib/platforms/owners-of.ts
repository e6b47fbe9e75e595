import { type ConfigIssue, shown, suggestWord } from '../errors';
import { checkKarpenterNeeds } from './karpenter-needs';
import { type GpuStackOwners, STACK_OWNERS, type StackKind } from './owners';
import {
  type GpuAllocationMode,
  imagesOf,
  kubernetesAtLeast,
  type NodeImage,
  type NodeProvisioner,
  type Platform,
} from './platform';

/** What the owners of a pool's GPU software depend on, besides the platform. */
export interface StackQuestion {
  /** @default - the platform's image */
  readonly image?: NodeImage;
  readonly provisioner: NodeProvisioner;
  readonly allocation: GpuAllocationMode;
}

/** Who owns each part, or why nobody can. */
export interface StackAnswer {
  readonly owners?: GpuStackOwners;
  readonly issues: ConfigIssue[];
}

/**
 * Exactly one owner for each part of the GPU software on a pool's nodes, or issues that name the remedy. The platform
 * must have passed `checkPlatform`; the question may hold anything.
 */
export function ownersOf(platform: Platform, pool: StackQuestion): StackAnswer {
  const malformed = [...checkProvisioner(platform, pool), ...checkImage(platform, pool), ...checkAllocation(pool)];
  if (malformed.length > 0) return { issues: malformed };
  const refused = refusal(platform, pool) ?? (pool.allocation === 'dra' ? draRefusal(platform, pool) : undefined);
  if (refused !== undefined) return { issues: [refused] };
  if (platform.kind === 'eks' && pool.provisioner === 'karpenter' && platform.provisioner !== 'karpenter') {
    // Where Karpenter is the platform's own choice, checkPlatform has told what it lacks.
    const issues = checkKarpenterNeeds(platform).map((issue) => ({ ...issue, path: 'provisioner' }));
    if (issues.length > 0) return { issues };
  }
  const owners = STACK_OWNERS[stackKind(platform, pool)];
  return { owners: pool.allocation === 'dra' ? { ...owners, devicePlugin: 'dra-driver' } : owners, issues: [] };
}

/** The ways a platform's pools can get their nodes. */
export function provisionersOf(platform: Platform): readonly NodeProvisioner[] {
  switch (platform.kind) {
    case 'eks':
    case 'aks':
      return ['karpenter', 'existing', 'simulated'];
    case 'gke':
      return ['compute-class', 'existing', 'simulated'];
    default:
      return ['existing', 'simulated'];
  }
}

/** The row of the truth table that a pool's nodes fall under. Only asked of combinations that are not refused. */
function stackKind(platform: Platform, { image, provisioner }: StackQuestion): StackKind {
  if (provisioner === 'simulated') return 'simulated';
  switch (platform.kind) {
    case 'eks':
      return platform.autoMode && image === undefined
        ? 'eks-auto-mode'
        : `eks-${(image ?? platform.image) as 'al2023' | 'bottlerocket' | 'ubuntu'}`;
    case 'gke':
      if (provisioner === 'compute-class' || platform.gpuStack === 'gke') return 'gke';
      return platform.driverInstaller === 'present' ? 'gke-operator-google-driver' : 'gke-operator-own-driver';
    case 'aks':
      return platform.driver === 'image' ? 'aks-image-driver' : 'aks-operator-driver';
    case 'on-prem':
      if (platform.driver === 'image')
        return platform.toolkit === 'image' ? 'on-prem-driver-and-toolkit' : 'on-prem-driver';
      return platform.toolkit === 'image' ? 'on-prem-toolkit' : 'on-prem-bare';
    case 'local':
      return 'local-host';
  }
}

/** Why a combination has two owners of some part, or none. */
function refusal(platform: Platform, pool: StackQuestion): ConfigIssue | undefined {
  if (pool.provisioner === 'simulated') return undefined;
  switch (platform.kind) {
    case 'eks':
      if (platform.autoMode && pool.provisioner === 'karpenter' && pool.image !== undefined) {
        return conflict(
          'image',
          `EKS Auto Mode chooses the image of the nodes it makes, so '${pool.image}' would be ignored`,
          "drop image, or name a node group with provisioner: 'existing'",
        );
      }
      if (pool.provisioner === 'karpenter' && (pool.image ?? platform.image) === 'ubuntu') {
        return conflict(
          'image',
          'Karpenter has no alias for Ubuntu on EKS and would have to be told every image by id',
          "use image: 'al2023', or Ubuntu node groups with provisioner: 'existing'",
        );
      }
      return undefined;
    case 'gke': {
      const bare = pool.provisioner === 'existing' && platform.gpuStack === 'operator';
      if (!bare || platform.driverInstaller === 'present' || (pool.image ?? platform.image) !== 'cos') return undefined;
      return conflict(
        'image',
        'nobody would install a driver: NVIDIA publishes no driver image for Container-Optimized OS',
        "use image: 'ubuntu', or apply Google's driver installer and say driverInstaller: 'present' in gke()",
      );
    }
    case 'aks':
      if (platform.driver === 'image' || (pool.image ?? platform.image) !== 'azure-linux') return undefined;
      return conflict(
        'image',
        'nobody would install a driver: NVIDIA publishes no driver image for Azure Linux',
        "use image: 'ubuntu', or driver: 'image' in aks()",
      );
    case 'on-prem':
      if (platform.driver === 'image') return undefined;
      if (platform.os === 'other') {
        return conflict(
          '',
          'nobody would install a driver: NVIDIA publishes no driver image for this operating system',
          "install the driver on the hosts and say driver: 'image' in onPrem()",
        );
      }
      if (platform.os === 'dgx-os') {
        return conflict(
          '',
          'the driver would have two owners: DGX OS brings its own',
          "say driver: 'image' in onPrem()",
        );
      }
      return undefined;
    case 'local':
      if (platform.gpus !== 'host') {
        return unsupported(
          'provisioner',
          `nodes that exist have no GPUs with gpus: '${platform.gpus}'`,
          "use provisioner: 'simulated', or gpus: 'host' in local()",
        );
      }
      return undefined;
  }
}

/** Why GPUs of a pool cannot be claimed device by device. */
function draRefusal(platform: Platform, pool: StackQuestion): ConfigIssue | undefined {
  if (!kubernetesAtLeast(platform.kubernetesVersion, '1.34')) {
    return {
      code: 'KUBERNETES_TOO_OLD',
      path: 'allocation',
      reason: `resource claims (DRA) are stable from Kubernetes 1.34, and the platform has ${platform.kubernetesVersion}`,
      hint: "upgrade to '1.34', or use allocation: 'device-plugin'",
    };
  }
  const remedy = "or use allocation: 'device-plugin'";
  if (pool.provisioner === 'simulated') {
    return unsupported('allocation', 'simulated nodes publish no devices to claim', "use allocation: 'device-plugin'");
  }
  if (platform.kind === 'eks' && platform.autoMode && pool.image === undefined) {
    return unsupported(
      'allocation',
      'EKS Auto Mode runs a device plugin of its own and takes no resource claims',
      `name a node group with provisioner: 'existing' and an image, ${remedy}`,
    );
  }
  if (pool.provisioner === 'karpenter') {
    return unsupported(
      'allocation',
      'Karpenter makes no nodes for pods with resource claims',
      `name a node group with provisioner: 'existing', ${remedy}`,
    );
  }
  if (platform.kind === 'eks' && (pool.image ?? platform.image) === 'bottlerocket') {
    return conflict(
      'allocation',
      'the GPUs would have two owners: Bottlerocket runs a device plugin on the host',
      `use image: 'al2023', ${remedy}`,
    );
  }
  if (platform.kind === 'gke' && (pool.provisioner === 'compute-class' || platform.gpuStack === 'gke')) {
    return conflict(
      'allocation',
      "the GPUs would have two owners: Google's device plugin runs on these nodes",
      `use provisioner: 'existing' and gpuStack: 'operator' in gke(), ${remedy}`,
    );
  }
  return undefined;
}

function checkProvisioner(platform: Platform, { provisioner }: StackQuestion): ConfigIssue[] {
  const possible = provisionersOf(platform);
  if (possible.includes(provisioner)) return [];
  return [
    unsupported('provisioner', `${platform.kind} has no ${shown(provisioner)}`, suggestWord(provisioner, possible)),
  ];
}

function checkImage(platform: Platform, { image }: StackQuestion): ConfigIssue[] {
  const images = imagesOf(platform);
  if (image === undefined || images.includes(image)) return [];
  const hint = images.length === 0 ? 'drop image' : suggestWord(image, images);
  return [unsupported('image', `${platform.kind} has no image ${shown(image)}`, hint)];
}

function checkAllocation({ allocation }: StackQuestion): ConfigIssue[] {
  const known = ['device-plugin', 'dra'] as const;
  if (known.includes(allocation)) return [];
  const reason = `${shown(allocation)} is no way to hand out GPUs`;
  return [{ code: 'VALUE_INVALID', path: 'allocation', reason, hint: suggestWord(allocation, known) }];
}

function conflict(path: string, reason: string, hint: string): ConfigIssue {
  return { code: 'GPU_STACK_CONFLICT', path, reason, hint };
}

function unsupported(path: string, reason: string, hint: string): ConfigIssue {
  return { code: 'PLATFORM_UNSUPPORTED', path, reason, hint };
}
