import { machineFacts } from '../machines';
import { type Capacity, type NodeShape, nodeSteps, type ResolvedPool } from '../nodes';
import type { Platform } from '../platforms';
import type { GpuAllocation } from '../sharing';

/** What one cluster asks for, in figures a person can check before anything is deployed. */
export interface ClusterPlan {
  readonly cluster: string;
  readonly platform: Platform['kind'];
  readonly kubernetesVersion: string;
  readonly pools: readonly PoolPlan[];
  readonly services: readonly ServicePlan[];
}

/** One pool: its nodes, what each node offers pods, and what it costs. */
export interface PoolPlan {
  readonly name: string;
  readonly provisioner: string;
  /** Machines the pool may get, cheapest first; empty on own hardware. */
  readonly machines: readonly string[];
  readonly gpus: readonly string[];
  readonly gpusPerNode: number;
  readonly nodes: { readonly min: number; readonly max: number };
  readonly capacity: readonly Capacity[];
  /** Extended resources of each node. */
  readonly perNode: Readonly<Record<string, number>>;
  readonly cost: CostRange;
  /** Commands for nodes that exist already: what nothing in the cluster can give them, taints above all. */
  readonly steps: readonly string[];
}

/** US dollars an hour for the nodes of a pool, or the reason why nobody knows. */
export type CostRange =
  | { readonly idle: number; readonly full: number; readonly region: string; readonly date: string }
  | { readonly unknown: string };

/** One model service or other workload: what each replica asks for and how many nodes all of them can fill. */
export interface ServicePlan {
  readonly name: string;
  /** Undefined for workloads that serve no model. */
  readonly model?: string;
  /** Whether the model's size is known, so that its memory was checked. */
  readonly sizeKnown: boolean;
  /** Undefined for a service on the CPU. */
  readonly pool?: string;
  readonly asks: string;
  readonly replicas: { readonly min: number; readonly max: number };
  /** Nodes the service fills alone at its maximum. */
  readonly nodesAtMax: number;
}

/** What the plan reads; plain facts, so that any engine can hand them over. */
export interface PlanInput {
  readonly cluster: string;
  readonly platform: Platform;
  readonly shapes: readonly NodeShape[];
  readonly services: readonly {
    readonly name: string;
    readonly model?: string;
    readonly sizeKnown: boolean;
    readonly allocation?: GpuAllocation;
    readonly replicas: { readonly min: number; readonly max: number };
  }[];
}

/** Adds up a checked declaration. */
export function planCluster({ cluster, platform, shapes, services }: PlanInput): ClusterPlan {
  // A laptop that serves on its CPU gets no nodes, and its services take no GPU.
  const gpus = platform.kind !== 'local' || platform.gpus !== 'cpu';
  return {
    cluster,
    platform: platform.kind,
    kubernetesVersion: platform.kubernetesVersion,
    pools: gpus ? shapes.map(planPool) : [],
    services: services.map(({ allocation, ...service }) => planService(service, gpus ? allocation : undefined)),
  };
}

function planService(
  service: Pick<ServicePlan, 'name' | 'model' | 'sizeKnown' | 'replicas'>,
  allocation: GpuAllocation | undefined,
): ServicePlan {
  if (allocation === undefined) return { ...service, asks: 'CPU', nodesAtMax: 0 };
  const nodesAtMax = Math.ceil(service.replicas.max / allocation.perNode);
  return { ...service, pool: allocation.pool.name, asks: asksFor(allocation), nodesAtMax };
}

function planPool(shape: NodeShape): PoolPlan {
  const { pool, resources } = shape;
  const steps = nodeSteps(shape);
  const { name, provisioner, machines, gpus, gpusPerNode, nodes, capacity } = pool;
  return {
    name,
    provisioner,
    machines,
    gpus,
    gpusPerNode,
    nodes,
    capacity,
    perNode: resources,
    cost: costOf(pool),
    steps,
  };
}

/** The dearest machine the pool may get, at its list price unless all of it is spot: a lower bill is no surprise. */
function costOf({ provisioner, machines, nodes, capacity }: ResolvedPool): CostRange {
  if (provisioner === 'simulated') return { unknown: 'simulated nodes cost nothing' };
  if (machines.length === 0) return { unknown: 'own hardware has no price list' };
  const kind = capacity.every((entry) => entry === 'spot') ? 'spot' : 'on-demand';
  const priced = machines.map((machine) => {
    const facts = machineFacts(machine);
    return { machine, facts, price: kind === 'spot' ? facts.spotUsdPerHour : facts.onDemandUsdPerHour };
  });
  const unpriced = priced.find(({ price }) => price === null);
  if (unpriced !== undefined) return { unknown: `no ${kind} price is known for ${unpriced.machine}` };
  const [dearest] = priced.sort((a, b) => b.price! - a.price!);
  const { priceRegion, priceDate } = dearest!.facts;
  return {
    idle: dearest!.price! * nodes.min,
    full: dearest!.price! * nodes.max,
    region: priceRegion ?? 'region unknown',
    date: priceDate ?? 'date unknown',
  };
}

function asksFor({ resources, claim }: GpuAllocation): string {
  if (claim !== undefined) return `${claim.count} x ${claim.deviceClassName}`;
  return Object.entries(resources)
    .map(([name, count]) => `${count} x ${name}`)
    .join(', ');
}
