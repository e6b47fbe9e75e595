import { nodeTemplate } from '../../lib/nodes';
import { type PlatformName, rendered, resolved, shaped } from './pools';

describe('the objects of a pool', () => {
  test.each([
    ['eks', ['EC2NodeClass/gpu', 'NodePool/gpu']],
    ['eks in Auto Mode', ['NodePool/gpu']],
    ['aks', ['AKSNodeClass/gpu', 'NodePool/gpu']],
    ['gke', ['ComputeClass/gpu']],
    ['gke with operator', ['NodeFeatureRule/gpu']],
    ['on-prem', ['NodeFeatureRule/gpu']],
    ['local', ['Node/gpu-0', 'Node/gpu-1', 'Node/gpu-2', 'Node/gpu-3']],
    ['local with a GPU', ['NodeFeatureRule/gpu']],
  ] as const)('on %s are %j, all marked as ours', (platform: PlatformName, names) => {
    const objects = rendered(platform, { gpu: 't4' });
    expect(Object.keys(objects)).toEqual(names);
    for (const { metadata } of Object.values(objects)) {
      expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'cdk8s-ai' });
      expect(metadata.namespace).toBeUndefined();
    }
  });

  test('look the same in every snapshot until somebody means to change them', () => {
    const props = {
      machine: ['g6.xlarge', 'g5.xlarge'],
      nodes: { min: 1, max: 4 },
      capacity: [{ reservation: 'cr-1' }, 'spot', 'on-demand'],
      zones: ['us-east-1a'],
      diskGiB: 300,
      labels: { 'example.com/team': 'search' },
      taints: [{ key: 'example.com/team', value: 'search', effect: 'NoSchedule' }],
      idleMinutes: 5,
    };
    const shared = { resources: { 'nvidia.com/gpu.shared': 4 }, labels: { 'nvidia.com/device-plugin.config': 'x' } };
    expect(rendered('eks with gates', props, shared)).toMatchSnapshot();
    expect(rendered('gke', { gpu: 'l4' })).toMatchSnapshot();
  });
});

describe('the template of a node', () => {
  test('has what must be true of it at birth, less what the platform adds by itself', () => {
    const sharing = { labels: { 'nvidia.com/mig.config': 'x' }, resources: { 'nvidia.com/mig-1g.10gb': 56 } };
    const pool = resolved('gke', { gpu: 'h100-80gb', gpusPerNode: 8 });
    expect(nodeTemplate(shaped(pool, sharing))).toEqual({
      labels: { 'cdk8s-ai/pool': 'gpu', 'nvidia.com/mig.config': 'x' },
      taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
      resources: { 'nvidia.com/mig-1g.10gb': 56 },
    });
  });

  test('has the labels and the sharing that node pools of GKE must be made with', () => {
    const operator = resolved('gke with operator', { gpu: 'l4', provisioner: 'existing' });
    expect(nodeTemplate(shaped(operator)).labels).toEqual({
      'cdk8s-ai/pool': 'gpu',
      'gke-no-default-nvidia-gpu-device-plugin': 'true',
    });
    const platformSharing = { strategy: 'mps', clientsPerGpu: 4 } as const;
    const google = resolved('gke', { machine: 'g2-standard-4', provisioner: 'existing' });
    expect(nodeTemplate(shaped(google, { platformSharing })).platformSharing).toEqual(platformSharing);
    expect(nodeTemplate(shaped(google))).not.toHaveProperty('platformSharing');
  });
});
