import { gpuFacts } from '../../gpu';
import { type KubeObject, MANAGED_BY } from '../../kube';
import type { NodeShape } from '../resolved-pool';

const NVIDIA = '10de';

/**
 * Puts the pool's labels on nodes that exist: on those with its hostnames, or on all that have its GPU. Pools found by
 * labels of their own need no rule.
 *
 * Labels only. Node Feature Discovery sets taints just where its `enableTaints` is on, and would take over all taints
 * of its rules then; `nodeSteps` has the commands instead.
 *
 * @see https://kubernetes-sigs.github.io/node-feature-discovery/stable/usage/customization-guide
 */
export function renderNodeFeatureRule({ pool, labels }: NodeShape): KubeObject[] {
  const { membership } = pool;
  if (membership === undefined || membership.by === 'label') return [];
  const devices = [...new Set(pool.gpus.flatMap((gpu) => Object.keys(gpuFacts(gpu).pciDevices)))]
    .map((id) => id.replace(/^0x/, '').toLowerCase())
    .sort();
  const matchFeatures =
    membership.by === 'hostname'
      ? [
          { feature: 'system.name', matchExpressions: { nodename: among(membership.hostnames) } },
          // A named node that has lost its GPU is no member.
          { feature: 'pci.device', matchExpressions: { vendor: among([NVIDIA]) } },
        ]
      : [{ feature: 'pci.device', matchExpressions: { vendor: among([NVIDIA]), device: among(devices) } }];
  return [
    {
      apiVersion: 'nfd.k8s-sigs.io/v1alpha1',
      kind: 'NodeFeatureRule',
      metadata: { name: pool.name, labels: MANAGED_BY },
      spec: { rules: [{ name: pool.name, labels, matchFeatures }] },
    },
  ];
}

function among(value: readonly string[]): object {
  return { op: 'In', value };
}
