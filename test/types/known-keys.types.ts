// Compiled, not run: a prop that is added and not listed among the known keys must not compile.
import type { SETTINGS_KEYS } from '../../lib/cluster/checks';
import type { ClusterSettings } from '../../lib/cluster/settings';
import type { Taint } from '../../lib/kube';
import type { GpuNodePoolProps, NodeRange, StartupTaint } from '../../lib/nodes';
import type * as pools from '../../lib/nodes/known-keys';
import type { AksProps, EksProps, GkeProps, KarpenterSettings, LocalProps, OnPremProps } from '../../lib/platforms';
import type * as platforms from '../../lib/platforms/known-keys';
import type {
  AutoscaledModelServiceProps,
  HostResources,
  ModelCache,
  ReplicaRange,
  SecretKey,
} from '../../lib/serving/autoscaled-model-service';
import type * as services from '../../lib/serving/known-keys';
import type { MigPartitioningProps, MpsSharedGpuProps, TimeSlicedGpuProps } from '../../lib/sharing';
import type * as sharing from '../../lib/sharing/known-keys';
import type { CutGpus } from '../../lib/sharing/mig-partitioning';

/** The keys that a list forgets; only `true` can stand where there are none. */
type Complete<Key, List extends readonly unknown[]> = [Exclude<Key, List[number]>] extends [never]
  ? true
  : Exclude<Key, List[number]>;

export const complete: readonly [
  Complete<keyof EksProps, typeof platforms.EKS_KEYS>,
  Complete<keyof GkeProps, typeof platforms.GKE_KEYS>,
  Complete<keyof AksProps, typeof platforms.AKS_KEYS>,
  Complete<keyof OnPremProps, typeof platforms.ON_PREM_KEYS>,
  Complete<keyof LocalProps, typeof platforms.LOCAL_KEYS>,
  Complete<keyof KarpenterSettings, typeof platforms.KARPENTER_KEYS>,
  Complete<keyof ClusterSettings, typeof SETTINGS_KEYS>,
  Complete<keyof GpuNodePoolProps, typeof pools.POOL_KEYS>,
  Complete<keyof NodeRange, typeof pools.RANGE_KEYS>,
  Complete<pools.CapacityKey, typeof pools.CAPACITY_KEYS>,
  Complete<keyof Taint, typeof pools.TAINT_KEYS>,
  Complete<keyof StartupTaint, typeof pools.STARTUP_TAINT_KEYS>,
  Complete<keyof MigPartitioningProps, typeof sharing.MIG_KEYS>,
  Complete<keyof CutGpus<never, never>, typeof sharing.CUT_KEYS>,
  Complete<keyof MpsSharedGpuProps, typeof sharing.MPS_KEYS>,
  Complete<keyof TimeSlicedGpuProps, typeof sharing.TIME_SLICED_KEYS>,
  Complete<keyof AutoscaledModelServiceProps, typeof services.SERVICE_KEYS>,
  Complete<keyof ReplicaRange, typeof services.REPLICA_KEYS>,
  Complete<keyof SecretKey, typeof services.TOKEN_KEYS>,
  Complete<keyof ModelCache, typeof services.CACHE_KEYS>,
  Complete<keyof HostResources, typeof services.RESOURCE_KEYS>,
] = [
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
  true,
];

// @ts-expect-error the check above can fail
export const forgotten: Complete<'min' | 'max' | 'step', typeof pools.RANGE_KEYS> = true;
