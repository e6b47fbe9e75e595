import { type KubeObject, MANAGED_BY } from '../kube';
import type { GpuOperatorValues } from './chart-values';
import { type OperatorContext, operatorShapes } from './operator-context';

/** The operator's namespace. Its pods mount host paths and load kernel modules, which other levels forbid. */
export function operatorNamespace(name: string): KubeObject {
  const levels = ['enforce', 'audit', 'warn'].map((mode) => [`pod-security.kubernetes.io/${mode}`, 'privileged']);
  const labels = { ...MANAGED_BY, ...Object.fromEntries(levels) };
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** DaemonSets of the chart, as far as they are switched by one value. */
const DAEMON_SETS = [
  'driver',
  'toolkit',
  'devicePlugin',
  'gfd',
  'dcgm',
  'dcgmExporter',
  'migManager',
  'nodeStatusExporter',
] as const;

/** Pods that are not on pools' nodes: operator, feature discovery's master and collector, and its workers elsewhere. */
const ELSEWHERE = 100;

/**
 * GKE admits pods of the critical priority classes only where a quota speaks of those classes. It is meant as a key,
 * not as a limit, so it is as large as all pools at their maximum.
 *
 * @see https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/google-gke.html
 */
export function criticalPodsQuota(namespace: string, values: GpuOperatorValues, context: OperatorContext): KubeObject {
  // Besides the switched ones: validator, its CUDA check, the MPS daemon and a feature-discovery worker.
  const perNode = DAEMON_SETS.filter((block) => values[block]?.enabled === true).length + 4;
  const nodes = operatorShapes(context).reduce((sum, { pool }) => sum + pool.nodes.max, 0);
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'gpu-operator-critical-pods', namespace, labels: MANAGED_BY },
    spec: {
      hard: { pods: `${perNode * nodes + ELSEWHERE}` },
      scopeSelector: {
        matchExpressions: [
          { operator: 'In', scopeName: 'PriorityClass', values: ['system-node-critical', 'system-cluster-critical'] },
        ],
      },
    },
  };
}
