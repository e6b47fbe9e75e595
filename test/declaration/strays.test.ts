import { Construct, RootConstruct } from 'constructs';
import { AiConstruct, markAsCluster, strayIssues } from '../../lib/declaration';
import { GpuConfigError } from '../../lib/errors';

class Thing extends AiConstruct<object> {}

function validate(root: Construct): void {
  for (const { node } of root.node.findAll()) node.validate();
}

test('what stands outside any cluster is told, all of it at once', () => {
  const root = new RootConstruct('app');
  new Thing(root, 'b', {});
  new Thing(root, 'a', {});
  expect(strayIssues(root).map(({ code, owner }) => `${owner.constructPath} ${code}`)).toEqual([
    'app/a NOT_IN_CLUSTER',
    'app/b NOT_IN_CLUSTER',
  ]);
  expect(() => validate(root)).toThrow(GpuConfigError);
});

test('where there is a cluster, it tells of strays together with its own issues', () => {
  const root = new RootConstruct('app');
  const cluster = new Construct(root, 'prod');
  markAsCluster(cluster);
  new Thing(cluster, 'inside', {});
  expect(strayIssues(root)).toEqual([]);
  new Thing(root, 'outside', {});
  expect(strayIssues(root)).toHaveLength(1);
  expect(() => validate(root)).not.toThrow();
});

test('what was taken out of the tree again is no stray', () => {
  const root = new RootConstruct('app');
  new Thing(root, 'a', {});
  root.node.tryRemoveChild('a');
  expect(strayIssues(root)).toEqual([]);
  validate(root);
});
