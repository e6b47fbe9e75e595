import { Construct, RootConstruct } from 'constructs';
import { AiConstruct, clusterOf, freeId, markAsCluster } from '../../lib/declaration';

class Thing extends AiConstruct<{ size?: number }> {}

function clusterIn(root: Construct, id = 'prod'): Construct {
  const cluster = new Construct(root, id);
  markAsCluster(cluster);
  return cluster;
}

test('props are kept as they were given; what is no map counts as empty', () => {
  const cluster = clusterIn(new RootConstruct('app'));
  expect(new Thing(cluster, 'a', { size: 3 }).props).toEqual({ size: 3 });
  for (const [i, props] of [null, undefined, 'text', 7].entries())
    expect(new Thing(cluster, `b${i}`, props as never).props).toEqual({});
});

test('a construct knows the line of the user that made it, whatever its class', () => {
  class MyThing extends Thing {
    constructor(scope: Construct, id: string) {
      super(scope, id, {});
    }
  }
  const cluster = clusterIn(new RootConstruct('app'));
  expect(new MyThing(cluster, 'mine').issueOwner).toMatchObject({
    kind: 'MyThing',
    constructPath: 'app/prod/mine',
    madeAt: expect.stringMatching(/ai-construct\.test\.ts:\d+:\d+$/) as string,
  });
});

test('a name in the cluster is the path below the cluster', () => {
  const cluster = clusterIn(new RootConstruct('app'));
  const team = new Construct(cluster, 'search');
  expect(new Thing(team, 'h100', {}).nameInCluster()).toBe('search-h100');
  expect(new Thing(team, 'l4', {}).nameInCluster('cache')).toBe('search-l4-cache');
});

test('the innermost cluster is the one a construct belongs to', () => {
  const outer = clusterIn(new RootConstruct('app'), 'outer');
  const inner = clusterIn(outer, 'inner');
  expect(clusterOf(new Construct(inner, 'x'))).toBe(inner);
  expect(clusterOf(new Construct(outer, 'x'))).toBe(outer);
  expect(clusterOf(new RootConstruct('elsewhere'))).toBeUndefined();
});

test('a doubled or missing id is recorded and not thrown', () => {
  const cluster = clusterIn(new RootConstruct('app'));
  new Thing(cluster, 'a', {});
  expect(new Thing(cluster, 'a', {}).checkId()).toMatchObject([{ code: 'NAME_TAKEN', hint: "call this one 'a-2'" }]);
  expect(new Thing(cluster, 'a', {}).checkId()).toMatchObject([{ code: 'NAME_TAKEN', hint: "call this one 'a-3'" }]);
  expect(new Thing(cluster, 'b', {}).checkId()).toEqual([]);
  for (const id of ['', undefined, null, 7, Object.create(null), 10n])
    expect(new Thing(cluster, id as never, {}).checkId()).toContainEqual(
      expect.objectContaining({ code: 'NAME_INVALID', path: 'id' }),
    );
});

test('ids that constructs would write alike are told apart', () => {
  const cluster = clusterIn(new RootConstruct('app'));
  new Construct(cluster, 'a/b');
  expect(freeId(cluster, 'a--b').issues).toMatchObject([{ code: 'NAME_TAKEN' }]);
});
