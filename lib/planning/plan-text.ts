import type { ClusterPlan, CostRange, PoolPlan, ServicePlan } from './cluster-plan';

/** A plan as tables of plain text that fit a terminal. */
export function planText(plan: ClusterPlan): string {
  const { cluster, platform, kubernetesVersion, pools, services } = plan;
  const parts = [`${cluster}: ${platform}, Kubernetes ${kubernetesVersion}`];
  if (pools.length > 0) {
    parts.push(
      table(['pool', 'nodes', 'machine', 'GPUs per node', 'each node offers', 'USD per hour'], pools.map(poolRow)),
    );
  }
  const steps = pools.flatMap((pool) => pool.steps);
  if (steps.length > 0)
    parts.push(['  for nodes that exist already:', ...steps.map((step) => `    ${step}`)].join('\n'));
  if (services.length > 0) {
    parts.push(table(['workload', 'model', 'replicas', 'each asks for', 'nodes at most'], services.map(serviceRow)));
  }
  if (services.some(isUnchecked))
    parts.push('  * the size of this model is not known here, so nobody checked that it fits');
  return `${parts.join('\n\n')}\n`;
}

function poolRow({ name, nodes, machines, provisioner, gpus, gpusPerNode, perNode, cost }: PoolPlan): string[] {
  const machine = machines[0] === undefined ? provisioner : `${machines[0]}${machines.length > 1 ? ' …' : ''}`;
  const offers = Object.entries(perNode)
    .filter(([, count]) => count > 0)
    .map(([resource, count]) => `${count} ${resource.replace('nvidia.com/', '')}`);
  return [
    name,
    range(nodes),
    machine,
    `${gpusPerNode} ${gpus.join(' or ')}`,
    offers.join(', ') || 'claims',
    costText(cost),
  ];
}

function isUnchecked({ model, sizeKnown }: ServicePlan): boolean {
  return model !== undefined && !sizeKnown;
}

function serviceRow(service: ServicePlan): string[] {
  const { name, model = '-', replicas, asks, pool, nodesAtMax } = service;
  const short = asks.replaceAll('nvidia.com/', '');
  return [
    name,
    isUnchecked(service) ? `${model} *` : model,
    range(replicas),
    pool === undefined ? short : `${short} of ${pool}`,
    nodesAtMax === 0 ? '-' : String(nodesAtMax),
  ];
}

function range({ min, max }: { min: number; max: number }): string {
  return min === max ? String(min) : `${min} to ${max}`;
}

function costText(cost: CostRange): string {
  if ('unknown' in cost) return cost.unknown;
  return `${cost.idle.toFixed(2)} to ${cost.full.toFixed(2)} (${cost.region}, ${cost.date})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd();
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
