import {
  AutoscaledModelService,
  type Capacity,
  eks,
  gke,
  GpuNodePool,
  GpuOperator,
  local,
  MACHINES,
  MigPartitioning,
  onPrem,
  type Platform,
  TimeSlicedGpu,
} from 'cdk8s-ai';
import { AiCluster, App } from 'cdk8s-ai/cdk8s';
import { collectDeclaration, materialize } from '../../lib/cluster';
import { machineFacts, type MachineName } from '../../lib/machines';
import { type ClusterPlan, planCluster } from '../../lib/planning';

const EKS = eks({
  kubernetesVersion: '1.35',
  nodeRole: 'gpu-node',
  discoveryTag: 'prod',
  karpenter: { nodeOverlay: true },
});
const MODEL = { model: 'Qwen/Qwen2.5-0.5B-Instruct', contextTokens: 2048 } as const;

function planOf(platform: Platform, declare: (cluster: AiCluster) => void): ClusterPlan {
  const cluster = new AiCluster(new App(), 'prod', { platform });
  declare(cluster);
  new GpuOperator(cluster, 'gpu-operator');
  expect(collectDeclaration(cluster).constructs.length).toBeGreaterThan(0);
  const { cluster: resolved, services, issues } = materialize(cluster, { platform }, cluster.issueOwner);
  expect(issues).toEqual([]);
  return planCluster({
    cluster: 'prod',
    platform,
    shapes: [...resolved.shapes.values()],
    services: services.map(({ construct: { props }, context: { name, allocation } }) => ({
      name,
      model: props.model,
      sizeKnown: true,
      replicas: props.replicas,
      ...(allocation === undefined ? {} : { allocation }),
    })),
  });
}

test('a pool costs from its least to its most nodes, at the price of the machine on its day', () => {
  const machine = 'p5.48xlarge';
  const { pools } = planOf(EKS, (cluster) => new GpuNodePool(cluster, 'h100', { machine, nodes: { min: 0, max: 3 } }));
  const { onDemandUsdPerHour, priceRegion, priceDate } = machineFacts(machine);
  expect(pools).toMatchObject([
    {
      name: 'h100',
      machines: [machine],
      gpusPerNode: 8,
      perNode: { 'nvidia.com/gpu': 8 },
      cost: { idle: 0, full: onDemandUsdPerHour! * 3, region: priceRegion, date: priceDate },
    },
  ]);
});

const NAMES = Object.keys(MACHINES) as MachineName[];

/** What a pool of these machines costs with one node. */
function costOf(machines: readonly MachineName[], capacity: readonly Capacity[] = ['on-demand']) {
  const shapes = [shapeWith({ machines, capacity, nodes: { min: 0, max: 1 } })];
  return planCluster({ cluster: 'prod', platform: EKS, services: [], shapes }).pools[0]!.cost;
}

test('of several machines the dearest counts, with the day of its own price', () => {
  const priced = NAMES.filter((name) => machineFacts(name).onDemandUsdPerHour !== null);
  const dearest = priced.reduce((a, b) =>
    machineFacts(a).onDemandUsdPerHour! >= machineFacts(b).onDemandUsdPerHour! ? a : b,
  );
  const { onDemandUsdPerHour, priceDate } = machineFacts(dearest);
  expect(costOf(priced)).toMatchObject({ idle: 0, full: onDemandUsdPerHour, date: priceDate });
});

test('the price of spot counts only where all of the pool is spot', () => {
  const name = NAMES.find((machine) => {
    const { spotUsdPerHour, onDemandUsdPerHour } = machineFacts(machine);
    return spotUsdPerHour !== null && onDemandUsdPerHour !== null;
  })!;
  const { spotUsdPerHour, onDemandUsdPerHour } = machineFacts(name);
  expect(costOf([name], ['spot'])).toMatchObject({ full: spotUsdPerHour });
  expect(costOf([name], ['spot', 'on-demand'])).toMatchObject({ full: onDemandUsdPerHour });
});

test('a price that nobody knows is said to be unknown, and never counted as nothing', () => {
  for (const [capacity, price] of [
    ['on-demand', 'onDemandUsdPerHour'],
    ['spot', 'spotUsdPerHour'],
  ] as const) {
    const name = NAMES.find((machine) => machineFacts(machine)[price] === null)!;
    expect(costOf(['p5.48xlarge', name], [capacity])).toEqual({
      unknown: expect.stringMatching(new RegExp(`^no ${capacity} price is known for `)) as string,
    });
  }
});

test.each<[string, Platform, RegExp]>([
  ['own hardware', onPrem({ kubernetesVersion: '1.35' }), /own hardware has no price list/],
  ['simulated nodes', local(), /simulated nodes cost nothing/],
])('%s has no price, in words', (_, platform, says) => {
  const { pools } = planOf(
    platform,
    (cluster) => new GpuNodePool(cluster, 't4', { gpu: 't4', nodes: { min: 1, max: 1 } }),
  );
  expect((pools[0]!.cost as { unknown: string }).unknown).toMatch(says);
});

test('a service says what each replica asks for, and how many nodes all of them fill', () => {
  const { services, pools } = planOf(EKS, (cluster) => {
    const pool = new GpuNodePool(cluster, 'h100', { machine: 'p5.48xlarge', nodes: { min: 0, max: 4 } });
    const slices = new MigPartitioning(cluster, 'slices', { pool, layout: { '3g.40gb': 2 } });
    new AutoscaledModelService(cluster, 'chat', {
      ...MODEL,
      gpu: slices.slice('3g.40gb'),
      replicas: { min: 0, max: 40 },
    });
    const l4 = new GpuNodePool(cluster, 'l4', { gpu: 'l4', nodes: { min: 0, max: 4 } });
    const shared = new TimeSlicedGpu(cluster, 'shared', { pool: l4, replicas: 4 });
    new AutoscaledModelService(cluster, 'draft', { ...MODEL, gpu: shared.share(), replicas: { min: 0, max: 5 } });
  });
  expect(pools.map(({ perNode }) => perNode)).toEqual([
    expect.objectContaining({ 'nvidia.com/mig-3g.40gb': 16 }),
    expect.objectContaining({ 'nvidia.com/gpu.shared': 4 }),
  ]);
  expect(services).toMatchObject([
    { name: 'chat', pool: 'h100', asks: '1 x nvidia.com/mig-3g.40gb', nodesAtMax: 3 },
    { name: 'draft', pool: 'l4', asks: '1 x nvidia.com/gpu.shared', nodesAtMax: 2 },
  ]);
});

test('claims are said as claims', () => {
  const { services } = planOf(onPrem({ kubernetesVersion: '1.35' }), (cluster) => {
    const nodes = { min: 1, max: 4 };
    const pool = new GpuNodePool(cluster, 'h100', { gpu: 'h100-80gb', gpusPerNode: 8, nodes, allocation: 'dra' });
    new AutoscaledModelService(cluster, 'chat', { ...MODEL, gpu: pool.gpus(2), replicas: { min: 1, max: 4 } });
  });
  expect(services).toMatchObject([{ asks: '2 x gpu.nvidia.com', nodesAtMax: 1 }]);
});

test('a laptop that serves on its CPU has no nodes to plan, and its services take no GPU', () => {
  const plan = planOf(local({ gpus: 'cpu' }), (cluster) => {
    const pool = new GpuNodePool(cluster, 't4', { gpu: 't4', nodes: { min: 1, max: 1 } });
    const gguf = 'Qwen/Qwen2.5-0.5B-Instruct-GGUF:q4_k_m';
    new AutoscaledModelService(cluster, 'chat', { ...MODEL, gguf, gpu: pool.gpus(), replicas: { min: 1, max: 1 } });
  });
  expect(plan.pools).toEqual([]);
  expect(plan.services).toMatchObject([{ asks: 'CPU', nodesAtMax: 0 }]);
});

test('what is left to do by hand for nodes that exist is part of the plan', () => {
  const pool = { gpu: 'l4', nodes: { min: 1, max: 2 } } as const;
  const { pools } = planOf(onPrem({ kubernetesVersion: '1.35' }), (cluster) => new GpuNodePool(cluster, 'l4', pool));
  expect(pools[0]!.steps).toEqual([
    expect.stringMatching(/^kubectl taint nodes .*nvidia\.com\/gpu=present:NoSchedule/),
  ]);
  const nodes = { min: 0, max: 2 };
  const made = planOf(
    gke({ kubernetesVersion: '1.35' }),
    (cluster) => new GpuNodePool(cluster, 'l4', { ...pool, nodes }),
  );
  expect(made.pools[0]!.steps).toEqual([]);
});

function shapeWith(changes: object) {
  const platform = EKS;
  const cluster = new AiCluster(new App(), 'prod', { platform });
  new GpuNodePool(cluster, 'h100', { machine: 'p5.48xlarge', nodes: { min: 0, max: 1 } });
  const [shape] = materialize(cluster, { platform }, cluster.issueOwner).cluster.shapes.values();
  return { ...shape!, pool: { ...shape!.pool, ...changes } };
}
