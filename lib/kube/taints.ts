import { type ConfigIssue, shown, suggestWord } from '../errors';
import { isLabelKey, isLabelValue } from './names';

/** What happens to pods that do not tolerate a taint. */
export type TaintEffect = 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';

/** A mark on a node that keeps pods off unless they tolerate it. */
export interface Taint {
  /** Like `example.com/team`. */
  readonly key: string;
  /**
   * Text after the equals sign.
   *
   * @default - no value
   */
  readonly value?: string;
  /** Whether pods are kept off, kept off if possible, or thrown off as well. */
  readonly effect: TaintEffect;
}

/** A pod's consent to run on nodes with a taint. */
export interface Toleration {
  readonly key?: string;
  readonly operator?: 'Equal' | 'Exists';
  readonly value?: string;
  readonly effect?: TaintEffect;
}

export const TAINT_EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const satisfies readonly TaintEffect[];

/** The toleration that lets a pod onto a node with this taint, and with no other. */
export function tolerationOf({ key, value, effect }: Taint): Toleration {
  return value === undefined || value === ''
    ? { key, operator: 'Exists', effect }
    : { key, operator: 'Equal', value, effect };
}

/** Tolerations for all taints, each once, in a stable order. */
export function tolerationsOf(taints: Iterable<Taint>): Toleration[] {
  const byText = new Map<string, Toleration>();
  for (const taint of taints) {
    const toleration = tolerationOf(taint);
    byText.set(JSON.stringify([toleration.key, toleration.effect, toleration.operator, toleration.value]), toleration);
  }
  return [...byText.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, toleration]) => toleration);
}

/** Tolerates the GPU taint whatever its value, as NVIDIA's charts do by themselves. */
const ANY_GPU_TAINT: Toleration = { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' };

/**
 * Tolerations of daemon sets that must reach GPU nodes with these taints. A list given to a chart replaces its own, so
 * this is the complete one: the toleration that the charts have, and what the taints need besides.
 */
export function gpuTolerations(taints: readonly Taint[]): Toleration[] {
  return [ANY_GPU_TAINT, ...tolerationsOf(taints.filter((taint) => !tolerates([ANY_GPU_TAINT], taint)))];
}

/** Whether one of the tolerations lets a pod pass the taint, by the scheduler's rules. */
export function tolerates(tolerations: readonly Toleration[], taint: Taint): boolean {
  return tolerations.some(
    ({ key, operator = 'Equal', value, effect }) =>
      (effect === undefined || effect === taint.effect) &&
      (key === undefined ? operator === 'Exists' : key === taint.key) &&
      (operator === 'Exists' || (value ?? '') === (taint.value ?? '')),
  );
}

/** Issues of a list of taints as a user may have written it. */
export function checkTaints(taints: unknown, path = 'taints'): ConfigIssue[] {
  if (taints === undefined) return [];
  if (!Array.isArray(taints)) {
    return [
      { code: 'VALUE_INVALID', path, reason: 'is not a list', hint: "write [{ key, value, effect: 'NoSchedule' }]" },
    ];
  }
  const issues: ConfigIssue[] = [];
  const seen = new Set<string>();
  taints.forEach((taint: Partial<Record<keyof Taint, unknown>> | null, i) => {
    const at = `${path}[${i}]`;
    const { key, value, effect } = taint ?? {};
    if (!isLabelKey(key)) {
      issues.push({
        code: 'NAME_INVALID',
        path: `${at}.key`,
        reason: `${shown(key)} is not a taint key`,
        hint: "write it like 'example.com/team'",
      });
    }
    if (value !== undefined && !isLabelValue(value)) {
      issues.push({
        code: 'NAME_INVALID',
        path: `${at}.value`,
        reason: `${shown(value)} is not a taint value`,
        hint: 'use at most 63 letters, digits, dots, dashes and underscores',
      });
    }
    if (!TAINT_EFFECTS.includes(effect as TaintEffect)) {
      issues.push({
        code: 'VALUE_INVALID',
        path: `${at}.effect`,
        reason: `${shown(effect)} is not an effect`,
        hint: suggestWord(effect, TAINT_EFFECTS),
      });
    }
    const identity = typeof key === 'string' ? `${key}:${shown(effect)}` : at;
    if (seen.has(identity)) {
      issues.push({
        code: 'NAME_TAKEN',
        path: at,
        reason: `a taint ${shown(key)} with this effect stands there already`,
        hint: 'Kubernetes takes each key and effect once; drop one',
      });
    }
    seen.add(identity);
  });
  return issues;
}
