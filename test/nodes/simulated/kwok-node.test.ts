import { type Fields, rendered } from '../pools';

function node(props: object, sharing = {}, index = 0): Fields {
  return rendered('local', { gpu: 'l4', ...props }, sharing)[`Node/gpu-${index}`];
}

describe('a simulated node', () => {
  test('is a Node that KWOK plays', () => {
    const { apiVersion, metadata, spec, status } = node({});
    expect(apiVersion).toBe('v1');
    expect(metadata.annotations['kwok.x-k8s.io/node']).toBe('fake');
    expect(metadata.labels).toMatchObject({
      type: 'kwok',
      'cdk8s-ai/pool': 'gpu',
      'kubernetes.io/hostname': 'gpu-0',
      'kubernetes.io/os': 'linux',
      'kubernetes.io/arch': 'amd64',
    });
    expect(spec.taints).toEqual([
      { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
      { key: 'kwok.x-k8s.io/node', value: 'fake', effect: 'NoSchedule' },
    ]);
    expect(status.phase).toBe('Running');
  });

  test('has the size of its machine', () => {
    const { metadata, status } = node({ gpu: undefined, machine: 'p5.48xlarge' });
    expect(metadata.labels['node.kubernetes.io/instance-type']).toBe('p5.48xlarge');
    expect(status.capacity).toEqual({
      cpu: '192',
      memory: '2048Gi',
      pods: '110',
      // 30.4 TB of local NVMe, which its real node keeps images and pods on.
      'ephemeral-storage': '28312Gi',
      'nvidia.com/gpu': '8',
    });
    expect(status.allocatable).toEqual(status.capacity);
  });

  test('has a size of its own where only the GPU is known, growing with the GPUs', () => {
    expect(node({}).status.capacity).toMatchObject({ cpu: '16', memory: '128Gi', 'nvidia.com/gpu': '1' });
    expect(node({ gpusPerNode: 8 }).status.capacity).toMatchObject({
      cpu: '128',
      memory: '1024Gi',
      'nvidia.com/gpu': '8',
    });
  });

  test('offers slices and shares as text, and the labels that feature discovery would write', () => {
    const { metadata, status } = node(
      {},
      {
        resources: { 'nvidia.com/mig-1g.10gb': 7, 'nvidia.com/gpu': 0 },
        discoveredLabels: { 'nvidia.com/gpu.product': 'NVIDIA-L4' },
        labels: { 'nvidia.com/mig.config': 'slices' },
      },
    );
    expect(status.allocatable).toMatchObject({ 'nvidia.com/mig-1g.10gb': '7', 'nvidia.com/gpu': '0' });
    expect(metadata.labels).toMatchObject({
      'nvidia.com/gpu.product': 'NVIDIA-L4',
      'nvidia.com/mig.config': 'slices',
    });
  });

  test('stands in the zones in turn', () => {
    const zones = ['a', 'b'];
    const at = (index: number) => node({ zones }, {}, index).metadata.labels['topology.kubernetes.io/zone'];
    expect([0, 1, 2].map(at)).toEqual(['a', 'b', 'a']);
  });

  test('has a name that fits a label, however long the name of its pool', () => {
    const names = Object.values(rendered('local', { gpu: 'l4', simulatedNodes: 12 })).map(
      ({ metadata }) => metadata.name,
    );
    expect(new Set(names).size).toBe(12);
    expect(names[11]).toBe('gpu-11');
  });
});
