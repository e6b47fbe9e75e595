import { eks } from '../../../lib/platforms';
import { type Fields, rendered } from '../pools';

const SLICES = { 'nvidia.com/mig-3g.40gb': 8, 'nvidia.com/mig-1g.10gb': 16 };
const h100 = { machine: 'p5.48xlarge', nodes: { min: 0, max: 2 } };

describe('a NodeOverlay', () => {
  test('is not made where nodes offer what Karpenter expects anyway', () => {
    expect(rendered('eks with gates', h100)).not.toHaveProperty(['NodeOverlay/gpu']);
  });

  test('tells Karpenter the slices, and that the whole GPUs are gone', () => {
    const overlay: Fields = rendered('eks with gates', h100, { resources: SLICES })['NodeOverlay/gpu'];
    expect(overlay.apiVersion).toBe('karpenter.sh/v1alpha1');
    expect(overlay.spec).toEqual({
      requirements: [{ key: 'karpenter.sh/nodepool', operator: 'In', values: ['gpu'] }],
      capacity: { 'nvidia.com/gpu': '0', 'nvidia.com/mig-3g.40gb': '8', 'nvidia.com/mig-1g.10gb': '16' },
    });
  });

  test('tells Karpenter of GPUs that are only partly sliced', () => {
    const overlay: Fields = rendered('eks with gates', h100, { resources: { ...SLICES, 'nvidia.com/gpu': 4 } });
    expect(overlay['NodeOverlay/gpu'].spec.capacity['nvidia.com/gpu']).toBe('4');
  });

  test('tells Karpenter of shares under either name', () => {
    const l4 = { gpu: 'l4' };
    const renamed: Fields = rendered('eks with gates', l4, { resources: { 'nvidia.com/gpu.shared': 4 } });
    expect(renamed['NodeOverlay/gpu'].spec.capacity).toEqual({ 'nvidia.com/gpu': '0', 'nvidia.com/gpu.shared': '4' });
    const plain: Fields = rendered('eks with gates', l4, { resources: { 'nvidia.com/gpu': 4 } });
    expect(plain['NodeOverlay/gpu'].spec.capacity).toEqual({ 'nvidia.com/gpu': '4' });
  });

  test('holds for the pool of fixed size too', () => {
    const both: Fields = rendered('eks with gates', { ...h100, nodes: { min: 1, max: 2 } }, { resources: SLICES });
    expect(both['NodeOverlay/gpu'].spec.requirements[0].values).toEqual(['gpu-base', 'gpu']);
  });

  test('gives a machine with a fraction of a GPU the one that EC2 denies', () => {
    const fraction: Fields = rendered('eks with gates', { machine: 'g6f.xlarge' });
    expect(fraction['NodeOverlay/gpu'].spec.capacity).toEqual({ 'nvidia.com/gpu': '1' });
  });

  test('needs its gate', () => {
    const closed = eks({
      kubernetesVersion: '1.35',
      nodeRole: 'r',
      discoveryTag: 'd',
      karpenter: { staticCapacity: true },
    });
    const objects = rendered(closed, { ...h100, nodes: { min: 1, max: 2 } }, { resources: SLICES });
    expect(Object.keys(objects)).toEqual(['EC2NodeClass/gpu', 'NodePool/gpu-base', 'NodePool/gpu']);
  });
});
