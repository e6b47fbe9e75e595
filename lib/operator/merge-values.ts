import type { ConfigIssue } from '../errors';
import type { GpuOperatorValues } from './chart-values';
import { type OperatorContext, poolsServed, type StackPart } from './operator-context';

type Map = Readonly<Record<string, unknown>>;

/** The user's values added to the derived ones. Lists are joined; equal entries stand once, derived ones first. */
export function mergeValues(derived: GpuOperatorValues, values: GpuOperatorValues): GpuOperatorValues {
  return merge(derived, values) as GpuOperatorValues;
}

function merge(derived: unknown, value: unknown): unknown {
  if (value === undefined) return derived;
  if (Array.isArray(derived) && Array.isArray(value)) {
    const known = new Set(derived.map((entry) => JSON.stringify(entry)));
    return [...derived, ...(value as unknown[]).filter((entry) => !known.has(JSON.stringify(entry)))];
  }
  if (!isMap(derived) || !isMap(value)) return value;
  const keys = new Set([...Object.keys(derived), ...Object.keys(value)]);
  return Object.fromEntries([...keys].map((key) => [key, merge(derived[key], value[key])]));
}

/** Values that contradict what is derived. Both cannot hold, and taking either silently would surprise somebody. */
export function checkAgainstDerived(
  values: GpuOperatorValues,
  derived: GpuOperatorValues,
  context: OperatorContext,
): ConfigIssue[] {
  return contradictions(values, derived, []).map(({ keys, wanted, settled }) => {
    const path = ['values', ...keys].join('.');
    const part = keys.length === 2 && keys[1] === 'enabled' ? PARTS[keys[0]!] : undefined;
    if (part !== undefined) return ownerIssue(path, part, wanted === true, context);
    const reason = `${JSON.stringify(wanted)} contradicts ${JSON.stringify(settled)}, which follows from ${SOURCES[keys[0]!] ?? "the construct's other props"}`;
    return {
      code: 'VALUES_CONFLICT',
      path,
      reason,
      hint: `drop the value; overrides.${keys.join('.')} has the last word`,
    };
  });
}

interface Contradiction {
  readonly keys: readonly string[];
  readonly wanted: unknown;
  readonly settled: unknown;
}

function contradictions(value: unknown, settled: unknown, keys: readonly string[]): Contradiction[] {
  if (value === undefined || settled === undefined) return [];
  if (isMap(value) && isMap(settled)) {
    return Object.keys(value).flatMap((key) => contradictions(value[key], settled[key], [...keys, key]));
  }
  if (Array.isArray(value) && Array.isArray(settled)) {
    return (value as Map[]).flatMap((entry) => {
      const same = (settled as Map[]).find(({ name }) => name !== undefined && name === entry['name']);
      return same === undefined ? [] : contradictions(entry['value'], same['value'], [...keys, String(entry['name'])]);
    });
  }
  return value === settled ? [] : [{ keys, wanted: value, settled }];
}

/** Chart blocks that bring one part of the GPU software. */
const PARTS: Readonly<Record<string, StackPart>> = {
  driver: 'driver',
  toolkit: 'toolkit',
  devicePlugin: 'devicePlugin',
  gfd: 'featureDiscovery',
  migManager: 'migManager',
};

/** What the values of a block are derived from. */
const SOURCES: Readonly<Record<string, string>> = {
  nfd: "the cluster's components",
  operator: "the platform's RuntimeClass",
  hostPaths: "the platform's driver",
  mig: 'the sharing of the pools',
  toolkit: "the platform's container runtime",
  devicePlugin: 'the sharing of the pools',
  migManager: 'the partitioning of the pools',
};

function ownerIssue(path: string, part: StackPart, wanted: boolean, context: OperatorContext): ConfigIssue {
  if (!wanted) {
    const pools = poolsServed(context, part).join(', ');
    const reason = `nobody else would bring this part to ${pools}`;
    return { code: 'GPU_STACK_CONFLICT', path, reason, hint: 'drop the value' };
  }
  const owners = context.shapes.map(({ pool }) => `${pool.name} has it from the ${pool.owners[part]}`);
  const reason =
    part === 'migManager' && poolsServed(context, part).length > 0
      ? 'no pool has a GPU with MIG'
      : `this part would have two owners: ${owners.join(', ')}`;
  return { code: 'GPU_STACK_CONFLICT', path, reason, hint: `drop the value${REMEDIES[context.platform.kind] ?? ''}` };
}

/** How a platform leaves more to the operator. */
const REMEDIES: Readonly<Record<string, string>> = {
  eks: ", or use nodes without it: image: 'ubuntu' with provisioner: 'existing'",
  gke: ", or use gpuStack: 'operator' in gke() and node pools made for it",
  aks: ", or use driver: 'operator' in aks()",
  'on-prem': ", or say driver: 'operator' in onPrem()",
};

function isMap(value: unknown): value is Map {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
