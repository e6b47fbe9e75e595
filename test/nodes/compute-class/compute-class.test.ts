import { type Fields, rendered } from '../pools';

function computeClass(props: object, sharing = {}): Fields {
  return rendered('gke', { gpu: 'l4', ...props }, sharing)['ComputeClass/gpu']!.spec;
}

/** Machine and way of buying of each priority, in order. */
function order(props: object): string[] {
  return computeClass(props).priorities.map(
    ({ machineType, spot, flexStart, reservations }: Fields) =>
      `${machineType} ${spot ? 'spot' : flexStart ? 'flex' : reservations ? 'reserved' : 'on-demand'}`,
  );
}

describe('a ComputeClass', () => {
  test('tries every machine of one way of buying before the next way', () => {
    const machine = ['g2-standard-8', 'g2-standard-4'];
    const capacity = [{ reservation: 'mine' }, 'spot', 'flex-start', 'on-demand'];
    expect(order({ gpu: undefined, machine, capacity })).toEqual([
      'g2-standard-4 reserved',
      'g2-standard-8 reserved',
      'g2-standard-4 spot',
      'g2-standard-8 spot',
      'g2-standard-4 flex',
      'g2-standard-8 flex',
      'g2-standard-4 on-demand',
      'g2-standard-8 on-demand',
    ]);
  });

  test('names the GPU and number that the machine has', () => {
    expect(computeClass({ gpu: undefined, machine: 'a3-megagpu-8g' }).priorities[0]).toMatchObject({
      machineType: 'a3-megagpu-8g',
      gpu: { type: 'nvidia-h100-mega-80gb', count: 8, driverVersion: 'default' },
    });
    expect(computeClass({ gpu: 't4' }).priorities[0]).toMatchObject({
      machineType: 'n1-standard-4',
      gpu: { type: 'nvidia-tesla-t4', count: 1 },
    });
  });

  test('never lets pods end on nodes without a GPU, and gives nodes back only once no GPU is in use', () => {
    expect(computeClass({ idleMinutes: 7 })).toMatchObject({
      whenUnsatisfiable: 'DoNotScaleUp',
      nodePoolAutoCreation: { enabled: true },
      autoscalingPolicy: { consolidationDelayMinutes: 7, gpuConsolidationThreshold: 1 },
    });
  });

  test('declares labels and the GPU taint, but not the taint that GKE sets for every class', () => {
    expect(
      computeClass({ image: 'ubuntu', taints: [{ key: 'a.com/b', value: '', effect: 'NoExecute' }] }).nodePoolConfig,
    ).toEqual({
      imageType: 'ubuntu_containerd',
      nodeLabels: { 'cdk8s-ai/pool': 'gpu' },
      taints: [
        { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' },
        { key: 'a.com/b', effect: 'NoExecute' },
      ],
    });
    expect(computeClass({}).nodePoolConfig.imageType).toBe('cos_containerd');
  });

  test('spells reservations in parts, with zones of their own instead of a location', () => {
    const zones = ['us-central1-a'];
    const reservation = 'projects/our-project/reservations/mine/reservationBlocks/block-1';
    const [reserved, spot] = computeClass({
      gpu: 'h100-80gb',
      gpusPerNode: 8,
      zones,
      capacity: [{ reservation }, 'spot'],
    }).priorities.filter((_: unknown, i: number, all: unknown[]) => i === 0 || i === all.length / 2);
    expect(reserved.reservations).toEqual({
      affinity: 'Specific',
      specific: [{ name: 'mine', project: 'our-project', reservationBlock: { name: 'block-1' }, zones }],
    });
    expect(reserved).not.toHaveProperty('location');
    expect(spot).toMatchObject({ spot: true, location: { zones, locationPolicy: 'ANY' } });
  });

  test.each([
    ['g2-standard-4', { bootDiskSize: 300 }],
    ['a3-highgpu-8g', { bootDiskSize: 300, localSSDCount: 16 }],
    ['a3-ultragpu-8g', { bootDiskSize: 300, localSSDCount: 32 }],
    ['a4-highgpu-8g', { bootDiskSize: 300, localSSDCount: 32 }],
    ['a4x-highgpu-4g', { bootDiskSize: 300, bootDiskType: 'hyperdisk-balanced' }],
  ])('asks for the disks of %s', (machine, storage) => {
    expect(computeClass({ gpu: undefined, machine, diskGiB: 300 }).priorities[0].storage).toEqual(storage);
  });

  test.each([
    [
      { strategy: 'mps', clientsPerGpu: 8 },
      { sharingStrategy: 'MPS', maxSharedClientsPerGPU: 8 },
    ],
    [
      { strategy: 'time-sharing', clientsPerGpu: 2 },
      { sharingStrategy: 'TIME_SHARING', maxSharedClientsPerGPU: 2 },
    ],
    [{ partition: '1g.10gb' }, { gpuPartitionSize: '1g.10gb' }],
  ])('shares GPUs as %j', (platformSharing, gpuSharing) => {
    const { priorities } = computeClass({}, { platformSharing });
    expect(priorities.length).toBeGreaterThan(0);
    for (const { gpu } of priorities) expect(gpu.gpuSharing).toEqual(gpuSharing);
  });

  test('has no sharing unless one is declared', () => {
    expect(computeClass({}).priorities[0].gpu).not.toHaveProperty('gpuSharing');
  });
});
