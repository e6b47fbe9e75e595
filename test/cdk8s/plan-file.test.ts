import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GpuNodePool, GpuOperator, onPrem } from 'cdk8s-ai';
import { AiCluster, App } from 'cdk8s-ai/cdk8s';
import type { ClusterPlan } from '../../lib/planning';

const folder = mkdtempSync(join(tmpdir(), 'cdk8s-ai-left-'));
const file = join(folder, 'plan.jsonl');

beforeEach(() => {
  rmSync(file, { force: true });
  process.env['CDK8S_AI_PLAN'] = file;
});
afterEach(() => Reflect.deleteProperty(process.env, 'CDK8S_AI_PLAN'));
afterAll(() => rmSync(folder, { recursive: true }));

function rack(app: App, id: string): AiCluster {
  const cluster = new AiCluster(app, id, { platform: onPrem({ kubernetesVersion: '1.35' }) });
  new GpuNodePool(cluster, 'l4', { gpu: 'l4', nodes: { min: 1, max: 2 } });
  new GpuOperator(cluster, 'gpu-operator');
  return cluster;
}

const lines = () =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { of: string; plan: ClusterPlan });

test('a synth leaves the plan of each cluster where it was asked for', () => {
  const app = new App();
  for (const id of ['a', 'b']) rack(app, id);
  app.synthYaml();
  expect(lines().map(({ plan }) => plan.cluster)).toEqual(['a', 'b']);
  expect(new Set(lines().map(({ of }) => of)).size).toBe(2);
});

test('later plans of a cluster are told from plans of others with the same name', () => {
  const first = rack(new App(), 'prod');
  first.toJson();
  new GpuNodePool(first, 't4', { gpu: 't4', nodes: { min: 1, max: 2 } });
  first.toJson();
  rack(new App(), 'prod').toJson();
  const [before, after, other] = lines();
  expect(before!.of).toBe(after!.of);
  expect(other!.of).not.toBe(after!.of);
  expect([before, after].map((line) => line!.plan.pools.length)).toEqual([1, 2]);
});

test('nothing is left in an ordinary synth, nor of a cluster with mistakes', () => {
  const app = new App();
  new AiCluster(app, 'empty', { platform: onPrem({ kubernetesVersion: '1.35' }) });
  expect(() => app.synthYaml()).toThrow();
  Reflect.deleteProperty(process.env, 'CDK8S_AI_PLAN');
  rack(new App(), 'prod').toJson();
  expect(existsSync(file)).toBe(false);
});
