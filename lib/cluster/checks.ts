import { isMigCapable } from '../gpu';
import { shown } from '../errors';
import { checkKnownKeys, isDnsLabel } from '../kube';
import { type GpuNodePool, poolsOverlap, type ResolvedPool } from '../nodes';
import type { ResolvedCluster } from './resolve';
import type { ClusterSettings } from './settings';

/** Checks that span parts: each part alone is fine, together they are not. */
export function checkCluster(cluster: ResolvedCluster): void {
  checkSettings(cluster);
  checkOperators(cluster);
  checkOneSharingPerPool(cluster);
  checkPoolsApart(cluster);
}

/** All settings by name, for callers without a compiler. The compiler says when one is missing here: test/types. */
export const SETTINGS_KEYS = [
  'platform',
  'namespace',
  'delivery',
  'components',
  'eachObject',
] as const satisfies readonly (keyof ClusterSettings)[];

function checkSettings({ declaration, found, owner, settings }: ResolvedCluster): void {
  const issues = checkKnownKeys(settings, SETTINGS_KEYS);
  if (declaration.constructs.length === 0) {
    const hint = 'declare a GpuNodePool or an AutoscaledModelService in it, or drop the cluster';
    issues.push({ code: 'CLUSTER_EMPTY', path: '', reason: 'nothing is declared in it', hint });
  }
  const { namespace, eachObject } = settings;
  if (namespace !== undefined && !isDnsLabel(namespace)) {
    const hint = 'use at most 63 of a-z, 0-9 and dashes';
    issues.push({ code: 'NAME_INVALID', path: 'namespace', reason: `${shown(namespace)} is not a namespace`, hint });
  }
  if (eachObject !== undefined && typeof eachObject !== 'function') {
    const reason = `${shown(eachObject)} is not a function`;
    issues.push({ code: 'VALUE_INVALID', path: 'eachObject', reason, hint: 'write (object) => object' });
  }
  found.add(owner, issues);
}

/** Parts of the GPU software that only the operator can bring need one; two would fight. */
function checkOperators({ declaration, found, owner, pools }: ResolvedCluster): void {
  const [first, ...others] = declaration.operators;
  for (const extra of others) {
    const reason = `'${first!.node.path}' is this cluster's GPU Operator already`;
    found.add(extra, [{ code: 'OPERATOR_TWICE', path: '', reason, hint: 'keep one; its props hold for all pools' }]);
  }
  if (first !== undefined) return;
  const lacking = [...pools].filter(([, pool]) => Object.values(pool.owners).includes('operator'));
  if (lacking.length === 0) return;
  const parts = new Set(
    lacking.flatMap(([, { gpus, owners }]) =>
      Object.entries(owners)
        .filter(([part, who]) => who === 'operator' && (part !== 'migManager' || gpus.some(isMigCapable)))
        .map(([part]) => part),
    ),
  );
  const names = lacking.map(([{ node }]) => `'${node.path}'`).join(', ');
  const reason = `${names} ${lacking.length === 1 ? 'gets' : 'get'} no ${[...parts].map(inWords).join(', ')} without a GPU Operator`;
  const hint = "add new GpuOperator(cluster, 'gpu-operator')";
  found.add(owner, [{ code: 'OPERATOR_MISSING', path: '', reason, hint }]);
}

function inWords(part: string): string {
  return part.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function checkOneSharingPerPool({ declaration, found }: ResolvedCluster): void {
  const firstOn = new Map<GpuNodePool, (typeof declaration.sharings)[number]>();
  for (const sharing of declaration.sharings) {
    const pool = sharing.props.pool as GpuNodePool;
    if (!declaration.pools.includes(pool)) continue; // told when it was resolved
    const first = firstOn.get(pool);
    if (first === undefined) {
      firstOn.set(pool, sharing);
      continue;
    }
    const reason = `${first.kind} '${first.node.path}' shares pool '${pool.node.path}' already, and a node follows one`;
    const hint = `drop one of the two, or give ${sharing.kind} '${sharing.node.id}' a pool of its own`;
    found.add(sharing, [{ code: 'SHARING_TWICE', path: 'pool', reason, hint }]);
  }
}

/** Pools made of nodes that exist already must not claim the same nodes. */
function checkPoolsApart({ found, pools }: ResolvedCluster): void {
  const earlier: [GpuNodePool, ResolvedPool][] = [];
  for (const [construct, pool] of pools) {
    const rival = earlier.find(([, other]) => poolsOverlap(other, pool))?.[0];
    earlier.push([construct, pool]);
    if (rival === undefined) continue;
    const reason = `would claim nodes that pool '${rival.node.path}' claims`;
    const hint = 'tell them apart with hostnames or a nodeSelector on each';
    found.add(construct, [{ code: 'POOLS_OVERLAP', path: 'hostnames', reason, hint }]);
  }
}
