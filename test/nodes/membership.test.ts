import { poolSelectionKey, poolsOverlap } from '../../lib/nodes';
import { issueOf, type PlatformName, resolved } from './pools';

describe('nodes that exist', () => {
  test.each([
    ['on-prem', {}, { by: 'hardware' }, { 'cdk8s-ai/pool': 'gpu' }],
    [
      'on-prem',
      { hostnames: ['n4', 'n3', 'n2', 'n1'] },
      { by: 'hostname', hostnames: ['n1', 'n2', 'n3', 'n4'] },
      { 'cdk8s-ai/pool': 'gpu' },
    ],
    ['eks', { nodeSelector: { a: 'b' } }, { by: 'label', labels: { a: 'b' } }, { a: 'b' }],
    ['gke with operator', {}, { by: 'hardware' }, { 'cdk8s-ai/pool': 'gpu' }],
    [
      'gke',
      {},
      { by: 'label', labels: { 'cloud.google.com/gke-accelerator': 'nvidia-l4' } },
      { 'cloud.google.com/gke-accelerator': 'nvidia-l4' },
    ],
  ] as const)('on %s with %j are found and selected', (platform, props, membership, nodeSelector) => {
    const pool = resolved(platform, { gpu: 'l4', provisioner: 'existing', ...props });
    expect(pool).toMatchObject({ membership, nodeSelector });
  });

  test('are found by machine type where Google names it', () => {
    const pool = resolved('gke', { machine: 'g2-standard-8', provisioner: 'existing' });
    expect(pool.nodeSelector).toEqual({
      'cloud.google.com/gke-accelerator': 'nvidia-l4',
      'node.kubernetes.io/instance-type': 'g2-standard-8',
    });
  });

  test('must be told apart by the user where nothing else can', () => {
    expect(issueOf('gke', { gpu: ['l4', 't4'], provisioner: 'existing' })).toMatch(
      /nodeSelector: its nodes have no label in common/,
    );
  });
});

describe('two pools', () => {
  const make = (props: object, platform: PlatformName = 'on-prem') => resolved(platform, { gpu: 'l4', ...props });
  const max = { nodes: { max: 1 } };

  test.each([
    ['the same hardware', {}, {}, true],
    ['other hardware', {}, { gpu: 't4' }, false],
    ['hardware in common', { gpu: ['l4', 't4'] }, { gpu: 't4' }, true],
    ['a node in common', { ...max, hostnames: ['a', 'b'] }, { ...max, hostnames: ['b', 'c'] }, true],
    ['other nodes', { ...max, hostnames: ['a'] }, { ...max, hostnames: ['b'] }, false],
    ['named nodes among all of the hardware', { ...max, hostnames: ['a'] }, {}, true],
    ['the same labels', { nodeSelector: { a: '1', b: '2' } }, { nodeSelector: { b: '2', a: '1' } }, true],
    ['other labels', { nodeSelector: { a: '1' } }, { nodeSelector: { a: '2' } }, false],
  ] as const)('of %s', (_, first, second, overlap) => {
    const [a, b] = [make(first), make(second)];
    expect(poolsOverlap(a, b)).toBe(overlap);
    expect(poolsOverlap(b, a)).toBe(overlap);
    if (poolSelectionKey(a) === poolSelectionKey(b)) expect(overlap).toBe(true);
  });

  test('whose nodes are made for them never overlap', () => {
    const pool = make({}, 'eks');
    expect(poolSelectionKey(pool)).toBeUndefined();
    expect(poolsOverlap(pool, pool)).toBe(false);
  });
});
