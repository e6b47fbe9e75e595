import { ApiObject, type App as Cdk8sApp, Chart, Cron, JsonPatch, Testing } from 'cdk8s';
import {
  eks,
  GpuConfigError,
  type GpuHandle,
  GpuNodePool,
  GpuOperator,
  gke,
  local,
  MigPartitioning,
  onPrem,
  type Platform,
  TimeSlicedGpu,
} from 'cdk8s-ai';
import { AiCluster, App, requestGpu } from 'cdk8s-ai/cdk8s';
import * as kplus from 'cdk8s-plus-29';
import type { Construct } from 'constructs';
import { parseAllDocuments } from 'yaml';
import { judge } from '../schemas/judgement';
import { bothWays, write } from './synthesis/written-app';

const RACK = onPrem({ kubernetesVersion: '1.35' });
const TOLERATION = { key: 'nvidia.com/gpu', operator: 'Equal', value: 'present', effect: 'NoSchedule' };

interface PodSpec {
  nodeSelector?: Record<string, string>;
  tolerations?: object[];
  resourceClaims?: { name: string; resourceClaimTemplateName: string }[];
  containers: {
    name: string;
    resources?: { limits?: Record<string, string>; requests?: Record<string, string>; claims?: object[] };
    securityContext?: Record<string, unknown>;
  }[];
}

function rack(app: Construct, platform: Platform = RACK) {
  const cluster = new AiCluster(app, 'prod', { platform });
  new GpuOperator(cluster, 'gpu-operator');
  const pool = new GpuNodePool(cluster, 'l4', { gpu: 'l4', nodes: { min: 1, max: 4 } });
  return { cluster, pool };
}

// Rendered manifests are read as plain JavaScript reads them.
/* eslint-disable @typescript-eslint/no-explicit-any */

const CONTAINER = { image: 'example.com/train:1', name: 'train' };

/** Workloads of cdk8s-plus, each with where its pod stands in the manifest. */
const WORKLOADS: Record<string, { make: (scope: Construct) => kplus.Resource; pod: (spec: any) => PodSpec }> = {
  Deployment: {
    make: (scope) => new kplus.Deployment(scope, 'work', { containers: [CONTAINER] }),
    pod: ({ template }) => template.spec,
  },
  StatefulSet: {
    make: (scope) =>
      new kplus.StatefulSet(scope, 'work', {
        containers: [CONTAINER],
        service: new kplus.Service(scope, 'service', { ports: [{ port: 80 }] }),
      }),
    pod: ({ template }) => template.spec,
  },
  DaemonSet: {
    make: (scope) => new kplus.DaemonSet(scope, 'work', { containers: [CONTAINER] }),
    pod: ({ template }) => template.spec,
  },
  Job: {
    make: (scope) => new kplus.Job(scope, 'work', { containers: [CONTAINER] }),
    pod: ({ template }) => template.spec,
  },
  CronJob: {
    make: (scope) => {
      const schedule = Cron.daily();
      return new kplus.CronJob(scope, 'work', { containers: [CONTAINER], schedule });
    },
    pod: ({ jobTemplate }) => jobTemplate.spec.template.spec,
  },
  Pod: { make: (scope) => new kplus.Pod(scope, 'work', { containers: [CONTAINER] }), pod: (spec) => spec },
};

describe.each(Object.entries(WORKLOADS))('a %s of cdk8s-plus', (kind, { make, pod }) => {
  const build = (app: Cdk8sApp) => {
    const handle = rack(app).pool.gpus();
    requestGpu(make(new Chart(app, 'work')), handle);
  };

  test('gets its GPU, in the files that both Apps write alike', () => {
    const { stock, ours } = bothWays(build);
    expect(ours).toEqual(stock);
    const manifest = manifestsIn(ours.written.files['work.k8s.yaml']).find((object) => object.kind === kind)!;
    const spec = pod(manifest.spec);
    expect(spec.containers[0]!.resources!.limits).toMatchObject({
      'nvidia.com/gpu': '1',
      memory: expect.anything() as object,
    });
    expect(spec.nodeSelector).toEqual({ 'cdk8s-ai/pool': 'l4' });
    expect(spec.tolerations).toEqual([TOLERATION]);
    expect(spec.containers[0]!.securityContext).toMatchObject({ readOnlyRootFilesystem: false, runAsNonRoot: true });
  });
});

function manifestsIn(text: string | undefined): { kind: string; metadata: any; spec: any }[] {
  return parseAllDocuments(text!).map((document) => document.toJS() as never);
}

/** The pod of a Deployment that asks for a handle, and everything else that is written. */
function podWith(handleOf: (cluster: AiCluster) => GpuHandle, platform = RACK as Platform, props = {}) {
  const { files, error } = write(App, (app) => {
    const cluster = new AiCluster(app, 'prod', { platform });
    new GpuOperator(cluster, 'gpu-operator');
    const chart = new Chart(app, 'work');
    const work = new kplus.Deployment(chart, 'work', { containers: [CONTAINER], replicas: 1, ...props });
    requestGpu(work, handleOf(cluster));
  });
  expect(error).toBeUndefined();
  const [deployment] = manifestsIn(files['work.k8s.yaml']);
  return { deployment, pod: deployment!.spec.template.spec as PodSpec, cluster: manifestsIn(files['prod.k8s.yaml']) };
}

describe('what is asked for', () => {
  const h100 = (cluster: AiCluster, more = {}) =>
    new GpuNodePool(cluster, 'h100', { gpu: 'h100-80gb', gpusPerNode: 8, nodes: { min: 1, max: 1 }, ...more });

  test('whole GPUs are counted', () => {
    const { pod } = podWith((cluster) => h100(cluster).gpus(4));
    expect(pod.containers[0]!.resources!.limits).toMatchObject({ 'nvidia.com/gpu': '4' });
  });

  test('a slice is asked for under its profile', () => {
    const { pod } = podWith((cluster) =>
      new MigPartitioning(cluster, 'slices', { pool: h100(cluster), layout: { '3g.40gb': 2 } }).slice('3g.40gb'),
    );
    expect(pod.containers[0]!.resources!.limits).toMatchObject({ 'nvidia.com/mig-3g.40gb': '1' });
    expect(pod.containers[0]!.resources!.limits).not.toHaveProperty(['nvidia.com/gpu']);
  });

  test('a share is asked for under the name of shares', () => {
    const { pod } = podWith((cluster) => new TimeSlicedGpu(cluster, 'shared', { pool: h100(cluster) }).share());
    expect(pod.containers[0]!.resources!.limits).toMatchObject({ 'nvidia.com/gpu.shared': '1' });
  });

  test('on GKE a share is told by the labels of the node', () => {
    const { pod } = podWith(
      (cluster) => {
        const pool = new GpuNodePool(cluster, 'l4', { gpu: 'l4', nodes: { min: 0, max: 2 } });
        return new TimeSlicedGpu(cluster, 'shared', { pool, replicas: 2 }).share();
      },
      gke({ kubernetesVersion: '1.35' }),
    );
    expect(pod.nodeSelector).toMatchObject({
      'cloud.google.com/compute-class': 'l4',
      'cloud.google.com/gke-max-shared-clients-per-gpu': '2',
    });
    expect(pod.containers[0]!.resources!.limits).toMatchObject({ 'nvidia.com/gpu': '1' });
  });

  test('with DRA a claim takes the place of the limit, and its template stands beside the workload', () => {
    const { pod, deployment, cluster } = podWith((made) => h100(made, { allocation: 'dra' }).gpus(2), RACK, {
      metadata: { namespace: 'research' },
    });
    const template = cluster.find(({ kind }) => kind === 'ResourceClaimTemplate')!;
    const name = `${deployment!.metadata.name as string}-gpu`;
    expect(template.metadata).toMatchObject({ name, namespace: 'research' });
    expect(template.spec.spec.devices.requests[0].exactly).toMatchObject({
      deviceClassName: 'gpu.nvidia.com',
      count: 2,
    });
    expect(pod.resourceClaims).toEqual([{ name: 'gpu', resourceClaimTemplateName: name }]);
    expect(pod.containers[0]!.resources!.claims).toEqual([{ name: 'gpu' }]);
    expect(pod.containers[0]!.resources!.limits).not.toHaveProperty(['nvidia.com/gpu']);
  });

  test('a workload without a namespace has its template where it will be itself', () => {
    const { cluster } = podWith((made) => h100(made, { allocation: 'dra' }).gpus());
    const template = cluster.find(({ kind }) => kind === 'ResourceClaimTemplate')!;
    expect(template.metadata).not.toHaveProperty('namespace');
  });
});

test('workloads with their GPU or claim are valid by the schema of Kubernetes', () => {
  const objects = ['device-plugin', 'dra'].flatMap((allocation) => {
    const { files } = write(App, (app) => {
      const cluster = new AiCluster(app, 'prod', { platform: RACK });
      new GpuOperator(cluster, 'gpu-operator');
      const nodes = { min: 1, max: 8 };
      const pool = new GpuNodePool(cluster, 'l4', { gpu: 'l4', nodes, allocation: allocation as 'dra' });
      for (const [kind, { make }] of Object.entries(WORKLOADS)) requestGpu(make(new Chart(app, kind)), pool.gpus());
    });
    const kinds = [...Object.keys(WORKLOADS), 'ResourceClaimTemplate'];
    return Object.values(files)
      .flatMap(manifestsIn)
      .filter(({ kind }) => kinds.includes(kind));
  });
  expect(objects).toHaveLength(3 * Object.keys(WORKLOADS).length);
  const { verdicts, unjudged } = judge(objects);
  expect(verdicts.filter(({ problems }) => problems.length > 0)).toEqual([]);
  expect(unjudged).toEqual([]);
}, 60_000);

test('the limit is there where cdk8s-plus alone would drop it without a word', () => {
  const app = new App();
  const { pool } = rack(app);
  const make = (id: string) =>
    new kplus.Deployment(new Chart(app, id), 'work', { containers: [CONTAINER], replicas: 1 });
  const patched = make('patched');
  const limits = '/spec/template/spec/containers/0/resources/limits';
  ApiObject.of(patched).addJsonPatch(JsonPatch.add(`${limits}/nvidia.com~1gpu`, 2));
  const asked = make('asked');
  requestGpu(asked, pool.gpus());
  const limitsOf = (deployment: kplus.Deployment) =>
    (Testing.synth(Chart.of(deployment))[0] as any).spec.template.spec.containers[0].resources.limits as object;
  expect(JSON.stringify(limitsOf(patched))).not.toContain('nvidia.com/gpu');
  expect(JSON.stringify(limitsOf(asked))).toContain('"nvidia.com/gpu":"1"');
});

describe('which container', () => {
  const twoContainers = (app: Cdk8sApp, container?: string) => {
    const { pool } = rack(app);
    const work = new kplus.Deployment(new Chart(app, 'work'), 'work', {
      containers: [CONTAINER, { image: 'example.com/log:1', name: 'log' }],
      replicas: 1,
    });
    requestGpu(work, pool.gpus(), container === undefined ? {} : { container });
  };
  const holder = (container?: string) => {
    const { files } = write(App, (app) => twoContainers(app, container));
    const { containers } = manifestsIn(files['work.k8s.yaml'])[0]!.spec.template.spec as PodSpec;
    return containers.filter(({ resources }) => resources?.limits?.['nvidia.com/gpu'] === '1').map(({ name }) => name);
  };

  test('the first gets the GPU unless another is named', () => {
    expect(holder()).toEqual(['train']);
    expect(holder('log')).toEqual(['log']);
  });

  test('one that is not there is refused, naming those that are', () => {
    const app = new App();
    twoContainers(app, 'logs');
    expect(messageOf(app)).toMatch(/container: there is no container 'logs'; use 'train', 'log' \[REQUEST_INVALID\]/);
  });
});

test('what a pod tolerates and selects already is kept', () => {
  const { files } = write(App, (app) => {
    const { pool } = rack(app);
    const chart = new Chart(app, 'work');
    const manifest = (spec: object) => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'work' },
      spec: { template: { spec: { containers: [{ name: 'a', image: 'b' }], ...spec } } },
    });
    const mine = { key: 'mine', operator: 'Exists' };
    const spec = { tolerations: [mine, TOLERATION], nodeSelector: { 'kubernetes.io/arch': 'amd64' } };
    requestGpu(new ApiObject(chart, 'work', manifest(spec)), pool.gpus());
  });
  const { tolerations, nodeSelector } = manifestsIn(files['work.k8s.yaml'])[0]!.spec.template.spec as PodSpec;
  expect(tolerations).toEqual([{ key: 'mine', operator: 'Exists' }, TOLERATION]);
  expect(nodeSelector).toEqual({ 'cdk8s-ai/pool': 'l4', 'kubernetes.io/arch': 'amd64' });
});

test('a request made after a first synth is served too', () => {
  const app = new App();
  const { pool } = rack(app);
  app.synthYaml();
  requestGpu(new kplus.Job(new Chart(app, 'work'), 'work', { containers: [CONTAINER] }), pool.gpus());
  expect(app.synthYaml()).toContain('nvidia.com/gpu: "1"');
});

describe('what cannot be served', () => {
  const refusals: [string, (app: App, pool: GpuNodePool<'l4'>) => void, RegExp][] = [
    [
      'a workload without a pod',
      (app, pool) => requestGpu(new kplus.ConfigMap(new Chart(app, 'work'), 'work'), pool.gpus()),
      /workload: 'work\/work' has no pod; pass a Deployment.*REQUEST_INVALID/,
    ],
    ['no workload at all', (_, pool) => requestGpu(null as never, pool.gpus()), /workload: 'null' has no pod/],
    [
      'a handle of nothing',
      (app) => requestGpu(deployment(app), undefined as never),
      /requestGpu 'work\/work' cannot be built \(.*request-gpu\.test\.ts.*\)\n {2}handle: is no handle of a pool/,
    ],
    [
      'a handle that somebody made up',
      (app, pool) => requestGpu(deployment(app), { pool, kind: 'all', source: pool, count: 1 } as never),
      /handle: .*HANDLE_INVALID/,
    ],
    [
      'more GPUs than a node has',
      (app, pool) => requestGpu(deployment(app), pool.gpus(2)),
      /handle\.count: one pod cannot have 2 GPUs.*REQUEST_TOO_LARGE/,
    ],
    [
      'no GPUs',
      (app, pool) => requestGpu(deployment(app), pool.gpus(0)),
      /handle\.count: 0 is outside at least 1; use 1/,
    ],
    [
      'more pods than the pool can ever hold',
      (app, pool) => requestGpu(deployment(app, 5), pool.gpus()),
      /5 pods want what pool 'l4' has 4 times at most; ask for 4, or set nodes\.max to 5 \[POOL_TOO_SMALL\]/,
    ],
    [
      'two requests of one workload',
      (app, pool) => {
        const work = deployment(app);
        requestGpu(work, pool.gpus());
        requestGpu(work, pool.gpus());
      },
      /asks for GPUs a second time/,
    ],
    [
      'a workload of another app',
      (_, pool) => requestGpu(deployment(new App()), pool.gpus()),
      /stands in another app than the pool/,
    ],
  ];

  test.each(refusals)('%s is told at synth', (_, ask, says) => {
    const app = new App();
    const { pool } = rack(app);
    ask(app, pool as GpuNodePool<'l4'>);
    expect(messageOf(app)).toMatch(says);
  });

  test('two requests of one workload stay refused when the first is wrong by itself', () => {
    const app = new App();
    const { pool } = rack(app);
    const work = deployment(app);
    requestGpu(work, pool.gpus(9));
    requestGpu(work, pool.gpus());
    expect(messageOf(app)).toContain('REQUEST_TOO_LARGE');
    expect(() => Testing.synth(Chart.of(work))).toThrow(GpuConfigError);
  });

  test('a handle outside any cluster is told with all else that is wrong', () => {
    const app = new App();
    const stray = new GpuNodePool(new Chart(app, 'alone'), 'lost', { gpu: 'l4', nodes: { min: 1, max: 1 } });
    requestGpu(deployment(app), stray.gpus());
    expect(messageOf(app)).toMatch(
      /requestGpu 'work\/work'[^]*GpuNodePool 'alone\/lost'|GpuNodePool 'alone\/lost'[^]*requestGpu 'work\/work'/,
    );
  });

  test('neither workload nor handle: there is nothing to wait for', () => {
    expect(() => requestGpu(undefined as never, undefined as never)).toThrow(GpuConfigError);
  });

  test('a laptop that serves on its CPU has no GPU to give', () => {
    const app = new App();
    const { pool } = rack(app, local({ gpus: 'cpu' }));
    requestGpu(deployment(app), pool.gpus());
    expect(messageOf(app)).toMatch(/no GPU to give; use local\(\{ gpus: 'simulated' \}\)/);
  });

  test('slices that the autoscaler cannot see are the fault of the pool, and told once', () => {
    const app = new App();
    const platform = eks({ kubernetesVersion: '1.35', nodeRole: 'gpu-node', discoveryTag: 'prod' });
    const cluster = new AiCluster(app, 'prod', { platform });
    new GpuOperator(cluster, 'gpu-operator');
    const pool = new GpuNodePool(cluster, 'l4', { gpu: 'l4', nodes: { min: 0, max: 4 } });
    requestGpu(deployment(app), new TimeSlicedGpu(cluster, 'shared', { pool }).share());
    expect(messageOf(app)).toContain('AUTOSCALER_BLIND');
  });
});

function deployment(app: App, replicas = 1): kplus.Deployment {
  return new kplus.Deployment(new Chart(app, 'work'), 'work', { containers: [CONTAINER], replicas });
}

function messageOf(app: App): string {
  try {
    app.synthYaml();
  } catch (error) {
    expect(error).toBeInstanceOf(GpuConfigError);
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}
