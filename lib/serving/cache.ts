import type { PersistentVolumeClaimSpec, Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { GpuAllocation } from '../sharing';
import type { AutoscaledModelServiceProps } from './autoscaled-model-service';
import type { Engine } from './engines';
import { roomForCaches } from './host-share';

/** Where the weights of one replica land. */
export type CachePlan =
  | { readonly kind: 'pod'; readonly sizeGiB: number; readonly limitGiB: number }
  | {
      readonly kind: 'volume';
      readonly sizeGiB: number;
      readonly storageClass?: string;
      readonly accessMode: 'ReadWriteOnce' | 'ReadWriteMany';
    }
  | { readonly kind: 'claim'; readonly claim: string; readonly readOnly: boolean };

/** Room for what the engine compiles and writes besides the weights. */
const COMPILED_GIB = 5;
const VOLUME = 'model-cache';

/** Settles where the weights land, and how much room they get. */
export function planCache(
  { cache = {} }: Pick<AutoscaledModelServiceProps, 'cache'>,
  known: { readonly allocation?: GpuAllocation | undefined; readonly weightsGiB?: number | undefined },
): CachePlan {
  const { accessMode, claim, readOnly = false, storageClass } = cache;
  if (claim !== undefined) return { kind: 'claim', claim, readOnly };
  const sizeGiB = cache.sizeGiB ?? neededGiB(known);
  if (storageClass === undefined && accessMode === undefined) {
    return { kind: 'pod', sizeGiB, limitGiB: sizeGiB + COMPILED_GIB };
  }
  return {
    kind: 'volume',
    sizeGiB,
    accessMode: accessMode ?? 'ReadWriteMany',
    ...(storageClass === undefined ? {} : { storageClass }),
  };
}

/** Of a model that is not known only this is: it fits its GPUs, and the node's disk must do for all its replicas. */
function neededGiB({
  allocation,
  weightsGiB,
}: {
  readonly allocation?: GpuAllocation | undefined;
  readonly weightsGiB?: number | undefined;
}): number {
  if (weightsGiB !== undefined) return Math.ceil(weightsGiB * 1.2);
  if (allocation === undefined) return 10;
  const most = Math.ceil(allocation.memoryGiB * allocation.devices * 1.2);
  return Math.max(1, Math.min(most, Math.floor(roomForCaches(allocation))));
}

/** The volumes of a pod that hold the cache, and where its container sees them. */
export function cacheVolumes(
  plan: CachePlan,
  claimName: string,
  engine: Engine,
): { volumes: Volume[]; mounts: VolumeMount[] } {
  if (plan.kind === 'pod') {
    return {
      volumes: [{ name: VOLUME, emptyDir: { sizeLimit: `${plan.limitGiB}Gi` } }],
      mounts: [{ name: VOLUME, mountPath: engine.cachePath }],
    };
  }
  if (plan.kind === 'volume' || !plan.readOnly) {
    const name = plan.kind === 'volume' ? claimName : plan.claim;
    return {
      volumes: [{ name: VOLUME, persistentVolumeClaim: { claimName: name } }],
      mounts: [{ name: VOLUME, mountPath: engine.cachePath }],
    };
  }
  const volumes: Volume[] = [{ name: VOLUME, persistentVolumeClaim: { claimName: plan.claim, readOnly: true } }];
  const mounts: VolumeMount[] = [{ name: VOLUME, mountPath: engine.weightsPath, readOnly: true }];
  if (engine.weightsPath !== engine.cachePath) {
    volumes.unshift({ name: 'compile-cache', emptyDir: { sizeLimit: `${COMPILED_GIB}Gi` } });
    mounts.unshift({ name: 'compile-cache', mountPath: engine.cachePath });
  }
  return { volumes, mounts };
}

/** The claim that is made for the service, if it is not the pod's own disk or a claim that exists. */
export function cacheClaim(plan: CachePlan): PersistentVolumeClaimSpec | undefined {
  if (plan.kind !== 'volume') return undefined;
  return {
    accessModes: [plan.accessMode],
    resources: { requests: { storage: `${plan.sizeGiB + COMPILED_GIB}Gi` } },
    ...(plan.storageClass === undefined ? {} : { storageClassName: plan.storageClass }),
  };
}
