import type { NodeShape, ResolvedPool } from '../nodes';
import type { GpuStackOwners, Platform } from '../platforms';
import type { PoolSharing } from '../sharing';

/** What the operator must know of the cluster around it. */
export interface OperatorContext {
  readonly platform: Platform;
  /** Nodes of all pools. */
  readonly shapes: readonly NodeShape[];
  readonly sharings: readonly PoolSharing[];
  /** Whether the chart brings Node Feature Discovery, or the cluster has it apart. */
  readonly nfd: 'bundled' | 'separate';
}

/** Parts of the GPU software, as the owners name them. */
export type StackPart = keyof GpuStackOwners;

/** Whether the operator has anything to do on the pool's nodes. */
export function usesOperator({ owners }: ResolvedPool): boolean {
  return Object.values(owners).includes('operator');
}

/** Nodes on which the operator has something to do. */
export function operatorShapes({ shapes }: OperatorContext): NodeShape[] {
  return shapes.filter(({ pool }) => usesOperator(pool));
}

/** Sharing that the operator's device plugin or MIG manager does. */
export function operatorSharings({ sharings }: OperatorContext): PoolSharing[] {
  return sharings.filter(({ doneBy }) => doneBy === 'operator');
}

/** Names of the pools whose part the operator brings. */
export function poolsServed(context: OperatorContext, part: StackPart): string[] {
  return context.shapes.filter(({ pool }) => pool.owners[part] === 'operator').map(({ pool }) => pool.name);
}
