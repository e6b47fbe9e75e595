import { GPU_MODEL_IDS, gpuFacts } from '../../lib/gpu';
import {
  gcpAcceleratorType,
  gpuNodeLabel,
  isMachineName,
  isNvidiaMachine,
  MACHINE_NAMES,
  machineFacts,
  type MachineName,
  machineTypeOf,
} from '../../lib/machines';

test('the catalogue has 147 machines: 74 of AWS, 41 of Google Cloud, 32 of Azure', () => {
  const of = (cloud: string) => MACHINE_NAMES.filter((name) => machineFacts(name).cloud === cloud);
  expect(MACHINE_NAMES).toHaveLength(147);
  expect([of('aws').length, of('gcp').length, of('azure').length]).toEqual([74, 41, 32]);
});

test.each(MACHINE_NAMES)('%s has a GPU, a size, a source, and a price only with its date and region', (name) => {
  const facts = machineFacts(name);
  expect(facts.source.length).toBeGreaterThan(10);
  expect(facts.gpusPerNode).toBeGreaterThanOrEqual(1);
  expect(facts.vcpu).toBeGreaterThan(0);
  expect(facts.memoryGiB).toBeGreaterThan(0);
  expect(facts.gpu === null).toBe(facts.vendor === 'amd');
  if (facts.gpu !== null) expect(GPU_MODEL_IDS).toContain(facts.gpu);
  const priced = facts.onDemandUsdPerHour !== null;
  expect([facts.priceDate !== null, facts.priceRegion !== null]).toEqual([priced, priced]);
  if (facts.spotUsdPerHour !== null) expect(facts.spotUsdPerHour).toBeLessThan(facts.onDemandUsdPerHour!);
});

test('a fraction of a GPU is one GPU with part of the memory', () => {
  const fractions = MACHINE_NAMES.filter((name) => machineFacts(name).gpuFraction !== null);
  expect(fractions).toHaveLength(11);
  for (const name of fractions) {
    const { gpu, gpusPerNode, gpuFraction, gpuMemoryGiB } = machineFacts(name);
    expect(gpusPerNode).toBe(1);
    expect(gpuMemoryGiB).toBe(Math.round(gpuFacts(gpu!).memoryGiB * gpuFraction!));
  }
});

const LABELS: [MachineName, string, string][] = [
  ['p5.48xlarge', 'karpenter.k8s.aws/instance-gpu-name', 'h100'],
  ['p6e-gb200.36xlarge', 'node.kubernetes.io/instance-type', 'p6e-gb200.36xlarge'],
  ['a2-ultragpu-1g', 'cloud.google.com/gke-accelerator', 'nvidia-a100-80gb'],
  ['n1-standard-8+nvidia-tesla-v100', 'cloud.google.com/gke-accelerator', 'nvidia-tesla-v100'],
  ['Standard_NC40ads_H100_v5', 'karpenter.azure.com/sku-gpu-name', 'H100'],
  ['Standard_ND96asr_v4', 'node.kubernetes.io/instance-type', 'Standard_ND96asr_v4'],
];
test.each(LABELS)('the GPU of %s is selected by %s=%s', (name, key, value) => {
  expect(gpuNodeLabel(name)).toEqual({ key, value });
});

const ACCELERATORS: [MachineName, string | undefined][] = [
  ['a2-highgpu-1g', 'nvidia-tesla-a100'],
  ['a2-ultragpu-8g', 'nvidia-a100-80gb'],
  ['a3-highgpu-8g', 'nvidia-h100-80gb'],
  ['a3-megagpu-8g', 'nvidia-h100-mega-80gb'],
  ['a3-ultragpu-8g', 'nvidia-h200-141gb'],
  ['a4-highgpu-8g', 'nvidia-b200'],
  ['a4x-highgpu-4g', 'nvidia-gb200'],
  ['a4x-maxgpu-4g-metal', 'nvidia-gb300'],
  ['g2-standard-4', 'nvidia-l4'],
  ['g4-standard-48', 'nvidia-rtx-pro-6000'],
  ['n1-standard-4+nvidia-tesla-t4', 'nvidia-tesla-t4'],
  ['p5.48xlarge', undefined],
];
test.each(ACCELERATORS)('Google wants %s with accelerator %s', (name, accelerator) => {
  expect(gcpAcceleratorType(name)).toBe(accelerator);
});

test('the name of an N1 machine is the cloud’s machine type and the GPU attached to it', () => {
  expect(machineTypeOf('n1-standard-8+nvidia-tesla-t4')).toBe('n1-standard-8');
  expect(machineTypeOf('p5.48xlarge')).toBe('p5.48xlarge');
});

test('only rows of the table are machines', () => {
  expect(isMachineName('p5.48xlarge')).toBe(true);
  expect(isNvidiaMachine('g4ad.xlarge')).toBe(false);
  for (const other of ['p5', 'toString', '', null, 5, ['p5.48xlarge']]) expect(isMachineName(other)).toBe(false);
});
