import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App as Cdk8sApp } from 'cdk8s';
import { GpuConfigError, GpuNodePool, GpuOperator, type KubeObject, onPrem } from 'cdk8s-ai';
import { AiCluster, type AiClusterProps, App } from 'cdk8s-ai/cdk8s';
import { bothWays, filesIn, write } from './synthesis/written-app';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-ai-helm-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CHART = `apiVersion: apps/v1
kind: Deployment
metadata: { name: operator, namespace: gpu-operator }
spec: { replicas: 1 }
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: clusterpolicies.nvidia.com }
---
apiVersion: batch/v1
kind: Job
metadata: { name: certificate, annotations: { 'helm.sh/hook': 'pre-install,pre-upgrade' } }
---
apiVersion: batch/v1
kind: Job
metadata: { name: remove-everything, annotations: { 'helm.sh/hook': pre-delete } }
---
apiVersion: v1
kind: Pod
metadata: { name: try-it, annotations: { 'helm.sh/hook': test } }
---
`;

/** A helm that notes how it is called, and does what the script says. */
function fakeHelm(name: string, script: string): { executable: string; calls: () => string[][] } {
  const executable = join(folder, name);
  const log = join(folder, `${name}.log`);
  writeFileSync(log, '');
  writeFileSync(join(folder, `${name}.yaml`), CHART);
  writeFileSync(executable, `#!/bin/sh\nprintf '%s\\n' "$@" --- >>'${log}'\n${script}\n`);
  chmodSync(executable, 0o755);
  const calls = () =>
    readFileSync(log, 'utf8')
      .split('---\n')
      .filter((call) => call !== '')
      .map((call) => call.trim().split('\n'));
  return { executable, calls };
}

const good = fakeHelm('helm', `cat '${join(folder, 'helm.yaml')}'`);

function rack(app: Cdk8sApp, executable: string, settings: Partial<AiClusterProps> = {}): AiCluster {
  const platform = onPrem({ kubernetesVersion: '1.35' });
  const cluster = new AiCluster(app, 'prod', { platform, delivery: { helm: { executable } }, ...settings });
  new GpuNodePool(cluster, 'l4', { gpu: 'l4', nodes: { min: 1, max: 2 } });
  new GpuOperator(cluster, 'gpu-operator');
  return cluster;
}

test('helm is told chart, version, namespace, values, CRDs and the version of Kubernetes', () => {
  rack(new App(), good.executable).toJson();
  const [call, ...others] = good.calls();
  expect(others).toEqual([]);
  const text = call!.join(' ');
  expect(text).toMatch(
    /^template -f \S*overrides\.yaml --repo https:\/\/helm\.ngc\.nvidia\.com\/nvidia --version v\S+ /,
  );
  expect(text).toMatch(/--namespace gpu-operator --include-crds --kube-version 1\.35 gpu-operator gpu-operator$/);
});

test('what the chart gives joins the other objects, in an order a cluster can take', () => {
  const { stock, ours } = bothWays((app) => void rack(app, good.executable));
  expect(ours).toEqual(stock);
  const kinds = [...ours.written.files['prod.k8s.yaml']!.matchAll(/^kind: (.*)$/gm)].map(([, kind]) => kind!);
  expect(kinds.slice(0, 2)).toEqual(['Namespace', 'CustomResourceDefinition']);
  expect(kinds.indexOf('CustomResourceDefinition')).toBeLessThan(kinds.indexOf('NodeFeatureRule'));
  expect(kinds).toContain('Deployment');
});

test('jobs that helm keeps for removal, and its tests, are not run by an apply', () => {
  const names = (rack(new App(), good.executable).toJson() as KubeObject[]).map(({ metadata }) => metadata.name);
  expect(names).toEqual(expect.arrayContaining(['operator', 'certificate']));
  expect(names).not.toContain('remove-everything');
  expect(names).not.toContain('try-it');
});

test('the hook of the cluster sees the objects of charts too', () => {
  const seen: string[] = [];
  const eachObject = (object: KubeObject) => {
    seen.push(object.metadata.name);
    return object;
  };
  rack(new App(), good.executable, { eachObject }).toJson();
  expect(seen).toContain('clusterpolicies.nvidia.com');
});

test('charts are objects of the cluster, rendered anew when more is declared, and never doubled', () => {
  const cluster = rack(new App(), good.executable);
  const named = () => cluster.objectsOf(cluster).filter(({ name }) => name === 'operator');
  expect(named()).toHaveLength(1);
  new GpuNodePool(cluster, 't4', { gpu: 't4', nodes: { min: 1, max: 2 } });
  expect(named()).toHaveLength(1);
});

test.each([
  ['is not installed', join(folder, 'no-such-helm'), /unable to execute '.*no-such-helm'/],
  ['fails', fakeHelm('broken', "echo 'Error: chart not found' >&2; exit 1").executable, /Error: chart not found/],
  ['gives no objects', fakeHelm('odd', "echo 'kind: Deployment'").executable, /could not be rendered/],
])('a helm that %s is told with what to do, each time, and nothing is written', (_, executable, says) => {
  const outcome = write(App, (app) => void rack(app, executable));
  expect(outcome.files).toEqual({});
  const outdir = mkdtempSync(join(folder, 'out-'));
  const app = new App({ outdir });
  rack(app, executable);
  for (let i = 0; i < 2; i++) {
    const message = messageOf(() => app.synth());
    expect(message).toMatch(says);
    expect(message).toMatch(/delivery: chart gpu-operator v\S+ could not be rendered.*\[HELM_FAILED\]/s);
    expect(message).toContain('install helm');
  }
  expect(filesIn(outdir)).toEqual({});
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
