import { machineFacts } from '../../lib/machines';

test('a p5.48xlarge has eight H100, 32 EFA and 3,200 Gbps', () => {
  expect(machineFacts('p5.48xlarge')).toMatchObject({
    gpu: 'h100-80gb',
    gpusPerNode: 8,
    efa: 32,
    networkGbps: 3200,
    arch: 'amd64',
    onDemandUsdPerHour: 55.04,
    priceRegion: 'us-east-1',
  });
});

test('look-alikes are told apart: g5g is arm64, g4ad is AMD, g6f has a fraction of an L4', () => {
  expect(machineFacts('g5g.xlarge')).toMatchObject({ arch: 'arm64', gpu: 't4g' });
  expect(machineFacts('g4ad.xlarge')).toMatchObject({ vendor: 'amd', gpu: null });
  expect(machineFacts('g6f.large')).toMatchObject({ gpu: 'l4', gpuFraction: 0.125, gpuMemoryGiB: 3, gridDriver: true });
});

test('g7 says which driver it needs', () => {
  expect(machineFacts('g7.2xlarge')).toMatchObject({ gpu: 'rtx-pro-4500-blackwell', minDriverBranch: 595 });
});
