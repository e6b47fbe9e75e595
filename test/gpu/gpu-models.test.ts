import { GPU_MODEL_IDS, GPU_MODELS, gpuFacts, MIG_CAPABLE_GPUS } from '../../lib/gpu';
import { MACHINES } from '../../lib/machines';

const withMig = GPU_MODEL_IDS.filter((id) => gpuFacts(id).mig !== null);

test('15 GPUs have MIG in hardware, and 13 of them have profiles that can be relied on', () => {
  expect(withMig).toHaveLength(15);
  expect(MIG_CAPABLE_GPUS).toHaveLength(13);
  expect(withMig.filter((id) => !(MIG_CAPABLE_GPUS as readonly string[]).includes(id))).toEqual([
    'rtx-pro-5000-blackwell',
    'rtx-pro-4500-blackwell',
  ]);
});

test('a GPU whose MIG tables contradict each other says so', () => {
  expect(GPU_MODELS['rtx-pro-5000-blackwell'].mig).toEqual({ unsettled: expect.stringContaining('two MIG tables') });
});

test('every NVIDIA GPU in a machine of the catalogue is a known GPU', () => {
  const gpus = new Set(Object.values(MACHINES).flatMap(({ gpu }) => (gpu === null ? [] : [gpu])));
  expect(gpus.size).toBeGreaterThan(15);
  for (const gpu of gpus) expect(GPU_MODEL_IDS).toContain(gpu);
});

test.each(GPU_MODEL_IDS)('%s names its source, its month, its boards and its product labels', (id) => {
  const facts = gpuFacts(id);
  expect(facts.source).not.toBe('');
  expect(facts.date).toMatch(/^20\d\d-\d\d$/);
  expect(facts.computeCapability).toMatch(/^\d+\.\d$/);
  expect(facts.productLabels.length).toBeGreaterThan(0);
  for (const label of facts.productLabels) expect(label).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/);
  expect(Object.keys(facts.pciDevices).length).toBeGreaterThan(0);
  for (const device of Object.keys(facts.pciDevices)) expect(device).toMatch(/^0x[0-9A-F]{4}$/);
});

test('no PCI device and no product label belongs to two GPUs', () => {
  const devices = GPU_MODEL_IDS.flatMap((id) => Object.keys(gpuFacts(id).pciDevices));
  const labels = GPU_MODEL_IDS.flatMap((id) => gpuFacts(id).productLabels);
  expect(new Set(devices).size).toBe(devices.length);
  expect(new Set(labels).size).toBe(labels.length);
});

test('what is marked unverified is a field, or a value that stands in it', () => {
  for (const id of GPU_MODEL_IDS) {
    for (const mark of gpuFacts(id).unverified) {
      const [field, value] = mark.split(':') as [keyof typeof facts, string | undefined];
      const facts = gpuFacts(id);
      expect(Object.keys(facts)).toContain(field);
      if (field === 'productLabels') expect(facts.productLabels).toContain(value);
      if (field === 'pciDevices') expect(Object.keys(facts.pciDevices)).toContain(value);
    }
  }
});
