import {
  checkGpuOperator,
  type GpuOperator,
  type OperatorContext,
  type RenderedOperator,
  renderGpuOperator,
} from '../operator';
import type { ResolvedCluster } from './resolve';

/** The cluster's GPU Operator with what it must know of all pools. */
export interface SettledOperator {
  readonly construct: GpuOperator;
  readonly context: OperatorContext;
  /** What it installs. Without a release where every pool has its GPU software from somewhere else. */
  readonly rendered: RenderedOperator;
}

/** Checks the operator against all pools. Undefined where none is declared, or where it has issues. */
export function settleOperator({
  declaration,
  found,
  settings,
  shapes,
  sharings,
}: ResolvedCluster): SettledOperator | undefined {
  const [construct] = declaration.operators;
  if (construct === undefined) return undefined;
  const nfd = settings.components?.nfd;
  const context: OperatorContext = {
    platform: settings.platform,
    shapes: [...shapes.values()],
    sharings: [...sharings.values()],
    nfd: nfd === undefined ? 'bundled' : 'separate',
  };
  if (found.add(construct, checkGpuOperator(construct.props, context))) return undefined;
  return { construct, context, rendered: renderGpuOperator(construct.props, context) };
}
