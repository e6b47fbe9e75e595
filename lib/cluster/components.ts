import {
  checkDelivery,
  type ComponentName,
  type ComponentNeed,
  defaultDelivery,
  type Delivery,
  type Release,
  resolveComponents,
} from '../components';
import type { SettledOperator } from './operator';
import type { ResolvedCluster } from './resolve';
import type { SettledService } from './services';

/** What to install besides the operator, and how all of it gets there. */
export interface SettledComponents {
  readonly releases: readonly Release[];
  readonly delivery: Delivery;
}

/** Adds up what everything declared needs, and settles where each part comes from. */
export function settleComponents(
  cluster: ResolvedCluster,
  services: readonly SettledService[],
  operator: SettledOperator | undefined,
): SettledComponents {
  const { found, owner, pools, settings, shapes } = cluster;
  const delivery = settings.delivery ?? defaultDelivery(settings.platform);
  const provided = providedBy(operator);
  const { releases, issues } = resolveComponents({
    platform: settings.platform,
    needs: [...poolNeeds(cluster, provided), ...services.flatMap(({ needs }) => needs)],
    choices: settings.components ?? {},
    taints: [...shapes.values()].flatMap(({ taints }) => taints),
    draPools: [...pools.values()].filter(({ allocation }) => allocation === 'dra').map(({ name }) => name),
    provided,
    delivery,
  });
  found.add(owner, [...issues, ...checkDelivery(delivery)]);
  return { releases, delivery };
}

/** The operator's chart brings feature discovery along, unless that stands apart. */
function providedBy(operator: SettledOperator | undefined): ComponentName[] {
  if (operator?.rendered.release === undefined) return [];
  return operator.context.nfd === 'bundled' ? ['gpu-operator', 'nfd'] : ['gpu-operator'];
}

function poolNeeds({ pools, settings }: ResolvedCluster, provided: readonly ComponentName[]): ComponentNeed[] {
  if (settings.platform.kind === 'local' && settings.platform.gpus === 'cpu') return [];
  return [...pools].flatMap(([{ node }, pool]): ComponentNeed[] => {
    const why = `pool '${node.path}'`;
    const needs: ComponentNeed[] = [];
    if (pool.provisioner === 'karpenter') needs.push({ component: 'karpenter', why: `${why} gets its nodes from it` });
    if (pool.provisioner === 'simulated') needs.push({ component: 'kwok', why: `${why} is simulated by it` });
    if (pool.allocation === 'dra') needs.push({ component: 'dra-driver', why: `${why} hands out GPUs through it` });
    if (pool.startupTaint !== undefined) {
      needs.push({ component: pool.startupTaint.remover, why: `${why} waits for it to remove a startup taint` });
    }
    if (pool.membership !== undefined && pool.membership.by !== 'label' && !provided.includes('nfd')) {
      needs.push({ component: 'nfd', why: `${why} is labelled by it` });
    }
    return needs;
  });
}
