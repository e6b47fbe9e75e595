import type { KubeObject } from '../kube';

/**
 * Kinds in the order in which a cluster can take them: what others refer to comes first. Kinds that are not listed
 * come after all of these, which is where workloads belong.
 */
const ORDER = [
  'Namespace',
  'CustomResourceDefinition',
  'ResourceQuota',
  'PriorityClass',
  'ServiceAccount',
  'Role',
  'RoleBinding',
  'Secret',
  'ConfigMap',
  'HelmRepository',
  'OCIRepository',
  'GitRepository',
  'Application',
  'HelmRelease',
  'Kustomization',
  'NodeFeatureRule',
  'EC2NodeClass',
  'AKSNodeClass',
  'NodeClass',
  'NodeOverlay',
  'NodePool',
  'ComputeClass',
  'Node',
  'DeviceClass',
  'ResourceClaimTemplate',
  'PersistentVolumeClaim',
  'Service',
  'DaemonSet',
  'StatefulSet',
  'Deployment',
  'Job',
];
const RANK = new Map(ORDER.map((kind, rank) => [kind, rank]));

/** Orders objects so that each finds what it refers to; objects of one rank keep the order they came in. */
export function inApplyOrder<T>(entries: readonly T[], objectOf: (entry: T) => KubeObject): T[] {
  const rank = (entry: T) => RANK.get(objectOf(entry).kind) ?? ORDER.length;
  return [...entries].sort((a, b) => rank(a) - rank(b));
}
