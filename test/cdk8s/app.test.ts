import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ApiObject, App as Cdk8sApp, Chart, Include, JsonPatch, Lazy, Testing, YamlOutputType } from 'cdk8s';
import * as kplus from 'cdk8s-plus-29';
import { Construct, DependencyGroup, type IConstruct } from 'constructs';
import fc from 'fast-check';
import { App } from '../../lib/cdk8s/app';
import { build, HOSTILE_STRINGS, recipe, value } from './synthesis/generated-apps';
import { bothWays, filesIn, print, write } from './synthesis/written-app';

const OUTPUT_TYPES = [
  YamlOutputType.FILE_PER_CHART,
  YamlOutputType.FILE_PER_APP,
  YamlOutputType.FILE_PER_RESOURCE,
  YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
];
const CIRCLE = 'Dependency cycle detected';

function configMap(scope: Construct, id: string, data: Record<string, unknown> = {}): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: id }, data });
}

function outdir(): string {
  return mkdtempSync(path.join(tmpdir(), 'cdk8s-ai-test-'));
}

describe('compared with the App of cdk8s', () => {
  test('generated apps give the same files, or fail for the same reason', () => {
    const outcomes = new Map<string, number>();
    fc.assert(
      fc.property(
        recipe,
        fc.constantFrom(...OUTPUT_TYPES),
        fc.constantFrom(undefined, '.yaml', '.out'),
        fc.boolean(),
        (given, yamlOutputType, extension, recordConstructMetadata) => {
          const props = {
            yamlOutputType,
            recordConstructMetadata,
            ...(extension && { outputFileExtension: extension }),
          };
          const { stock, ours } = bothWays((app) => {
            build(given, app);
          }, props);
          const outcome = stock.written.error === undefined ? 'written' : 'refused';
          outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
          for (const way of ['written', 'printed'] as const) {
            // An app with two faults may be refused for either.
            const isCircle = [stock, ours].some((app) => app[way].error === CIRCLE);
            if (isCircle) expect(ours[way].error === undefined).toBe(stock[way].error === undefined);
            else expect(ours[way]).toEqual(stock[way]);
          }
        },
      ),
      { numRuns: Number(process.env['CDK8S_AI_APPS'] ?? 500) },
    );
    // Most of the trees must be ones that cdk8s can write, or the comparison says little.
    expect(outcomes.get('written')).toBeGreaterThan((outcomes.get('refused') ?? 0) / 3);
  });

  test('generated values give the same documents', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 12 }), (values) => {
        const same = bothWays((app) => {
          const chart = new Chart(app, 'chart');
          values.forEach((spec, position) => {
            new ApiObject(chart, `o${position}`, { apiVersion: 'v1', kind: 'K', ...({ spec } as object) });
          });
        });
        expect(same.ours).toEqual(same.stock);
      }),
      { numRuns: 300 },
    );
  });

  test('every hostile string gives the same text as a value, as a key, in a list and deep inside', () => {
    const { stock, ours } = bothWays((app) => {
      const chart = new Chart(app, 'chart');
      HOSTILE_STRINGS.forEach((text, position) => {
        const item = { text, list: [text, [text], { text }], [text]: text, deep: { deeper: { [text]: [{ text }] } } };
        new ApiObject(chart, `o${position}`, {
          apiVersion: 'v1',
          kind: 'K',
          metadata: { labels: { a: text } },
          ...item,
        });
      });
    });
    expect(ours).toEqual(stock);
    expect(ours.written.error).toBeUndefined();
  });

  test('objects of cdk8s-plus give the same files', () => {
    const { stock, ours } = bothWays((app) => {
      const chart = new Chart(app, 'web', { namespace: 'shop', labels: { team: 'a' } });
      const config = new kplus.ConfigMap(chart, 'config', { data: { 'run.sh': '#!/bin/sh\necho "hi"\n', empty: '' } });
      const deployment = new kplus.Deployment(chart, 'server', {});
      const container = deployment.addContainer({ image: 'nginx:1.27', portNumber: 80, args: ['--on', 'yes', '08'] });
      container.mount('/etc/config', kplus.Volume.fromConfigMap(chart, 'volume', config));
      container.env.addVariable('NULL', kplus.EnvValue.fromValue('null'));
      deployment.exposeViaService({ ports: [{ port: 80 }] });
      new kplus.CronJob(chart, 'nightly', {
        schedule: { expressionString: '0 3 * * *' } as never,
        containers: [{ image: 'busybox' }],
      });
      new kplus.HorizontalPodAutoscaler(chart, 'scale', { target: deployment, maxReplicas: 10 });
      new kplus.Namespace(app.node.tryFindChild('web') as Chart, 'space');
      deployment.node.addDependency(config);
    });
    expect(ours).toEqual(stock);
    expect(ours.written.error).toBeUndefined();
  });

  test('included manifests, patches and lazy values give the same files', () => {
    const folder = outdir();
    const file = path.join(folder, 'upstream.yaml');
    writeFileSync(
      file,
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: s\ndata:\n  a: |\n    x\n    y\n---\n---\nkind: List\napiVersion: v1\n',
    );
    const { stock, ours } = bothWays((app) => {
      const chart = new Chart(app, 'chart');
      new Include(chart, 'upstream', { url: file });
      const patched = configMap(chart, 'patched', { a: '1' });
      patched.addJsonPatch(
        JsonPatch.replace('/data/a', '007'),
        JsonPatch.copy('/data', '/binaryData'),
        JsonPatch.remove('/kind'),
      );
      configMap(chart, 'lazy', {
        late: Lazy.any({ produce: () => ({ z: 1, a: [Lazy.any({ produce: () => 'no' })] }) }),
      });
    });
    rmSync(folder, { recursive: true });
    expect(ours).toEqual(stock);
    expect(Object.values(ours.written.files).join()).toContain('a: "007"');
  });

  test.each(['CDK8S_DISABLE_SORT', 'CDK8S_RECORD_CONSTRUCT_METADATA', 'CDK8S_LEGACY_HASH'])('%s is obeyed', (name) => {
    process.env[name] = 'true';
    try {
      const { stock, ours } = bothWays((app) => {
        const chart = new Chart(app, 'chart');
        new ApiObject(chart, 'zoo', { apiVersion: 'v1', kind: 'K', ...{ spec: { z: 1, a: { d: 1, c: 2 } } } });
      });
      expect(ours).toEqual(stock);
      expect(ours.written.error).toBeUndefined();
    } finally {
      process.env[name] = undefined;
      // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- assigning undefined leaves the word
      delete process.env[name];
    }
  });

  test('objects that someone returns from two places are written as cdk8s writes them', () => {
    class Shared extends ApiObject {
      override toJson(): unknown {
        const labels = { app: 'x' };
        return {
          kind: 'K',
          metadata: { labels },
          spec: { selector: labels, none: null, at: undefined, when: new Date(0) },
        };
      }
    }
    const { stock, ours } = bothWays((app) => {
      new Shared(new Chart(app, 'chart'), 'shared', { apiVersion: 'v1', kind: 'K' });
    });
    expect(ours).toEqual(stock);
    expect(ours.printed.files['']).toContain('&a1');
  });

  test('a chart that renders itself is asked', () => {
    class Silent extends Chart {
      override toJson(): unknown[] {
        return [...super.toJson(), undefined, { apiVersion: 'v1', kind: 'Extra', metadata: { name: 'extra' } }];
      }
    }
    for (const yamlOutputType of OUTPUT_TYPES) {
      const { stock, ours } = bothWays(
        (app) => {
          configMap(new Silent(app, 'chart'), 'a');
          configMap(new Chart(app, 'other'), 'b');
        },
        { yamlOutputType },
      );
      expect(ours).toEqual(stock);
      expect(ours.written.error).toBeUndefined();
    }
  });

  test('a construct that was replaced is still depended on by its path', () => {
    const { stock, ours } = bothWays((app) => {
      const chart = new Chart(app, 'chart');
      const first = configMap(chart, 'first');
      const old = new Construct(chart, 'old');
      configMap(old, 'inside');
      first.addDependency(old);
      chart.node.tryRemoveChild('old');
      configMap(new Construct(chart, 'old'), 'inside');
    });
    expect(ours).toEqual(stock);
    expect(ours.written.error).toBeUndefined();
  });

  test('charts are listed in the same order', () => {
    const order = (AppType: typeof Cdk8sApp) => {
      const app = new AppType();
      const [a, b, c] = ['a', '7', 'c'].map((id) => new Chart(app, id));
      a!.addDependency(c!);
      configMap(b!, 'x').addDependency(a!);
      return app.charts.map((chart) => chart.node.path);
    };
    expect(order(App)).toEqual(order(Cdk8sApp));
  });
});

describe('objects that a validation makes', () => {
  /** What AiCluster does: nothing is there until the app is validated. */
  class Materializing extends Chart {
    private isDone = false;

    constructor(scope: Construct, id: string, make: (chart: Chart) => void) {
      super(scope, id);
      this.node.addValidation({
        validate: () => {
          if (!this.isDone) make(this);
          this.isDone = true;
          return [];
        },
      });
    }
  }

  test.each(OUTPUT_TYPES)('are written the same, with their dependencies (output type %s)', (yamlOutputType) => {
    const { stock, ours } = bothWays(
      (app) => {
        const base = new Chart(app, 'base');
        configMap(base, 'crd');
        const cluster = new Materializing(app, 'cluster', (chart) => {
          const service = configMap(chart, 'service');
          const group = new Construct(chart, 'group');
          configMap(group, 'one');
          configMap(group, 'two');
          service.node.addDependency(new DependencyGroup(group), base);
        });
        cluster.addDependency(base);
      },
      { yamlOutputType, recordConstructMetadata: true },
    );
    expect(ours).toEqual(stock);
    expect(ours.written.error).toBeUndefined();
  });

  test('come after what they depend on in their chart', () => {
    const printed = print(App, (app) => {
      new Materializing(app, 'cluster', (chart) => {
        const first = configMap(chart, 'first');
        first.addDependency(configMap(chart, 'second'));
      });
    });
    expect(printed.files['']!.indexOf('name: second')).toBeLessThan(printed.files['']!.indexOf('name: first'));
  });

  test('do not move their chart behind one they depend on; the chart must say so itself', () => {
    const files = (AppType: typeof Cdk8sApp, isDeclared: boolean) =>
      write(AppType, (app) => {
        const cluster = new Materializing(app, 'cluster', (chart) => {
          configMap(chart, 'late').addDependency(app.node.findChild('base'));
        });
        const base = new Chart(app, 'base');
        configMap(base, 'crd');
        if (isDeclared) cluster.addDependency(base);
      });
    for (const AppType of [Cdk8sApp, App]) {
      expect(Object.keys(files(AppType, false).files)).toEqual(['base.k8s.yaml', 'cluster.k8s.yaml']);
      expect(Object.keys(files(AppType, true).files)).toEqual(['0000-base.k8s.yaml', '0001-cluster.k8s.yaml']);
    }
  });

  test('are validated themselves', () => {
    const { error } = write(App, (app) => {
      new Materializing(app, 'cluster', (chart) => {
        configMap(chart, 'late').node.addValidation({ validate: () => ['is late'] });
      });
    });
    expect(error).toBe('Validation failed with the following errors:\n  [cluster/late] is late');
  });
});

describe('a synth that fails leaves the folder as it was', () => {
  class Typed extends Error {}

  const failures: Record<string, (app: Cdk8sApp) => void> = {
    'a validation throws': (app) => {
      app.node.addValidation({
        validate: () => {
          throw new Typed('thrown');
        },
      });
    },
    'a validation complains': (app) => {
      app.node.addValidation({ validate: () => ['no'] });
    },
    'the last object cannot be rendered': (app) => {
      configMap(new Chart(app, 'zzz'), 'bad', { when: new Date(0) });
    },
    'a lazy value throws': (app) => {
      const produce = () => {
        throw new Typed('thrown');
      };
      configMap(new Chart(app, 'zzz'), 'bad', { late: Lazy.any({ produce }) });
    },
    'dependencies run in a circle': (app) => {
      const [a, b] = ['a', 'b'].map((id) => new Chart(app, id));
      a!.addDependency(b!);
      b!.addDependency(a!);
    },
  };

  test.each(Object.entries(failures))('%s', (_, fail) => {
    for (const yamlOutputType of OUTPUT_TYPES) {
      const folder = outdir();
      writeFileSync(path.join(folder, 'earlier.k8s.yaml'), 'kept');
      const app = new App({ outdir: folder, yamlOutputType });
      configMap(new Chart(app, 'earlier'), 'a');
      fail(app);
      expect(() => {
        app.synth();
      }).toThrow();
      expect(filesIn(folder)).toEqual({ 'earlier.k8s.yaml': 'kept' });
      rmSync(folder, { recursive: true });
    }
  });

  test('and makes no folder that was not there', () => {
    const folder = path.join(outdir(), 'new');
    const app = new App({ outdir: folder });
    app.node.addValidation({ validate: () => ['no'] });
    expect(() => {
      app.synth();
    }).toThrow('no');
    expect(readdirSync(path.dirname(folder))).toEqual([]);
  });

  test('nor when an object cannot be rendered', () => {
    const folder = path.join(outdir(), 'new');
    const app = new App({ outdir: folder });
    configMap(new Chart(app, 'a'), 'good');
    failures['the last object cannot be rendered']!(app);
    expect(() => {
      app.synth();
    }).toThrow("can't render non-simple object");
    expect(readdirSync(path.dirname(folder))).toEqual([]);
  });

  test('what a validation throws arrives unchanged', () => {
    const app = new App();
    failures['a validation throws']!(app);
    expect(() => app.synthYaml()).toThrow(Typed);
  });
});

describe('dependencies', () => {
  test('on oneself are ignored, where cdk8s loses the object', () => {
    const printed = print(App, (app) => {
      const object = configMap(new Chart(app, 'chart'), 'self');
      object.addDependency(object);
    });
    expect(printed.files['']).toContain('name: self');
  });

  test('in a circle are told with their paths, in the order in which they wait', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    const [a, b, c] = ['a', 'b', 'c'].map((id) => configMap(chart, id));
    a!.addDependency(b!);
    b!.addDependency(c!);
    c!.addDependency(a!);
    expect(() => app.synthYaml()).toThrow('Dependency cycle detected: chart/a => chart/b => chart/c => chart/a');
  });

  test('of a construct on one around it, with objects beside it, are a circle', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    const inner = new Construct(chart, 'inner');
    configMap(inner, 'a');
    configMap(inner, 'b');
    inner.node.addDependency(chart);
    expect(() => app.synthYaml()).toThrow('Dependency cycle detected: chart/inner/a => chart/inner/b => chart/inner/a');
  });

  test.each([
    [
      'a chain of 12,000',
      12_000,
      (objects: ApiObject[]) => objects.forEach((o, i) => i > 0 && objects[i - 1]!.addDependency(o)),
    ],
    ['a star of 50,000', 50_000, (objects: ApiObject[]) => objects[0]!.addDependency(...objects.slice(1))],
    [
      'a ladder of 1,000 rungs',
      2000,
      (objects: ApiObject[]) =>
        objects.forEach((o, i) => o.addDependency(...objects.slice(i - (i % 2) + 2, i - (i % 2) + 4))),
    ],
  ])('%s: everything is written once, each after what it waits for', (_, size, connect) => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    const objects = Array.from({ length: size }, (__, i) => configMap(chart, `o${i}`));
    connect(objects);
    const written = [...app.synthYaml().matchAll(/^ {2}name: o(\d+)$/gm)].map(([, name]) => Number(name));
    const places = new Map(written.map((name, place) => [name, place]));
    expect(places.size).toBe(size);
    const placeOf = (object: IConstruct) => places.get(Number(object.node.id.slice(1)))!;
    const early = objects.filter((object) =>
      object.node.dependencies.some((other) => placeOf(other) > placeOf(object)),
    );
    expect(early).toEqual([]);
  });

  test('between two constructs of 1,000 objects each hold for every pair', () => {
    const app = new App();
    const chart = new Chart(app, 'chart');
    const [upper, lower] = ['upper', 'lower'].map((id) => new Construct(chart, id));
    for (let i = 0; i < 1000; i++) {
      configMap(upper!, `u${i}`);
      configMap(lower!, `l${i}`);
    }
    upper!.node.addDependency(lower!);
    const text = app.synthYaml();
    expect(text.lastIndexOf('name: l')).toBeLessThan(text.indexOf('name: u'));
  });
});

describe('files', () => {
  test('the app is one of cdk8s, and its charts work with Testing', () => {
    const app = new App();
    expect(app).toBeInstanceOf(Cdk8sApp);
    const chart = new Chart(app, 'chart');
    configMap(chart, 'a');
    expect(Cdk8sApp.of(chart)).toBe(app);
    expect(Testing.synth(chart)).toEqual([{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: {} }]);
  });

  test('go where CDK8S_OUTDIR says', () => {
    const folder = outdir();
    process.env['CDK8S_OUTDIR'] = folder;
    try {
      const app = new App();
      configMap(new Chart(app, 'chart'), 'a');
      app.synth();
      expect(Object.keys(filesIn(folder))).toEqual(['chart.k8s.yaml']);
    } finally {
      delete process.env['CDK8S_OUTDIR'];
      rmSync(folder, { recursive: true });
    }
  });

  test.each(OUTPUT_TYPES)('are the same in a folder that was not there (output type %s)', (yamlOutputType) => {
    const [there, away] = [outdir(), path.join(outdir(), 'deep', 'new')];
    for (const folder of [there, `${away}/`]) {
      const app = new App({ outdir: folder, yamlOutputType });
      for (const id of ['a', 'b']) configMap(new Chart(app, id), 'same', { id });
      new Chart(app, 'empty');
      app.synth();
    }
    expect(filesIn(away)).toEqual(filesIn(there));
    expect(readdirSync(path.dirname(away))).toEqual(['new']);
    expect(statSync(away).mode).toBe(statSync(path.dirname(away)).mode);
  });

  test('are added to a folder that appears while they are rendered', () => {
    const folder = path.join(outdir(), 'new');
    const produce = () => {
      mkdirSync(folder);
      writeFileSync(path.join(folder, 'other'), '');
      return 'x';
    };
    const app = new App({ outdir: folder });
    configMap(new Chart(app, 'chart'), 'a', { late: Lazy.any({ produce }) });
    app.synth();
    expect(Object.keys(filesIn(folder))).toEqual(['chart.k8s.yaml', 'other']);
  });

  test('are replaced by a later synth, and others stay', () => {
    const folder = outdir();
    writeFileSync(path.join(folder, 'stale.k8s.yaml'), 'stale');
    for (const data of [{ a: 'long '.repeat(100) }, { a: 'short' }]) {
      const app = new App({ outdir: folder });
      configMap(new Chart(app, 'chart'), 'a', data);
      app.synth();
      app.synth();
    }
    expect(filesIn(folder)).toEqual({
      'chart.k8s.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  a: short\n',
      'stale.k8s.yaml': 'stale',
    });
    rmSync(folder, { recursive: true });
  });

  test('may go to a folder behind a link', () => {
    const folder = outdir();
    const link = `${folder}-link`;
    symlinkSync(folder, link);
    const app = new App({ outdir: link });
    configMap(new Chart(app, 'chart'), 'a');
    app.synth();
    expect(Object.keys(filesIn(folder))).toEqual(['chart.k8s.yaml']);
    rmSync(link);
    rmSync(folder, { recursive: true });
  });

  test('that a chart leaves beside its manifests are written with them', () => {
    class WithHelmfile extends Chart {
      readonly sideFiles = [{ path: 'helm/helmfile.yaml', content: 'releases: []\n' }];
    }
    const written = write(App, (app) => {
      configMap(new WithHelmfile(app, 'chart'), 'a');
    });
    expect(Object.keys(written.files)).toEqual(['chart.k8s.yaml', 'helm/', 'helm/helmfile.yaml']);
  });

  test('of megabytes are written whole, whatever their characters', () => {
    const data = { text: 'ä🚀x'.repeat(400_000), lines: `${'line of text\n'.repeat(50_000)}end` };
    const { stock, ours } = bothWays((app) => {
      const chart = new Chart(app, 'chart');
      configMap(chart, 'before');
      configMap(chart, 'large', data);
      configMap(chart, 'after');
    });
    // Compared as a whole: a difference of megabytes is not worth printing.
    expect(JSON.stringify(ours) === JSON.stringify(stock)).toBe(true);
  });
});
