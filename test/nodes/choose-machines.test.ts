import { issueOf, issuesOf, PLATFORMS, resolved } from './pools';

describe('picking machines by GPU', () => {
  test.each([
    ['eks', { gpu: 'l4' }, 'g6.xlarge'],
    ['eks', { gpu: 'l4', gpusPerNode: 4 }, 'g6.12xlarge'],
    ['eks', { gpu: 'h100-80gb', gpusPerNode: 8 }, 'p5.48xlarge'],
    ['eks', { gpu: 'h100-80gb' }, 'p5.4xlarge'],
    ['gke', { gpu: 'l4' }, 'g2-standard-4'],
    ['gke', { gpu: 'h100-80gb', gpusPerNode: 8 }, 'a3-highgpu-8g'],
    ['aks', { gpu: 'a100-80gb' }, 'Standard_NC24ads_A100_v4'],
  ] as const)('on %s for %j takes first what is cheapest: %s', (platform, props, cheapest) => {
    const pool = resolved(platform, props);
    expect(pool.machines[0]).toBe(cheapest);
    expect(pool.gpus).toEqual([props.gpu]);
    expect(pool.gpusPerNode).toBe('gpusPerNode' in props ? props.gpusPerNode : 1);
  });

  test('takes whole GPUs only, and no machine with more GPUs than asked for', () => {
    const { machines, gpuFraction } = resolved('eks with gates', { gpu: 'l4' });
    expect(machines).toContain('g6.4xlarge');
    expect(machines).not.toContain('g6f.xlarge');
    expect(machines).not.toContain('g6.12xlarge');
    expect(gpuFraction).toBe(1);
  });

  test('takes of several GPUs those the cloud has, so one declaration serves several clouds', () => {
    expect(resolved('gke', { gpu: ['a10g', 'l4'] }).gpus).toEqual(['l4']);
    expect(resolved('eks', { gpu: ['a10g', 'l4'] })).toMatchObject({
      gpus: ['a10g', 'l4'],
      machines: expect.arrayContaining(['g6.xlarge', 'g5.xlarge']),
    });
  });

  test.each([
    ['eks', { gpu: 'l4', gpusPerNode: 2 }, /aws has l4 by 1, 4, 8: use gpusPerNode: 1 \('g6.xlarge'\)/],
    ['gke', { gpu: 'l4', gpusPerNode: 3 }, /gcp has l4 by 1, 2, 4, 8: use gpusPerNode: 2/],
    ['gke', { gpu: 'a10g' }, /no machine of gcp has one a10g; the nearest is gpu: 'l4'/],
    ['eks', { gpu: 'l5' }, /'l5' is not a GPU this library knows; did you mean 'l4'\?/],
    ['eks', { gpu: [] }, /the list is empty/],
    ['eks', { gpu: 'l4', gpusPerNode: '1' }, /gpusPerNode: '1' is not a whole number; write 1/],
    ['eks', { gpu: 'l4', gpusPerNode: 0 }, /gpusPerNode: 0 is outside 1 to 16; use 1/],
    ['local', { gpu: 'l4', gpusPerNode: Number.NaN }, /gpusPerNode: NaN is not a whole number/],
    ['eks', { gpu: null }, /null is not a GPU/],
    ['on-prem', { gpu: ['l4', 't4g'] }, /amd64 hosts and some in arm64/],
  ] as const)('refuses on %s %j and names what there is', (platform, props, message) => {
    expect(issueOf(platform, props)).toMatch(message);
    expect(issuesOf(platform, props)).toHaveLength(1);
  });

  test('has no machines on hardware of its own, and believes the number of GPUs', () => {
    expect(resolved('on-prem', { gpu: 'h100-80gb', gpusPerNode: 5 })).toMatchObject({
      machines: [],
      gpus: ['h100-80gb'],
      gpusPerNode: 5,
      arch: 'amd64',
    });
    expect(resolved('on-prem', { gpu: 'gb200-186gb', gpusPerNode: 4 }).arch).toBe('arm64');
  });
});

describe('naming machines', () => {
  test('takes the GPUs from the catalogue, and puts the cheaper machine first', () => {
    expect(resolved('eks', { machine: ['g6.2xlarge', 'g5.xlarge', 'g6.xlarge'] })).toMatchObject({
      machines: ['g6.xlarge', 'g6.2xlarge', 'g5.xlarge'],
      gpus: ['l4', 'a10g'],
      gpusPerNode: 1,
    });
  });

  test.each([
    ['eks', { machine: 'p5.48xlarg' }, /MACHINE_UNKNOWN.*'p5.48xlarge'/],
    ['eks', { machine: 'a3-highgpu-8g' }, /MACHINE_ELSEWHERE.*'p5.48xlarge'/],
    ['gke', { machine: 'p5.48xlarge' }, /MACHINE_ELSEWHERE.*'a3-highgpu-8g'/],
    ['eks', { machine: 'g4ad.xlarge' }, /MACHINE_UNSUPPORTED/],
    ['aks', { machine: 'Standard_NC6s_v3' }, /MACHINE_UNSUPPORTED/],
    ['on-prem', { machine: 'p5.48xlarge' }, /MACHINE_ELSEWHERE.*use gpu: 'h100-80gb', gpusPerNode: 8/],
    ['local with a GPU', { machine: 'g6.xlarge' }, /MACHINE_ELSEWHERE.*use gpu: 'l4', gpusPerNode: 1/],
    ['eks', { machine: [] }, /the list is empty/],
    ['eks', { machine: null }, /MACHINE_UNKNOWN/],
    ['eks', { machine: 'p5.48xlarge', gpu: 'l4' }, /VALUES_CONFLICT\] gpu: .*drop gpu: p5.48xlarge has 8 h100-80gb/],
    ['eks', { machine: 'p5.48xlarge', gpusPerNode: 4 }, /gpusPerNode: 4 GPUs are asked for, and p5.48xlarge has 8/],
    ['eks', {}, /VALUE_REQUIRED\] gpu: names neither a machine nor a GPU; write machine: 'g6.xlarge', or gpu: 'l4'/],
    ['eks', { machine: ['g6.xlarge', 'g6.12xlarge'] }, /machine\[1\]: g6.12xlarge has a GPU count of 4/],
    ['eks', { machine: ['g5.xlarge', 'g5g.xlarge'] }, /machine\[1\]: g5g.xlarge is arm64, and g5.xlarge is amd64/],
    ['eks with gates', { machine: ['g6.xlarge', 'g6f.xlarge'] }, /share of a GPU of 0.125/],
    ['eks', { machine: ['g6.xlarge', 'g6.xlarge'] }, /machine\[1\]: 'g6.xlarge' stands there already/],
  ] as const)('refuses on %s %j', (platform, props, message) => {
    expect(issueOf(platform, props)).toMatch(message);
    expect(issuesOf(platform, props)).toHaveLength(1);
  });

  test('simulates a machine of any cloud on a laptop, with the facts of that machine', () => {
    for (const machine of ['p5.48xlarge', 'a3-highgpu-8g', 'Standard_ND96isr_H100_v5']) {
      expect(resolved('local', { machine })).toMatchObject({ gpusPerNode: 8, gpus: ['h100-80gb'] });
    }
  });

  test('a pool that a cloud simulates still consists of machines of that cloud', () => {
    const simulated = { ...PLATFORMS.eks, provisioner: 'simulated' } as const;
    expect(issueOf(simulated, { machine: 'a3-highgpu-8g' })).toMatch(/MACHINE_ELSEWHERE/);
    expect(resolved(simulated, { machine: 'p5.48xlarge' }).provisioner).toBe('simulated');
  });
});
