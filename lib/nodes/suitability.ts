import { machineFacts, type NvidiaMachine } from '../machines';
import type { GpuAllocationMode, NodeImage, NodeProvisioner, Platform } from '../platforms';

/** Where a machine would be used. */
export interface Suitability {
  readonly platform: Platform;
  readonly provisioner: NodeProvisioner;
  readonly image?: NodeImage;
  readonly allocation: GpuAllocationMode;
}

/** Why a machine cannot be used in a place, and what can. */
interface Obstacle {
  readonly reason: string;
  readonly hint: string;
}

/** Newest driver on the clouds' stock images. */
const STOCK_DRIVER = 580;

/**
 * Why a machine of the catalogue does not work on a platform whose cloud sells it; undefined where it works.
 *
 * Sources: awsdocs/amazon-eks-user-guide ml-eks-optimized-ami and ml-eks-nvidia-ultraserver, awslabs/amazon-eks-ami
 * doc/usage/g7-ami, aws/karpenter-provider-aws instance-types v1.14, Azure/karpenter-provider-azure
 * supported-gpus.yaml v1.14.2 (all 2026-08).
 */
export function unsuitable(name: NvidiaMachine, place: Suitability): Obstacle | undefined {
  const { platform, provisioner } = place;
  if (provisioner === 'simulated') return undefined;
  switch (platform.kind) {
    case 'eks':
      return onEks(name, place, platform.autoMode, platform.karpenter.nodeOverlay);
    case 'aks':
      return onAks(name, place, platform.driver);
    default:
      return undefined;
  }
}

function onEks(
  name: NvidiaMachine,
  { provisioner, image, allocation }: Suitability,
  autoMode: boolean,
  nodeOverlay: boolean,
): Obstacle | undefined {
  const facts = machineFacts(name);
  const made = provisioner === 'karpenter';
  if (name.startsWith('p6e-')) {
    if (made) {
      const reason = `${name} is sold as a whole UltraServer, which ${autoMode ? 'Auto Mode' : 'Karpenter'} cannot start`;
      return { reason, hint: "make a node group for it and use provisioner: 'existing', allocation: 'dra'" };
    }
    if (allocation !== 'dra') {
      return { reason: `${name} hands out its GPUs by resource claims only`, hint: "use allocation: 'dra'" };
    }
  }
  if ((facts.minDriverBranch ?? 0) > STOCK_DRIVER && (made || image !== 'ubuntu')) {
    const reason = `${name} needs driver ${facts.minDriverBranch ?? ''} or newer, and no stock image of EKS has it`;
    return { reason, hint: "make a node group on Ubuntu and use provisioner: 'existing', image: 'ubuntu'" };
  }
  if (made && name.startsWith('p3.')) {
    return { reason: `Karpenter no longer offers ${name}`, hint: "use a current machine, or provisioner: 'existing'" };
  }
  if (image === 'bottlerocket' && facts.arch === 'arm64' && !name.startsWith('g5g.')) {
    return { reason: `Bottlerocket has no NVIDIA image for ${name}`, hint: "use image: 'al2023'" };
  }
  if (made && facts.gpuFraction !== null && !nodeOverlay) {
    const reason = `EC2 says that ${name}, with a fraction of a GPU, has none, so Karpenter would never start it for a pod`;
    const hint = autoMode
      ? "make a node group for it and use provisioner: 'existing', image: 'al2023'"
      : 'run Karpenter with its NodeOverlay gate and say karpenter: { nodeOverlay: true } in eks()';
    return { reason, hint };
  }
  return undefined;
}

function onAks(name: NvidiaMachine, { image }: Suitability, driver: 'image' | 'operator'): Obstacle | undefined {
  const { gpu, gridDriver } = machineFacts(name);
  const ubuntuOnly = gpu.startsWith('gb') || gpu === 'rtx-pro-6000-blackwell';
  if (image === 'azure-linux' && ubuntuOnly) {
    return { reason: `${name} runs on Ubuntu only`, hint: "use image: 'ubuntu'" };
  }
  if (gridDriver === true && driver === 'operator') {
    const reason = `${name} needs NVIDIA's GRID driver, which AKS installs and the GPU Operator does not`;
    return { reason, hint: "use driver: 'image' in aks()" };
  }
  return undefined;
}
