import type { Release } from './chart-release';

/** Releases in an order in which each finds what it builds on, the same whatever order they come in. */
export function inInstallOrder<R extends Release>(releases: readonly R[]): R[] {
  const stages = installStages(releases);
  const stage = (release: R) => stages.get(release)!;
  return [...releases].sort((a, b) => stage(a) - stage(b) || compare(a.component, b.component));
}

/** The releases that must stand before one: those of components it comes after, and earlier ones of its own. */
export function predecessors<R extends Release>(release: R, releases: readonly R[]): R[] {
  const own = releases.filter(({ component }) => component === release.component);
  const earlier = own.slice(0, own.indexOf(release));
  return [...releases.filter(({ component }) => release.after.includes(component)), ...earlier];
}

/** How many steps must be done before each release: 0 for what builds on nothing that is installed. */
export function installStages<R extends Release>(releases: readonly R[]): ReadonlyMap<R, number> {
  const stages = new Map<R, number>();
  const settle = (release: R, above: readonly R[]): number => {
    const known = stages.get(release);
    if (known !== undefined) return known;
    // A circle has no order; what closes it is taken as not waiting.
    const waits = predecessors(release, releases).filter((other) => other !== release && !above.includes(other));
    const stage = Math.max(0, ...waits.map((other) => settle(other, [...above, release]) + 1));
    stages.set(release, stage);
    return stage;
  };
  for (const release of releases) settle(release, []);
  return stages;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
