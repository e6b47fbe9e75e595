import { nodeSteps } from '../../../lib/nodes';
import { type PlatformName, resolved, shaped } from '../pools';

const steps = (props: object, platform: PlatformName = 'on-prem', sharing = {}) =>
  nodeSteps(shaped(resolved(platform, { gpu: 'l4', ...props }), sharing));

describe('steps left to do by hand', () => {
  test('are none where nodes are made for the pool', () => {
    for (const platform of ['eks', 'gke', 'local'] as const) expect(steps({}, platform)).toEqual([]);
  });

  test('taint the nodes that the rule has labelled', () => {
    expect(steps({ taints: [{ key: 'a.com/b', effect: 'NoExecute' }] })).toEqual([
      'kubectl taint nodes -l cdk8s-ai/pool=gpu nvidia.com/gpu=present:NoSchedule a.com/b:NoExecute --overwrite',
    ]);
  });

  test('taint the nodes that are named', () => {
    expect(steps({ hostnames: ['n1', 'n2'], nodes: { max: 2 } })).toEqual([
      'kubectl taint nodes n1 n2 nvidia.com/gpu=present:NoSchedule --overwrite',
    ]);
  });

  test('label nodes that no rule can find', () => {
    const labels = { 'nvidia.com/mig.config': 'slices' };
    expect(steps({ nodeSelector: { 'example.com/gpu': 'l4' } }, 'on-prem', { labels })).toEqual([
      'kubectl label nodes -l example.com/gpu=l4 cdk8s-ai/pool=gpu nvidia.com/mig.config=slices --overwrite',
      'kubectl taint nodes -l example.com/gpu=l4 nvidia.com/gpu=present:NoSchedule --overwrite',
    ]);
  });
});
