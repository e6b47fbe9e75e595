import { localDiskGiB } from '../../lib/nodes/ephemeral-storage';
import { type PlatformName, rendered, resolved } from './pools';

test.each<[PlatformName, object, number]>([
  ['eks', { machine: 'p5.48xlarge' }, 28_312],
  ['eks on Bottlerocket', { machine: 'p5.48xlarge' }, 28_312],
  ['eks', { machine: 'p5.48xlarge', provisioner: 'existing' }, 300],
  ['eks in Auto Mode', { machine: 'p5.48xlarge', diskGiB: undefined }, 200],
  ['eks', { machine: 'g5g.xlarge' }, 300],
  ['gke', { machine: 'a3-highgpu-8g' }, 300],
  ['aks', { gpu: 't4' }, 300],
  ['on-prem', { gpu: 'h100-80gb' }, 300],
  ['local', { machine: 'p5.48xlarge' }, 28_312],
  ['local', { machine: 'a3-highgpu-8g' }, 300],
  ['local', { gpu: 'h100-80gb' }, 300],
])('on %s a node of %j has %d GiB for images and pods', (platform, props, room) => {
  expect(resolved(platform, { diskGiB: 300, ...props }).ephemeralGiB).toBe(room);
});

test('counts the smallest of the machines that may stand in a pool', () => {
  expect(localDiskGiB('g6.xlarge')).toBe(232);
  expect(localDiskGiB('g6.2xlarge')).toBe(419);
  expect(resolved('eks', { machine: ['g6.2xlarge', 'g6.xlarge'] }).ephemeralGiB).toBe(232);
});

test('counts local disks exactly where the node class joins them', () => {
  for (const platform of ['eks', 'eks on Bottlerocket', 'eks in Auto Mode'] as const) {
    const props = { machine: 'g6.2xlarge' };
    const joined = JSON.stringify(rendered(platform, props)).includes('RAID0');
    expect([platform, resolved(platform, props).ephemeralGiB]).toEqual([platform, joined ? 419 : 200]);
  }
});
