import type { GpuOffer, ImageSharing, PlatformSharing, ResolvedPool } from '../nodes';
import type { Owner } from '../platforms';
import type { MigStrategy, NamedDevicePluginConfig } from './device-plugin-config';
import type { NamedMigConfig } from './mig-config';
import type { MigPartitioning } from './mig-partitioning';
import type { MpsSharedGpu } from './mps-shared-gpu';
import type { TimeSlicedGpu } from './time-sliced-gpu';

/** The constructs that divide the GPUs of a pool. */
export type SharingConstruct = MigPartitioning | TimeSlicedGpu | MpsSharedGpu;

/** Sharing of one pool as the platform will do it. Everything downstream reads this. */
export interface PoolSharing {
  readonly construct: SharingConstruct;
  readonly pool: ResolvedPool;
  readonly mode: 'mig' | 'time-slicing' | 'mps';
  /** Who divides the GPUs: the GPU Operator, the node image, the cloud, or nobody but a simulator. */
  readonly doneBy: Owner;
  readonly migStrategy: MigStrategy;
  /** Labels that the nodes need from birth for the sharing to happen. */
  readonly labels: Readonly<Record<string, string>>;
  /** The file for the operator's device plugin; undefined where the operator does not share. */
  readonly devicePluginConfig?: NamedDevicePluginConfig;
  /** The entry for the operator's MIG manager; undefined where the operator cuts nothing. */
  readonly migConfig?: NamedMigConfig;
  /** Switching MIG on restarts the node: the operator's MIG manager must be allowed to. */
  readonly rebootsNode: boolean;
  /** The sharing in the words of a cloud that does it itself. */
  readonly platformSharing?: PlatformSharing;
  /** The sharing in the words of a node image that does it itself. */
  readonly imageSharing?: ImageSharing;
  /** What each node hands out. */
  readonly offers: readonly GpuOffer[];
  /** Extended resources each node advertises, those that went to zero too. */
  readonly resources: Readonly<Record<string, number>>;
  /** Labels that NVIDIA's feature discovery writes on such nodes. */
  readonly discoveredLabels: Readonly<Record<string, string>>;
}
