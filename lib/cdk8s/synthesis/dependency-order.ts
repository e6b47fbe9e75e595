import { ApiObject, type Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type ConstructIndex, inVertexOrder } from './construct-index';
import { type DeclaredDependencies, readDependencies, TargetLookup } from './declared-dependencies';
import { dependencyCycle } from './dependency-cycle';
import { DependencyEdges } from './dependency-edges';

/** Charts and objects in the order in which cdk8s writes them: whatever is depended on comes first. */
export interface SynthesisOrder {
  /** Positions of the charts. */
  readonly charts: readonly number[];
  /** Whether file names carry the order of their charts. */
  readonly chartsDepend: boolean;
  /** Positions of the charts as cdk8s sees them when everything is written. */
  chartsAtEnd(): readonly number[];
  /** The objects of one chart, those of nested charts left out. */
  objectsOf(chart: number): ApiObject[];
}

/** When cdk8s looks at dependencies. It makes a difference only for constructs that a validation made. */
export interface Looks {
  /** Whether the objects that charts are put in order by are those of before validation. */
  readonly beforeValidation: boolean;
  /** Whether it looks again, at all constructs, before it puts the objects of a chart in order. */
  readonly againPerChart: boolean;
}

/**
 * @param isDeclared whether a construct was there before validation, so that charts are put in order by it.
 */
export function orderApp(
  index: ConstructIndex,
  isDeclared: (construct: IConstruct) => boolean,
  looks: Looks,
): SynthesisOrder {
  const lookup = new TargetLookup(index);
  const earlyLookup = looks.beforeValidation ? new TargetLookup(index, isDeclared) : lookup;
  const early = readDependencies(index, earlyLookup, isDeclared);
  const edges = new DependencyEdges(index);
  edges.add(early, earlyLookup, isDeclared);
  const charts = orderCharts(index, edges);
  const again = looks.againPerChart && !index.constructs.every(isDeclared);
  const complete = again ? readDependencies(index, lookup, everyone, early) : early;
  if (complete !== early) edges.add(complete, lookup, everyone);
  const objects = new ObjectOrder(index, complete, edges);
  return {
    charts,
    chartsDepend: early.ofCharts.size > 0,
    chartsAtEnd: () => (complete === early ? charts : orderCharts(index, edges)),
    objectsOf: (chart) => objects.of(chart),
  };
}

/** The charts of an app as its explicit dependencies stand now, without deriving any. */
export function orderDeclaredCharts(index: ConstructIndex): Chart[] {
  const lookup = new TargetLookup(index);
  const edges = new DependencyEdges(index);
  edges.add(readDependencies(index, lookup, nobody), lookup, nobody);
  return orderCharts(index, edges).map((position) => index.constructs[position] as Chart);
}

const everyone = () => true;
const nobody = () => false;

function orderCharts(index: ConstructIndex, edges: DependencyEdges): readonly number[] {
  if (edges.targets.size === 0) return inVertexOrder(index, [...index.members.keys()]);
  const isChart = (position: number) => index.chartAt[position] === position;
  return depthFirst(index, edges, {
    candidates: inVertexOrder(index, [...index.constructs.keys()]),
    isNeeded: (position) => edges.needed.has(position),
    holds: () => true,
    state: new Uint8Array(edges.vertexCount),
  }).filter(isChart);
}

class ObjectOrder {
  /** Shared by all charts, since no vertex is walked for more than one. */
  private state: Uint8Array | undefined;
  private readonly orders = new Map<number, readonly number[]>();

  constructor(
    private readonly index: ConstructIndex,
    private readonly declared: DeclaredDependencies,
    private readonly edges: DependencyEdges,
  ) {}

  of(chart: number): ApiObject[] {
    const { chartAt, constructs } = this.index;
    const objects: ApiObject[] = [];
    for (const position of this.positions(chart)) {
      const construct = constructs[position];
      if (chartAt[position] === chart && ApiObject.isApiObject(construct)) objects.push(construct);
    }
    return objects;
  }

  private positions(chart: number): readonly number[] {
    const { index, edges } = this;
    const members = index.members.get(chart) ?? [];
    const nested = this.declared.chartsNeededFromInside.has(chart);
    if (!nested && !edges.orderedCharts.has(chart)) return members;
    const known = this.orders.get(chart);
    if (known !== undefined) return known;
    const order = nested ? this.orderWithNestedCharts(chart) : this.orderOf(chart, members);
    this.orders.set(chart, order);
    return order;
  }

  private orderOf(chart: number, members: readonly number[]): number[] {
    const { index, edges } = this;
    this.state ??= new Uint8Array(edges.vertexCount);
    return depthFirst(index, edges, {
      candidates: members,
      isNeeded: (position) => edges.neededInChart.has(position),
      holds: (vertex) => (index.chartAt[vertex] ?? edges.groupCharts.get(vertex) ?? chart) === chart,
      state: this.state,
    });
  }

  /** The rare case: what a nested chart depends on is pulled forward among the objects of the outer one. */
  private orderWithNestedCharts(chart: number): number[] {
    const { index, edges } = this;
    const end = index.subtreeEnds[chart]!;
    const candidates = Array.from({ length: end - chart }, (_, offset) => chart + offset);
    const isInside = (position: number) => position >= chart && position < end;
    const needed = neededFrom(candidates, edges, index.constructs.length);
    return depthFirst(index, edges, {
      candidates,
      isNeeded: (position) => needed.has(position),
      holds: (vertex) => vertex >= index.constructs.length || isInside(vertex),
      state: new Uint8Array(edges.vertexCount),
    });
  }
}

/** Everything that some of `sources` come after. */
function neededFrom(sources: readonly number[], edges: DependencyEdges, constructs: number): Set<number> {
  const needed = new Set<number>();
  const pending = sources.flatMap((source) => edges.targets.get(source) ?? []);
  for (let vertex = pending.pop(); vertex !== undefined; vertex = pending.pop()) {
    if (needed.has(vertex)) continue;
    needed.add(vertex);
    if (vertex >= constructs) for (const target of edges.targets.get(vertex) ?? []) pending.push(target);
  }
  return needed;
}

interface Walk {
  /** Constructs to put in order, in the order in which they are looked at. */
  readonly candidates: readonly number[];
  /** Whether a candidate waits until something that comes after it is looked at. */
  readonly isNeeded: (position: number) => boolean;
  /** Whether a vertex takes part at all. */
  readonly holds: (vertex: number) => boolean;
  /** One zero per vertex. */
  readonly state: Uint8Array;
}

const OPEN = 1;
const DONE = 2;

/** Positions with whatever they depend on before them. A loop with its own stack: chains may be long. */
function depthFirst(index: ConstructIndex, edges: DependencyEdges, walk: Walk): number[] {
  const { candidates, isNeeded, holds, state } = walk;
  const constructs = index.constructs.length;
  const order: number[] = [];
  const open: number[] = [];
  const nextTarget: number[] = [];
  const none: readonly number[] = [];

  const visit = (root: number) => {
    enter(root);
    while (open.length > 0) {
      const vertex = open[open.length - 1]!;
      const targets = edges.targets.get(vertex) ?? none;
      const next = nextTarget[nextTarget.length - 1]!++;
      if (next < targets.length) {
        const target = targets[next]!;
        if (state[target] === DONE || !holds(target)) continue;
        if (state[target] === OPEN) {
          throw dependencyCycle(
            index,
            open.slice(open.indexOf(target)).filter((v) => v < constructs),
          );
        }
        enter(target);
      } else {
        open.pop();
        nextTarget.pop();
        state[vertex] = DONE;
        if (vertex < constructs) order.push(vertex);
      }
    }
  };
  const enter = (vertex: number) => {
    state[vertex] = OPEN;
    open.push(vertex);
    nextTarget.push(0);
  };

  for (const candidate of candidates) if (state[candidate] === 0 && !isNeeded(candidate)) visit(candidate);
  // Only a circle is reached by nothing; walking it says which.
  if (order.length < candidates.length)
    for (const candidate of candidates) if (state[candidate] === 0) visit(candidate);
  return order;
}
