import type { ConfigIssue } from '../errors';

/** Issues of a number that must be whole and within bounds, as a user may have written it. */
export function checkWhole(
  value: unknown,
  path: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER } = {},
): ConfigIssue[] {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    const wanted = typeof value === 'string' || typeof value === 'number' ? Number(value) : NaN;
    const rounded = Math.min(max, Math.max(min, Math.round(wanted)));
    const shown =
      typeof value === 'string'
        ? `'${value}'`
        : typeof value === 'object' && value !== null
          ? 'an object'
          : String(value);
    return [
      {
        code: 'VALUE_INVALID',
        path,
        reason: `${shown} is not a whole number`,
        hint: `write ${Number.isFinite(rounded) ? rounded : min}`,
      },
    ];
  }
  if (value < min || value > max) {
    const bounds = max === Number.MAX_SAFE_INTEGER ? `at least ${min}` : `${min} to ${max}`;
    return [
      {
        code: 'VALUE_OUT_OF_RANGE',
        path,
        reason: `${value} is outside ${bounds}`,
        hint: `use ${value < min ? min : max}`,
      },
    ];
  }
  return [];
}

/** Issues of a range of whole numbers `{ min, max }`. */
export function checkRange(
  range: unknown,
  path: string,
  { min: floor = 0, max: ceiling = Number.MAX_SAFE_INTEGER } = {},
): ConfigIssue[] {
  if (typeof range !== 'object' || range === null) {
    return [
      { code: 'VALUE_REQUIRED', path, reason: `${String(range)} is not a range`, hint: 'write { min: 0, max: 4 }' },
    ];
  }
  const { min, max } = range as { min?: unknown; max?: unknown };
  const issues = [
    ...checkWhole(min, `${path}.min`, { min: floor, max: ceiling }),
    ...checkWhole(max, `${path}.max`, { min: Math.max(1, floor), max: ceiling }),
  ];
  if (issues.length === 0 && (min as number) > (max as number)) {
    issues.push({
      code: 'VALUE_OUT_OF_RANGE',
      path,
      reason: `min ${String(min)} is above max ${String(max)}`,
      hint: `use { min: ${String(max)}, max: ${String(min)} }`,
    });
  }
  return issues;
}
