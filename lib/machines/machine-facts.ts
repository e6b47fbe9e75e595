import type { GpuModel } from '../gpu';

/** A cloud whose machines are in the catalogue. */
export type Cloud = 'aws' | 'gcp' | 'azure';

/** What is known of one machine type. */
export interface MachineFacts {
  readonly cloud: Cloud;
  readonly vendor: 'nvidia' | 'amd';
  /** The GPU in it; null for GPUs this library cannot drive. */
  readonly gpu: GpuModel | null;
  /** Name of a GPU that is not NVIDIA's. */
  readonly amdGpu?: string;
  /** Value of the cloud's own node label for the GPU; null where it sets none and the machine type must be selected. */
  readonly gpuLabel: string | null;
  /** Memory per GPU as the cloud's API prints it, which autoscaler labels repeat; null where it prints none. */
  readonly gpuMemoryMiBReported: number | null;
  /** Memory of the part, on machines that have only a fraction of a GPU. */
  readonly gpuMemoryGiB?: number;
  readonly gpusPerNode: number;
  /** Share of one physical GPU that the machine gets as a vGPU; null for whole GPUs. */
  readonly gpuFraction: number | null;
  readonly vcpu: number;
  readonly memoryGiB: number;
  /** Ethernet bandwidth of the node; null where unknown. */
  readonly networkGbps: number | null;
  /** Elastic Fabric Adapters that can be attached (AWS). */
  readonly efa: number;
  /** Network between GPUs of different nodes, beside EFA; null without one. */
  readonly rdma: string | null;
  /** NVMe disks in the machine; null where unknown. */
  readonly localNvmeGB: number | null;
  /** Azure's temporary disk. */
  readonly tempDiskGiB?: number;
  readonly arch: 'amd64' | 'arm64';
  /** An estimate, to be shown with its date and region; null where no table has it. */
  readonly onDemandUsdPerHour: number | null;
  readonly spotUsdPerHour: number | null;
  readonly priceRegion: string | null;
  readonly priceDate: string | null;
  readonly status: 'current' | 'previous' | 'preview' | 'retired';
  /** Oldest driver branch that knows the GPU, where stock node images may be older. */
  readonly minDriverBranch?: number;
  /** Whether the GPU is a vGPU that needs NVIDIA's GRID driver instead of the ordinary one. */
  readonly gridDriver?: boolean;
  /** What a buyer of this machine should know. */
  readonly caveat?: string;
  /** Fields that no second source confirms. */
  readonly unverified: readonly string[];
  /** Upstream page or file; prices are from the table named above the catalogue. */
  readonly source: string;
}
