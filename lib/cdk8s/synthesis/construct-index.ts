import { ApiObject, Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isArrayIndex } from './plain-values';

/** Marks a construct that stands above every chart. */
export const NO_CHART = -1;

/**
 * Every construct of an app in one pre-order pass, with the chart each belongs to.
 *
 * Constructs are named by their position in that order from here on. A subtree is therefore a range of positions,
 * and the questions stock cdk8s answers by walking (`Chart.of`, `node.findAll`) are array reads.
 */
export interface ConstructIndex {
  readonly constructs: readonly IConstruct[];
  /** Position just behind the last descendant of each construct. */
  readonly subtreeEnds: readonly number[];
  /** Position of the closest chart of each construct, itself included; `NO_CHART` above all charts. */
  readonly chartAt: readonly number[];
  /** The constructs of each chart that belong to no nested one, the chart first, by position of the chart. */
  readonly members: ReadonlyMap<number, readonly number[]>;
}

export function indexConstructs(root: IConstruct): ConstructIndex {
  const constructs: IConstruct[] = [];
  const subtreeEnds: number[] = [];
  const chartAt: number[] = [];
  const members = new Map<number, number[]>();
  const pending: { children: IConstruct[]; next: number; position: number }[] = [];

  const enter = (construct: IConstruct, chartAbove: number) => {
    const position = constructs.push(construct) - 1;
    const chart = Chart.isChart(construct) ? position : chartAbove;
    chartAt.push(chart);
    subtreeEnds.push(position + 1);
    if (chart === position) members.set(chart, [position]);
    else if (chart !== NO_CHART) members.get(chart)!.push(position);
    const { children } = construct.node;
    if (children.length > 0) pending.push({ children, next: 0, position });
  };

  enter(root, NO_CHART);
  while (pending.length > 0) {
    const frame = pending[pending.length - 1]!;
    if (frame.next < frame.children.length) {
      enter(frame.children[frame.next++]!, chartAt[frame.position]!);
    } else {
      pending.pop();
      subtreeEnds[frame.position] = constructs.length;
    }
  }
  return { constructs, subtreeEnds, chartAt, members };
}

/** Positions of the ApiObjects in a subtree that belong to the same chart as its root. */
export function objectsBelow(index: ConstructIndex, root: number): number[] {
  const objects: number[] = [];
  const chart = index.chartAt[root]!;
  for (let position = root; position < index.subtreeEnds[root]!; position++) {
    if (index.chartAt[position] === chart && ApiObject.isApiObject(index.constructs[position])) objects.push(position);
  }
  return objects;
}

/**
 * Positions in the order in which cdk8s starts looking at them: as declared, except that top-level ids written as
 * whole numbers come first, ascending, because it keeps its vertices as keys of a plain object.
 */
export function inVertexOrder(index: ConstructIndex, positions: readonly number[]): readonly number[] {
  const root = index.constructs[0];
  const isNumbered = (position: number) => {
    const { scope, id } = index.constructs[position]!.node;
    return scope !== undefined && scope === root && isArrayIndex(id);
  };
  // The children of a construct are already in that order among themselves.
  const numbered = positions.filter(isNumbered);
  return numbered.length === 0 ? positions : [...numbered, ...positions.filter((position) => !isNumbered(position))];
}
