import type { ConfigIssue } from '../errors';
import { mergePatch, tolerates, type Toleration, tolerationOf } from '../kube';
import { type OperatorContext, operatorShapes } from './operator-context';

/** Lists of tolerations that decide whether the operator reaches a node, as paths of the chart's values. */
const LISTS = [
  { path: ['daemonsets', 'tolerations'], who: 'the operands' },
  { path: ['node-feature-discovery', 'worker', 'tolerations'], who: 'feature discovery' },
] as const;

/** Overrides replace lists whole, so one that forgets a pool's taint would leave that pool without driver or plugin. */
export function checkOverriddenTolerations(
  values: object,
  overrides: unknown,
  context: OperatorContext,
): ConfigIssue[] {
  const patched: unknown = mergePatch(values, overrides);
  return LISTS.flatMap(({ path, who }) => {
    const tolerations = at(overrides, path) === undefined ? undefined : at(patched, path);
    if (!Array.isArray(tolerations)) return [];
    return operatorShapes(context).flatMap(({ pool, taints }) =>
      taints
        .filter((taint) => taint.effect !== 'PreferNoSchedule' && !tolerates(tolerations as Toleration[], taint))
        .map((taint): ConfigIssue => {
          const { key, value, effect } = taint;
          const reason = `${who} would not tolerate ${key}${value === undefined ? '' : `=${value}`}:${effect} of pool ${pool.name}`;
          const hint = `add ${JSON.stringify(tolerationOf(taint))}, or drop the override: the list is derived from all pools`;
          return { code: 'TAINT_NOT_TOLERATED', path: `overrides.${path.join('.')}`, reason, hint };
        }),
    );
  });
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );
}
