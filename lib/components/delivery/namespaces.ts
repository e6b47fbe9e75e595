import { type KubeObject, MANAGED_BY } from '../../kube';
import type { ChartRelease } from '../chart-release';

/** A namespace that charts need and nobody else makes. */
export interface NeededNamespace {
  readonly name: string;
  /** Labels that any of its charts needs. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Namespaces of every cluster; they are neither made nor changed. */
const SYSTEM = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

/** Whether every cluster has the namespace from birth. */
export function isSystemNamespace(name: string): boolean {
  return SYSTEM.has(name);
}

/** Namespaces the charts need, each once with all labels wanted of it, without those that something else makes. */
export function neededNamespaces(charts: readonly ChartRelease[], owned: readonly string[]): NeededNamespace[] {
  const labels = new Map<string, Record<string, string>>();
  for (const { namespace, namespaceLabels } of charts) {
    if (isSystemNamespace(namespace) || owned.includes(namespace)) continue;
    labels.set(namespace, { ...labels.get(namespace), ...namespaceLabels });
  }
  return [...labels].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, found]) => ({ name, labels: found }));
}

/** Whether a namespace needs labels, which no tool but Argo CD gives to a namespace it makes. */
export function isLabelled({ labels }: NeededNamespace): boolean {
  return Object.keys(labels).length > 0;
}

export function namespaceObject({ name, labels }: NeededNamespace): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { ...MANAGED_BY, ...labels } },
  };
}
