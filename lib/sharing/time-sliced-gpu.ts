import { AiConstruct } from '../declaration';
import type { GpuModel } from '../gpu';
import type { GpuHandle, GpuNodePool } from '../nodes';

/** How the GPUs of a pool are shared by taking turns. */
export interface TimeSlicedGpuProps<G extends GpuModel = GpuModel> {
  /** The nodes whose GPUs are shared. */
  readonly pool: GpuNodePool<G>;
  /**
   * Pods that may hold the same GPU at once. Each sees all of its memory, and one that takes too much makes the others
   * fail: their needs must add up to less than the GPU has.
   *
   * @default 4
   */
  readonly replicas?: number;
  /**
   * Whether shares are called `nvidia.com/gpu.shared`. Without, they are called `nvidia.com/gpu`, and a pod that means
   * a whole GPU gets a share of one.
   *
   * @default true - false on GKE, whose shares are always called `nvidia.com/gpu`
   */
  readonly rename?: boolean;
  /**
   * Whether a pod that asks for several shares is turned away. They might be of one GPU, and give no more of it.
   *
   * @default true
   */
  readonly failRequestsGreaterThanOne?: boolean;
}

/**
 * Lets several pods hold one GPU and take turns on it. It works on every GPU, and protects nothing: memory and faults
 * are shared. For bursty or small work of one team; where pods must not touch each other, use `MigPartitioning`.
 *
 * @see https://docs.nvidia.com/datacenter/cloud-native/gpu-operator/latest/gpu-sharing.html
 */
export class TimeSlicedGpu<G extends GpuModel = GpuModel> extends AiConstruct<TimeSlicedGpuProps<G>> {
  /** A share of a GPU for one pod. */
  share(): GpuHandle<G> {
    return { pool: this.props.pool, kind: 'share', source: this, count: 1 };
  }
}
