import { type ConfigIssue, shown } from '../errors';
import { gpuFacts } from '../gpu';
import { checkWhole } from '../kube';
import type { ResolvedPool } from '../nodes';
import type { ReplicaDivision } from './division';

/** Pods per GPU where the user does not say. */
const DEFAULT_REPLICAS = 4;

/** Props of both ways to hand out a GPU several times, as a user may have written them. */
interface ReplicaProps {
  readonly replicas?: unknown;
  readonly rename?: unknown;
  readonly failRequestsGreaterThanOne?: unknown;
}

/** The sharing that the props ask for; `renames` is what the place does unless told otherwise. */
export function readReplicas(
  mode: ReplicaDivision['mode'],
  props: ReplicaProps,
  pool: ResolvedPool,
  renames: boolean,
): { readonly division?: ReplicaDivision; readonly issues: ConfigIssue[] } {
  const { replicas = DEFAULT_REPLICAS, rename = renames, failRequestsGreaterThanOne = true } = props;
  const issues = [
    ...(replicas === 1 ? [ONE_POD] : checkWhole(replicas, 'replicas', { min: 2 })),
    ...(mode === 'mps' ? checkMpsClients(replicas, pool) : []),
    ...checkSwitch(rename, 'rename'),
    ...checkSwitch(failRequestsGreaterThanOne, 'failRequestsGreaterThanOne'),
  ];
  if (issues.length > 0) return { issues };
  const division = {
    mode,
    replicas: replicas as number,
    renamed: rename as boolean,
    failRequestsGreaterThanOne: failRequestsGreaterThanOne as boolean,
  };
  return { division, issues };
}

/** It reads like a way to say "not shared". */
const ONE_POD: ConfigIssue = {
  code: 'VALUE_OUT_OF_RANGE',
  path: 'replicas',
  reason: 'one pod per GPU is no sharing, and the device plugin stops on it',
  hint: 'use 2, or drop this construct for whole GPUs',
};

/** Clients that one GPU's MPS server takes, by the limits that NVIDIA's control daemon enforces. */
function mpsClients(computeCapability: string): number {
  const [major = 0, minor = 0] = computeCapability.split('.').map(Number);
  return major > 7 || (major === 7 && minor >= 5) ? 48 : 16;
}

function checkMpsClients(replicas: unknown, { gpus }: ResolvedPool): ConfigIssue[] {
  if (!Number.isInteger(replicas)) return [];
  const limits = gpus.map((model) => ({ model, clients: mpsClients(gpuFacts(model).computeCapability) }));
  const lowest = limits.sort((a, b) => a.clients - b.clients)[0];
  if (lowest === undefined || (replicas as number) <= lowest.clients) return [];
  const reason = `an MPS server on ${lowest.model} takes at most ${lowest.clients} clients, not ${shown(replicas)}`;
  return [{ code: 'VALUE_OUT_OF_RANGE', path: 'replicas', reason, hint: `use ${lowest.clients}` }];
}

function checkSwitch(value: unknown, path: string): ConfigIssue[] {
  if (typeof value === 'boolean') return [];
  const meant = value === 'false' || value === 0 || value === null ? 'false' : 'true';
  return [{ code: 'VALUE_INVALID', path, reason: `${shown(value)} is not true or false`, hint: `write ${meant}` }];
}
