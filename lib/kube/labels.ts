import { type ConfigIssue, shown } from '../errors';
import { isLabelKey, isLabelValue } from './names';

/** Issues of a map of labels as a user may have written it. */
export function checkLabels(labels: unknown, path = 'labels'): ConfigIssue[] {
  if (labels === undefined) return [];
  if (typeof labels !== 'object' || labels === null || Array.isArray(labels)) {
    return [{ code: 'VALUE_INVALID', path, reason: 'is not a map', hint: "write { 'example.com/team': 'search' }" }];
  }
  return Object.entries(labels).flatMap(([key, value]) => {
    const issues: ConfigIssue[] = [];
    const at = `${path}['${key}']`;
    if (!isLabelKey(key)) {
      issues.push({
        code: 'NAME_INVALID',
        path: at,
        reason: 'is not a label key',
        hint: "write it like 'example.com/team'",
      });
    }
    if (!isLabelValue(value)) {
      issues.push({
        code: 'NAME_INVALID',
        path: at,
        reason: `${shown(value)} is not a label value`,
        hint:
          typeof value === 'number' || typeof value === 'boolean'
            ? `write it as text: '${String(value)}'`
            : 'use at most 63 letters, digits, dots, dashes and underscores',
      });
    }
    return issues;
  });
}
