import { migLabelValue } from '../gpu';
import { contentHash } from '../kube';
import type { MigDivision } from './division';

/** What is done to some GPUs of a node: MIG on with these instances, or MIG off. */
export interface MigConfigEntry {
  readonly devices: 'all' | readonly number[];
  readonly 'mig-enabled': boolean;
  /** Instances to make on each of the GPUs; present exactly when MIG is on. */
  readonly 'mig-devices'?: Readonly<Record<string, number>>;
}

/** A way to cut all GPUs of a node, under the name by which nodes choose it. */
export interface NamedMigConfig {
  /** Name in the file and value of the node label `nvidia.com/mig.config`; changes with the content. */
  readonly name: string;
  readonly entries: readonly MigConfigEntry[];
}

/**
 * The file of NVIDIA's MIG manager.
 *
 * @see https://github.com/NVIDIA/mig-parted
 */
export interface MigPartedConfig {
  readonly version: 'v1';
  readonly 'mig-configs': Readonly<Record<string, readonly MigConfigEntry[]>>;
}

/** The name the operator gives to nodes that are not to be cut; a file of one's own must have it too. */
export const UNCUT = 'all-disabled';

/** The entry that makes NVIDIA's MIG manager cut GPUs as they are divided, under a name that changes with it. */
export function migConfigOf(division: MigDivision): NamedMigConfig {
  const entries = entriesOf(division);
  return { name: `mig-${slug(division)}-${contentHash(entries)}`, entries };
}

/**
 * The whole file of the GPU Operator's MIG manager: the entries of all pools and the one for GPUs left whole. Undefined
 * where the operator cuts nothing, and then its own file is as good.
 */
export function migConfigs(sharings: readonly { readonly migConfig?: NamedMigConfig }[]): MigPartedConfig | undefined {
  const named = sharings.flatMap(({ migConfig }) => migConfig ?? []);
  if (named.length === 0) return undefined;
  const entries = named.map(({ name, entries }) => [name, entries] as const).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    version: 'v1',
    'mig-configs': { [UNCUT]: [{ devices: 'all', 'mig-enabled': false }], ...Object.fromEntries(entries) },
  };
}

/** Every GPU is named, since the manager calls a node failed when one of its GPUs matches no entry. */
function entriesOf({ cuts }: MigDivision): readonly MigConfigEntry[] {
  return cuts.map(({ gpus, layout }): MigConfigEntry => {
    const devices = cuts.length === 1 ? ('all' as const) : gpus;
    return Object.keys(layout).length === 0
      ? { devices, 'mig-enabled': false }
      : { devices, 'mig-enabled': true, 'mig-devices': layout };
  });
}

/**
 * What a person wants to see in a column of node labels: `3g.40gb-2g.20gb-2x1g.10gb`. The longest of all GPUs leaves room
 * for the rest of a label value, by a test.
 */
function slug({ cuts }: MigDivision): string {
  const layout = cuts.length === 1 ? cuts[0]?.layout : undefined;
  if (layout === undefined) return 'per-gpu';
  const parts = Object.entries(layout).map(([profile, count]) =>
    count === 1 ? migLabelValue(profile) : `${count}x${migLabelValue(profile)}`,
  );
  return parts.join('-');
}
