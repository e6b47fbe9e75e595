import { GpuNodePool, GpuOperator, onPrem } from 'cdk8s-ai';
import { AiCluster, App } from 'cdk8s-ai/cdk8s';
import { Construct } from 'constructs';
import { collectDeclaration } from '../../lib/cluster';

const platform = onPrem({ kubernetesVersion: '1.35' });
const nodes = { min: 1, max: 2 };

test('parts are listed by path, whatever the order of declaration', () => {
  const cluster = new AiCluster(new App(), 'prod', { platform });
  new GpuNodePool(cluster, 'z', { gpu: 't4', nodes });
  new GpuOperator(cluster, 'm');
  new GpuNodePool(new Construct(cluster, 'team'), 'a', { gpu: 'l4', nodes });
  new GpuNodePool(cluster, 'b', { gpu: 'l40s', nodes });
  const { constructs, pools, operators } = collectDeclaration(cluster);
  expect(constructs.map(({ node }) => node.path)).toEqual(['prod/b', 'prod/m', 'prod/team/a', 'prod/z']);
  expect(pools.map(({ node }) => node.id)).toEqual(['b', 'a', 'z']);
  expect(operators).toHaveLength(1);
});

test('what is declared in a cluster inside another one belongs to the inner one alone', () => {
  const outer = new AiCluster(new App(), 'outer', { platform });
  const inner = new AiCluster(outer, 'inner', { platform });
  new GpuNodePool(outer, 'here', { gpu: 'l4', nodes });
  new GpuNodePool(inner, 'there', { gpu: 'l4', nodes });
  for (const cluster of [outer, inner]) new GpuOperator(cluster, 'gpu-operator');
  const rules = (cluster: AiCluster) =>
    cluster.materialized.objects
      .filter(({ object }) => object.kind === 'NodeFeatureRule')
      .map(({ object }) => object.metadata.name);
  expect(rules(outer)).toEqual(['here']);
  expect(rules(inner)).toEqual(['there']);
});
