import { AiConstruct } from '../declaration';
import type { GpuModel, MigProfile } from '../gpu';
import type { GpuHandle, GpuNodePool } from '../nodes';

/** Profile names that every GPU of the pool has. */
export type MigProfileName<G extends GpuModel = GpuModel> = MigProfile<G> & string;

/** How one GPU is cut, by profiles that all GPUs of the pool have. */
export type SliceCounts<G extends GpuModel, P extends MigProfileName<G>> = Readonly<Partial<Record<P, number>>> &
  // Without it an object type of no keys would take any key.
  ([MigProfileName<G>] extends [never] ? Readonly<Record<string, never>> : unknown);

/** Some GPUs of each node, cut alike. */
export interface CutGpus<G extends GpuModel, P extends MigProfileName<G>> {
  /** Indices of the GPUs on their node, from 0. */
  readonly gpus: readonly number[];
  /** Instances to make on each of them. */
  readonly layout: SliceCounts<G, P>;
}

/** How the GPUs of a pool are cut into isolated slices. */
export interface MigPartitioningProps<G extends GpuModel = GpuModel, P extends MigProfileName<G> = MigProfileName<G>> {
  /** The nodes whose GPUs are cut. */
  readonly pool: GpuNodePool<G>;
  /**
   * Instances to make on every GPU of a node: `{ '3g.40gb': 1, '1g.10gb': 4 }`. What is left over stays unused. A
   * change cuts running nodes anew, which fails while a pod uses one of their GPUs: drain them first.
   *
   * @default - `devices` says it per GPU
   */
  readonly layout?: SliceCounts<G, P>;
  /**
   * Different layouts for the GPUs of one node. GPUs not listed stay whole, for pods that ask for whole GPUs.
   *
   * @default - `layout` holds for every GPU
   */
  readonly devices?: readonly CutGpus<G, P>[];
  /**
   * Under which name slices are handed out. `mixed`: each profile under its own, nothing before GPUs are cut.
   * `single`: as `nvidia.com/gpu`, for workloads that know no other name; needs one profile on all GPUs of a node, and
   * until they are cut a young node hands out whole GPUs.
   *
   * @default 'mixed' - `single` where the place itself cuts GPUs and knows no other (GKE, Bottlerocket)
   * @see https://docs.nvidia.com/datacenter/cloud-native/kubernetes/latest/index.html
   */
  readonly strategy?: 'mixed' | 'single';
}

/**
 * Cuts the GPUs of a pool into slices by NVIDIA's Multi-Instance GPU (MIG). Each slice has memory and compute of its
 * own; pods on one GPU can neither slow nor crash each other. The nodes are born with the label that says how, so new
 * nodes are cut before they take pods.
 */
export class MigPartitioning<
  G extends GpuModel = GpuModel,
  P extends MigProfileName<G> = MigProfileName<G>,
> extends AiConstruct<MigPartitioningProps<G, P>> {
  /** One slice for one pod. Slices cannot be joined: a model must fit into one. */
  slice(profile: P): GpuHandle<G> {
    return { pool: this.props.pool, kind: 'slice', source: this, profile, count: 1 };
  }
}
