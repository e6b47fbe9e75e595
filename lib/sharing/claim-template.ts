import { type KubeObject, MANAGED_BY } from '../kube';
import type { GpuClaim } from './gpu-allocation';

/** Name of the request inside a claim, by which a container refers to it. */
export const CLAIM_REQUEST = 'gpu';

/**
 * The template from which each pod gets a claim of its own, for allocations of a pool whose GPUs are handed out by DRA.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
 */
export function renderClaimTemplate(
  name: string,
  namespace: string | undefined,
  { claim }: { readonly claim?: GpuClaim },
): KubeObject {
  if (claim === undefined) throw new TypeError('only pods on a pool with DRA make claims');
  const { apiVersion, deviceClassName, count, selectors } = claim;
  return {
    apiVersion,
    kind: 'ResourceClaimTemplate',
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      labels: MANAGED_BY,
    },
    spec: {
      spec: {
        devices: {
          requests: [
            {
              name: CLAIM_REQUEST,
              exactly: {
                deviceClassName,
                count,
                ...(selectors.length === 0
                  ? {}
                  : { selectors: selectors.map((expression) => ({ cel: { expression } })) }),
              },
            },
          ],
        },
      },
    },
  };
}
