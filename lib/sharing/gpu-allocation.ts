import type { Toleration } from '../kube';
import type { GpuHandle, ResolvedPool } from '../nodes';

/** What a pod claims where devices are handed out by DRA. */
export interface GpuClaim {
  readonly deviceClassName: 'gpu.nvidia.com' | 'mig.nvidia.com';
  readonly count: number;
  /** CEL expressions a device must satisfy. */
  readonly selectors: readonly string[];
  readonly apiVersion: 'resource.k8s.io/v1';
}

/** How a pod asks for what a handle promises, and what it gets. */
export interface GpuAllocation {
  readonly handle: GpuHandle;
  readonly pool: ResolvedPool;
  /** Limits of the container: `{ 'nvidia.com/mig-3g.40gb': '1' }`; empty where the pod makes a claim. */
  readonly resources: Readonly<Record<string, string>>;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly tolerations: readonly Toleration[];
  readonly claim?: GpuClaim;
  /** Memory a pod may use on each device it gets. Time slices all see the whole GPU's memory and share it unprotected. */
  readonly memoryGiB: number;
  /** Devices one pod gets. */
  readonly devices: number;
  /** Whether other pods can neither take this one's memory nor bring it down. */
  readonly isolated: boolean;
  /** How many such allocations one node can give. */
  readonly perNode: number;
  readonly maxNodes: number;
}
