import { AiConstruct, type AiClusterScope } from '../declaration';
import { GPU_MODEL_IDS, type GpuModel } from '../gpu';
import type { Taint } from '../kube';
import { type GpuOf, isNvidiaMachine, machineFacts, type NvidiaMachine } from '../machines';
import type { NodeImage, NodeProvisioner } from '../platforms';
import type { GpuHandle } from './gpu-handle';
import { listOf } from './plain-values';
import type { Capacity } from './resolved-pool';
import type { StartupTaint } from './startup-taint';

/** What every pool may say, whichever way its GPUs are named. */
interface PoolProps {
  /**
   * How many nodes the pool may have. The maximum bounds the bill (a GKE ComputeClass has no such bound, so there
   * it is only what is planned with); the minimum is paid for day and night, and needs something that keeps it: nodes
   * that exist, or Karpenter's StaticCapacity gate.
   */
  readonly nodes: NodeRange;
  /**
   * Where the nodes are bought. A list is an order of preference: the next kind is used when the one before has no
   * capacity, so ending with `'on-demand'` pays the full price rather than wait. Own hardware and a laptop buy nothing,
   * whatever stands here.
   *
   * @default 'on-demand'
   */
  readonly capacity?: Capacity | readonly Capacity[];
  /**
   * Zones the nodes may stand in, spelled as the cloud spells them. One zone keeps traffic between nodes free and
   * volumes reachable; more zones find scarce GPUs sooner.
   *
   * @default - all zones the cluster reaches
   */
  readonly zones?: readonly string[];
  /**
   * Size of each node's boot disk in GiB, where images and models land unless Karpenter on EKS finds local NVMe disks in
   * the machine, which it joins for them. The clouds' own defaults (20 on EKS) do not hold one CUDA image. Nodes that
   * exist keep the disk they have.
   *
   * @default 200
   */
  readonly diskGiB?: number;
  /**
   * Further taints. Every workload that asks for this pool's GPUs tolerates them by itself, the GPU stack too.
   *
   * @default - only `nvidia.com/gpu=present:NoSchedule` and what the platform adds
   */
  readonly taints?: readonly Taint[];
  /**
   * Further labels of the nodes.
   *
   * @default - only those that identify the pool and its sharing
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * Node image, where this pool needs another than the platform's.
   *
   * @default - the platform's image
   */
  readonly image?: NodeImage;
  /**
   * How this pool gets its nodes, where it differs from the platform.
   *
   * @default - the platform's provisioner
   */
  readonly provisioner?: NodeProvisioner;
  /**
   * How pods get their GPUs: counted by a device plugin, or claimed device by device (DRA, Kubernetes 1.34).
   *
   * @default 'device-plugin'
   */
  readonly allocation?: 'device-plugin' | 'dra';
  /**
   * What the nodes do. Nodes for training are never replaced or consolidated while a job runs, however long; Karpenter
   * on EKS needs `imageVersion` pinned for them, while inference may follow the newest image. EKS Auto Mode ends every
   * node after 21 days: a job is asked to stop after 20, and has a day to save its work.
   *
   * @default 'inference'
   */
  readonly workload?: 'inference' | 'training';
  /**
   * Minutes a node may stand empty before it is given back. Longer costs idle GPUs, shorter costs boots and image pulls.
   *
   * @default 10
   */
  readonly idleMinutes?: number;
  /**
   * Names of nodes that exist already and form the pool.
   *
   * @default - every node that has the pool's GPU, or the labels of `nodeSelector`
   */
  readonly hostnames?: readonly string[];
  /**
   * Labels that nodes which exist already carry; those with all of them form the pool.
   *
   * @default - nodes are found by their hardware
   */
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /**
   * A taint that nodes made by Karpenter are born with until something removes it, so no pod starts too early. Without
   * its remover the nodes would never take a pod, so the remover must be a component of the cluster.
   *
   * @default - none
   */
  readonly startupTaint?: StartupTaint;
  /**
   * How many nodes to simulate where the pool is simulated, at most 5000. They cost nothing but some 2 kB of manifest
   * each, so a laptop holds a pool of hundreds.
   *
   * @default - `nodes.max`, but at most 100
   */
  readonly simulatedNodes?: number;
  /**
   * Patches laid over the objects made for this pool, by kind or kind/name; the last word.
   *
   * @default - none
   */
  readonly overrides?: Readonly<Record<string, object>>;
}

/** Bounds of the number of nodes. */
export interface NodeRange {
  /**
   * Nodes that are always there.
   *
   * @default 0
   */
  readonly min?: number;
  /** Nodes the pool never exceeds, at least 1. */
  readonly max: number;
}

/** A pool of one machine type, or of several any of which will do. */
export interface MachinePoolProps<M extends NvidiaMachine = NvidiaMachine> extends PoolProps {
  /**
   * Machine type in the cloud's words. With a list, any of them may be used, whichever the cloud has.
   *
   * @see https://karpenter.sh/docs/reference/instance-types/ for AWS; all that are known are in `MACHINES`
   */
  readonly machine: M | readonly M[];
  /**
   * Not with a machine, which says which GPU it is.
   *
   * @default - the machine's
   */
  readonly gpu?: undefined;
  /**
   * Not with a machine, which says how many GPUs it has.
   *
   * @default - the machine's
   */
  readonly gpusPerNode?: undefined;
}

/** A pool of machines with this GPU, of which the platform buys the cheapest that the waiting pods fit. */
export interface GpuPoolProps<G extends GpuModel = GpuModel> extends PoolProps {
  /** GPU model, or several any of which will do. */
  readonly gpu: G | readonly G[];
  /**
   * GPUs in each node, exactly.
   *
   * @default 1
   */
  readonly gpusPerNode?: number;
  /**
   * Not with a GPU, for which the platform picks the machine.
   *
   * @default - all machines of the platform with this GPU and number; those that are cheaper come first
   */
  readonly machine?: undefined;
}

/** A pool by its machines, or by its GPUs. */
export type GpuNodePoolProps = MachinePoolProps | GpuPoolProps;

/**
 * Nodes with GPUs of one kind: how many, where they are bought, what they are called.
 *
 * The same declaration becomes a Karpenter NodePool, a GKE ComputeClass, labels on nodes that exist, or simulated
 * nodes, as the platform of the cluster has it.
 */
export interface GpuNodePool<G extends GpuModel = GpuModel> extends AiConstruct<GpuNodePoolProps> {
  /** GPU models that may stand in the pool; empty while the props name none that is known. */
  readonly models: readonly G[];
  /** Whole GPUs for one pod: as many as `count`, all on one node. */
  gpus(count?: number): GpuHandle<G>;
}

/** Makes a pool; the GPU model is read off the machine or the GPU that is named. */
export interface GpuNodePoolConstructor {
  new <const M extends NvidiaMachine>(
    scope: AiClusterScope,
    id: string,
    props: MachinePoolProps<M>,
  ): GpuNodePool<GpuOf<M>>;
  new <const G extends GpuModel>(scope: AiClusterScope, id: string, props: GpuPoolProps<G>): GpuNodePool<G>;
  readonly prototype: GpuNodePool;
}

export const GpuNodePool: GpuNodePoolConstructor = class GpuNodePool extends AiConstruct<GpuNodePoolProps> {
  get models(): readonly GpuModel[] {
    const { machine, gpu } = this.props;
    const named = machine === undefined ? listOf(gpu) : listOf(machine).map(gpuInside);
    return [...new Set(named.filter((model) => GPU_MODEL_IDS.includes(model as GpuModel)))] as GpuModel[];
  }

  gpus(count = 1): GpuHandle {
    return { pool: this, kind: 'whole', source: this, count };
  }
};

function gpuInside(machine: unknown): GpuModel | undefined {
  return isNvidiaMachine(machine) ? machineFacts(machine).gpu : undefined;
}
