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

describe('a node pool of GKE', () => {
  const made = (props: object, platform: PlatformName, sharing = {}) =>
    steps({ machine: 'a3-highgpu-8g', gpu: undefined, provisioner: 'existing', ...props }, platform, sharing).filter(
      (step) => step.includes('gcloud'),
    );
  const START = 'make the node pool with: gcloud container node-pools create gpu --machine-type=';

  test.each([
    [{}],
    [{ nodeSelector: { 'cloud.google.com/gke-nodepool': 'x' } }],
    [{ hostnames: ['n1'], nodes: { max: 1 } }],
  ])("is made without Google's GPU software where the operator brings its own, found by %j", (props) => {
    expect(made(props, 'gke with operator')).toEqual([
      `${START}a3-highgpu-8g --accelerator=type=nvidia-h100-80gb,count=8,gpu-driver-version=disabled ` +
        '--node-labels=gke-no-default-nvidia-gpu-device-plugin=true',
    ]);
    const rest = steps({ ...props, machine: 'a3-highgpu-8g', gpu: undefined }, 'gke with operator').slice(1);
    expect(rest.length).toBeGreaterThan(0);
    expect(rest.join()).not.toContain('gke-no-default');
  });

  test.each([
    [{ partition: '3g.40gb' }, 'gpu-partition-size=3g.40gb'],
    [{ strategy: 'time-sharing', clientsPerGpu: 4 }, 'gpu-sharing-strategy=time-sharing,max-shared-clients-per-gpu=4'],
    [{ strategy: 'mps', clientsPerGpu: 8 }, 'gpu-sharing-strategy=mps,max-shared-clients-per-gpu=8'],
  ])('is made with the sharing that Google does: %j', (platformSharing, flags) => {
    expect(made({}, 'gke', { platformSharing })).toEqual([
      `${START}a3-highgpu-8g --accelerator=type=nvidia-h100-80gb,count=8,gpu-driver-version=default,${flags}`,
    ]);
  });

  test('may be of any machine with the GPU, one step for each kind of GPU', () => {
    const one = made({ machine: ['g2-standard-8', 'g2-standard-4'] }, 'gke with operator');
    expect(one).toHaveLength(1);
    expect(one[0]).toContain('--machine-type=<g2-standard-4 or g2-standard-8> --accelerator=type=nvidia-l4,count=1');
    const two = made({ machine: undefined, gpu: ['l4', 't4'] }, 'gke with operator');
    expect(two.map((step) => /type=(nvidia-\S+?),/.exec(step)?.[1]).sort()).toEqual(['nvidia-l4', 'nvidia-tesla-t4']);
  });

  test('needs nothing said when nothing is shared and Google brings the GPU software', () => {
    expect(made({}, 'gke')).toEqual([]);
    expect(steps({ provisioner: 'existing', nodeSelector: { a: 'b' } }, 'gke')).not.toEqual([]);
  });
});
