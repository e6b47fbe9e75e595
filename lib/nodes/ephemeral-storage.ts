import { machineFacts, type MachineName } from '../machines';
import type { NodeProvisioner, Platform } from '../platforms';

const GIB = 2 ** 30;

/** Local NVMe of a machine, in GiB; 0 where it has none. */
export function localDiskGiB(machine: MachineName): number {
  return Math.floor(((machineFacts(machine).localNvmeGB ?? 0) * 1e9) / GIB);
}

/**
 * What a node of the pool has for images, logs and volumes of pods, on the machine that has least of it.
 *
 * Karpenter's `RAID0` puts the kubelet and containerd onto the local NVMe disks of machines that have some, on AL2023
 * and on Bottlerocket (karpenter-provider-aws 1.1 and later). Nothing published says so of the SSDs that a ComputeClass
 * asks for, or of Auto Mode, so only their boot disk counts. Simulated nodes are as Karpenter would make them.
 *
 * @see https://karpenter.sh/docs/concepts/nodeclasses/#specinstancestorepolicy
 */
export function ephemeralGiB(
  diskGiB: number,
  machines: readonly MachineName[],
  platform: Platform,
  provisioner: NodeProvisioner,
): number {
  const joined =
    provisioner === 'simulated' || (provisioner === 'karpenter' && platform.kind === 'eks' && !platform.autoMode);
  if (!joined || machines.length === 0) return diskGiB;
  const each = machines.map((machine) => (machineFacts(machine).cloud === 'aws' ? localDiskGiB(machine) : 0));
  return Math.min(...each.map((local) => (local > 0 ? local : diskGiB)));
}
