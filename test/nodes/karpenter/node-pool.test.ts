import type { Platform } from '../../../lib/platforms';
import { type Fields, PLATFORMS, type PlatformName, rendered } from '../pools';

const PINNED = { ...PLATFORMS['eks with gates'], imageVersion: 'v20261101' };
const l4 = { gpu: 'l4', nodes: { min: 0, max: 5 } };

function nodePool(
  props: object,
  platform: PlatformName | Platform = 'eks with gates',
  name = 'gpu',
  sharing = {},
): Fields {
  return rendered(platform, { ...l4, ...props }, sharing)[`NodePool/${name}`];
}

describe('a Karpenter NodePool', () => {
  test('is born with labels and taints, and points at its node class', () => {
    const { apiVersion, spec } = nodePool({
      labels: { 'example.com/team': 'a' },
      taints: [{ key: 'example.com/team', value: 'a', effect: 'NoExecute' }],
    });
    expect(apiVersion).toBe('karpenter.sh/v1');
    expect(spec.template.metadata.labels).toEqual({ 'cdk8s-ai/pool': 'gpu', 'example.com/team': 'a' });
    expect(spec.template.spec.taints).toEqual([
      { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
      { key: 'example.com/team', value: 'a', effect: 'NoExecute' },
    ]);
    expect(spec.template.spec.nodeClassRef).toEqual({ group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name: 'gpu' });
  });

  test('carries the labels of sharing from birth', () => {
    const labels = { 'nvidia.com/mig.config': 'slices', 'nvidia.com/device-plugin.config': 'mixed' };
    expect(nodePool({}, 'eks with gates', 'gpu', { labels }).spec.template.metadata.labels).toEqual({
      'cdk8s-ai/pool': 'gpu',
      ...labels,
    });
  });

  test('gives only empty nodes back, all at once, and replaces outdated ones one by one', () => {
    const { disruption, template } = nodePool({ idleMinutes: 25 }).spec;
    expect(disruption).toEqual({
      consolidationPolicy: 'WhenEmpty',
      consolidateAfter: '25m',
      budgets: [
        { nodes: '1', reasons: ['Drifted', 'Underutilized'] },
        { nodes: '100%', reasons: ['Empty'] },
      ],
    });
    expect(template.spec).toMatchObject({ expireAfter: '720h', terminationGracePeriod: '1h' });
  });

  test('never takes a node away from a training job, however old the node', () => {
    const { disruption, template } = nodePool({ workload: 'training' }, PINNED).spec;
    expect(disruption.budgets[0]).toEqual({ nodes: '0', reasons: ['Drifted', 'Underutilized'] });
    expect(template.spec.expireAfter).toBe('Never');
    expect(template.spec).not.toHaveProperty('terminationGracePeriod');
  });

  test.each([
    ['inference', '1h'],
    ['training', '24h'],
  ])('in Auto Mode leaves %s nodes before the 21 days that AWS lets them live', (workload, grace) => {
    const { expireAfter, terminationGracePeriod } = nodePool({ workload }, 'eks in Auto Mode').spec.template.spec;
    expect([expireAfter, terminationGracePeriod]).toEqual(['480h', grace]);
    expect(parseInt(expireAfter) + parseInt(terminationGracePeriod)).toBeLessThanOrEqual(21 * 24);
  });

  test('is bounded by nodes, and by GPUs as many as those nodes have', () => {
    expect(nodePool({ gpusPerNode: 4 }).spec.limits).toEqual({ nodes: '5', 'nvidia.com/gpu': '20' });
    expect(nodePool({}).spec).not.toHaveProperty('replicas');
  });

  test('leaves room for every share of a GPU where shares count as GPUs', () => {
    const shared = nodePool({}, 'eks with gates', 'gpu', { resources: { 'nvidia.com/gpu': 4 } });
    expect(shared.spec.limits).toEqual({ nodes: '5', 'nvidia.com/gpu': '20' });
  });

  test('is joined by one of fixed size that keeps the minimum', () => {
    const props = { nodes: { min: 2, max: 5 } };
    const steady = nodePool(props, 'eks with gates', 'gpu-base');
    expect(steady.spec).toMatchObject({ replicas: 2, limits: { nodes: '3' } });
    expect(steady.spec).not.toHaveProperty('weight');
    const elastic = nodePool(props);
    expect(elastic.spec.limits).toEqual({ nodes: '3', 'nvidia.com/gpu': '3' });
    expect(steady.spec.template).toEqual(elastic.spec.template);
  });

  test('stands alone with its fixed size where the maximum is the minimum', () => {
    const kinds = Object.keys(rendered('eks with gates', { ...l4, nodes: { min: 2, max: 2 } }));
    expect(kinds).toEqual(['EC2NodeClass/gpu', 'NodePool/gpu-base']);
  });

  test('passes a startup taint on without its remover', () => {
    const startupTaint = { key: 'example.com/not-ready', effect: 'NoSchedule', remover: 'nfd' };
    expect(nodePool({ startupTaint }).spec.template.spec.startupTaints).toEqual([
      { key: 'example.com/not-ready', effect: 'NoSchedule' },
    ]);
  });
});
