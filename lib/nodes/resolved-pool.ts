import type { GpuModel } from '../gpu';
import type { Taint } from '../kube';
import type { MachineName } from '../machines';
import type { GpuStackOwners, NodeImage, NodeProvisioner } from '../platforms';
import type { GpuHandle } from './gpu-handle';
import type { GpuNodePool } from './gpu-node-pool';
import type { StartupTaint } from './startup-taint';

/** Where a pool's nodes are bought, in words of no cloud in particular. */
export type Capacity =
  | 'on-demand'
  | 'spot'
  | 'flex-start'
  | {
      /** Reservation by the id or name that the cloud gave it. */
      readonly reservation: string;
    }
  | {
      /** Id of the EC2 Capacity Block, bought beforehand: `cr-…`. */
      readonly capacityBlock: string;
    };

/** A pool as the platform will have it: machine picked, image known, owners settled. Everything downstream reads this. */
export interface ResolvedPool {
  readonly construct: GpuNodePool;
  /** Kubernetes name of the pool's objects, and value of the label `cdk8s-ai/pool`. */
  readonly name: string;
  readonly provisioner: NodeProvisioner;
  /** Machines any of which may stand in the pool, cheapest first; empty where no catalogue lists them (own hardware). */
  readonly machines: readonly MachineName[];
  /** GPU models that may stand in the pool; one unless the pool allows several. */
  readonly gpus: readonly GpuModel[];
  readonly gpusPerNode: number;
  /** Share of a GPU each node has, for machines that come with a fraction of one; else 1. */
  readonly gpuFraction: number;
  readonly nodes: { readonly min: number; readonly max: number };
  /** In order of preference. */
  readonly capacity: readonly Capacity[];
  readonly zones: readonly string[];
  /** Size of the disk the nodes boot from. */
  readonly diskGiB: number;
  /** Room for images and for the pods' own files: local NVMe where nodes keep them there, else the boot disk. */
  readonly ephemeralGiB: number;
  readonly arch: 'amd64' | 'arm64';
  /** Node image; undefined where the platform has but one. */
  readonly image?: NodeImage;
  readonly owners: GpuStackOwners;
  /** How pods get their GPUs. */
  readonly allocation: 'device-plugin' | 'dra';
  /** What the nodes do: training is not disturbed by consolidation. */
  readonly workload: 'inference' | 'training';
  /** Own labels and those that identify the pool; sharing adds its own later. */
  readonly labels: Readonly<Record<string, string>>;
  /** Labels that node pools must be made with, since nothing sets them on nodes later. */
  readonly requiredLabels: Readonly<Record<string, string>>;
  /** Labels the platform puts on the nodes by itself; clouds refuse them from others. */
  readonly platformLabels: Readonly<Record<string, string>>;
  /** All taints of the nodes, those of the platform too. */
  readonly taints: readonly Taint[];
  /** Those of the taints that the platform sets by itself, and nobody declares again. */
  readonly platformTaints: readonly Taint[];
  /** Taint of nodes that are not ready for pods yet. */
  readonly startupTaint?: StartupTaint;
  /** Minutes an empty node is kept. */
  readonly idleMinutes: number;
  /** How nodes that exist already are found; undefined where nodes are made. */
  readonly membership?: PoolMembership;
  /** Nodes to simulate, where nodes are simulated. */
  readonly simulatedNodes: number;
  /** Labels by which pods choose the pool's nodes. */
  readonly nodeSelector: Readonly<Record<string, string>>;
}

/** How the nodes of a pool are told from others that exist: by name, by labels they carry, or by their hardware. */
export type PoolMembership =
  | { readonly by: 'hostname'; readonly hostnames: readonly string[] }
  | { readonly by: 'label'; readonly labels: Readonly<Record<string, string>> }
  | { readonly by: 'hardware' };

/** What each node of a pool shows once everything declared on the pool is in force. */
export interface NodeShape {
  readonly pool: ResolvedPool;
  /** The pool's labels and those of sharing and the operator, complete. */
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  /** Extended resources each node advertises: `{ 'nvidia.com/mig-3g.40gb': 8 }`. */
  readonly resources: Readonly<Record<string, number>>;
  /** What pods can be given on such a node, by kind; the resources as a pod sees them. */
  readonly offers: readonly GpuOffer[];
  /** Labels that NVIDIA's feature discovery writes on such a node, by which simulated nodes look real. */
  readonly discoveredLabels: Readonly<Record<string, string>>;
  /** Sharing that the platform itself does for the pool (GKE), to be rendered into its own fields. */
  readonly platformSharing?: PlatformSharing;
  /** Sharing that the node image itself does (Bottlerocket), to be rendered into its settings. */
  readonly imageSharing?: ImageSharing;
}

/** One kind of device that a node hands out. */
export interface GpuOffer {
  readonly kind: GpuHandle['kind'];
  /** MIG profile of a slice. */
  readonly profile?: string;
  /** Extended resource a pod asks for; undefined where it makes a claim instead. */
  readonly resource?: string;
  /** How many of them one node has. */
  readonly perNode: number;
  /** Memory a pod may use on one of them. */
  readonly memoryGiB: number;
  /** Whether pods on the same GPU are kept apart: no shared memory, no shared faults. */
  readonly isolated: boolean;
}

/** Sharing in the words of a node image that cuts or shares GPUs itself, by its own settings. */
export interface ImageSharing {
  readonly strategy: 'none' | 'time-slicing' | 'mps';
  /** Pods per GPU, with a strategy other than `none`. */
  readonly replicas?: number;
  /** Whether shares are shown as `nvidia.com/gpu.shared`. */
  readonly renameByDefault?: boolean;
  /** Whether a pod that asks for more than one share is turned away; time slicing only. */
  readonly failRequestsGreaterThanOne?: boolean;
  /** MIG profile each kind of GPU is cut into: `{ 'a100.40gb': '2g.10gb' }`. */
  readonly migProfiles?: Readonly<Record<string, string>>;
}

/** Sharing in the words of a cloud that cuts or shares GPUs itself. */
export interface PlatformSharing {
  readonly partition?: string;
  readonly strategy?: 'time-sharing' | 'mps';
  readonly clientsPerGpu?: number;
}

/** Facts an autoscaler must be told about nodes that do not exist yet, as data for whoever creates node groups. */
export interface NodeTemplate {
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly resources: Readonly<Record<string, number>>;
  /** Sharing that the cloud does itself, where its node pools must be made with it (GKE). */
  readonly platformSharing?: PlatformSharing;
}
