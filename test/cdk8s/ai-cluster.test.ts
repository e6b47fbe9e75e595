import { ApiObject, App as Cdk8sApp, Chart, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import {
  AutoscaledModelService,
  eks,
  GpuConfigError,
  GpuNodePool,
  GpuOperator,
  local,
  MigPartitioning,
  onPrem,
} from 'cdk8s-ai';
import { AiCluster, type AiClusterProps, App } from 'cdk8s-ai/cdk8s';
import { Construct } from 'constructs';
import { bothWays, write } from './synthesis/written-app';

const RACK = onPrem({ kubernetesVersion: '1.35' });
const NODES = { min: 1, max: 2 };

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

function rack(scope: Construct, id = 'prod', settings: Partial<AiClusterProps> = {}): AiCluster {
  const cluster = new AiCluster(scope, id, { platform: RACK, ...settings });
  new GpuNodePool(cluster, 'l4', { gpu: 'l4', nodes: NODES });
  new GpuOperator(cluster, 'gpu-operator');
  return cluster;
}

const namesOf = (manifests: unknown) =>
  (manifests as Manifest[]).map(({ kind, metadata }) => `${kind}/${metadata.name}`);

describe('one cluster', () => {
  test.each([
    ['our App', () => new App()],
    ["cdk8s's own App", () => new Cdk8sApp()],
    ['the App of Testing', () => Testing.app()],
  ])('gives its objects with %s, by whatever way they are asked for', (_, makeApp) => {
    const expected = ['Namespace/gpu-operator', 'Application/gpu-operator', 'NodeFeatureRule/l4'];
    expect(namesOf(rack(makeApp()).toJson())).toEqual(expect.arrayContaining(expected));
    expect(namesOf(Testing.synth(rack(makeApp())))).toEqual(expect.arrayContaining(expected));
    const app = makeApp();
    rack(app);
    const text = app.synthYaml();
    for (const name of expected) expect(text).toContain(`kind: ${name.split('/')[0]!}`);
  });

  test('gives the same files and the same text with both Apps, in every way of dividing files', () => {
    const build = (app: Cdk8sApp) => {
      rack(app, 'b');
      rack(app, 'a', { delivery: 'helmfile' });
      new ApiObject(new Chart(app, 'plain'), 'map', { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 'b' } });
    };
    for (const yamlOutputType of Object.values(YamlOutputType).filter((type) => typeof type === 'number')) {
      const { stock, ours } = bothWays(build, { yamlOutputType: yamlOutputType as YamlOutputType });
      expect(ours).toEqual(stock);
      expect(Object.keys(ours.written.files)).toContain('helmfile.yaml');
    }
  });

  test('is made once, however often its objects are asked for', () => {
    let calls = 0;
    const eachObject: AiClusterProps['eachObject'] = (object) => {
      calls++;
      return object;
    };
    const app = new Cdk8sApp();
    const cluster = rack(app, 'prod', { eachObject });
    const first = namesOf(cluster.toJson());
    expect(calls).toBe(first.length);
    expect(namesOf(cluster.toJson())).toEqual(first);
    app.synthYaml();
    cluster.objectsOf(cluster);
    expect(calls).toBe(first.length);
  });

  test('is made anew when more is declared, and nothing stale stays', () => {
    const cluster = new AiCluster(new App(), 'prod', { platform: RACK });
    new GpuOperator(cluster, 'gpu-operator');
    const h100 = new GpuNodePool(cluster, 'h100', { gpu: 'h100-80gb', gpusPerNode: 8, nodes: NODES });
    const before = cluster.toJson() as object[];
    expect(JSON.stringify(before)).not.toContain('mig.config');
    new MigPartitioning(cluster, 'slices', { pool: h100, layout: { '1g.10gb': 7 } });
    const after = cluster.toJson() as object[];
    expect(JSON.stringify(after)).toContain('nvidia.com/mig.config');
    expect(new Set(namesOf(after)).size).toBe(after.length);
  });

  test('notices a part that took the place of another', () => {
    const cluster = rack(new App());
    expect(namesOf(cluster.toJson())).toContain('NodeFeatureRule/l4');
    cluster.node.tryRemoveChild('l4');
    new GpuNodePool(cluster, 't4', { gpu: 't4', nodes: NODES });
    const names = namesOf(cluster.toJson());
    expect(names).toContain('NodeFeatureRule/t4');
    expect(names).not.toContain('NodeFeatureRule/l4');
  });

  test('with mistakes fails every time, and writes nothing', () => {
    const app = new App({ outdir: '/nonexistent/so-a-write-would-fail' });
    new AiCluster(app, 'prod', { platform: RACK });
    for (let i = 0; i < 2; i++) expect(() => app.synth()).toThrow(GpuConfigError);
  });

  test('offers plain facts for whoever makes node groups', () => {
    expect([...rack(new App()).nodeTemplates]).toEqual([
      ['l4', expect.objectContaining({ resources: expect.objectContaining({ 'nvidia.com/gpu': 1 }) as object })],
    ]);
  });

  test('takes anything for props, to be told at synth', () => {
    for (const props of [null, undefined, 7, 'eks', [], { platform: null }]) {
      const cluster = new AiCluster(new App(), 'prod', props as never);
      expect(() => cluster.toJson()).toThrow(GpuConfigError);
    }
  });
});

describe('several clusters', () => {
  test('of one app stand side by side, each with its own objects', () => {
    const app = new App();
    const clusters = ['a', 'b'].map((id) => rack(app, id));
    for (const cluster of clusters) expect(namesOf(cluster.toJson())).toContain('NodeFeatureRule/l4');
  });

  test('do not write files over each other', () => {
    const app = new App();
    rack(app, 'a', { delivery: 'helmfile' });
    rack(app, 'b', { delivery: 'helmfile' });
    expect(() => app.synthYaml()).toThrow(
      /'helmfile\.yaml' would take the place of the one of 'a'; write delivery: \{ helmfile: \{ file: 'b\/helmfile\.yaml' \} \}/,
    );
    const settled = write(App, (other) => {
      rack(other, 'a', { delivery: 'helmfile' });
      rack(other, 'b', { delivery: { helmfile: { file: 'b/helmfile.yaml' } } });
    });
    expect(Object.keys(settled.files)).toEqual(expect.arrayContaining(['helmfile.yaml', 'b/helmfile.yaml']));
  });

  test('cannot share a pool', () => {
    const app = new App();
    const [a, b] = ['a', 'b'].map((id) => rack(app, id)) as [AiCluster, AiCluster];
    const pool = new GpuNodePool(a, 't4', { gpu: 't4', nodes: NODES });
    const model = 'Qwen/Qwen2.5-0.5B-Instruct';
    new AutoscaledModelService(b, 'chat', { model, gpu: pool.gpus(), replicas: { min: 0, max: 1 } });
    expect(() => app.synthYaml()).toThrow(/gpu\.pool: pool 'a\/t4' belongs to another cluster.*POOL_ELSEWHERE/);
  });
});

describe('what a user adds', () => {
  test('objects of other kinds stand in the same chart', () => {
    const cluster = rack(new App());
    new ApiObject(cluster, 'map', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine' } });
    expect(namesOf(cluster.toJson())).toContain('ConfigMap/mine');
  });

  test('an id of the user never clashes with those of objects made for him', () => {
    const cluster = rack(new App());
    const id = 'NodeFeatureRule.l4';
    new ApiObject(cluster, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'mine' } });
    for (let i = 0; i < 2; i++) {
      expect(namesOf(cluster.toJson())).toEqual(expect.arrayContaining(['ConfigMap/mine', 'NodeFeatureRule/l4']));
      new GpuNodePool(cluster, `more-${i}`, { gpu: i === 0 ? 't4' : 'l40s', nodes: NODES });
    }
    expect(cluster.node.tryFindChild(id)).toBeInstanceOf(ApiObject);
  });

  test('a patch on an object that was made is written', () => {
    const cluster = rack(new App());
    const pool = cluster.node.findChild('l4');
    const [rule, ...others] = cluster.objectsOf(pool);
    expect(others).toEqual([]);
    rule!.addJsonPatch(JsonPatch.add('/metadata/annotations', { owner: 'search' }));
    expect(JSON.stringify(cluster.toJson())).toContain('"owner":"search"');
    expect(cluster.objectsOf(new Construct(cluster, 'nothing'))).toEqual([]);
  });

  test('charts and namespaces are objects of the cluster itself', () => {
    const cluster = rack(new App());
    expect(cluster.objectsOf(cluster).map(({ kind }) => kind)).toContain('Application');
  });

  test('overrides change single objects of a construct', () => {
    const cluster = new AiCluster(new App(), 'prod', { platform: RACK });
    const overrides = { 'NodeFeatureRule/l4': { metadata: { labels: { team: 'search' } } } };
    new GpuNodePool(cluster, 'l4', { gpu: 'l4', nodes: NODES, overrides });
    new GpuOperator(cluster, 'gpu-operator');
    const rule = (cluster.toJson() as Manifest[]).find(({ kind }) => kind === 'NodeFeatureRule');
    expect(rule).toMatchObject({
      metadata: { labels: { team: 'search', 'app.kubernetes.io/managed-by': 'cdk8s-ai' } },
    });
  });
});

describe('a construct outside any cluster', () => {
  test('is told together with everything else that is wrong', () => {
    const app = new App();
    const cluster = new AiCluster(app, 'prod', { platform: RACK });
    new GpuNodePool(cluster, 'l4', { gpu: 'l5' as 'l4', nodes: NODES });
    new GpuNodePool(new Chart(app, 'alone'), 'lost', { gpu: 'l4', nodes: NODES });
    const message = messageOf(() => app.synthYaml());
    expect(message).toMatch(
      /GpuNodePool 'alone\/lost' cannot be built \(.*ai-cluster\.test\.ts.*\)\n {2}stands outside any AiCluster/,
    );
    expect(message).toContain('[NOT_IN_CLUSTER]');
    expect(message).toContain('[GPU_UNKNOWN]');
  });

  test('is told where there is no cluster at all', () => {
    for (const app of [new App(), new Cdk8sApp()]) {
      new GpuNodePool(new Chart(app, 'alone'), 'lost', { gpu: 'l4', nodes: NODES });
      expect(messageOf(() => app.synthYaml())).toContain('[NOT_IN_CLUSTER]');
    }
  });

  test('is told also when it comes after a first synth', () => {
    const app = new App();
    rack(app);
    app.synthYaml();
    new GpuNodePool(new Chart(app, 'alone'), 'lost', { gpu: 'l4', nodes: NODES });
    expect(messageOf(() => app.synthYaml())).toContain('[NOT_IN_CLUSTER]');
  });
});

describe('files beside the manifests', () => {
  const files = (AppType: typeof Cdk8sApp, build: (app: Cdk8sApp) => void) => Object.keys(write(AppType, build).files);

  test.each([
    ['our App', App],
    ["cdk8s's own App", Cdk8sApp],
  ])('are written by %s, and only where there are any', (_, AppType) => {
    expect(files(AppType, (app) => rack(app, 'prod', { delivery: 'helmfile' }))).toEqual([
      'helmfile.yaml',
      'prod.k8s.yaml',
    ]);
    expect(files(AppType, (app) => rack(app))).toEqual(['prod.k8s.yaml']);
  });

  test('are there to look at without a synth', () => {
    const [file] = rack(new App(), 'prod', { delivery: 'helmfile' }).sideFiles;
    expect(file).toMatchObject({ path: 'helmfile.yaml', content: expect.stringContaining('gpu-operator') as string });
  });

  test('stay away where a synth fails', () => {
    for (const AppType of [App, Cdk8sApp]) {
      const outcome = write(AppType, (app) => {
        rack(app, 'good', { delivery: 'helmfile' });
        new AiCluster(app, 'bad', { platform: local() });
      });
      expect(outcome.error).toBeDefined();
      expect(outcome.files).toEqual({});
    }
  });
});

test('a platform of another cloud than the machine is refused with the line that declared the pool', () => {
  const platform = eks({ kubernetesVersion: '1.35', nodeRole: 'gpu-node', discoveryTag: 'prod' });
  const cluster = new AiCluster(new App(), 'prod', { platform });
  new GpuNodePool(cluster, 'h100', { machine: 'a3-highgpu-8g', nodes: { min: 0, max: 1 } });
  expect(messageOf(() => cluster.toJson())).toMatch(/GpuNodePool 'prod\/h100' .*ai-cluster\.test\.ts:\d+:\d+/);
});

function messageOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(GpuConfigError);
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}
