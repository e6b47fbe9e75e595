import { type ConfigIssue, shown } from '../errors';
import {
  checkKnownKeys,
  checkLabels,
  checkRange,
  checkTaints,
  checkWhole,
  isDnsSubdomain,
  isLabelValue,
  isLate,
} from '../kube';
import { NODE_PROVISIONERS, type NodeProvisioner, type Platform } from '../platforms';
import { POOL_KEYS, RANGE_KEYS, TAINT_KEYS } from './known-keys';
import { checkTexts, checkWord, isMap, lateIssue } from './plain-values';

/** Sizes of a node's disk that a platform takes, in GiB. An EBS volume ends at 16 TiB, an AKS disk at 2 TiB. */
const DISK_GIB: Readonly<Record<Platform['kind'], { min: number; max: number }>> = {
  eks: { min: 30, max: 16_384 },
  gke: { min: 30, max: 65_536 },
  aks: { min: 30, max: 2048 },
  'on-prem': { min: 1, max: 65_536 },
  local: { min: 1, max: 65_536 },
};

/** How a cloud spells its zones, with an example. AKS's Karpenter puts the region before the number. */
const ZONES: Partial<Record<Platform['kind'], { pattern: RegExp; example: string }>> = {
  eks: { pattern: /^[a-z]{2,}(-[a-z]+)+-\d+(-[a-z]+-\d+)?[a-z]$/, example: 'us-east-1a' },
  gke: { pattern: /^[a-z]+(-[a-z]+)*\d+-([a-z]|ai\d+[a-z])$/, example: 'us-central1-a' },
  aks: { pattern: /^[a-z]+\d*-\d$/, example: 'eastus-1' },
};

/** More simulated nodes than this make a file that no tool opens gladly. */
const SIMULATED_LIMIT = 5000;

/** Issues of props that stand for themselves: wrong types, numbers out of range, words nobody knows. */
export function checkValues(
  props: Readonly<Record<string, unknown>>,
  platform: Platform,
  provisioner: NodeProvisioner,
): ConfigIssue[] {
  const { min, max } = DISK_GIB[platform.kind];
  return [
    ...checkKnownKeys(props, POOL_KEYS),
    ...checkWord(props['provisioner'], 'provisioner', NODE_PROVISIONERS),
    ...checkWord(props['workload'], 'workload', ['inference', 'training']),
    ...checkNodes(props['nodes']),
    ...optionalWhole(props['diskGiB'], 'diskGiB', { min, max }),
    ...optionalWhole(props['idleMinutes'], 'idleMinutes', { min: 1, max: 1440 }),
    ...optionalWhole(props['simulatedNodes'], 'simulatedNodes', { min: 1, max: SIMULATED_LIMIT }),
    ...checkZones(props['zones'], platform, provisioner),
    ...checkLabels(props['labels']),
    ...checkTaints(props['taints']),
    ...checkTaintKeys(props['taints']),
    ...checkMembership(props, provisioner),
  ];
}

/** The range as it will be, once `checkValues` found nothing wrong with it. */
export function nodesOf(nodes: unknown): { min: number; max: number } {
  const { min, max } = nodes as { min?: number; max: number };
  return { min: min ?? 0, max };
}

function checkNodes(nodes: unknown): ConfigIssue[] {
  if (isLate(nodes)) return [lateIssue('nodes')];
  if (!isMap(nodes)) return checkRange(typeof nodes === 'object' ? null : nodes, 'nodes');
  for (const field of ['min', 'max']) if (isLate(nodes[field])) return [lateIssue(`nodes.${field}`)];
  const range = { min: nodes['min'] === undefined ? 0 : nodes['min'], max: nodes['max'] };
  return [...checkKnownKeys(nodes, RANGE_KEYS, 'nodes'), ...checkRange(range, 'nodes', { max: 100_000 })];
}

function checkTaintKeys(taints: unknown): ConfigIssue[] {
  const entries: readonly unknown[] = Array.isArray(taints) ? taints : [];
  return entries.flatMap((taint, i) => (isMap(taint) ? checkKnownKeys(taint, TAINT_KEYS, `taints[${i}]`) : []));
}

function optionalWhole(value: unknown, path: string, bounds: { min: number; max: number }): ConfigIssue[] {
  if (value === undefined) return [];
  return isLate(value) ? [lateIssue(path)] : checkWhole(value, path, bounds);
}

function checkZones(zones: unknown, platform: Platform, provisioner: NodeProvisioner): ConfigIssue[] {
  if (zones === undefined) return [];
  if (provisioner === 'existing') {
    const [first] = Array.isArray(zones) ? (zones as unknown[]) : [];
    const hint =
      typeof first === 'string'
        ? `select them by nodeSelector: { 'topology.kubernetes.io/zone': '${first}' }`
        : 'drop zones';
    return [{ code: 'VALUES_CONFLICT', path: 'zones', reason: 'nodes that exist stand where they stand', hint }];
  }
  const spelling = provisioner === 'simulated' ? undefined : ZONES[platform.kind];
  return checkTexts(
    zones,
    'zones',
    (zone) => zone !== '' && isLabelValue(zone) && (spelling === undefined || spelling.pattern.test(zone)),
    (zone) => ({
      reason: `${shown(zone)} is not a zone of ${platform.kind}`,
      hint:
        platform.kind === 'aks' && typeof zone !== 'object' && /^\d$/.test(String(zone))
          ? `write it with its region, such as 'eastus-${String(zone)}'`
          : `write it like '${spelling?.example ?? 'zone-a'}'`,
    }),
  );
}

function checkMembership(props: Readonly<Record<string, unknown>>, provisioner: NodeProvisioner): ConfigIssue[] {
  const { hostnames, nodeSelector } = props;
  const issues = [
    ...checkTexts(hostnames, 'hostnames', isDnsSubdomain, (name) => ({
      reason: `${shown(name)} is not the name of a node`,
      hint:
        typeof name === 'string' && isDnsSubdomain(name.trim().toLowerCase())
          ? `write '${name.trim().toLowerCase()}'`
          : "write it as in 'kubectl get nodes'",
    })),
    ...checkLabels(nodeSelector, 'nodeSelector'),
  ];
  if (isMap(nodeSelector) && Object.keys(nodeSelector).length === 0) {
    const hint = "name a label the nodes carry: { 'example.com/gpu': 'h100' }";
    issues.push({ code: 'VALUE_INVALID', path: 'nodeSelector', reason: 'selects every node of the cluster', hint });
  }
  if (hostnames !== undefined && nodeSelector !== undefined) {
    const reason = 'nodes are found by hostnames or by nodeSelector, not both';
    issues.push({ code: 'VALUES_CONFLICT', path: 'nodeSelector', reason, hint: 'drop hostnames or nodeSelector' });
  }
  if (provisioner !== 'existing') {
    for (const path of ['hostnames', 'nodeSelector']) {
      if (props[path] === undefined) continue;
      const reason = `describes nodes that exist, and provisioner '${provisioner}' makes its own`;
      const hint = `drop ${path}, or use provisioner: 'existing'`;
      issues.push({ code: 'VALUES_CONFLICT', path, reason, hint });
    }
  }
  return issues;
}
