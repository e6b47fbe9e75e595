import fc from 'fast-check';
import { GPU_MODEL_IDS } from '../../lib/gpu';
import { type Cloud, gpuCountsOf, machineFacts, machinesWith, nearestMachines } from '../../lib/machines';

test('machines with a GPU come cheapest first', () => {
  expect(machinesWith({ cloud: 'aws', gpu: 'l4', gpusPerNode: 1 })).toEqual([
    'g6.xlarge',
    'g6.2xlarge',
    'g6.4xlarge',
    'gr6.4xlarge',
    'g6.8xlarge',
    'gr6.8xlarge',
    'g6.16xlarge',
  ]);
});

test('machines without a price come last', () => {
  expect(machinesWith({ cloud: 'aws', gpu: 'h200-141gb' })).toEqual(['p5en.48xlarge', 'p5e.48xlarge']);
});

test('fractions, previews and retired machines are never picked', () => {
  expect(machinesWith({ cloud: 'azure', gpu: 'rtx-pro-6000-blackwell' })).toEqual([]);
  expect(machinesWith({ cloud: 'azure', gpu: 'v100-16gb' })).toEqual([]);
  expect(machinesWith({ gpu: 'l4' }).filter((name) => machineFacts(name).gpuFraction !== null)).toEqual([]);
});

test('L4 on Google Cloud come by 1, 2, 4 and 8', () => {
  expect(gpuCountsOf('gcp', 'l4')).toEqual([1, 2, 4, 8]);
  expect(gpuCountsOf('aws', 'a30')).toEqual([]);
});

test('three L4 are nearest to two, then four', () => {
  const counts = nearestMachines({ cloud: 'gcp', gpu: 'l4', gpusPerNode: 3 }).map(
    (name) => machineFacts(name).gpusPerNode,
  );
  expect(counts).toEqual([2, 4, 1, 8]);
});

test('a GPU the cloud does not have is nearest to one with at least its memory', () => {
  const [first] = nearestMachines({ cloud: 'aws', gpu: 'a30' });
  expect(machineFacts(first!)).toMatchObject({ gpu: 'l4', gpusPerNode: 1 });
  expect(machineFacts(nearestMachines({ cloud: 'aws', gpu: 'h100-94gb' })[0]!).gpu).toBe('rtx-pro-6000-blackwell');
});

test('every cloud has something near to every need, and it meets the need if anything does', () => {
  const clouds = fc.constantFrom<Cloud>('aws', 'gcp', 'azure');
  fc.assert(
    fc.property(
      clouds,
      fc.constantFrom(...GPU_MODEL_IDS),
      fc.integer({ min: 1, max: 20 }),
      (cloud, gpu, gpusPerNode) => {
        const nearest = nearestMachines({ cloud, gpu, gpusPerNode });
        expect(nearest.length).toBeGreaterThan(0);
        expect(nearest.every((name) => machineFacts(name).cloud === cloud)).toBe(true);
        const exact = machinesWith({ cloud, gpu, gpusPerNode });
        if (exact.length > 0) expect(nearest).toEqual(exact);
        else if (gpuCountsOf(cloud, gpu).length > 0) expect(machineFacts(nearest[0]!).gpu).toBe(gpu);
      },
    ),
  );
});
