import {
  aks,
  AutoscaledModelService,
  eks,
  type GpuHandle,
  gke,
  GPU_MODELS,
  GpuNodePool,
  GpuOperator,
  local,
  MACHINES,
  MigPartitioning,
  MIG_PROFILES,
  MODEL_SHAPES,
  MpsSharedGpu,
  onPrem,
  type Platform,
  TimeSlicedGpu,
} from 'cdk8s-ai';
import { AiCluster, type AiClusterProps } from 'cdk8s-ai/cdk8s';
import type { Construct } from 'constructs';
import fc, { type Arbitrary } from 'fast-check';

// Programs as plain JavaScript may write them: any value may stand anywhere.
/* eslint-disable @typescript-eslint/no-explicit-any */
type Props = Readonly<Record<string, any>>;

/** One part of a program; those that refer to others do so by position. */
interface Part {
  readonly kind: 'pool' | 'mig' | 'slices' | 'mps' | 'operator' | 'service';
  readonly id: string;
  readonly props: Props;
  /** Which pool a sharing cuts, or which handle a service takes. */
  readonly of: number;
}

export interface Program {
  readonly platform: unknown;
  readonly settings: Props;
  readonly parts: readonly Part[];
}

/** A value that is known only at deploy time; looking into it fails loudly. */
export function late(): object {
  const fail = () => {
    throw new Error('a deploy-time value was looked into');
  };
  return { __pulumiOutput: true, apply: late, toString: fail, toJSON: fail, [Symbol.toPrimitive]: fail };
}

const garbage: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, NaN, Infinity, -1, 0, 1.5, '', '3', 'データ', 'x'.repeat(300), '../a', true, late()),
  fc.constantFrom<unknown>({}, [], [null], { min: null }, () => 1, Symbol('s'), 10n, Object.create(null), new Date(0)),
  fc.anything(),
);

/** How a program is written: with care, or with anything anywhere. */
type Mood = 'careful' | 'careless';

/** What is meant; in a careless program also nothing or garbage. */
function must<T>(mood: Mood, meant: Arbitrary<T>): Arbitrary<unknown> {
  return mood === 'careful'
    ? meant
    : fc.oneof(
        { arbitrary: meant as Arbitrary<unknown>, weight: 200 },
        { arbitrary: fc.constant(undefined), weight: 1 },
        { arbitrary: garbage, weight: 4 },
      );
}

/** What is meant, `often` in ten times. */
function may<T>(mood: Mood, meant: Arbitrary<T>, often = 5): Arbitrary<unknown> {
  return fc.oneof(
    { arbitrary: must(mood, meant), weight: often },
    { arbitrary: fc.constant(undefined), weight: 10 - often },
  );
}

/** What fits only some programs. */
function seldom<T>(mood: Mood, meant: Arbitrary<T>): Arbitrary<unknown> {
  return fc.oneof({ arbitrary: must(mood, meant), weight: 1 }, { arbitrary: fc.constant(undefined), weight: 29 });
}

const VERSION = fc.constantFrom('1.33', '1.34', '1.35', '1.36');
const KARPENTER = fc.record({ nodeOverlay: fc.boolean(), staticCapacity: fc.boolean() });

const PLACES: readonly ((mood: Mood) => Arbitrary<unknown>)[] = [
  (mood) =>
    fc
      .record({
        kubernetesVersion: must(mood, VERSION),
        image: may(mood, fc.constantFrom('al2023', 'bottlerocket', 'ubuntu')),
        autoMode: may(mood, fc.boolean(), 2),
        provisioner: may(mood, fc.constantFrom('karpenter', 'existing')),
        autoscaler: may(mood, fc.constantFrom('none', 'cluster-autoscaler')),
        karpenter: may(mood, KARPENTER, 8),
        nodeRole: must(mood, fc.constant('gpu-node')),
        discoveryTag: must(mood, fc.constant('prod')),
        clusterName: may(mood, fc.constant('prod')),
      })
      .map((props: any) => eks(props)),
  (mood) =>
    fc
      .record({
        kubernetesVersion: must(mood, VERSION),
        image: may(mood, fc.constantFrom('cos', 'ubuntu')),
        gpuStack: may(mood, fc.constantFrom('gke', 'operator')),
        driverInstaller: may(mood, fc.constantFrom('present', 'absent')),
      })
      .map((props: any) => gke(props)),
  (mood) =>
    fc
      .record({
        kubernetesVersion: must(mood, VERSION),
        provisioner: may(mood, fc.constantFrom('karpenter', 'existing')),
        autoscaler: may(mood, fc.constantFrom('none', 'cluster-autoscaler')),
        image: may(mood, fc.constantFrom('ubuntu', 'azure-linux')),
        driver: may(mood, fc.constantFrom('image', 'operator')),
        karpenter: may(mood, KARPENTER),
      })
      .map((props: any) => aks(props)),
  (mood) =>
    fc
      .record({
        kubernetesVersion: must(mood, VERSION),
        distribution: may(mood, fc.constantFrom('kubeadm', 'k3s', 'rke2', 'microk8s')),
        os: may(mood, fc.constantFrom('ubuntu-22.04', 'ubuntu-24.04', 'rhel-9', 'dgx-os', 'other')),
        driver: may(mood, fc.constantFrom('image', 'operator')),
        toolkit: may(mood, fc.constantFrom('image', 'operator')),
        autoscaler: may(mood, fc.constantFrom('none', 'cluster-autoscaler')),
      })
      .map((props: any) => onPrem(props)),
  (mood) =>
    fc
      .record({
        kubernetesVersion: may(mood, VERSION),
        distribution: may(mood, fc.constantFrom('kind', 'minikube', 'k3d', 'kwok')),
        gpus: may(mood, fc.constantFrom('simulated', 'cpu', 'host')),
      })
      .map((props: any) => local(props)),
];

/** Layouts that GPUs have; the first of each is right for nearly all of its kind. */
const LAYOUTS: Readonly<Record<string, readonly Props[]>> = {
  'h100-80gb': [{ '1g.10gb': 7 }, { '3g.40gb': 1, '2g.20gb': 1, '1g.10gb': 2 }, { '3g.40gb': 2 }],
  'a100-40gb': [{ '1g.5gb': 7 }, { '3g.20gb': 1, '1g.5gb': 2 }],
  'a100-80gb': [{ '1g.10gb': 7 }, { '2g.20gb': 3 }],
};
const COMMON_GPUS = ['h100-80gb', 'a100-40gb', 'a100-80gb', 'l4', 'l40s', 't4'] as const;
const profiles = [...new Set(Object.values(MIG_PROFILES).flatMap((ofGpu) => Object.keys(ofGpu)))];
const anyLayout = fc.dictionary(fc.constantFrom(...profiles), fc.integer({ min: 0, max: 4 }), {
  minKeys: 1,
  maxKeys: 2,
});

const word = fc.constantFrom('a', 'team', 'x-1', 'x'.repeat(63));
const range = (mood: Mood) =>
  fc
    .tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 1, max: 9 }), fc.boolean())
    .map(([min, max, fromZero]) => ({ min: fromZero || mood === 'careful' ? 0 : min, max }));
const capacity = fc.oneof(
  fc.constantFrom<unknown>('on-demand', 'spot', ['spot', 'on-demand']),
  fc.constantFrom<unknown>('flex-start', ['on-demand', 'spot'], [{ reservation: 'cr-0abc' }, 'on-demand'], []),
  fc.constantFrom<unknown>({ reservation: 'cr-0abc' }, { capacityBlock: 'cr-0abc' }, { reservation: 'name' }),
);
const overrides = (mood: Mood, kinds: readonly string[]) =>
  fc.oneof(
    fc.constantFrom<unknown>(...kinds.map((kind) => ({ [kind]: { metadata: { annotations: { a: 'b' } } } }))),
    fc.dictionary(fc.constantFrom(...kinds, 'Nonsense'), mood === 'careful' ? fc.constant({}) : garbage),
  );

const GPU_OR_MACHINE = (mood: Mood) =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...COMMON_GPUS).map((gpu) => ({ gpu: gpu as unknown })) },
    { weight: 2, arbitrary: fc.constantFrom(...Object.keys(GPU_MODELS)).map((gpu) => ({ gpu: gpu as unknown })) },
    { weight: 4, arbitrary: fc.constantFrom(...Object.keys(MACHINES)).map((machine) => ({ machine })) },
    { weight: 1, arbitrary: fc.record({ gpu: must(mood, garbage), machine: may(mood, garbage) }) },
  );

const poolProps = (mood: Mood) =>
  fc
    .tuple(
      GPU_OR_MACHINE(mood),
      fc.record({
        gpusPerNode: may(mood, fc.constantFrom(1, 4, 8), 3),
        nodes: must(mood, range(mood)),
        capacity: may(mood, capacity, 2),
        zones: seldom(mood, fc.constantFrom(['us-east-1a'], ['a', 'b'])),
        diskGiB: may(mood, fc.constantFrom(100, 500, 2000)),
        taints: may(mood, fc.constantFrom([{ key: 'example.com/team', value: 'abc', effect: 'NoSchedule' }], []), 3),
        labels: may(mood, fc.dictionary(fc.constantFrom('example.com/team', 'b/c'), word, { maxKeys: 1 }), 3),
        allocation: seldom(mood, fc.constantFrom('device-plugin', 'dra')),
        workload: may(mood, fc.constantFrom('inference', 'training')),
        idleMinutes: may(mood, fc.constantFrom(1, 30), 3),
        hostnames: seldom(mood, fc.constantFrom(['node-a', 'node-b'])),
        nodeSelector: seldom(mood, fc.constantFrom({ 'example.com/rack': 'a1' })),
        provisioner: seldom(mood, fc.constantFrom('existing', 'karpenter', 'simulated', 'compute-class')),
        image: seldom(mood, fc.constantFrom('al2023', 'cos', 'ubuntu')),
        simulatedNodes: may(mood, fc.integer({ min: 1, max: 3 }), 9),
        overrides: seldom(mood, overrides(mood, ['NodePool', 'Node', 'ComputeClass'])),
      }),
    )
    .map(([named, rest]) => ({ ...named, ...rest }));

const sharing = (mood: Mood) =>
  fc.oneof(
    part(
      mood,
      'mig',
      fc.record({
        layout: must(mood, anyLayout),
        devices: seldom(
          mood,
          anyLayout.map((cut) => [{ gpus: [0], layout: cut }]),
        ),
        strategy: may(mood, fc.constantFrom('mixed', 'single'), 2),
      }),
    ),
    ...(['slices', 'mps'] as const).map((kind) =>
      part(
        mood,
        kind,
        fc.record({
          replicas: may(mood, fc.integer({ min: 2, max: 6 }), 8),
          rename: may(mood, fc.boolean(), 2),
        }),
      ),
    ),
  );

const SMALL_MODELS = Object.keys(MODEL_SHAPES).filter((model) => /[-.][0-3](\.\d)?B/.test(model));

const serviceProps = (mood: Mood) =>
  fc.record({
    model: must(
      mood,
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(...SMALL_MODELS) },
        { weight: 1, arbitrary: fc.constantFrom(...Object.keys(MODEL_SHAPES), 'somebody/unknown-7b') },
      ),
    ),
    token: may(mood, fc.constantFrom({ secret: 'hf-token', key: 'token' })),
    replicas: must(
      mood,
      range(mood).map(({ min, max }) => ({ min: Math.min(min, max), max: Math.max(1, max % 4) })),
    ),
    engine: seldom(mood, fc.constantFrom('vllm', 'llama-cpp')),
    gguf: must(mood, fc.constant('Qwen/Qwen2.5-0.5B-Instruct-GGUF:q4_k_m')),
    args: seldom(mood, fc.constantFrom(['--enable-prefix-caching'], ['--port=1'])),
    contextTokens: must(mood, fc.constantFrom(512, 1024, 2048)),
    concurrency: may(mood, fc.constantFrom(1, 8), 3),
    cache: may(mood, fc.constantFrom<unknown>({ sizeGiB: 40 }, { storageClass: 'shared' }, { claim: 'weights' }), 3),
    namespace: may(mood, fc.constantFrom('serving', 'kube-system', 'gpu-operator', 'keda'), 3),
    resources: may(mood, fc.constantFrom<unknown>({ cpu: 2 }, { cpu: 2, memoryGiB: 8 }), 2),
    metrics: may(mood, fc.boolean(), 3),
    prometheusAddress: may(mood, fc.constant('http://prometheus.monitoring:9090'), 2),
    overrides: seldom(mood, overrides(mood, ['Deployment', 'ScaledObject', 'Service'])),
  });

function part(mood: Mood, kind: Part['kind'], props: Arbitrary<Props>): Arbitrary<Part> {
  const id =
    mood === 'careful'
      ? fc.constant('')
      : fc.constantFrom('', '', '', 'twice', 'データ', 'x'.repeat(300), 'a/b', '-', 'Ünïcode Pool');
  return fc.record({ kind: fc.constant(kind), id, props, of: fc.nat(3) });
}

export const program: Arbitrary<Program> = fc
  .constantFrom<Mood[]>('careful', 'careless')
  .chain((mood) =>
    fc.record({
      platform: must(mood, fc.oneof(...PLACES.map((place) => place(mood)))),
      settings: fc.record({
        namespace: may(mood, fc.constantFrom('ai', 'default'), 3),
        delivery: may(
          mood,
          fc.constantFrom<unknown>('argocd', 'flux', 'helmfile', { argocd: { namePrefix: 'p-' } }),
          3,
        ),
        components: may(
          mood,
          fc.constantFrom<Props>(
            { keda: 'present' },
            { nfd: 'install' },
            { karpenter: 'install' },
            { kueue: 'install' },
          ),
          3,
        ),
        eachObject: may(
          mood,
          fc.constantFrom<unknown>((object: unknown) => object),
          1,
        ),
      }),
      pools: fc.array(part(mood, 'pool', poolProps(mood)), { minLength: mood === 'careful' ? 1 : 0, maxLength: 2 }),
      sharings: fc.array(sharing(mood), { maxLength: 1 }),
      operators: fc.oneof(
        { weight: 9, arbitrary: part(mood, 'operator', fc.constant({})).map((operator) => [operator]) },
        { weight: 1, arbitrary: fc.constant<Part[]>([]) },
      ),
      services: fc.array(part(mood, 'service', serviceProps(mood)), { maxLength: 2 }),
    }),
  )
  .map(({ platform, settings, pools, sharings, operators, services }) => ({
    platform,
    settings,
    parts: [...pools, ...sharings.map((cut) => suited(cut, pools)), ...operators, ...services].map(named),
  }));

/** Ids are told apart unless the program means to clash. */
function named(given: Part, position: number): Part {
  return given.id === '' ? { ...given, id: `${given.kind}-${position}` } : given;
}

/** Mostly a layout that the GPU of its pool has: others are refused, which is tried often enough. */
function suited(given: Part, pools: readonly Part[]): Part {
  const gpu: unknown = pools[given.of % Math.max(1, pools.length)]?.props['gpu'];
  const layouts = typeof gpu === 'string' ? LAYOUTS[gpu] : undefined;
  if (given.kind !== 'mig' || layouts === undefined || given.props['devices'] !== undefined) return given;
  return { ...given, props: { ...given.props, layout: layouts[given.of % layouts.length] } };
}

/** A construct that a program declared, with what it was told. */
export interface Declared {
  readonly construct: Construct;
  readonly part: Part;
  readonly handle?: GpuHandle;
}

/** Runs a program: declares its parts in a cluster, in the order given. */
export function declare(scope: Construct, { platform: place, settings, parts }: Program) {
  const cluster = new AiCluster(scope, 'prod', { ...settings, platform: place as Platform } as AiClusterProps);
  const declared: Declared[] = [];
  const pools: GpuNodePool[] = [];
  const handles: GpuHandle[] = [];
  for (const { kind, id: name, props, of } of parts) {
    const pool = pools[of % Math.max(1, pools.length)];
    const construct = ((): Construct => {
      switch (kind) {
        case 'pool': {
          const made: GpuNodePool = new GpuNodePool(cluster, name, props as any);
          handles.push(made.gpus());
          pools.push(made);
          return made;
        }
        case 'mig': {
          const made = new MigPartitioning(cluster, name, { ...props, pool } as any);
          const cut = Object.keys(Object(props['layout']) as object)[0];
          handles.unshift(made.slice(cut as never));
          return made;
        }
        case 'slices':
        case 'mps': {
          const Sharing = kind === 'mps' ? MpsSharedGpu : TimeSlicedGpu;
          const made = new Sharing(cluster, name, { ...props, pool } as any);
          handles.unshift(made.share());
          return made;
        }
        case 'operator':
          return new GpuOperator(cluster, name, props);
        case 'service': {
          const handle = of === 3 ? undefined : handles[of % Math.max(1, handles.length)];
          const made = new AutoscaledModelService(cluster, name, { ...props, gpu: handle } as any);
          declared.push({
            construct: made,
            part: parts.find((entry) => entry.props === props)!,
            ...(handle && { handle }),
          });
          return made;
        }
      }
    })();
    if (kind !== 'service') declared.push({ construct, part: parts.find((entry) => entry.props === props)! });
  }
  return { cluster, declared };
}
