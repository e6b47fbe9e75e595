import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type ConstructIndex, NO_CHART, objectsBelow } from './construct-index';

/** A construct that another one depends on. */
export interface DependencyTarget {
  readonly construct: IConstruct;
  /** Its position; undefined if nothing in the tree has its path. */
  readonly vertex: number | undefined;
}

/** Everything that was declared with `addDependency`, and what follows from it for charts. */
export interface DeclaredDependencies {
  /** By position of the dependent construct, ascending. */
  readonly targets: ReadonlyMap<number, readonly DependencyTarget[]>;
  /** Charts that a chart nested in them depends on: the one case where nested charts order an outer one's objects. */
  readonly chartsNeededFromInside: ReadonlySet<number>;
  /** The charts that a chart comes after because of what is in it, by position. */
  readonly ofCharts: ReadonlyMap<number, ReadonlySet<IConstruct>>;
}

/**
 * Reads the dependencies of a tree the way cdk8s does: a chart comes after the charts nested directly in it, and
 * after the chart of whatever its constructs depend on.
 *
 * @param isSource whose dependencies reach up to the charts. cdk8s looks at constructs that a validation made only
 * after it has put the charts in order.
 * @param before what was already found for some of the constructs.
 */
export function readDependencies(
  index: ConstructIndex,
  targets: TargetLookup,
  isSource: (construct: IConstruct) => boolean,
  before?: DeclaredDependencies,
): DeclaredDependencies {
  const declared = new Map<number, DependencyTarget[]>();
  const ofCharts = new Map([...(before?.ofCharts ?? [])].map(([chart, after]) => [chart, new Set(after)]));
  const chartsNeededFromInside = new Set<number>();
  const addChart = (source: number, target: IConstruct) => {
    const known = ofCharts.get(source);
    if (known === undefined) ofCharts.set(source, new Set([target]));
    else known.add(target);
  };

  for (const position of index.members.keys()) {
    const child = index.constructs[position]!;
    const { scope } = child.node;
    if (scope === undefined || !Chart.isChart(scope) || !isSource(scope) || !targets.includes(child)) continue;
    addChart(targets.of(scope).vertex!, child);
  }
  index.constructs.forEach((construct, position) => {
    const { dependencies } = construct.node;
    if (dependencies.length === 0) return;
    const found = dependencies.map((target) => targets.of(target));
    declared.set(position, found);
    for (const { vertex } of found) {
      const outer = vertex === undefined ? undefined : index.chartAt[vertex]!;
      if (outer !== undefined && isNestedIn(index, index.chartAt[position]!, outer)) chartsNeededFromInside.add(outer);
    }
    if (!isSource(construct)) return;
    const chart = Chart.of(construct);
    for (const target of dependencies) {
      const targetChart = Chart.of(target);
      if (targetChart !== chart) addChart(index.chartAt[position]!, targetChart);
    }
  });

  for (const [position, charts] of ofCharts) {
    const added = [...charts].map((chart) => targets.of(chart));
    declared.set(position, [...(declared.get(position) ?? []), ...added]);
  }
  return {
    targets: new Map([...declared].sort(([a], [b]) => a - b)),
    chartsNeededFromInside,
    ofCharts,
  };
}

function isNestedIn(index: ConstructIndex, chart: number, outer: number): boolean {
  return outer !== NO_CHART && outer < chart && chart < index.subtreeEnds[outer]!;
}

/** Finds the constructs that others depend on, and the objects below them. */
export class TargetLookup {
  private positions: Map<IConstruct, number> | undefined;
  private readonly objects = new Map<IConstruct, readonly number[]>();
  private paths: Map<string, number> | undefined;

  /** @param includes which of the objects and charts below a construct count; all of them if not given. */
  constructor(
    private readonly index: ConstructIndex,
    readonly includes: (construct: IConstruct) => boolean = () => true,
  ) {}

  of(construct: IConstruct): DependencyTarget {
    return { construct, vertex: this.positionOf(construct) ?? this.positionOfPath(construct) };
  }

  /** The objects below a construct that share its chart. */
  objectsBelow(construct: IConstruct): readonly number[] {
    const known = this.objects.get(construct);
    if (known !== undefined) return known;
    const position = this.positionOf(construct);
    const all = position === undefined ? this.objectsBelowStranger(construct) : objectsBelow(this.index, position);
    const objects = all.filter((object) => this.includes(this.index.constructs[object]!));
    this.objects.set(construct, objects);
    return objects;
  }

  private positionOf(construct: IConstruct): number | undefined {
    this.positions ??= new Map(this.index.constructs.map((known, position) => [known, position]));
    return this.positions.get(construct);
  }

  /** A construct that was taken out of the tree stands for the one that took its place: cdk8s goes by path. */
  private positionOfPath(construct: IConstruct): number | undefined {
    this.paths ??= new Map(this.index.constructs.map(({ node }, position) => [node.path, position]));
    return this.paths.get(construct.node.path);
  }

  private objectsBelowStranger(construct: IConstruct): number[] {
    const chart = Chart.of(construct);
    return construct.node
      .findAll()
      .filter((below) => ApiObject.isApiObject(below) && Chart.of(below) === chart)
      .map((below) => this.positionOfPath(below))
      .filter((position) => position !== undefined)
      .sort((a, b) => a - b);
  }
}
