import { type ConfigIssue, shown, suggestWord } from '../errors';
import { isLate, isPlainMap } from '../kube';
import { checkProps } from './check-props';
import { checkKarpenterNeeds } from './karpenter-needs';
import { ownersOf } from './owners-of';
import {
  AKS_IMAGES,
  DISTRIBUTIONS,
  EKS_IMAGES,
  GKE_IMAGES,
  KUBERNETES_VERSIONS,
  type KubernetesVersion,
  LOCAL_DISTRIBUTIONS,
  NODE_AUTOSCALERS,
  ON_PREM_OS,
  type Platform,
} from './platform';

type Kind = Platform['kind'];
type Given = Readonly<Record<string, unknown>>;

/** Fields that take one of a few words. */
const WORDS = {
  eks: { image: EKS_IMAGES, provisioner: ['karpenter', 'existing', 'simulated'], autoscaler: NODE_AUTOSCALERS },
  gke: {
    image: GKE_IMAGES,
    gpuStack: ['gke', 'operator'],
    provisioner: ['compute-class', 'existing', 'simulated'],
    autoscaler: NODE_AUTOSCALERS,
    driverInstaller: ['present', 'absent'],
  },
  aks: {
    image: AKS_IMAGES,
    driver: ['image', 'operator'],
    provisioner: ['karpenter', 'existing', 'simulated'],
    autoscaler: NODE_AUTOSCALERS,
  },
  'on-prem': {
    distribution: DISTRIBUTIONS,
    os: ON_PREM_OS,
    driver: ['image', 'operator'],
    toolkit: ['image', 'operator'],
    provisioner: ['existing', 'simulated'],
    autoscaler: NODE_AUTOSCALERS,
  },
  local: { distribution: LOCAL_DISTRIBUTIONS, gpus: ['simulated', 'cpu', 'host'] },
} as const satisfies Record<Kind, Record<string, readonly string[]>>;

/** Fields that hold text, or a value known only at deploy time. */
const TEXTS: Partial<Record<Kind, readonly string[]>> = {
  eks: ['nodeRole', 'discoveryTag', 'clusterName'],
  aks: ['subnetId'],
};

/** Issues of a platform as a user may have written it; paths start with `platform`. */
export function checkPlatform(platform: unknown): ConfigIssue[] {
  if (typeof platform !== 'object' || platform === null) {
    const hint = "write platform: eks({ kubernetesVersion: '1.35' }), or gke, aks, onPrem, local";
    return [{ code: 'VALUE_REQUIRED', path: 'platform', reason: `${shown(platform)} is not a platform`, hint }];
  }
  const given = platform as Given;
  if (!isKind(given['kind'])) {
    const hint = suggestWord(given['kind'], ['eks()', 'gke()', 'aks()', 'onPrem()', 'local()']);
    return [{ code: 'VALUE_INVALID', path: 'platform', reason: 'was made by none of the platform functions', hint }];
  }
  const shape = [
    ...checkProps(given['kind'], given),
    ...checkVersion(given['kubernetesVersion']),
    ...checkWords(given['kind'], given),
    ...checkTexts(given['kind'], given),
    ...(given['kind'] === 'eks' || given['kind'] === 'aks' ? checkSwitches(given) : []),
    ...(given['kind'] === 'eks' ? [...checkEksNames(given), ...checkQueue(given['karpenter'])] : []),
  ];
  return shape.length > 0 ? shape : checkMeaning(platform as Platform);
}

/** What is wrong with a platform whose fields are each well formed. */
function checkMeaning(platform: Platform): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  const image = 'image' in platform ? platform.image : undefined;
  const { provisioner } = platform;
  const needs = platform.kind === 'eks' && provisioner === 'karpenter' ? checkKarpenterNeeds(platform) : [];
  for (const issue of [...ownersOf(platform, { image, provisioner, allocation: 'device-plugin' }).issues, ...needs]) {
    issues.push({ ...issue, path: issue.path === '' ? 'platform' : `platform.${issue.path}` });
  }
  switch (platform.kind) {
    case 'eks':
      if (platform.autoMode && (platform.karpenter.nodeOverlay || platform.karpenter.staticCapacity)) {
        issues.push({
          code: 'PLATFORM_UNSUPPORTED',
          path: 'platform.karpenter',
          reason: 'AWS runs the Karpenter of EKS Auto Mode and lets nobody set its gates',
          hint: 'drop karpenter, or run Karpenter yourself and drop autoMode',
        });
      }
      break;
    case 'gke':
      if (platform.gpuStack === 'operator' && provisioner === 'compute-class') {
        issues.push({
          code: 'GPU_STACK_CONFLICT',
          path: 'platform.gpuStack',
          reason: "node pools made from a ComputeClass always run Google's driver and device plugin",
          hint: "use gpuStack: 'gke', or provisioner: 'existing' with node pools you make",
        });
      }
      break;
    case 'local':
      if (platform.distribution === 'kwok' && platform.gpus !== 'simulated') {
        issues.push({
          code: 'PLATFORM_UNSUPPORTED',
          path: 'platform.gpus',
          reason: `a kwok cluster has only simulated nodes, so nothing runs on '${platform.gpus}'`,
          hint: "use gpus: 'simulated', or distribution: 'kind'",
        });
      }
      break;
  }
  return issues;
}

function checkVersion(version: unknown): ConfigIssue[] {
  if (KUBERNETES_VERSIONS.includes(version as KubernetesVersion)) return [];
  const path = 'platform.kubernetesVersion';
  if (isLate(version)) {
    const hint = `write it as text, such as '${KUBERNETES_VERSIONS.at(-1)!}'`;
    return [{ code: 'VALUE_IS_LATE', path, reason: 'decides what is rendered, so it must be known now', hint }];
  }
  if (version === undefined) {
    const hint = `write kubernetesVersion: '${KUBERNETES_VERSIONS.at(-1)!}', or what your control plane runs`;
    return [{ code: 'VALUE_REQUIRED', path, reason: 'is missing', hint }];
  }
  const nearest = nearestVersion(version);
  if (typeof version === 'number' && `${version}` === nearest) {
    const hint = `write '${nearest}' in quotes, since 1.30 and 1.3 are one number`;
    return [{ code: 'VALUE_INVALID', path, reason: `${version} is a number`, hint }];
  }
  const known = `${KUBERNETES_VERSIONS[0]} to ${KUBERNETES_VERSIONS.at(-1)!}`;
  const reason = `${shown(version)} is not a minor version this library renders for (${known})`;
  return [{ code: 'VALUE_INVALID', path, reason, hint: `use '${nearest}'` }];
}

/** The supported version nearest to what was written: `v1.35.2` is 1.35, 1.31 is below them all. */
function nearestVersion(version: unknown): KubernetesVersion {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(typeof version === 'object' ? '' : String(version)) ?? [];
  const newest = KUBERNETES_VERSIONS.at(-1)!;
  if (major === undefined || minor === undefined) return newest;
  const wanted = Number(major) * 1000 + Number(minor);
  const distance = (known: string) => {
    const [knownMajor, knownMinor] = known.split('.').map(Number);
    return Math.abs(knownMajor! * 1000 + knownMinor! - wanted);
  };
  return KUBERNETES_VERSIONS.reduce((best, known) => (distance(known) < distance(best) ? known : best), newest);
}

function checkWords(kind: Kind, given: Given): ConfigIssue[] {
  return Object.entries<readonly string[]>(WORDS[kind]).flatMap(([field, words]): ConfigIssue[] => {
    const value = given[field];
    if (words.includes(value as string) || (field === 'image' && value === undefined)) return [];
    const path = `platform.${field}`;
    if (isLate(value)) {
      const hint = `write it as text: ${words.map((word) => `'${word}'`).join(', ')}`;
      return [{ code: 'VALUE_IS_LATE', path, reason: 'decides what is rendered, so it must be known now', hint }];
    }
    const reason = `${shown(value)} is not known here`;
    return [{ code: 'VALUE_INVALID', path, reason, hint: suggestWord(value, words) }];
  });
}

function checkTexts(kind: Kind, given: Given): ConfigIssue[] {
  return (TEXTS[kind] ?? []).flatMap((field): ConfigIssue[] => {
    const value = given[field];
    if (value === undefined || isLate(value) || (typeof value === 'string' && value.trim() !== '')) return [];
    const hint = typeof value === 'number' ? `write '${value}'` : `write the ${field} as text, or drop it`;
    return [{ code: 'VALUE_INVALID', path: `platform.${field}`, reason: `${shown(value)} is not a text`, hint }];
  });
}

function checkSwitches(given: Given): ConfigIssue[] {
  const gates = isPlainMap(given['karpenter']) ? given['karpenter'] : {};
  const switches = { autoMode: given['autoMode'], 'karpenter.nodeOverlay': gates['nodeOverlay'] };
  const all = { ...switches, 'karpenter.staticCapacity': gates['staticCapacity'] };
  return Object.entries(all).flatMap(([path, value]): ConfigIssue[] => {
    if (value === undefined || typeof value === 'boolean') return [];
    const hint = `write ${String(value === 'true' || value === 1)}`;
    return [{ code: 'VALUE_INVALID', path: `platform.${path}`, reason: `${shown(value)} is not true or false`, hint }];
  });
}

function checkEksNames(given: Given): ConfigIssue[] {
  const { nodeRole, imageVersion } = given;
  const issues: ConfigIssue[] = [];
  const invalid = (path: string, reason: string, hint: string) =>
    issues.push({ code: 'VALUE_INVALID', path: `platform.${path}`, reason, hint });
  if (typeof nodeRole === 'string' && nodeRole.startsWith('arn:')) {
    const name = nodeRole.slice(nodeRole.lastIndexOf('/') + 1);
    invalid('nodeRole', `'${nodeRole}' is an ARN, and Karpenter takes the name of the role`, `write '${name}'`);
  }
  if (typeof imageVersion !== 'string' || !/^[A-Za-z0-9.-]+$/.test(imageVersion)) {
    const version =
      typeof imageVersion === 'string' ? imageVersion.slice(imageVersion.lastIndexOf('@') + 1).trim() : '';
    invalid(
      'imageVersion',
      `${shown(imageVersion)} is not a version`,
      `write '${version === '' ? 'latest' : version}'`,
    );
  }
  for (const field of ['subnetIds', 'securityGroupIds']) {
    const ids = given[field];
    if (ids === undefined || isLate(ids)) continue;
    const list = Array.isArray(ids) && ids.length > 0 && ids.every((id) => isLate(id) || typeof id === 'string');
    if (!list)
      invalid(field, 'is not a list of ids', typeof ids === 'string' ? `write ['${ids}']` : `write at least one`);
  }
  return issues;
}

function checkQueue(karpenter: unknown): ConfigIssue[] {
  const queue = isPlainMap(karpenter) ? karpenter['interruptionQueue'] : undefined;
  if (queue === undefined || isLate(queue)) return [];
  const path = 'platform.karpenter.interruptionQueue';
  if (typeof queue !== 'string' || queue.trim() === '') {
    const hint = "write the queue's name as text, or drop it";
    return [{ code: 'VALUE_INVALID', path, reason: `${shown(queue)} is not a text`, hint }];
  }
  if (/^[\w-]{1,80}$/.test(queue)) return [];
  const name = queue.split(/[:/]/).at(-1)!;
  const hint = /^[\w-]{1,80}$/.test(name)
    ? `write '${name}'`
    : 'use at most 80 letters, digits, dashes and underscores';
  return [{ code: 'VALUE_INVALID', path, reason: `${shown(queue)} is not the name of a queue`, hint }];
}

function isKind(kind: unknown): kind is Kind {
  return typeof kind === 'string' && Object.hasOwn(WORDS, kind);
}
