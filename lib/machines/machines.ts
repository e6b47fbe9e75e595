import type { GpuModel } from '../gpu';
import { AWS_MACHINES } from './aws';
import { AZURE_MACHINES } from './azure';
import { GCP_MACHINES } from './gcp';
import type { Cloud, MachineFacts } from './machine-facts';

/** Every machine type with a GPU that this library knows, by the name the cloud gives it. */
export const MACHINES = { ...AWS_MACHINES, ...GCP_MACHINES, ...AZURE_MACHINES } as const;

type Machines = typeof MACHINES;

/** The name of a machine type: `'p5.48xlarge'`, `'a3-highgpu-8g'`, `'Standard_ND96isr_H100_v5'`. */
export type MachineName = keyof Machines;

/** The machine types of one cloud. */
export type MachineOf<C extends Cloud> = {
  [M in MachineName]: Machines[M]['cloud'] extends C ? M : never;
}[MachineName];

/** Machine types whose GPU is NVIDIA's, and so can be used in a pool. */
export type NvidiaMachine = { [M in MachineName]: Machines[M]['gpu'] extends GpuModel ? M : never }[MachineName];

/**
 * The GPU in a machine: `GpuOf<'p5.48xlarge'>` is `'h100-80gb'`; of several machines, each of their GPUs.
 *
 * For a machine known only at run time (the whole `NvidiaMachine`), any `GpuModel`: what depends on it is checked at
 * synth instead.
 */
export type GpuOf<M extends MachineName> = [NvidiaMachine] extends [M]
  ? GpuModel
  : Extract<Machines[M]['gpu'], GpuModel>;

/** Every machine's name, in the order of the catalogue. */
export const MACHINE_NAMES = Object.keys(MACHINES) as readonly MachineName[];

/** The facts of one machine type, widened to what every row has. */
export function machineFacts(name: NvidiaMachine): MachineFacts & { readonly gpu: GpuModel };
export function machineFacts(name: MachineName): MachineFacts;
export function machineFacts(name: MachineName): MachineFacts {
  return MACHINES[name];
}

/** Whether a word names a machine of the catalogue. */
export function isMachineName(value: unknown): value is MachineName {
  return typeof value === 'string' && Object.hasOwn(MACHINES, value);
}

/** Whether a word names a machine with an NVIDIA GPU. */
export function isNvidiaMachine(value: unknown): value is NvidiaMachine {
  return isMachineName(value) && MACHINES[value].gpu !== null;
}

/** The cloud's own name for the machine type, without the attached GPU that names of N1 machines carry here. */
export function machineTypeOf(name: MachineName): string {
  return name.split('+', 1)[0]!;
}

/** The node label by which the machine's GPU can be selected before the node exists. */
export function gpuNodeLabel(name: MachineName): { readonly key: string; readonly value: string } {
  const { cloud, gpuLabel } = machineFacts(name);
  if (gpuLabel === null) return { key: 'node.kubernetes.io/instance-type', value: machineTypeOf(name) };
  return { key: GPU_LABEL_KEYS[cloud], value: gpuLabel };
}

const GPU_LABEL_KEYS: Readonly<Record<Cloud, string>> = {
  aws: 'karpenter.k8s.aws/instance-gpu-name',
  gcp: 'cloud.google.com/gke-accelerator',
  azure: 'karpenter.azure.com/sku-gpu-name',
};

/** The accelerator type that Google wants beside the machine type: `'nvidia-h100-80gb'`; undefined for other clouds. */
export function gcpAcceleratorType(name: MachineName): string | undefined {
  const { cloud, gpuLabel } = machineFacts(name);
  return cloud === 'gcp' ? (gpuLabel ?? undefined) : undefined;
}
