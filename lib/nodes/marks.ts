import type { Taint } from '../kube';
import type { NodeShape } from './resolved-pool';

/**
 * Keeps pods without a GPU off nodes that cost fifty times theirs. Google sets the very same taint on some of its
 * pools, and refuses the key with any other value.
 */
export const GPU_TAINT = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' } as const satisfies Taint;

/** The taints whoever makes the nodes must declare: all but those the platform sets by itself. */
export function declaredTaints({ pool, taints }: NodeShape): Taint[] {
  const setAlready = ({ key, effect }: Taint) =>
    pool.platformTaints.some((other) => other.key === key && other.effect === effect);
  return taints.filter((taint) => !setAlready(taint)).map(plainTaint);
}

/** The fields an API server knows, without an empty value. */
export function plainTaint({ key, value, effect }: Taint): Taint {
  return { key, ...(value === undefined || value === '' ? {} : { value }), effect };
}
