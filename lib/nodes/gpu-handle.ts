import type { GpuModel } from '../gpu';
import type { GpuNodePool } from './gpu-node-pool';

/** A promise of GPU capacity that a workload can be given: whole GPUs, a MIG slice, or a share of a GPU. */
export interface GpuHandle<G extends GpuModel = GpuModel> {
  readonly pool: GpuNodePool<G>;
  readonly kind: 'whole' | 'slice' | 'share';
  /** The construct that made the handle. */
  readonly source: object;
  /** MIG profile of a slice. */
  readonly profile?: string;
  /** How many of them one pod gets; 1 for slices and shares. */
  readonly count: number;
}
