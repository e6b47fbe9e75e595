import { type ConfigIssue, shown, suggestWord } from '../errors';
import { migGeometryOf } from '../gpu';
import type { ImageSharing, PlatformSharing, ResolvedPool } from '../nodes';
import type { Owner, Platform } from '../platforms';
import { checkAutoscalerSight } from './autoscaler-sight';
import { bottlerocketSharing, checkBottlerocketLimits } from './bottlerocket-limits';
import { pluginConfigOf } from './device-plugin-config';
import { discoveredLabelsOf } from './discovered-labels';
import { type Division, instancesPerNode, type MigDivision, offersOf, resourcesOf, wholeGpuCount } from './division';
import { checkGkeLimits, gkeSharing } from './gke-limits';
import { checkSharingKeys } from './known-keys';
import { migConfigOf } from './mig-config';
import { readMigCuts } from './mig-cuts';
import { MigPartitioning } from './mig-partitioning';
import { MpsSharedGpu } from './mps-shared-gpu';
import type { PoolSharing, SharingConstruct } from './pool-sharing';
import { readReplicas } from './replicas';

/** A sharing as the platform will do it, or what is wrong with it. */
export interface SharingAnswer {
  readonly sharing?: PoolSharing;
  readonly issues: ConfigIssue[];
}

/** Settles how a pool's GPUs are divided, and by whom. */
export function resolveSharing(construct: SharingConstruct, pool: ResolvedPool, platform: Platform): SharingAnswer {
  const doneBy = ownerOf(construct, pool);
  const refused = refusal(construct, pool, platform, doneBy);
  if (refused !== undefined || doneBy === 'nobody') return { issues: refused === undefined ? [] : [refused] };
  const { division, issues } = divide(construct, pool, doneBy);
  issues.unshift(...checkSharingKeys(construct));
  if (division !== undefined) issues.push(...checkPlace(division, pool, platform, doneBy));
  issues.push(...checkAutoscalerSight(pool, platform, doneBy));
  if (division === undefined || issues.length > 0) return { issues };
  return { sharing: settle(construct, division, pool, platform, doneBy), issues };
}

function settle(
  construct: SharingConstruct,
  division: Exclude<Division, { mode: 'none' }>,
  pool: ResolvedPool,
  platform: Platform,
  doneBy: Owner,
): PoolSharing {
  const mig = division.mode === 'mig';
  const labelled = doneBy === 'operator' || doneBy === 'simulator';
  // Claims are served by the DRA driver, so there is no device plugin to be told.
  const pluginConfig = labelled && pool.allocation === 'device-plugin' ? pluginConfigOf(division) : undefined;
  const migConfig = labelled && mig ? migConfigOf(division) : undefined;
  const offers = offersOf(division, pool);
  return {
    construct,
    pool,
    mode: division.mode,
    doneBy,
    migStrategy: mig ? division.strategy : 'none',
    labels: {
      ...(pluginConfig === undefined ? {} : { 'nvidia.com/device-plugin.config': pluginConfig.key }),
      ...(migConfig === undefined ? {} : { 'nvidia.com/mig.config': migConfig.name }),
    },
    ...(pluginConfig === undefined || doneBy !== 'operator' ? {} : { devicePluginConfig: pluginConfig }),
    ...(migConfig === undefined || doneBy !== 'operator' ? {} : { migConfig }),
    rebootsNode: mig && doneBy === 'operator' && rebootsNode(pool, platform),
    ...placeWords(division, pool, doneBy),
    offers,
    resources: resourcesOf(offers),
    discoveredLabels: discoveredLabelsOf(division, pool),
  };
}

function placeWords(
  division: Division,
  pool: ResolvedPool,
  doneBy: Owner,
): { platformSharing?: PlatformSharing; imageSharing?: ImageSharing } {
  if (doneBy === 'cloud') return { platformSharing: gkeSharing(division) };
  if (doneBy === 'image') return { imageSharing: bottlerocketSharing(division, pool) };
  return {};
}

/** GPUs are cut by the MIG manager, and handed out several times by the device plugin. */
function ownerOf(construct: SharingConstruct, { owners }: ResolvedPool): Owner | 'nobody' {
  return construct instanceof MigPartitioning ? owners.migManager : owners.devicePlugin;
}

/** Why GPUs of this pool cannot be divided this way at all, whatever the props say. */
function refusal(
  construct: SharingConstruct,
  pool: ResolvedPool,
  platform: Platform,
  doneBy: Owner | 'nobody',
): ConfigIssue | undefined {
  const cuts = construct instanceof MigPartitioning;
  if (platform.kind === 'eks' && (doneBy === 'cloud' || doneBy === 'nobody')) {
    const reason = `EKS Auto Mode runs the device plugin itself and has no ${cuts ? 'MIG' : 'sharing'}`;
    return unsupported(reason, "name a node group with provisioner: 'existing' and image: 'al2023' on the pool");
  }
  if (cuts && doneBy === 'nobody') {
    return unsupported('nobody may cut the GPU of the machine this runs on', 'use TimeSlicedGpu, or simulated nodes');
  }
  if (cuts && pool.gpuFraction < 1) {
    const reason = `nodes of pool '${pool.name}' have ${pool.gpuFraction} of a GPU, and a part cannot be cut again`;
    return conflict(reason, 'take a machine with whole GPUs, or use TimeSlicedGpu');
  }
  if (!cuts && pool.allocation === 'dra') {
    const reason = 'GPUs that are claimed (DRA) are shared by pods naming one claim, not by a device plugin';
    return conflict(reason, `use allocation: 'device-plugin' on pool '${pool.name}', or MigPartitioning`);
  }
  return undefined;
}

function divide(
  construct: SharingConstruct,
  pool: ResolvedPool,
  doneBy: Owner | 'nobody',
): { division?: Exclude<Division, { mode: 'none' }>; issues: ConfigIssue[] } {
  if (construct instanceof MigPartitioning) return divideByMig(construct.props, pool, doneBy);
  const mode = construct instanceof MpsSharedGpu ? 'mps' : 'time-slicing';
  return readReplicas(mode, construct.props, pool, doneBy !== 'cloud');
}

const STRATEGIES = ['mixed', 'single'] as const;

function divideByMig(
  props: { readonly layout?: unknown; readonly devices?: unknown; readonly strategy?: unknown },
  pool: ResolvedPool,
  doneBy: Owner | 'nobody',
): { division?: MigDivision; issues: ConfigIssue[] } {
  const byPlace = doneBy === 'cloud' || doneBy === 'image';
  const { strategy = byPlace ? 'single' : 'mixed' } = props;
  const { cuts, issues } = readMigCuts(props, pool);
  if (strategy !== 'mixed' && strategy !== 'single') {
    const hint = suggestWord(strategy, STRATEGIES);
    issues.push({ code: 'VALUE_INVALID', path: 'strategy', reason: `${shown(strategy)} is not a strategy`, hint });
    return { issues };
  }
  if (byPlace && strategy === 'mixed') {
    const reason = "slices are handed out as nvidia.com/gpu here, so there is no 'mixed'";
    issues.push({ code: 'PLATFORM_UNSUPPORTED', path: 'strategy', reason, hint: 'drop strategy' });
  }
  if (pool.allocation === 'dra' && props.strategy !== undefined) {
    const reason = 'claims choose a slice by its profile, whatever name it has';
    issues.push({ code: 'SHARING_CONFLICT', path: 'strategy', reason, hint: 'drop strategy' });
  }
  if (issues.length > 0) return { issues };
  const division: MigDivision = { mode: 'mig', strategy, cuts };
  // Places that cut by themselves have their own word to say on uniformity.
  if (strategy === 'single' && !byPlace) issues.push(...checkOneProfile(division));
  return { division, issues };
}

/** Under one name all slices must be alike, or the device plugin refuses the node. */
function checkOneProfile(division: MigDivision): ConfigIssue[] {
  const profiles = [...instancesPerNode(division).keys()];
  const whole = wholeGpuCount(division);
  if (profiles.length === 1 && whole === 0) return [];
  const reason =
    whole > 0
      ? `leaves ${whole} GPU${whole === 1 ? '' : 's'} whole, which 'single' cannot tell from slices`
      : `makes ${profiles.length} kinds of slices (${profiles.join(', ')}), and 'single' gives all one name`;
  return [{ code: 'MIG_NOT_UNIFORM', path: 'strategy', reason, hint: "use strategy: 'mixed'" }];
}

function checkPlace(
  division: Division,
  pool: ResolvedPool,
  platform: Platform,
  doneBy: Owner | 'nobody',
): ConfigIssue[] {
  if (doneBy === 'cloud') return checkGkeLimits(division, pool, platform);
  if (doneBy === 'image') return checkBottlerocketLimits(division, pool, platform);
  return [];
}

/** Ampere must be reset to switch MIG, which virtual machines may not do; on GKE nothing but a reboot works. */
function rebootsNode({ gpus }: ResolvedPool, { kind }: Platform): boolean {
  if (kind === 'gke') return true;
  const virtual = kind === 'eks' || kind === 'aks';
  return virtual && gpus.some((model) => migGeometryOf(model)?.modeChangeNeedsReset !== false);
}

function unsupported(reason: string, hint: string): ConfigIssue {
  return { code: 'PLATFORM_UNSUPPORTED', path: 'pool', reason, hint };
}

function conflict(reason: string, hint: string): ConfigIssue {
  return { code: 'SHARING_CONFLICT', path: 'pool', reason, hint };
}
