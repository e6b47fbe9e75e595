import type { Taint } from '../kube';
import type { NodeProvisioner, Platform } from './platform';

/** What a platform's additions to a node depend on. */
export interface NodeQuestion {
  /** Name of the pool's objects. */
  readonly name: string;
  readonly provisioner: NodeProvisioner;
  readonly arch: 'amd64' | 'arm64';
  /** Ways the nodes may be bought; only `'spot'` matters here. */
  readonly capacity?: readonly (string | object)[];
  /** GKE's name of the GPU, where it is known: `nvidia-l4`. */
  readonly accelerator?: string;
}

/** What is on a pool's nodes without anybody asking for it. */
export interface NodeAdditions {
  /** Taints the platform sets by itself; pods must tolerate them, and nobody declares them again. */
  readonly taints: readonly Taint[];
  /** Labels the platform sets by itself; clouds refuse most of them from users. */
  readonly labels: Readonly<Record<string, string>>;
  /** Labels the nodes must be made with for the platform to leave the GPU software alone. */
  readonly requiredLabels: Readonly<Record<string, string>>;
}

/**
 * Taints and labels that the place puts on a pool's nodes.
 *
 * None of the clouds' GPU taints is among them: GKE sets `nvidia.com/gpu=present:NoSchedule` on some pools only, so
 * pools declare that very taint themselves, and EKS and AKS never set one.
 */
export function platformNode(platform: Platform, node: NodeQuestion): NodeAdditions {
  if (node.provisioner === 'simulated') return SIMULATED;
  const capacity = node.capacity ?? [];
  const spot = capacity.length > 0 && capacity.every((kind) => kind === 'spot');
  switch (platform.kind) {
    case 'eks':
      return additions({ labels: byKarpenter(node) });
    case 'aks':
      // Node auto-provisioning taints nothing; only scale sets made as Spot are tainted, and all their nodes are.
      return node.provisioner === 'karpenter'
        ? additions({ labels: byKarpenter(node) })
        : additions({
            taints: capacity.includes('spot') ? [{ key: AKS_PRIORITY, value: 'spot', effect: 'NoSchedule' }] : [],
            labels: { 'kubernetes.azure.com/accelerator': 'nvidia', ...(spot ? { [AKS_PRIORITY]: 'spot' } : {}) },
          });
    case 'gke':
      return onGke(node, spot, platform.gpuStack === 'operator' && node.provisioner === 'existing');
    default:
      return additions({});
  }
}

const AKS_PRIORITY = 'kubernetes.azure.com/scalesetpriority';
const COMPUTE_CLASS = 'cloud.google.com/compute-class';

const SIMULATED: NodeAdditions = {
  taints: [{ key: 'kwok.x-k8s.io/node', value: 'fake', effect: 'NoSchedule' }],
  labels: { type: 'kwok' },
  requiredLabels: {},
};

function onGke({ name, provisioner, arch, accelerator }: NodeQuestion, spot: boolean, bare: boolean) {
  const fromClass = provisioner === 'compute-class';
  return additions({
    taints: [
      ...(fromClass ? [{ key: COMPUTE_CLASS, value: name, effect: 'NoSchedule' } as const] : []),
      ...(arch === 'arm64' ? [{ key: 'kubernetes.io/arch', value: 'arm64', effect: 'NoSchedule' } as const] : []),
    ],
    labels: {
      ...(fromClass ? { [COMPUTE_CLASS]: name } : {}),
      ...(accelerator === undefined ? {} : { 'cloud.google.com/gke-accelerator': accelerator }),
      ...(spot ? { 'cloud.google.com/gke-spot': 'true' } : {}),
    },
    // Without it Google's device plugin and the operator's both register nvidia.com/gpu, and chance decides.
    requiredLabels: bare ? { 'gke-no-default-nvidia-gpu-device-plugin': 'true' } : {},
  });
}

function byKarpenter({ provisioner, name }: NodeQuestion): Record<string, string> {
  return provisioner === 'karpenter' ? { 'karpenter.sh/nodepool': name } : {};
}

function additions({ taints = [], labels = {}, requiredLabels = {} }: Partial<NodeAdditions>): NodeAdditions {
  return { taints, labels, requiredLabels };
}
