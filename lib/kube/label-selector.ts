import { type ConfigIssue, shown } from '../errors';
import { isLabelKey, isLabelValue } from './names';

/** One requirement: `key=value`, `key!=value`, `key in (a,b)`, `key notin (a,b)`, `key`, `!key`. */
const COMPARED = /^([^\s=!,()]+)\s*(?:==?|!=)\s*([^\s=!,()]*)$/;
const LISTED = /^([^\s=!,()]+)\s+(?:in|notin)\s*\(([^()]*)\)$/;
const PRESENT = /^!?\s*([^\s=!,()]+)$/;

/**
 * Issues of a label selector written as text, as `kubectl -l` takes it. An empty one is refused too: it means all pods
 * to some readers and none to others.
 */
export function checkLabelSelector(selector: unknown, path: string): ConfigIssue[] {
  if (selector === undefined || selector === '') {
    return [{ code: 'VALUE_REQUIRED', path, reason: 'selects no pods', hint: "write it like 'app=train'" }];
  }
  const wrong = typeof selector === 'string' ? requirements(selector).find((one) => !isRequirement(one)) : selector;
  if (wrong === undefined) return [];
  const reason = `${shown(wrong)} is not a requirement of labels`;
  return [{ code: 'VALUE_INVALID', path, reason, hint: hintFor(wrong) }];
}

/** Parts between commas that do not stand in brackets. */
function requirements(selector: string): string[] {
  return selector.split(/,(?![^(]*\))/).map((part) => part.trim());
}

function isRequirement(text: string): boolean {
  const [, key, values] = COMPARED.exec(text) ?? LISTED.exec(text) ?? PRESENT.exec(text) ?? [];
  return isLabelKey(key) && (values ?? '').split(',').every((value) => isLabelValue(value.trim()));
}

/** A map is what most other fields of Kubernetes take, and a colon what YAML would have there. */
function hintFor(wrong: unknown): string {
  if (typeof wrong === 'object' && wrong !== null && !Array.isArray(wrong)) {
    const entries = Object.entries(wrong);
    const pairs = entries.flatMap(([key, value]) => (typeof value === 'object' ? [] : [`${key}=${String(value)}`]));
    const isWhole = pairs.length > 0 && pairs.length === entries.length;
    if (isWhole && pairs.every(isRequirement)) return `write '${pairs.join(',')}'`;
  }
  const [, key, value] = /^\s*(\S+?)\s*[:=]\s*(\S+)\s*$/.exec(typeof wrong === 'string' ? wrong : '') ?? [];
  const repaired = `${key ?? ''}=${value ?? ''}`;
  return `write it like '${key !== undefined && isRequirement(repaired) ? repaired : 'app=train'}'`;
}
