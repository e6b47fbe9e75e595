import type { ConfigIssue } from '../errors';
import { checkGpuModel, parseGpuModel } from './gpu-names';
import { GPU_MODELS, type GpuModel } from './gpu-models';
import { enginesOf, exceededEngine, isPlaceable, type ProfileCounts, slicesOf } from './mig-geometry';
import { MIG_CAPABLE_GPUS, migGeometryOf, migProfilesOf } from './mig-layout';
import { nearestCount, nearestLayout, nearestProfile } from './nearest-mig';

/**
 * Issues of a layout for one GPU. Accepts anything, since plain JavaScript can pass anything; each issue's hint is the
 * nearest layout, profile or count that works.
 */
export function checkMigLayout(model: GpuModel, layout: unknown, path = 'layout'): ConfigIssue[] {
  if (parseGpuModel(model) === undefined) return checkGpuModel(model, path);
  if (typeof layout !== 'object' || layout === null || Array.isArray(layout)) {
    const reason = `${shown(layout)} is not a layout of profiles and counts`;
    return [{ code: 'VALUE_INVALID', path, reason, hint: nearestHint(model, {}) }];
  }
  const wish = layout as Readonly<Record<string, unknown>>;
  if (migGeometryOf(model) === undefined) return [unsupported(model, wish, path)];
  const entries = Object.entries(wish).filter(([, count]) => count !== undefined);
  const issues = entries.flatMap(([name, count]) => checkEntry(model, name, count, `${path}['${clip(name)}']`));
  if (issues.length > 0) return issues;
  const counts = Object.fromEntries(entries) as ProfileCounts;
  if (Object.values(counts).every((count) => count === 0)) {
    const reason = `no profile has an instance, so ${model} would be in MIG mode and offer nothing`;
    return [{ code: 'MIG_LAYOUT_EMPTY', path, reason, hint: nearestHint(model, {}) }];
  }
  return isPlaceable(model, counts) ? [] : [misfit(model, counts, path)];
}

function checkEntry(model: GpuModel, name: string, count: unknown, path: string): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  if (!Object.hasOwn(migProfilesOf(model), name)) issues.push(unknownProfile(model, name, path));
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) {
    const reason = `${shown(count)} is not a whole number of instances`;
    const most = migProfilesOf(model)[nearestProfile(model, name) ?? '']?.maxInstances ?? 1;
    const hint = `use ${Math.min(most, nearestCount(count))}`;
    issues.push({ code: 'VALUE_INVALID', path, reason, hint });
  }
  return issues;
}

function unknownProfile(model: GpuModel, name: string, path: string): ConfigIssue {
  const nearest = nearestProfile(model, name);
  const names = Object.keys(migProfilesOf(model));
  const hint = nearest === undefined ? `use one of ${names.join(', ')}` : `use '${nearest}'`;
  return { code: 'MIG_PROFILE_UNKNOWN', path, reason: whyUnknown(model, name), hint };
}

function whyUnknown(model: GpuModel, name: string): string {
  const { mig } = GPU_MODELS[model];
  if (mig !== null && 'formerNames' in mig && Object.hasOwn(mig.formerNames, name)) {
    return `'${name}' is what early boards of ${model} called it`;
  }
  const owners = MIG_CAPABLE_GPUS.filter((gpu) => Object.hasOwn(migProfilesOf(gpu), name));
  if (owners.length > 0) return `'${name}' is a profile of ${listed(owners)}, not of ${model}`;
  if (/^\d+c\./.test(name)) return `'${clip(name)}' splits a slice once more, which Kubernetes cannot see`;
  return `${model} has no profile '${clip(name)}'`;
}

function unsupported(model: GpuModel, wish: Readonly<Record<string, unknown>>, path: string): ConfigIssue {
  const { mig, memoryGiB } = GPU_MODELS[model];
  const reason =
    mig !== null && 'unsettled' in mig
      ? `no MIG layout of ${model} can be relied on: ${mig.unsettled}`
      : `${model} has no MIG`;
  const fitting = MIG_CAPABLE_GPUS.filter((gpu) => isWish(wish) && isPlaceable(gpu, wish));
  const nearest = [...MIG_CAPABLE_GPUS].sort(
    (a, b) => Math.abs(GPU_MODELS[a].memoryGiB - memoryGiB) - Math.abs(GPU_MODELS[b].memoryGiB - memoryGiB),
  )[0]!;
  const instead =
    fitting.length > 0 ? `put this layout on ${listed(fitting, 'or')}` : `use a GPU with MIG such as ${nearest}`;
  return {
    code: 'MIG_UNSUPPORTED',
    path,
    reason,
    hint: `share ${model} with TimeSlicedGpu or MpsSharedGpu, or ${instead}`,
  };
}

/** A layout of known profiles and whole counts that cannot exist: says which of the GPU's limits it breaks. */
function misfit(model: GpuModel, counts: ProfileCounts, path: string): ConfigIssue {
  const { computeSlices, memorySlices } = migGeometryOf(model)!;
  const profiles = migProfilesOf(model);
  const { compute, memory, engines } = slicesOf(model, counts);
  const wish = inWords(counts);
  const need = Object.values(counts).reduce((total, count) => total + count, 0) === 1 ? 'needs' : 'need';
  const hint = nearestHint(model, counts);
  if (compute > computeSlices) {
    const reason = `${wish} ${need} ${compute} of the ${computeSlices} compute slices of ${model}`;
    return { code: 'MIG_OVERCOMMITTED', path, reason, hint };
  }
  const tooMany = Object.entries(counts).find(([name, count]) => count > profiles[name]!.maxInstances);
  if (memory > memorySlices) {
    const widest = Object.keys(counts).sort((a, b) => profiles[b]!.memorySlices - profiles[a]!.memorySlices)[0]!;
    const reason =
      `${wish} fit the ${computeSlices} compute slices of ${model}, but ${need} ${memory} of its ${memorySlices} ` +
      `memory slices (a ${widest} takes ${profiles[widest]!.memorySlices})`;
    return { code: 'MIG_UNPLACEABLE', path, reason, hint };
  }
  if (tooMany !== undefined) {
    const [name, count] = tooMany;
    const reason = `${inWords({ [name]: count })} on one ${model}, which can hold ${profiles[name]!.maxInstances}`;
    return { code: 'MIG_OVERCOMMITTED', path, reason, hint };
  }
  // What fits by slices and by maxima can only fail by engines: a test tries every such layout of every GPU.
  const engine = exceededEngine(model, counts)!;
  const reason =
    `${wish} fit the slices of ${model}, but ${need} ${engines[engine]!} of its ${enginesOf(model)![engine]!} ` +
    `${engine.toUpperCase()} engine${enginesOf(model)![engine] === 1 ? '' : 's'}`;
  return { code: 'MIG_UNPLACEABLE', path, reason, hint };
}

/** The nearest layout, said as what to drop. */
function nearestHint(model: GpuModel, wish: ProfileCounts): string {
  const nearest = nearestLayout(model, wish);
  if (nearest === undefined) return `use a GPU with MIG: ${listed(MIG_CAPABLE_GPUS, 'or')}`;
  const literal = asLiteral(nearest);
  if (Object.keys(wish).length === 0) return `use ${literal}`;
  const fewer = Object.entries(wish).map(([name, count]) => [name, count - (nearest[name] ?? 0)] as const);
  return `drop ${inWords(Object.fromEntries(fewer))}: ${literal}`;
}

function isWish(value: Readonly<Record<string, unknown>>): value is ProfileCounts {
  const counts = Object.values(value);
  return counts.length > 0 && counts.every((count) => typeof count === 'number' && count > 0);
}

const WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** `two 3g.40gb and one 2g.20gb`. */
function inWords(counts: ProfileCounts): string {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  return listed(parts.map(([name, count]) => `${WORDS[count] ?? count} ${name}`));
}

function asLiteral(counts: ProfileCounts): string {
  return `{ ${Object.entries(counts)
    .map(([name, count]) => `'${name}': ${count}`)
    .join(', ')} }`;
}

function listed(words: readonly string[], conjunction = 'and'): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)!}`;
}

/** A value as it can stand in a sentence, whatever it is. */
function shown(value: unknown): string {
  if (typeof value === 'string') return `'${clip(value)}'`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
