import { App as Cdk8sApp, Chart } from 'cdk8s';
import {
  AutoscaledModelService,
  eks,
  type GpuHandle,
  GpuNodePool,
  GpuOperator,
  local,
  MigPartitioning,
  onPrem,
  type Platform,
  TimeSlicedGpu,
} from 'cdk8s-ai';
import { AiCluster, App, requestGpu } from 'cdk8s-ai/cdk8s';
import { Deployment } from 'cdk8s-plus-29';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { write } from './synthesis/written-app';

/** What is declared so far, by name. */
interface Declared {
  pools: Record<string, GpuNodePool<any>>; // eslint-disable-line @typescript-eslint/no-explicit-any -- of many GPUs
  handles: Record<string, GpuHandle>;
}

interface Part {
  readonly name: string;
  readonly needs: readonly string[];
  readonly declare: (cluster: AiCluster, declared: Declared) => void;
}

const MODEL = { model: 'Qwen/Qwen2.5-0.5B-Instruct', contextTokens: 2048 } as const;
const service = (name: string, handle: string, namespace: string): Part => ({
  name,
  needs: [handle],
  declare: (cluster, { handles }) => {
    const replicas = { min: 0, max: 2 };
    new AutoscaledModelService(cluster, name, { ...MODEL, gpu: handles[handle]!, replicas, namespace });
  },
});
const workload = (name: string, handle: string): Part => ({
  name,
  needs: [handle],
  declare: (cluster, { handles }) => {
    const chart = new Chart(cluster, name, { disableResourceNameHashes: true });
    const containers = [{ image: 'example.com/train:1' }];
    requestGpu(new Deployment(chart, 'work', { containers, replicas: 1 }), handles[handle]!);
  },
});

/** Parts of a program that may be declared in any order in which each finds what it needs. */
const PARTS: readonly Part[] = [
  {
    name: 'h100',
    needs: [],
    declare: (cluster, { pools }) => {
      const props = { gpu: 'h100-80gb', gpusPerNode: 8, nodes: { min: 0, max: 4 } } as const;
      pools['h100'] = new GpuNodePool(cluster, 'h100', props);
    },
  },
  {
    name: 'l4',
    needs: [],
    declare: (cluster, { pools }) => {
      const taints = [{ key: 'example.com/team', value: 'search', effect: 'NoSchedule' }] as const;
      pools['l4'] = new GpuNodePool(cluster, 'l4', { gpu: 'l4', nodes: { min: 0, max: 8 }, taints });
    },
  },
  {
    name: 't4',
    needs: [],
    declare: (cluster, { pools, handles }) => {
      const team = new Construct(cluster, 'team');
      pools['t4'] = new GpuNodePool(team, 't4', { gpu: 't4', nodes: { min: 0, max: 8 } });
      handles['t4'] = pools['t4'].gpus();
    },
  },
  {
    name: 'slices',
    needs: ['h100'],
    declare: (cluster, { pools, handles }) => {
      const layout = { '3g.40gb': 1, '1g.10gb': 4 } as const;
      handles['slices'] = new MigPartitioning(cluster, 'slices', { pool: pools['h100']!, layout }).slice('3g.40gb');
    },
  },
  {
    name: 'shared',
    needs: ['l4'],
    declare: (cluster, { pools, handles }) => {
      handles['shared'] = new TimeSlicedGpu(cluster, 'shared', { pool: pools['l4']!, replicas: 4 }).share();
    },
  },
  { name: 'operator', needs: [], declare: (cluster) => void new GpuOperator(cluster, 'gpu-operator') },
  service('chat', 'slices', 'serving'),
  service('draft', 'shared', 'serving'),
  service('small', 't4', 'default'),
  workload('train', 't4'),
  workload('tune', 'slices'),
];

const PLACES: Record<string, Platform> = {
  aws: eks({ kubernetesVersion: '1.35', nodeRole: 'gpu-node', discoveryTag: 'prod', karpenter: { nodeOverlay: true } }),
  rack: onPrem({ kubernetesVersion: '1.35' }),
  simulated: local(),
};

/** Declares the parts as near to the given order as their needs allow. */
function declareIn(order: readonly Part[], cluster: AiCluster): void {
  const declared: Declared = { pools: {}, handles: {} };
  const waiting = [...order];
  const done = new Set<string>();
  while (waiting.length > 0) {
    const next = waiting.findIndex(({ needs }) => needs.every((need) => done.has(need)));
    const [part] = waiting.splice(next, 1);
    part!.declare(cluster, declared);
    done.add(part!.name);
  }
}

function filesOf(AppType: typeof Cdk8sApp, orders: readonly (readonly Part[])[]): Record<string, string> {
  const { files, error } = write(AppType, (app) => {
    for (const [i, [name, platform]] of Object.entries(PLACES).entries())
      declareIn(orders[i]!, new AiCluster(app, name, { platform }));
  });
  expect(error).toBeUndefined();
  // The number in front of a name follows the order in which charts were declared, as ever with cdk8s.
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name.replace(/^\d{4}-/, ''), text]));
}

const shuffled = fc.shuffledSubarray([...PARTS], { minLength: PARTS.length, maxLength: PARTS.length });

test('the same parts give the same bytes, in whatever order they are declared', () => {
  const expected = filesOf(App, [PARTS, PARTS, PARTS]);
  expect(Object.keys(expected)).toEqual(expect.arrayContaining(['aws.k8s.yaml', 'helmfile.yaml', 'rack.k8s.yaml']));
  fc.assert(
    fc.property(fc.tuple(shuffled, shuffled, shuffled), (orders) => {
      expect(filesOf(App, orders)).toEqual(expected);
    }),
    { numRuns: 100 },
  );
});

test("cdk8s's own App gives those bytes too", () => {
  expect(filesOf(Cdk8sApp, [PARTS, [...PARTS].reverse(), PARTS])).toEqual(filesOf(App, [PARTS, PARTS, PARTS]));
});
