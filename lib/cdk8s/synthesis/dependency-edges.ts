import type { IConstruct } from 'constructs';
import type { ConstructIndex } from './construct-index';
import type { DeclaredDependencies, TargetLookup } from './declared-dependencies';
import { dependencyCycle } from './dependency-cycle';

/**
 * Who comes after whom, in space linear in what was declared.
 *
 * A dependency of one construct on another holds between all their objects. Instead of an edge for every pair, a
 * group vertex per target leads to the objects below it, and a bundle vertex per source leads to its groups. A
 * depth-first walk meets the constructs in the same order as it would over the pairs.
 */
export class DependencyEdges {
  /** What a vertex comes after, in the order in which it was declared. */
  readonly targets = new Map<number, number[]>();
  /** The chart that all members of a group belong to, by group vertex. */
  readonly groupCharts = new Map<number, number>();
  /** Constructs that something comes after. */
  readonly needed = new Set<number>();
  /** Constructs that something of the same chart comes after. */
  readonly neededInChart = new Set<number>();
  /** Charts whose own constructs depend on each other; all others keep the order in which they were declared. */
  readonly orderedCharts = new Set<number>();
  /** How many vertices there are: constructs by position, then groups and bundles. */
  vertexCount: number;
  /** By their members, which a lookup hands out as one list. */
  private readonly groups = new Map<readonly number[], number>();
  /** Groups whose members are already known to be needed from the same chart, or from another one. */
  private readonly neededGroups = { inside: new Set<number>(), outside: new Set<number>() };

  constructor(private readonly index: ConstructIndex) {
    this.vertexCount = index.constructs.length;
  }

  /** @param isSource whose dependencies also hold between objects. */
  add(
    { targets: declared }: DeclaredDependencies,
    lookup: TargetLookup,
    isSource: (construct: IConstruct) => boolean,
  ): void {
    for (const [source, targets] of declared) {
      for (const { vertex } of targets) if (vertex !== undefined) this.addEdge(source, vertex);
    }
    // After all of the above: what an object names itself comes before what the constructs around it name.
    for (const [position, targets] of declared) {
      const source = this.index.constructs[position]!;
      if (!isSource(source)) continue;
      const members = targets.map(({ construct }) => lookup.objectsBelow(construct));
      this.addObjectEdges(lookup.objectsBelow(source), members);
    }
  }

  private addEdge(source: number, target: number): void {
    // Depending on itself says nothing; cdk8s loses such an object.
    if (source === target) return;
    this.link(source, target);
    this.markNeeded(source, target);
  }

  /** Makes every object of `sources` come after every object of each of `targets`. */
  private addObjectEdges(sources: readonly number[], targets: readonly (readonly number[])[]): void {
    if (sources.length === 0) return;
    const first = sources[0]!;
    let bundle: number | undefined;
    for (const members of targets) {
      if (members.length === 0) continue;
      const shared = commonPositions(sources, members);
      if (shared.length > 1) throw dependencyCycle(this.index, shared);
      if (shared.length === 1) {
        this.addPairs(sources, members);
        bundle = undefined;
        continue;
      }
      const group = members.length === 1 ? members[0]! : this.groupOf(members);
      if (bundle === undefined) {
        bundle = sources.length === 1 ? first : this.vertexCount++;
        if (sources.length > 1) for (const object of sources) this.link(object, bundle);
      }
      this.link(bundle, group);
      this.markGroupNeeded(first, group, members);
    }
  }

  private groupOf(members: readonly number[]): number {
    const known = this.groups.get(members);
    if (known !== undefined) return known;
    const group = this.vertexCount++;
    this.groups.set(members, group);
    this.groupCharts.set(group, this.index.chartAt[members[0]!]!);
    this.targets.set(group, [...members]);
    return group;
  }

  /** For a construct and one that contains it, which share an object: the one case that groups cannot express. */
  private addPairs(sources: readonly number[], members: readonly number[]): void {
    for (const member of members) for (const source of sources) this.addEdge(source, member);
  }

  private link(source: number, target: number): void {
    const known = this.targets.get(source);
    if (known === undefined) this.targets.set(source, [target]);
    else known.push(target);
  }

  private markGroupNeeded(source: number, group: number, members: readonly number[]): void {
    const inside = this.index.chartAt[source] === this.index.chartAt[members[0]!];
    const marked = inside ? this.neededGroups.inside : this.neededGroups.outside;
    if (marked.has(group)) return;
    marked.add(group);
    for (const member of members) this.markNeeded(source, member);
  }

  private markNeeded(source: number, target: number): void {
    this.needed.add(target);
    const chart = this.index.chartAt[target]!;
    if (this.index.chartAt[source] !== chart) return;
    this.neededInChart.add(target);
    this.orderedCharts.add(chart);
  }
}

/** The first two positions that two ascending lists share. */
function commonPositions(a: readonly number[], b: readonly number[]): number[] {
  const common: number[] = [];
  if (a[a.length - 1]! < b[0]! || b[b.length - 1]! < a[0]!) return common;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  for (const position of short) {
    if (includesSorted(long, position)) common.push(position);
    if (common.length === 2) break;
  }
  return common;
}

function includesSorted(ascending: readonly number[], wanted: number): boolean {
  let low = 0;
  let high = ascending.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ascending[middle]!;
    if (found === wanted) return true;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return false;
}
