import { type ConfigIssue, shown, suggestWord } from '../errors';
import { checkKnownKeys, isLate } from '../kube';
import type { NodeProvisioner, Platform } from '../platforms';
import { CAPACITY_KEYS } from './known-keys';
import { isMap, lateIssue, listOf } from './plain-values';
import type { Capacity } from './resolved-pool';

const KINDS = ['on-demand', 'spot', 'flex-start', 'reservation', 'capacityBlock'] as const;
type CapacityKind = (typeof KINDS)[number];

/** Which kinds can be bought where; whoever owns hardware buys none of them. */
const SOLD: Readonly<Record<Platform['kind'], readonly CapacityKind[]>> = {
  eks: ['on-demand', 'spot', 'reservation', 'capacityBlock'],
  gke: ['on-demand', 'spot', 'flex-start', 'reservation'],
  aks: ['on-demand', 'spot', 'reservation'],
  'on-prem': KINDS,
  local: KINDS,
};

/** Karpenter tries them in this order whatever is written. */
const KARPENTER_ORDER: readonly CapacityKind[] = ['capacityBlock', 'reservation', 'spot', 'on-demand'];

const RESERVATION_ID = /^cr-[0-9a-z]+$/;
const GKE_RESERVATION =
  /^(projects\/[a-z][a-z0-9-]*\/reservations\/)?[a-z]([-a-z0-9]*[a-z0-9])?(\/reservationBlocks\/[a-z]([-a-z0-9]*[a-z0-9])?)?$/;

/** Which kind an entry is of. */
export function capacityKind(capacity: Capacity): CapacityKind {
  if (typeof capacity === 'string') return capacity;
  return 'reservation' in capacity ? 'reservation' : 'capacityBlock';
}

/** Issues of where a pool's nodes are to be bought. Nothing is bought on own hardware or a laptop: any kind may stand there. */
export function checkCapacity(capacity: unknown, platform: Platform, provisioner: NodeProvisioner): ConfigIssue[] {
  if (capacity === undefined) return [];
  if (isLate(capacity)) return [lateIssue('capacity')];
  const entries = listOf(capacity);
  if (entries.length === 0) {
    const hint = "write 'on-demand', or drop capacity";
    return [{ code: 'VALUE_INVALID', path: 'capacity', reason: 'names no way to get a node', hint }];
  }
  const at = (i: number) => (Array.isArray(capacity) ? `capacity[${i}]` : 'capacity');
  const malformed = entries.flatMap((entry, i) => checkEntry(entry, at(i), platform, provisioner));
  if (malformed.length > 0) return malformed;
  return checkTogether(entries as readonly Capacity[], at, platform, provisioner);
}

function checkEntry(entry: unknown, path: string, platform: Platform, provisioner: NodeProvisioner): ConfigIssue[] {
  const kind = kindOf(entry);
  const strange = isMap(entry) ? checkKnownKeys(entry, CAPACITY_KEYS, path) : [];
  if (strange.length > 0) return strange;
  if (kind === undefined) {
    const words = ["{ reservation: '…' }", "{ capacityBlock: '…' }", 'on-demand', 'spot', 'flex-start'];
    const reason = `${shown(entry)} is no way to get a node`;
    return [{ code: 'VALUE_INVALID', path, reason, hint: suggestWord(entry, words) }];
  }
  if (!SOLD[platform.kind].includes(kind)) {
    const sold = SOLD[platform.kind].map((word) => `'${word}'`).join(', ');
    const reason = `${platform.kind} sells no '${kind}'`;
    return [{ code: 'PLATFORM_UNSUPPORTED', path, reason, hint: `use one of ${sold}` }];
  }
  if (kind !== 'reservation' && kind !== 'capacityBlock') return [];
  const id = (entry as Readonly<Record<string, unknown>>)[kind];
  return isLate(id)
    ? [lateIssue(`${path}.${kind}`)]
    : checkReservation(id, kind, `${path}.${kind}`, platform, provisioner);
}

function checkReservation(
  id: unknown,
  kind: 'reservation' | 'capacityBlock',
  path: string,
  platform: Platform,
  provisioner: NodeProvisioner,
): ConfigIssue[] {
  if (typeof id !== 'string' || id.trim() === '') {
    const hint = platform.kind === 'eks' ? "write its id, such as 'cr-0123456789abcdef0'" : 'write its name';
    return [{ code: 'VALUE_INVALID', path, reason: `${shown(id)} names no reservation`, hint }];
  }
  if (platform.kind === 'eks' && !RESERVATION_ID.test(id)) {
    const reason = `'${id}' is not the id of a capacity reservation`;
    return [{ code: 'VALUE_INVALID', path, reason, hint: "write the id, which starts with 'cr-'" }];
  }
  if (platform.kind === 'gke' && !GKE_RESERVATION.test(id)) {
    const hint = "write 'name', 'projects/P/reservations/name' or 'name/reservationBlocks/block'";
    return [{ code: 'VALUE_INVALID', path, reason: `'${id}' is not the name of a reservation`, hint }];
  }
  if (provisioner !== 'karpenter') return [];
  const group = "put the nodes into a group of their own and use provisioner: 'existing'";
  if (platform.kind === 'aks') {
    const reason = "AKS's node auto-provisioning uses no reservations";
    return [{ code: 'PLATFORM_UNSUPPORTED', path, reason, hint: `${group}, or buy 'on-demand'` }];
  }
  if (platform.kind === 'eks' && platform.autoMode) {
    const reason = `the NodeClass of EKS Auto Mode selects no ${kind}, as far as its published schema goes`;
    return [{ code: 'PLATFORM_UNSUPPORTED', path, reason, hint: `${group}, or buy 'on-demand'` }];
  }
  return [];
}

/** Entries that are right one by one, and wrong together. */
function checkTogether(
  entries: readonly Capacity[],
  at: (i: number) => string,
  platform: Platform,
  provisioner: NodeProvisioner,
): ConfigIssue[] {
  const texts = entries.map((entry) => JSON.stringify(entry));
  const issues = entries.flatMap((entry, i): ConfigIssue[] => {
    if (texts.indexOf(texts[i]!) === i) return [];
    return [
      { code: 'VALUES_CONFLICT', path: at(i), reason: `${describe(entry)} stands there already`, hint: 'drop one' },
    ];
  });
  const kinds = entries.map(capacityKind);
  const stranger = kinds.findIndex((kind) => kind === 'spot' || kind === 'on-demand' || kind === 'flex-start');
  if (kinds.includes('capacityBlock') && stranger >= 0) {
    issues.push({
      code: 'VALUES_CONFLICT',
      path: at(stranger),
      reason: `a capacity block is paid ahead and ends on a date, so a pool of it has no '${kinds[stranger]!}' beside it`,
      hint: `declare another pool for '${kinds[stranger]!}'`,
    });
  }
  if (provisioner !== 'karpenter' || platform.kind === 'on-prem' || platform.kind === 'local') return issues;
  const sorted = [...entries].sort((a, b) => rank(a) - rank(b));
  const wrong = entries.findIndex((entry, i) => rank(entry) !== rank(sorted[i]!));
  if (wrong >= 0 && issues.length === 0) {
    issues.push({
      code: 'PLATFORM_UNSUPPORTED',
      path: 'capacity',
      reason: 'Karpenter tries reserved before spot before on-demand capacity, whatever the order here',
      hint: `write [${sorted.map(describe).join(', ')}], or declare a pool for each`,
    });
  }
  return issues;
}

function rank(entry: Capacity): number {
  return Math.max(1, KARPENTER_ORDER.indexOf(capacityKind(entry)));
}

function describe(entry: Capacity): string {
  if (typeof entry === 'string') return `'${entry}'`;
  return 'reservation' in entry
    ? `{ reservation: '${entry.reservation}' }`
    : `{ capacityBlock: '${entry.capacityBlock}' }`;
}

function kindOf(entry: unknown): CapacityKind | undefined {
  if (entry === 'on-demand' || entry === 'spot' || entry === 'flex-start') return entry;
  if (!isMap(entry)) return undefined;
  const keys = Object.keys(entry);
  const [key] = keys;
  return keys.length === 1 && (key === 'reservation' || key === 'capacityBlock') ? key : undefined;
}
