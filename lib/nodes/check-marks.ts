import type { ConfigIssue } from '../errors';
import type { Taint } from '../kube';
import type { NodeProvisioner, Platform } from '../platforms';
import { GPU_TAINT } from './marks';
import type { PoolMembership } from './resolved-pool';

/** Labels that belong to somebody else: whole prefixes with their subdomains, and single names. */
interface Reserved {
  readonly prefixes: readonly string[];
  readonly names: readonly string[];
  readonly owner: string;
}

const OURS: Reserved = { prefixes: ['cdk8s-ai'], names: [], owner: 'this library' };
const SHARING = ['nvidia.com/mig.config', 'nvidia.com/device-plugin.config'];
const KARPENTER: Reserved = { prefixes: ['karpenter.sh'], names: [], owner: 'Karpenter' };
const AZURE_NAMES = ['accelerator', 'agentpool', 'storageprofile', 'storagetier'];

/** Labels a user may not choose for a pool's nodes, by who owns them. */
function reservedOn(platform: Platform, provisioner: NodeProvisioner): readonly Reserved[] {
  const always = provisioner === 'karpenter' ? [OURS, KARPENTER] : [OURS];
  if (provisioner === 'simulated' || provisioner === 'existing') {
    return platform.kind === 'aks' && provisioner === 'existing'
      ? [...always, { prefixes: ['kubernetes.azure.com'], names: [], owner: 'AKS' }]
      : always;
  }
  switch (platform.kind) {
    case 'eks':
      return [...always, { prefixes: ['karpenter.k8s.aws', 'eks.amazonaws.com'], names: [], owner: 'EKS' }];
    case 'aks':
      return [
        ...always,
        { prefixes: ['karpenter.azure.com', 'kubernetes.azure.com'], names: AZURE_NAMES, owner: 'AKS' },
      ];
    case 'gke':
      return [...always, { prefixes: ['cloud.google.com', 'gke.io'], names: [], owner: 'GKE' }];
    default:
      return always;
  }
}

/** Issues of labels that are well written, but that the pool's nodes cannot have. */
export function checkPoolLabels(
  labels: Readonly<Record<string, string>>,
  platform: Platform,
  provisioner: NodeProvisioner,
  membership: PoolMembership | undefined,
): ConfigIssue[] {
  const reserved = reservedOn(platform, provisioner);
  return Object.keys(labels).flatMap((key): ConfigIssue[] => {
    const path = `labels['${key}']`;
    const slash = key.indexOf('/');
    const prefix = slash < 0 ? '' : key.slice(0, slash);
    const name = key.slice(slash + 1);
    const hint = `use a prefix of your own: 'example.com/${name}'`;
    if (SHARING.includes(key)) {
      const reason = 'chooses how GPUs are shared, which is derived from what is declared on the pool';
      const instead = 'declare a MigPartitioning, TimeSlicedGpu or MpsSharedGpu on the pool';
      return [{ code: 'VALUES_CONFLICT', path, reason, hint: instead }];
    }
    const owner = isKubernetes(key, prefix)
      ? 'Kubernetes'
      : reserved.find(
          ({ prefixes, names }) => names.includes(key) || prefixes.some((domain) => isUnder(prefix, domain)),
        )?.owner;
    if (owner !== undefined) {
      return [{ code: 'VALUES_CONFLICT', path, reason: `belongs to ${owner}, which refuses or overwrites it`, hint }];
    }
    if (prefix === '' && membership !== undefined && membership.by !== 'label') {
      const reason = 'has no prefix, and Node Feature Discovery, which sets the labels of nodes that exist, ignores it';
      return [{ code: 'PLATFORM_UNSUPPORTED', path, reason, hint }];
    }
    return [];
  });
}

/** `node.kubernetes.io/` is open to everybody, except for the machine type. */
function isKubernetes(key: string, prefix: string): boolean {
  if (key === 'node.kubernetes.io/instance-type') return true;
  if (prefix === 'node.kubernetes.io') return false;
  return isUnder(prefix, 'kubernetes.io') || isUnder(prefix, 'k8s.io');
}

function isUnder(prefix: string, domain: string): boolean {
  return prefix === domain || prefix.endsWith(`.${domain}`);
}

/** Issues of taints that are well written, but clash with those the nodes have anyway. */
export function checkPoolTaints(
  taints: readonly Taint[],
  platformTaints: readonly Taint[],
  provisioner: NodeProvisioner,
): ConfigIssue[] {
  return taints.flatMap((taint, i): ConfigIssue[] => {
    const path = `taints[${i}]`;
    const { key, value = '', effect } = taint;
    if (key === GPU_TAINT.key && (value !== GPU_TAINT.value || effect !== GPU_TAINT.effect)) {
      return [
        {
          code: 'VALUES_CONFLICT',
          path,
          reason: `every pool has ${key}=${GPU_TAINT.value}:${GPU_TAINT.effect}, and clouds refuse the key a second time`,
          hint: 'drop it, or use a key of your own',
        },
      ];
    }
    if (platformTaints.some((other) => other.key === key && other.effect === effect)) {
      const reason = `the platform sets ${key} itself`;
      return [{ code: 'VALUES_CONFLICT', path, reason, hint: 'drop it; pods tolerate it all the same' }];
    }
    const prefix = key.includes('/') ? key.slice(0, key.indexOf('/')) : '';
    if (isUnder(prefix, 'kubernetes.io') || isUnder(prefix, 'k8s.io') || isUnder(prefix, 'karpenter.sh')) {
      const reason = `${key} is set and removed by Kubernetes itself`;
      return [
        {
          code: 'VALUES_CONFLICT',
          path,
          reason,
          hint: `use a key of your own: 'example.com/${key.slice(prefix.length + 1)}'`,
        },
      ];
    }
    if (provisioner === 'compute-class' && value !== '' && !GKE_TAINT_VALUE.test(value)) {
      const reason = `GKE takes no taint value '${value}'`;
      const hint = 'start with a lower-case letter or digit, and use one character or at least three';
      return [{ code: 'VALUE_INVALID', path: `${path}.value`, reason, hint }];
    }
    return [];
  });
}

/** The pattern of ComputeClass, which has no room for two characters. */
const GKE_TAINT_VALUE = /^([a-z0-9][-A-Za-z0-9_.]{1,61})?[A-Za-z0-9]$/;
