/** NVIDIA's chip generations, spelled as GPU feature discovery writes them into `nvidia.com/gpu.family`. */
export type GpuArchitecture =
  'volta' | 'turing' | 'ampere' | 'ada-lovelace' | 'hopper' | 'blackwell' | 'blackwell-ultra';

/** How one GPU can be cut by MIG; the profiles themselves are in `MIG_PROFILES`. */
export interface MigGeometry {
  /** Slices of compute the GPU is divided into. */
  readonly computeSlices: number;
  /** Slices of memory the GPU is divided into. */
  readonly memorySlices: number;
  /** Length of the axis that placements are counted on; usually the memory slices, twelfths on the RTX PRO 6000. */
  readonly placementUnits: number;
  /** Instances that can exist at once. */
  readonly maxInstances: number;
  /** `verified`: start positions were printed by hardware. `inferred`: taken over from a GPU with the same profile ids. */
  readonly placements: 'verified' | 'inferred';
  /** Whether switching MIG on or off resets the GPU (or reboots a node that may not reset it); null where nobody says. */
  readonly modeChangeNeedsReset: boolean | null;
  /** The layout that mig-parted's `all-balanced` gives. */
  readonly balanced: Readonly<Record<string, number>>;
  /** Oldest driver that can partition this GPU. */
  readonly minDriver?: string;
  /** Names that early boards used for today's profiles. */
  readonly formerNames?: Readonly<Record<string, string>>;
}

/** MIG exists on this GPU, but its published tables are too thin or contradict each other, so no layout is accepted. */
export interface MigUnsettled {
  readonly unsettled: string;
}

/** What is known of one GPU. */
export interface GpuFacts {
  /** The product, as NVIDIA writes it. */
  readonly name: string;
  readonly architecture: GpuArchitecture;
  readonly computeCapability: string;
  /** Product size, the number in the name: what people ask for, not what a model may fill. */
  readonly memoryGiB: number;
  /** Smallest memory any source reports for the whole GPU; absent where only the product size is known. */
  readonly usableMemoryMiB?: number;
  /** PCI device id to board. */
  readonly pciDevices: Readonly<Record<string, string>>;
  /** Values of `nvidia.com/gpu.product` on a node with whole, unshared GPUs. */
  readonly productLabels: readonly string[];
  /** How MIG cuts it; null where the hardware has no MIG. */
  readonly mig: MigGeometry | MigUnsettled | null;
  /** Upstream repository or page. */
  readonly source: string;
  /** Month in which the source was read. */
  readonly date: string;
  /** Fields, or `field:value`, that no source confirms. */
  readonly unverified: readonly string[];
}
