import { migProfilesOf, type GpuModel, type MigProfileFacts, type ProfileCounts } from '../../lib/gpu';

/**
 * The independent judge of layouts: walks every set of instances that can stand on the axis without overlap, start by
 * start from the left, and notes which multisets of profiles it has seen.
 */
export function everyLayoutOf(model: GpuModel): ReadonlySet<string> {
  const profiles = Object.entries(migProfilesOf(model));
  const length = Math.max(...profiles.map(([, { starts, size }]) => Math.max(...starts) + size));
  const whole = profiles.find(([, { size }]) => size === length)![1];
  const seen = new Set<string>();
  const walk = (unit: number, chosen: readonly [string, MigProfileFacts][]): void => {
    if (unit >= length) {
      if (withinMaxima(chosen) && withinEngines(chosen, whole)) seen.add(keyOf(counted(chosen)));
      return;
    }
    walk(unit + 1, chosen);
    for (const profile of profiles) {
      if (profile[1].starts.includes(unit)) walk(unit + profile[1].size, [...chosen, profile]);
    }
  };
  walk(0, []);
  return seen;
}

/** One text for equal layouts, however they were written. */
export function keyOf(layout: ProfileCounts): string {
  return Object.keys(layout)
    .filter((name) => layout[name]! > 0)
    .sort()
    .map((name) => `${layout[name]!}x${name}`)
    .join(' ');
}

function counted(chosen: readonly [string, MigProfileFacts][]): ProfileCounts {
  const counts: Record<string, number> = {};
  for (const [name] of chosen) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function withinMaxima(chosen: readonly [string, MigProfileFacts][]): boolean {
  const counts = counted(chosen);
  return chosen.every(([name, { maxInstances }]) => counts[name]! <= maxInstances);
}

function withinEngines(chosen: readonly [string, MigProfileFacts][], whole: MigProfileFacts): boolean {
  if (whole.engines === undefined) return true;
  const total = { nvenc: 0, ...whole.engines };
  return (Object.keys(total) as (keyof typeof total)[]).every(
    (engine) => chosen.reduce((used, [, { engines }]) => used + (engines?.[engine] ?? 0), 0) <= total[engine],
  );
}
