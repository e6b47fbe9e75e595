import { Testing } from 'cdk8s';
import {
  AutoscaledModelService,
  eks,
  gke,
  GpuConfigError,
  GpuNodePool,
  GpuOperator,
  type IssueCode,
  local,
  MigPartitioning,
  MpsSharedGpu,
  type OwnedIssue,
  type Platform,
  TimeSlicedGpu,
} from 'cdk8s-ai';
import { AiCluster, type AiClusterProps, App } from 'cdk8s-ai/cdk8s';

// Callers from plain JavaScript know no types; these tests speak as they do.
/* eslint-disable @typescript-eslint/no-explicit-any */

const EKS = eks({
  kubernetesVersion: '1.35',
  nodeRole: 'gpu-node',
  discoveryTag: 'prod',
  karpenter: { nodeOverlay: true },
});
const H100 = { machine: 'p5.48xlarge', nodes: { min: 0, max: 2 } } as const;
const T4 = { gpu: 't4', nodes: { min: 0, max: 2 } } as const;
const MODEL = { model: 'Qwen/Qwen2.5-0.5B-Instruct', replicas: { min: 0, max: 2 } };

interface BadInput {
  name: string;
  declare: (cluster: AiCluster) => void;
  platform?: Platform;
  settings?: Partial<AiClusterProps>;
  code: IssueCode;
  /** Words that the message must say, of what is wrong or of what works. */
  says: RegExp;
}

const withOperator = (declare: (cluster: AiCluster) => void) => (cluster: AiCluster) => {
  declare(cluster);
  new GpuOperator(cluster, 'gpu-operator');
};

const BAD_INPUT: BadInput[] = [
  {
    name: 'a profile of another GPU',
    declare: withOperator((cluster) => {
      const pool = new GpuNodePool(cluster, 'h100', H100);
      new MigPartitioning(cluster, 'slices', { pool, layout: { '3g.71gb': 1 } as any });
    }),
    code: 'MIG_PROFILE_UNKNOWN',
    says: /3g\.40gb/,
  },
  {
    name: 'a layout that needs more slices than the GPU has',
    declare: withOperator((cluster) => {
      const pool = new GpuNodePool(cluster, 'h100', H100);
      new MigPartitioning(cluster, 'slices', { pool, layout: { '3g.40gb': 2, '2g.20gb': 1 } });
    }),
    code: 'MIG_OVERCOMMITTED',
    says: /8 of the 7 compute slices/,
  },
  {
    name: 'MIG on a GPU that has none',
    declare: withOperator((cluster) => {
      const pool = new GpuNodePool(cluster, 't4', T4);
      new MigPartitioning(cluster, 'slices', { pool: pool as any, layout: { '1g.5gb': 1 } as any });
    }),
    code: 'MIG_UNSUPPORTED',
    says: /TimeSlicedGpu|time slicing/i,
  },
  {
    name: 'time slicing and MIG on one pool',
    declare: withOperator((cluster) => {
      const pool = new GpuNodePool(cluster, 'h100', H100);
      new MigPartitioning(cluster, 'slices', { pool, layout: { '1g.10gb': 7 } });
      new TimeSlicedGpu(cluster, 'shared', { pool, replicas: 2 });
    }),
    code: 'SHARING_TWICE',
    says: /pool of its own/,
  },
  {
    name: 'MPS with the mixed MIG strategy',
    declare: (cluster) => {
      const pool = new GpuNodePool(cluster, 't4', T4);
      new MpsSharedGpu(cluster, 'shared', { pool, replicas: 4 });
      new GpuOperator(cluster, 'gpu-operator', { values: { mig: { strategy: 'mixed' } } });
    },
    code: 'VALUES_CONFLICT',
    says: /sharing of the pools/,
  },
  {
    name: 'a machine nobody sells',
    declare: withOperator((cluster) => new GpuNodePool(cluster, 'h100', { ...H100, machine: 'p5.48xlage' as any })),
    code: 'MACHINE_UNKNOWN',
    says: /p5\.48xlarge/,
  },
  {
    name: 'a minimum above the maximum',
    declare: withOperator((cluster) => new GpuNodePool(cluster, 'h100', { ...H100, nodes: { min: 3, max: 2 } })),
    code: 'VALUE_OUT_OF_RANGE',
    says: /min 3 is above max 2|use \{ min: 2, max: 3 \}/,
  },
  {
    name: 'spot together with a capacity block',
    declare: withOperator(
      (cluster) => new GpuNodePool(cluster, 'h100', { ...H100, capacity: ['spot', { capacityBlock: 'cr-0abc' }] }),
    ),
    code: 'VALUES_CONFLICT',
    says: /capacity ?block/i,
  },
  {
    name: 'claims on a Kubernetes that has none yet',
    platform: { ...EKS, kubernetesVersion: '1.33', provisioner: 'existing' } as Platform,
    declare: withOperator(
      (cluster) => new GpuNodePool(cluster, 'h100', { ...H100, nodes: { min: 1, max: 2 }, allocation: 'dra' }),
    ),
    code: 'KUBERNETES_TOO_OLD',
    says: /1\.34/,
  },
  {
    name: 'two pools with one name',
    declare: withOperator((cluster) => {
      new GpuNodePool(cluster, 'h100', H100);
      new GpuNodePool(cluster, 'h100', T4);
    }),
    code: 'NAME_TAKEN',
    says: /h100-2/,
  },
  {
    name: 'a taint that the operator is told not to tolerate',
    declare: (cluster) => {
      const taints = [{ key: 'example.com/team', value: 'search', effect: 'NoSchedule' }] as const;
      new GpuNodePool(cluster, 't4', { ...T4, taints });
      const tolerations = [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }];
      new GpuOperator(cluster, 'gpu-operator', { overrides: { daemonsets: { tolerations } } });
    },
    code: 'TAINT_NOT_TOLERATED',
    says: /example\.com\/team/,
  },
  {
    name: 'a service larger than its pool',
    declare: withOperator((cluster) => {
      const pool = new GpuNodePool(cluster, 'h100', H100);
      new AutoscaledModelService(cluster, 'chat', { ...MODEL, gpu: pool.gpus(8), replicas: { min: 0, max: 200 } });
    }),
    code: 'POOL_TOO_SMALL',
    says: /200 replicas.*set max to 2\b/,
  },
  {
    name: 'more GPUs than a node has',
    declare: withOperator((cluster) => {
      const pool = new GpuNodePool(cluster, 't4', T4);
      new AutoscaledModelService(cluster, 'chat', { ...MODEL, gpu: pool.gpus(4) });
    }),
    code: 'REQUEST_TOO_LARGE',
    says: /gpusPerNode: 4 \('g4dn\.12xlarge'\)/,
  },
  { name: 'an empty cluster', declare: () => undefined, code: 'CLUSTER_EMPTY', says: /GpuNodePool/ },
  {
    name: 'a number written as text',
    declare: withOperator((cluster) => {
      const pool = new GpuNodePool(cluster, 't4', T4);
      new TimeSlicedGpu(cluster, 'shared', { pool, replicas: '4' as any });
    }),
    code: 'VALUE_INVALID',
    says: /'4'.*write 4/,
  },
  {
    name: 'NaN',
    declare: withOperator((cluster) => {
      new GpuNodePool(cluster, 't4', { ...T4, nodes: { min: 0, max: NaN } });
    }),
    code: 'VALUE_INVALID',
    says: /NaN/,
  },
  {
    name: 'null for props',
    declare: withOperator((cluster) => new GpuNodePool(cluster, 't4', null as any)),
    code: 'VALUE_REQUIRED',
    says: /machine/,
  },
  {
    name: 'null for a pool',
    declare: (cluster) => new TimeSlicedGpu(cluster, 'shared', { pool: null as any }),
    code: 'VALUE_REQUIRED',
    says: /GpuNodePool/,
  },
  {
    name: 'no operator where one is needed',
    declare: (cluster) => new GpuNodePool(cluster, 't4', T4),
    code: 'OPERATOR_MISSING',
    says: /device plugin/,
  },
  {
    name: 'two operators',
    declare: withOperator((cluster) => {
      new GpuNodePool(cluster, 't4', T4);
      new GpuOperator(cluster, 'another');
    }),
    code: 'OPERATOR_TWICE',
    says: /keep one/,
  },
  {
    name: 'shares from zero nodes where Karpenter cannot see them',
    platform: eks({ kubernetesVersion: '1.35', nodeRole: 'gpu-node', discoveryTag: 'prod' }),
    declare: withOperator((cluster) => {
      const pool = new GpuNodePool(cluster, 't4', T4);
      new TimeSlicedGpu(cluster, 'shared', { pool, replicas: 4 });
    }),
    code: 'AUTOSCALER_BLIND',
    says: /nodeOverlay/,
  },
  {
    name: 'a machine of another cloud',
    platform: gke({ kubernetesVersion: '1.35' }),
    declare: (cluster) => new GpuNodePool(cluster, 'h100', H100),
    code: 'MACHINE_ELSEWHERE',
    says: /a3-/,
  },
  {
    name: 'a platform that is none',
    platform: 'eks' as any,
    declare: (cluster) => new GpuNodePool(cluster, 'h100', H100),
    code: 'VALUE_REQUIRED',
    says: /eks\(/,
  },
  {
    name: 'a component that is needed and declared absent',
    settings: { components: { keda: 'absent' } },
    declare: withOperator((cluster) => {
      const pool = new GpuNodePool(cluster, 't4', T4);
      new AutoscaledModelService(cluster, 'chat', { ...MODEL, gpu: pool.gpus() });
    }),
    code: 'COMPONENT_MISSING',
    says: /KEDA|keda/,
  },
  {
    name: 'an override of an object that is not made',
    declare: withOperator((cluster) => {
      new GpuNodePool(cluster, 't4', { ...T4, overrides: { NodePol: { spec: {} } } });
    }),
    code: 'OVERRIDE_INVALID',
    says: /did you mean 'NodePool'/,
  },
];

describe.each(BAD_INPUT)('$name', ({ declare, platform = EKS, settings, code, says }) => {
  const found = () => issuesOf(declare, { platform, ...settings });

  test(`is told as ${code}`, () => {
    const issues = found();
    expect(issues.map((issue) => issue.code)).toContain(code);
    const { reason, hint } = issues.find((issue) => issue.code === code)!;
    expect(`${reason}; ${hint}`).toMatch(says);
  });

  test('names the construct and the line that made it', () => {
    const { owner } = found().find((issue) => issue.code === code)!;
    expect(owner.constructPath).toMatch(/^prod/);
    expect(owner.madeAt).toContain('bad-input.test.ts');
  });
});

test('all mistakes of all clusters are told at once, and nothing is written', () => {
  const app = new App({ outdir: '/nonexistent/so-a-write-would-fail' });
  const first = new AiCluster(app, 'first', { platform: EKS });
  new GpuNodePool(first, 'a', { ...H100, machine: 'p5.48xlage' as any });
  new GpuNodePool(first, 'b', { ...T4, nodes: { min: 3, max: 2 } });
  new AiCluster(app, 'second', { platform: EKS });
  const error = catchError(() => app.synth());
  expect(error.issues.map(({ owner, code }) => `${owner.constructPath} ${code}`)).toEqual(
    expect.arrayContaining(['first/a MACHINE_UNKNOWN', 'first/b VALUE_OUT_OF_RANGE', 'second CLUSTER_EMPTY']),
  );
  expect(error.message).toContain("GpuNodePool 'first/a' cannot be built");
});

test('a wrong layout is told once, not again by every service that asks for its slices', () => {
  const issues = issuesOf(
    withOperator((cluster) => {
      const pool = new GpuNodePool(cluster, 'h100', H100);
      const slices = new MigPartitioning(cluster, 'slices', { pool, layout: { '3g.40gb': 2, '2g.20gb': 1 } });
      new AutoscaledModelService(cluster, 'chat', { ...MODEL, gpu: slices.slice('3g.40gb') });
    }),
    { platform: EKS },
  );
  expect(issues.map(({ code }) => code)).toEqual(['MIG_OVERCOMMITTED']);
});

test('names of any letters and any length become valid names', () => {
  const app = Testing.app();
  const cluster = new AiCluster(app, 'prod', { platform: local({ kubernetesVersion: '1.35' }) });
  const ids = ['データ', 'Ünïcode Pool', 'x'.repeat(300), '-', 'a/b', '...'];
  for (const id of ids) new GpuNodePool(cluster, id, { gpu: 't4', nodes: { min: 0, max: 1 }, simulatedNodes: 1 });
  const manifests = Testing.synth(cluster) as { kind: string; metadata: { name: string } }[];
  const names = manifests.filter(({ kind }) => kind === 'Node').map(({ metadata }) => metadata.name);
  expect(new Set(names).size).toBe(ids.length);
  for (const name of names) expect(name).toMatch(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/);
});

function issuesOf(declare: (cluster: AiCluster) => void, settings: AiClusterProps): readonly OwnedIssue[] {
  const cluster = new AiCluster(new App(), 'prod', settings);
  declare(cluster);
  return catchError(() => Testing.synth(cluster)).issues;
}

function catchError(run: () => unknown): GpuConfigError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(GpuConfigError);
    return error as GpuConfigError;
  }
  throw new Error('nothing was refused');
}
