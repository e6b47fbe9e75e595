import { type ConfigIssue, shown, suggestWord } from '../errors';
import { CHART_VALUES, type LeafKind } from './chart-values';

interface Table {
  readonly [key: string]: Entry;
}
type Entry = LeafKind | readonly string[] | Table;

/** Issues of values as a user may have written them: unknown keys, wrong types. The chart would say nothing of either. */
export function checkValues(values: unknown, path = 'values'): ConfigIssue[] {
  return values === undefined ? [] : checkEntry(values, CHART_VALUES, path);
}

function checkEntry(value: unknown, entry: Entry, path: string): ConfigIssue[] {
  if (value === undefined) return [];
  if (value === null) return [invalid(path, 'is null, which breaks templates of the chart', 'leave the key out')];
  if (typeof entry === 'string') return checkLeaf(value, entry, path);
  if (isWords(entry)) {
    return entry.includes(value as string)
      ? []
      : [invalid(path, `${shown(value)} is not known here`, suggestWord(value, entry))];
  }
  if (!isMap(value)) return [invalid(path, `${shown(value)} is not a map`, `write { ${Object.keys(entry)[0]!}: … }`)];
  return Object.entries(value).flatMap(([key, inner]) => {
    const at = /^[A-Za-z_]\w*$/.test(key) ? `${path}.${key}` : `${path}['${key}']`;
    const known = Object.hasOwn(entry, key) ? entry[key] : undefined;
    if (known !== undefined) return checkEntry(inner, known, at);
    const hint = suggestWord(key, Object.keys(entry));
    return [invalid(at, 'is no value of the chart, which would ignore it without a word', hint)];
  });
}

const TEXT_MAP = (value: unknown) => isMap(value) && Object.values(value).every((inner) => typeof inner === 'string');

/** What each kind of value must be, and how to write one. */
const LEAVES: Readonly<Record<LeafKind, readonly [(value: unknown) => boolean, string]>> = {
  boolean: [(value) => typeof value === 'boolean', 'write true or false'],
  number: [(value) => Number.isInteger(value), 'write a whole number'],
  text: [(value) => typeof value === 'string', 'write it as text'],
  'number or text': [
    (value) => Number.isInteger(value) || typeof value === 'string',
    "write a whole number or a share such as '25%'",
  ],
  texts: [(value) => Array.isArray(value) && value.every((one) => typeof one === 'string'), "write ['…']"],
  map: [TEXT_MAP, "write { key: 'text' }"],
  env: [
    (value) => Array.isArray(value) && value.every((one) => isMap(one) && isText(one['name']) && isText(one['value'])),
    "write [{ name: 'NAME', value: 'text' }], numbers and truth values in quotes",
  ],
  tolerations: [(value) => Array.isArray(value) && value.every(isMap), "write [{ key: '…', operator: 'Exists' }]"],
  objects: [(value) => Array.isArray(value) && value.every(isMap), 'write a list of maps'],
  object: [isMap, 'write a map'],
  resources: [
    (value) =>
      isMap(value) &&
      Object.entries(value).every(([key, inner]) => (key === 'limits' || key === 'requests') && TEXT_MAP(inner)),
    "write { requests: { memory: '100Mi' }, limits: { memory: '350Mi' } }",
  ],
};

function checkLeaf(value: unknown, kind: LeafKind, path: string): ConfigIssue[] {
  const [fits, example] = LEAVES[kind];
  return fits(value) ? [] : [invalid(path, `${shown(value)} does not fit`, nearest(value, kind) ?? example)];
}

/** The same value in the right type, where it is plain what was meant. */
function nearest(value: unknown, kind: LeafKind): string | undefined {
  if (kind === 'boolean' && (value === 'true' || value === 'false')) return `write ${value} without quotes`;
  if (kind === 'number' && typeof value === 'string' && /^\d+$/.test(value)) return `write ${value} without quotes`;
  if (kind === 'text' && (typeof value === 'number' || typeof value === 'boolean')) return `write '${value}'`;
  if (kind === 'texts' && typeof value === 'string') return `write ['${value}']`;
  return undefined;
}

function invalid(path: string, reason: string, hint: string): ConfigIssue {
  return { code: 'VALUE_INVALID', path, reason, hint };
}

function isWords(entry: Entry): entry is readonly string[] {
  return Array.isArray(entry);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
