import { type KubeObject, MANAGED_BY } from '../../kube';
import type { NodeShape } from '../resolved-pool';
import { nodePoolNames } from './node-pool';
import type { KarpenterPlatform } from './render-karpenter';

/**
 * Tells Karpenter what a node will offer once its GPUs are sliced or shared, or where EC2 says a fraction of a GPU is
 * none. Without it Karpenter would plan with whole GPUs.
 *
 * The capacity named here is laid over what the machine type promises, so GPUs that are sliced away are named too,
 * as zero: otherwise Karpenter would buy such nodes for pods that want whole GPUs and never get one. (The field's
 * description says that nothing is replaced; the code replaces: pkg/cloudprovider/types.go, ApplyCapacityOverlay.)
 *
 * @see https://github.com/kubernetes-sigs/karpenter/blob/main/pkg/controllers/nodeoverlay/store.go
 */
export function renderNodeOverlay({ pool, resources }: NodeShape, platform: KarpenterPlatform): KubeObject[] {
  if (!platform.karpenter.nodeOverlay) return [];
  const capacity = { 'nvidia.com/gpu': 0, ...resources };
  const expected = pool.gpuFraction < 1 ? 0 : pool.gpusPerNode;
  const surprises = Object.entries(capacity).some(
    ([resource, count]) => count !== (resource === 'nvidia.com/gpu' ? expected : 0),
  );
  // Claims are not counted as capacity, and Karpenter makes no nodes for them anyway.
  if (!surprises || pool.allocation === 'dra') return [];
  const values = Object.values(nodePoolNames(pool));
  return [
    {
      apiVersion: 'karpenter.sh/v1alpha1',
      kind: 'NodeOverlay',
      metadata: { name: pool.name, labels: MANAGED_BY },
      spec: {
        requirements: [{ key: 'karpenter.sh/nodepool', operator: 'In', values }],
        capacity: Object.fromEntries(Object.entries(capacity).map(([resource, count]) => [resource, String(count)])),
      },
    },
  ];
}
