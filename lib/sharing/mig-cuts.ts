import { type ConfigIssue, shown } from '../errors';
import { checkMigLayout, migGeometryOf } from '../gpu';
import type { ResolvedPool } from '../nodes';
import type { MigCut } from './division';

/** The cuts that `layout` or `devices` ask for, covering every GPU of a node; none when there are issues. */
export function readMigCuts(
  { layout, devices }: { readonly layout?: unknown; readonly devices?: unknown },
  pool: ResolvedPool,
): { readonly cuts: readonly MigCut[]; readonly issues: ConfigIssue[] } {
  if (layout !== undefined && devices !== undefined) {
    const reason = 'layout already says how every GPU is cut';
    return { cuts: [], issues: [{ code: 'VALUES_CONFLICT', path: 'devices', reason, hint: 'drop one of the two' }] };
  }
  if (layout === undefined && devices === undefined) {
    const hint = `write layout: ${exampleLayout(pool)}`;
    return { cuts: [], issues: [{ code: 'VALUE_REQUIRED', path: 'layout', reason: NO_CUT, hint }] };
  }
  const all = range(pool.gpusPerNode);
  if (devices === undefined) {
    const issues = checkLayout(layout, 'layout', pool);
    return issues.length > 0
      ? { cuts: [], issues }
      : { cuts: [{ gpus: all, layout: tidyLayout(layout as Counts) }], issues };
  }
  const issues = checkDevices(devices, pool);
  if (issues.length > 0) return { cuts: [], issues };
  const cuts = alike(devices as { gpus: number[]; layout: Counts }[]);
  const listed = new Set(cuts.flatMap(({ gpus }) => gpus));
  const rest = all.filter((gpu) => !listed.has(gpu));
  return { cuts: rest.length === 0 ? cuts : [...cuts, { gpus: rest, layout: {} }], issues };
}

const NO_CUT = 'neither layout nor devices says how GPUs are cut';

type Counts = Readonly<Record<string, number | undefined>>;

/** Issues of one layout on each GPU that may stand in the pool. */
function checkLayout(layout: unknown, path: string, pool: ResolvedPool): ConfigIssue[] {
  const byText = new Map<string, ConfigIssue>();
  for (const model of pool.gpus) {
    for (const issue of checkMigLayout(model, layout, path)) byText.set(JSON.stringify(issue), issue);
  }
  return [...byText.values()];
}

function checkDevices(devices: unknown, pool: ResolvedPool): ConfigIssue[] {
  const example = `[{ gpus: [0], layout: ${exampleLayout(pool)} }]`;
  if (!Array.isArray(devices)) {
    return [{ code: 'VALUE_INVALID', path: 'devices', reason: 'is not a list', hint: `write ${example}` }];
  }
  if (devices.length === 0) {
    const reason = 'lists no GPU, so none would be cut';
    return [{ code: 'VALUE_REQUIRED', path: 'devices', reason, hint: `write ${example}, or use layout` }];
  }
  const takenBy = new Map<number, string>();
  return devices.flatMap((entry: unknown, i) => {
    const path = `devices[${i}]`;
    if (typeof entry !== 'object' || entry === null) {
      return [{ code: 'VALUE_INVALID' as const, path, reason: 'is not an entry', hint: `write ${example}` }];
    }
    const { gpus, layout } = entry as { gpus?: unknown; layout?: unknown };
    return [...checkIndices(gpus, `${path}.gpus`, pool, takenBy), ...checkLayout(layout, `${path}.layout`, pool)];
  });
}

function checkIndices(
  gpus: unknown,
  path: string,
  { gpusPerNode }: ResolvedPool,
  takenBy: Map<number, string>,
): ConfigIssue[] {
  const invalid = (at: string, reason: string, hint: string): ConfigIssue => ({
    code: 'MIG_DEVICES_INVALID',
    path: at,
    reason,
    hint,
  });
  if (!Array.isArray(gpus) || gpus.length === 0) {
    return [invalid(path, 'names no GPU', `write indices such as [${range(gpusPerNode).join(', ')}]`)];
  }
  return gpus.flatMap((gpu: unknown, i) => {
    const at = `${path}[${i}]`;
    if (typeof gpu !== 'number' || !Number.isInteger(gpu) || gpu < 0 || gpu >= gpusPerNode) {
      const count = gpusPerNode === 1 ? 'the one GPU of a node is 0' : `the GPUs of a node are 0 to ${gpusPerNode - 1}`;
      const free = range(gpusPerNode).find((index) => !gpus.includes(index) && !takenBy.has(index));
      return [invalid(at, `${shown(gpu)} is not a GPU: ${count}`, free === undefined ? 'drop it' : `use ${free}`)];
    }
    const other = takenBy.get(gpu);
    takenBy.set(gpu, path);
    if (other === undefined) return [];
    return [invalid(at, `GPU ${gpu} is listed already, in ${other}`, 'list each GPU once')];
  });
}

/** Entries with one layout are one entry, and none depends on the order in which they were written. */
function alike(entries: readonly { readonly gpus: readonly number[]; readonly layout: Counts }[]): readonly MigCut[] {
  const byLayout = new Map<string, MigCut>();
  for (const entry of entries) {
    const layout = tidyLayout(entry.layout);
    const key = JSON.stringify(layout);
    const gpus = [...(byLayout.get(key)?.gpus ?? []), ...entry.gpus].sort((a, b) => a - b);
    byLayout.set(key, { gpus, layout });
  }
  return [...byLayout.values()].sort((a, b) => a.gpus[0]! - b.gpus[0]!);
}

/** A layout without what it does not ask for, in an order that does not depend on how it was written. */
function tidyLayout(layout: Counts): Readonly<Record<string, number>> {
  const asked = Object.entries(layout).filter((entry): entry is [string, number] => (entry[1] ?? 0) > 0);
  return Object.fromEntries(asked.sort(([a], [b]) => (a < b ? 1 : -1)));
}

/** A layout that the pool's GPU takes: NVIDIA's own balanced one. */
function exampleLayout({ gpus }: ResolvedPool): string {
  const balanced = gpus.map((model) => migGeometryOf(model)?.balanced).find((layout) => layout !== undefined);
  const entries = Object.entries(balanced ?? { '1g.10gb': 7 }).map(([profile, count]) => `'${profile}': ${count}`);
  return `{ ${entries.join(', ')} }`;
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i);
}
