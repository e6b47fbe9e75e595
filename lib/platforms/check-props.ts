import { type ConfigIssue, shown } from '../errors';
import { checkKnownKeys, isPlainMap } from '../kube';
import { AKS_KEYS, EKS_KEYS, GATE_KEYS, GKE_KEYS, KARPENTER_KEYS, LOCAL_KEYS, ON_PREM_KEYS } from './known-keys';
import type { Platform } from './platform';

type Kind = Platform['kind'];

const PROPS: Readonly<Record<Kind, readonly string[]>> = {
  eks: EKS_KEYS,
  gke: GKE_KEYS,
  aks: AKS_KEYS,
  'on-prem': ON_PREM_KEYS,
  local: LOCAL_KEYS,
};
const KARPENTER: Partial<Record<Kind, readonly string[]>> = { eks: KARPENTER_KEYS, aks: GATE_KEYS };

/** Fields that every record has, whether or not they are props of its function. */
const FILLED_IN = ['kind', 'given', 'provisioner', 'autoscaler'];

/**
 * Issues of props that a platform function does not have: of those it was called with, and of what was added to the
 * record it returned.
 */
export function checkProps(kind: Kind, platform: Readonly<Record<string, unknown>>): ConfigIssue[] {
  const { given } = platform;
  const added = Object.entries(platform).filter(([key]) => !FILLED_IN.includes(key));
  const props: Readonly<Record<string, unknown>> = {
    ...Object.fromEntries(added),
    ...(isPlainMap(given) ? given : {}),
  };
  return [...checkKnownKeys(props, PROPS[kind], 'platform'), ...checkKarpenter(props['karpenter'], KARPENTER[kind])];
}

function checkKarpenter(karpenter: unknown, known: readonly string[] | undefined): ConfigIssue[] {
  if (karpenter === undefined || known === undefined) return [];
  const path = 'platform.karpenter';
  if (isPlainMap(karpenter)) return checkKnownKeys(karpenter, known, path);
  const hint = 'write karpenter: { nodeOverlay: true }, or leave it out';
  return [{ code: 'VALUE_INVALID', path, reason: `${shown(karpenter)} is not a map`, hint }];
}
