import { AiConstruct } from '../declaration';
import type { GpuModel } from '../gpu';
import type { GpuHandle, GpuNodePool } from '../nodes';

/** How the GPUs of a pool are shared by computing side by side. */
export interface MpsSharedGpuProps<G extends GpuModel = GpuModel> {
  /** The nodes whose GPUs are shared. */
  readonly pool: GpuNodePool<G>;
  /**
   * Pods that may hold the same GPU at once, at most 48 (16 on V100). Each gets an equal part of the memory and of the
   * compute, whether the others use theirs or not.
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
}

/**
 * Lets several pods compute on one GPU at the same time through NVIDIA's Multi-Process Service (MPS). Each is held to
 * its part of the memory, but a fault of one can stop them all. NVIDIA's device plugin calls it experimental.
 *
 * @see https://github.com/NVIDIA/k8s-device-plugin#with-cuda-mps
 */
export class MpsSharedGpu<G extends GpuModel = GpuModel> extends AiConstruct<MpsSharedGpuProps<G>> {
  /** A share of a GPU for one pod. */
  share(): GpuHandle<G> {
    return { pool: this.props.pool, kind: 'share', source: this, count: 1 };
  }
}
