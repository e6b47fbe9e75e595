import type { Construct, IConstruct } from 'constructs';
import { AiConstruct, clusterOf } from '../declaration';
import { GpuNodePool } from '../nodes';
import { GpuOperator } from '../operator';
import { AutoscaledModelService } from '../serving';
import { MigPartitioning, MpsSharedGpu, TimeSlicedGpu } from '../sharing';

/** A construct that lets pods use less than a whole GPU. */
export type SharingConstruct = MigPartitioning | TimeSlicedGpu | MpsSharedGpu;

/** Everything declared in one cluster, each list in the order of construct paths, whatever the order of declaration. */
export interface Declaration {
  readonly root: Construct;
  readonly constructs: readonly AiConstruct<object>[];
  readonly pools: readonly GpuNodePool[];
  readonly sharings: readonly SharingConstruct[];
  readonly operators: readonly GpuOperator[];
  readonly services: readonly AutoscaledModelService[];
}

/** The constructs declared in a cluster, as they stand in the tree; those of a cluster inside it are not its own. */
export function constructsOf(root: Construct): AiConstruct<object>[] {
  return root.node
    .findAll()
    .filter((construct: IConstruct): construct is AiConstruct<object> => construct instanceof AiConstruct)
    .filter((construct) => clusterOf(construct) === root);
}

/** Reads the construct tree below a cluster. */
export function collectDeclaration(root: Construct): Declaration {
  const constructs = constructsOf(root).sort((a, b) => (a.node.path < b.node.path ? -1 : 1));
  return {
    root,
    constructs,
    pools: constructs.filter((construct): construct is GpuNodePool => construct instanceof GpuNodePool),
    sharings: constructs.filter(isSharing),
    operators: constructs.filter((construct) => construct instanceof GpuOperator),
    services: constructs.filter((construct) => construct instanceof AutoscaledModelService),
  };
}

function isSharing(construct: AiConstruct<object>): construct is SharingConstruct {
  return (
    construct instanceof MigPartitioning || construct instanceof TimeSlicedGpu || construct instanceof MpsSharedGpu
  );
}
