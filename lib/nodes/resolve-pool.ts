import type { ConfigIssue } from '../errors';
import { type Taint, POOL_LABEL } from '../kube';
import { gcpAcceleratorType } from '../machines';
import {
  type GpuAllocationMode,
  type NodeImage,
  NODE_PROVISIONERS,
  type NodeProvisioner,
  ownersOf,
  type Platform,
  platformNode,
} from '../platforms';
import { checkCapacity } from './check-capacity';
import { checkPoolLabels, checkPoolTaints } from './check-marks';
import { checkStartupTaint } from './check-startup-taint';
import { checkMinimum, checkNamedNodes, checkTrainingImage } from './check-nodes';
import { checkValues, nodesOf } from './check-values';
import { type ChosenHardware, chooseHardware } from './choose-machines';
import { ephemeralGiB } from './ephemeral-storage';
import type { GpuNodePool } from './gpu-node-pool';
import { GPU_TAINT } from './marks';
import { membershipOf } from './membership';
import { bringsNodeClass } from './karpenter';
import { checkText, listOf } from './plain-values';
import type { Capacity, PoolMembership, ResolvedPool } from './resolved-pool';
import type { StartupTaint } from './startup-taint';

/** Simulated nodes unless the pool says otherwise; each is some 2 kB of YAML. */
const SIMULATED_DEFAULT = 100;

const DISK_DEFAULT_GIB = 200;

/** A pool as the platform will have it, or everything that is wrong with it. The platform must have passed its checks. */
export function resolvePool(
  construct: GpuNodePool,
  platform: Platform,
): { readonly pool?: ResolvedPool; readonly issues: ConfigIssue[] } {
  const props: Readonly<Record<string, unknown>> = { ...construct.props };
  const provisioner = provisionerOf(props['provisioner'], platform);
  const allocation = (props['allocation'] ?? 'device-plugin') as GpuAllocationMode;
  const image = imageOf(props['image'], platform, provisioner);
  const words = [...checkText(props['image'], 'image'), ...checkText(props['allocation'], 'allocation')];
  const stack =
    words.length > 0
      ? { issues: words }
      : ownersOf(platform, {
          provisioner,
          allocation,
          ...(props['image'] === undefined ? {} : { image: props['image'] as NodeImage }),
        });
  const { hardware, issues: hardwareIssues } = chooseHardware(props, {
    platform,
    provisioner,
    allocation,
    ...(image === undefined ? {} : { image }),
  });
  const issues = [
    ...hardwareIssues,
    ...checkValues(props, platform, provisioner),
    ...checkCapacity(props['capacity'], platform, provisioner),
    ...stack.issues,
    ...checkStartupTaint(props['startupTaint'], provisioner),
  ];
  if (issues.length > 0 || hardware === undefined || stack.owners === undefined) return { issues };

  const nodes = nodesOf(props['nodes']);
  const found = provisioner === 'existing' ? membershipOf(props, hardware, platform) : { issues: [] };
  const marks = markNodes(construct.nameInCluster(), props, hardware, platform, provisioner, found.membership);
  const capacity = listOf((props['capacity'] ?? 'on-demand') as Capacity);
  const late = [
    ...found.issues,
    ...marks.issues,
    ...checkMinimum(nodes, platform, provisioner),
    ...checkNamedNodes(nodes, props['hostnames'] as readonly string[] | undefined),
    ...checkReservedBlocks(capacity, props['zones'], platform),
    ...checkBorrowedNodeClass(props, platform, provisioner),
    ...checkTrainingImage(props['workload'], image, platform, provisioner),
  ];
  if (late.length > 0) return { issues: late };
  const startupTaint = props['startupTaint'] as StartupTaint | undefined;
  const diskGiB = (props['diskGiB'] as number | undefined) ?? DISK_DEFAULT_GIB;
  const pool: ResolvedPool = {
    construct,
    name: construct.nameInCluster(),
    provisioner,
    ...hardware,
    nodes,
    capacity,
    zones: (props['zones'] as readonly string[] | undefined) ?? [],
    diskGiB,
    ephemeralGiB: ephemeralGiB(diskGiB, hardware.machines, platform, provisioner),
    ...(image === undefined ? {} : { image }),
    owners: stack.owners,
    allocation,
    workload: (props['workload'] as ResolvedPool['workload'] | undefined) ?? 'inference',
    idleMinutes: (props['idleMinutes'] as number | undefined) ?? 10,
    simulatedNodes:
      (props['simulatedNodes'] as number | undefined) ?? Math.max(nodes.min, Math.min(nodes.max, SIMULATED_DEFAULT)),
    labels: marks.labels,
    requiredLabels: marks.requiredLabels,
    platformLabels: marks.platformLabels,
    taints: marks.taints,
    platformTaints: marks.platformTaints,
    nodeSelector: selectorOf(construct.nameInCluster(), provisioner, found.membership),
    ...(found.membership === undefined ? {} : { membership: found.membership }),
    ...(startupTaint === undefined ? {} : { startupTaint }),
  };
  return { pool, issues: [] };
}

/** What was asked for, or the platform's own where the word is unknown: that is told by its own check. */
function provisionerOf(wanted: unknown, platform: Platform): NodeProvisioner {
  return NODE_PROVISIONERS.find((known) => known === wanted) ?? platform.provisioner;
}

/** The image nodes will run; undefined where the platform offers no choice. */
function imageOf(wanted: unknown, platform: Platform, provisioner: NodeProvisioner): NodeImage | undefined {
  if (provisioner === 'simulated' || !('image' in platform)) return undefined;
  return (wanted as NodeImage | undefined) ?? platform.image;
}

interface NodeMarks {
  readonly labels: Readonly<Record<string, string>>;
  readonly requiredLabels: Readonly<Record<string, string>>;
  readonly platformLabels: Readonly<Record<string, string>>;
  readonly taints: readonly Taint[];
  readonly platformTaints: readonly Taint[];
  readonly issues: ConfigIssue[];
}

function markNodes(
  name: string,
  props: Readonly<Record<string, unknown>>,
  { machines, gpus, arch }: ChosenHardware,
  platform: Platform,
  provisioner: NodeProvisioner,
  membership: PoolMembership | undefined,
): NodeMarks {
  const own = (props['labels'] ?? {}) as Readonly<Record<string, string>>;
  const taints = (props['taints'] ?? []) as readonly Taint[];
  const [machine] = machines;
  const accelerator = machine === undefined ? undefined : gcpAcceleratorType(machine);
  const additions = platformNode(platform, {
    name,
    provisioner,
    arch,
    capacity: listOf((props['capacity'] ?? 'on-demand') as Capacity),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  // The cluster autoscaler scales up a second time for a GPU it does not expect, unless this label announces it.
  const announced: Readonly<Record<string, string>> =
    platform.kind === 'eks' && provisioner === 'existing' && platform.autoscaler === 'cluster-autoscaler'
      ? { 'k8s.amazonaws.com/accelerator': gpus[0]! }
      : {};
  const extra = taints.filter(({ key }) => key !== GPU_TAINT.key);
  return {
    labels: { [POOL_LABEL]: name, ...announced, ...own },
    requiredLabels: additions.requiredLabels,
    platformLabels: additions.labels,
    taints: [GPU_TAINT, ...extra, ...additions.taints],
    platformTaints: additions.taints,
    issues: [
      ...checkPoolLabels(own, platform, provisioner, membership),
      ...checkPoolTaints(taints, additions.taints, provisioner),
    ],
  };
}

function selectorOf(
  name: string,
  provisioner: NodeProvisioner,
  membership: PoolMembership | undefined,
): Readonly<Record<string, string>> {
  if (provisioner === 'compute-class') return { 'cloud.google.com/compute-class': name };
  return membership?.by === 'label' ? membership.labels : { [POOL_LABEL]: name };
}

/** A block of a reservation stands in one zone, which GKE wants to be told. */
function checkReservedBlocks(capacity: readonly Capacity[], zones: unknown, platform: Platform): ConfigIssue[] {
  if (platform.kind !== 'gke' || zones !== undefined) return [];
  return capacity.flatMap((entry): ConfigIssue[] => {
    if (typeof entry === 'string' || !('reservation' in entry)) return [];
    if (!entry.reservation.includes('/reservationBlocks/')) return [];
    const reason = `'${entry.reservation}' names a block of a reservation, which stands in one zone`;
    return [{ code: 'VALUE_REQUIRED', path: 'zones', reason, hint: 'name the zone of the reservation' }];
  });
}

/** Auto Mode lends a NodeClass of its own, whose disk has the size AWS chose. */
function checkBorrowedNodeClass(
  props: Readonly<Record<string, unknown>>,
  platform: Platform,
  provisioner: NodeProvisioner,
): ConfigIssue[] {
  if (platform.kind !== 'eks' || !platform.autoMode || provisioner !== 'karpenter') return [];
  if (props['diskGiB'] === undefined || bringsNodeClass(platform)) return [];
  const reason = "the disk is set by a NodeClass of its own, and that needs the nodes' IAM role and subnets";
  return [
    {
      code: 'VALUE_REQUIRED',
      path: 'diskGiB',
      reason,
      hint: 'pass nodeRole and discoveryTag to eks(), or drop diskGiB',
    },
  ];
}
