import { type ConfigIssue, shown } from '../errors';

/** What units people write, and how much of the unit in a prop's name each is. */
const UNITS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  GiB: { Mi: 1 / 1024, MiB: 1 / 1024, M: 1 / 1024, Gi: 1, GiB: 1, G: 1, GB: 1, Ti: 1024, TiB: 1024, T: 1024, TB: 1024 },
  Seconds: { s: 1, sec: 1, m: 60, min: 60, h: 3600, d: 86400 },
  Minutes: { s: 1 / 60, sec: 1 / 60, m: 1, min: 1, h: 60, d: 1440 },
};

/** Issues of a number that must be whole and within bounds, as a user may have written it. */
export function checkWhole(
  value: unknown,
  path: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER } = {},
): ConfigIssue[] {
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    const meant = Math.round(meantNumber(value, path) ?? NaN);
    const hint = `write ${Number.isFinite(meant) ? Math.min(max, Math.max(min, meant)) : min}`;
    return [{ code: 'VALUE_INVALID', path, reason: `${shown(value)} is not a whole number`, hint }];
  }
  if (value < min || value > max) {
    const bounds = max === Number.MAX_SAFE_INTEGER ? `at least ${min}` : `${min} to ${max}`;
    const hint = `use ${value < min ? min : max}`;
    return [{ code: 'VALUE_OUT_OF_RANGE', path, reason: `${value} is outside ${bounds}`, hint }];
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
    const given = range !== undefined && range !== null;
    const numbers = given ? (shown(range).match(/\d+/g) ?? []).map(Number) : [];
    const max = Math.max(1, numbers.at(-1) ?? 4);
    const hint = `write { min: ${numbers.length > 1 ? Math.min(numbers[0]!, max) : floor}, max: ${max} }`;
    return [{ code: given ? 'VALUE_INVALID' : 'VALUE_REQUIRED', path, reason: `${shown(range)} is not a range`, hint }];
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

/** The number a text stands for, in the unit that the prop's name ends in: `'10m'` in `startupSeconds` is 600. */
function meantNumber(value: unknown, path: string): number | undefined {
  if (typeof value === 'number') return value;
  const [, number, unit = ''] =
    (typeof value === 'string' && /^\s*(\d+(?:\.\d+)?)\s*([A-Za-z]*)\s*$/.exec(value)) || [];
  if (number === undefined) return undefined;
  const units = Object.entries(UNITS).find(([name]) => path.endsWith(name))?.[1] ?? {};
  return Number(number) * (units[unit] ?? 1);
}
