import { ApiObject, type App as Cdk8sApp, Chart } from 'cdk8s';
import { GpuNodePool, GpuOperator, onPrem } from 'cdk8s-ai';
import { AiCluster } from 'cdk8s-ai/cdk8s';
import { Construct } from 'constructs';
import { bothWays } from './synthesis/written-app';

const map = (scope: Construct, name: string) =>
  new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });

function cluster(app: Cdk8sApp) {
  const made = new AiCluster(app, 'prod', { platform: onPrem({ kubernetesVersion: '1.35' }) });
  new GpuOperator(made, 'gpu-operator');
  const team = new Construct(made, 'team');
  const pool = new GpuNodePool(team, 'l4', { gpu: 'l4', nodes: { min: 1, max: 2 } });
  return { made, team, pool };
}

/** Objects of one file in their order, as both Apps write them. */
function orderOf(build: (app: Cdk8sApp) => void, file = 'prod.k8s.yaml'): string[] {
  const { stock, ours } = bothWays(build);
  expect(ours).toEqual(stock);
  const name = Object.keys(ours.written.files).find((path) => path.endsWith(file))!;
  const text = ours.written.files[name]!;
  return text.split('\n---\n').map((document) => {
    const [, kind] = /^kind: (.*)$/m.exec(document)!;
    return `${kind!}/${/^ {2}name: (.*)$/m.exec(document)![1]!}`;
  });
}

test('what depends on a pool comes after the objects made for it', () => {
  const order = orderOf((app) => {
    const { made, pool } = cluster(app);
    map(made, 'after').addDependency(pool);
  });
  expect(order.indexOf('ConfigMap/after')).toBeGreaterThan(order.indexOf('NodeFeatureRule/team-l4'));
});

test('what depends on nothing stands where it was declared, before what is made at synth', () => {
  const order = orderOf((app) => map(cluster(app).made, 'whenever'));
  expect(order[0]).toBe('ConfigMap/whenever');
});

test('so does what depends on a construct around it', () => {
  const order = orderOf((app) => {
    const { made, team } = cluster(app);
    map(made, 'after').addDependency(team);
  });
  expect(order.indexOf('ConfigMap/after')).toBeGreaterThan(order.indexOf('NodeFeatureRule/team-l4'));
});

test('what a pool depends on comes before the objects made for it', () => {
  const order = orderOf((app) => {
    const { made, pool } = cluster(app);
    const late = map(made, 'zzz');
    const later = map(made, 'before');
    later.addDependency(late);
    pool.node.addDependency(later);
  });
  const rule = order.indexOf('NodeFeatureRule/team-l4');
  expect(order.indexOf('ConfigMap/before')).toBeLessThan(rule);
  expect(order.indexOf('ConfigMap/zzz')).toBeLessThan(rule);
});

test('a chart that depends on a pool comes after the chart of its cluster', () => {
  const { ours, stock } = bothWays((app) => {
    const chart = new Chart(app, 'a');
    const { pool } = cluster(app);
    map(chart, 'after').addDependency(pool);
  });
  expect(ours).toEqual(stock);
  expect(Object.keys(ours.written.files)).toEqual(['0000-prod.k8s.yaml', '0001-a.k8s.yaml']);
});

test('the order holds after the objects were made anew', () => {
  const order = orderOf((app) => {
    const { made, pool } = cluster(app);
    map(made, 'after').addDependency(pool);
    made.objectsOf(pool);
    new GpuNodePool(made, 't4', { gpu: 't4', nodes: { min: 1, max: 2 } });
  });
  expect(order.indexOf('ConfigMap/after')).toBeGreaterThan(order.indexOf('NodeFeatureRule/team-l4'));
  expect(order.filter((name) => name === 'NodeFeatureRule/team-l4')).toHaveLength(1);
});
