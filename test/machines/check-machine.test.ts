import fc from 'fast-check';
import { GpuConfigError } from '../../lib/errors';
import { checkMachine, type Cloud, MACHINE_NAMES, machineFacts, parseMachine } from '../../lib/machines';

const CASES: [string, unknown, Cloud | undefined, string][] = [
  [
    'a typo',
    'p5.48xlrge',
    'aws',
    "'p5.48xlrge' is not in the catalogue of machines of AWS; did you mean 'p5.48xlarge' or 'p5.4xlarge'? [MACHINE_UNKNOWN]",
  ],
  [
    'a size its family does not have',
    'g6.3xlarge',
    undefined,
    "'g6.3xlarge' is not in the catalogue of machines; did you mean 'g6.xlarge', 'g6.2xlarge', 'g6.4xlarge' or 'g6.8xlarge'? [MACHINE_UNKNOWN]",
  ],
  [
    'an N1 without its GPU',
    'n1-standard-8',
    'gcp',
    "n1-standard-8 has no GPU by itself; one is attached to it; say which: 'n1-standard-8+nvidia-tesla-t4' or 'n1-standard-8+nvidia-tesla-v100' [MACHINE_UNKNOWN]",
  ],
  [
    'an AMD GPU',
    'Standard_ND96isr_MI300X_v5',
    'azure',
    "the MI300X of Standard_ND96isr_MI300X_v5 is made by AMD, and only NVIDIA GPUs can be driven; use 'Standard_ND96asr_v4', 'Standard_ND96amsr_A100_v4', 'Standard_ND96isr_H100_v5' or 'Standard_ND96isr_H200_v5' [MACHINE_UNSUPPORTED]",
  ],
  [
    'a machine of another cloud',
    'p5.48xlarge',
    'gcp',
    "p5.48xlarge is a machine of AWS, not of Google Cloud; use 'a3-highgpu-8g', 'a3-megagpu-8g' or 'a3-edgegpu-8g' [MACHINE_ELSEWHERE]",
  ],
  [
    'a retired machine',
    'Standard_NC6s_v3',
    'azure',
    "Standard_NC6s_v3 cannot be bought any more (Azure retired this series on 2025-09-30); use 'Standard_NC4as_T4_v3', 'Standard_NV36ads_A10_v5', 'Standard_ND96asr_v4' or 'Standard_NC24ads_A100_v4' [MACHINE_UNSUPPORTED]",
  ],
  [
    'a null',
    null,
    'aws',
    "a machine is named by a word, and this is null; write a name such as 'p5.48xlarge' [MACHINE_UNKNOWN]",
  ],
];
test.each(CASES)('refuses %s', (_, value, cloud, message) => {
  const said = checkMachine(value, 'machine', cloud).map(({ code, reason, hint }) => `${reason}; ${hint} [${code}]`);
  expect(said).toEqual([message]);
});

test('an unknown machine is never said to have no GPU', () => {
  for (const name of ['m5.large', 'p7.48xlarge', 'a5-highgpu-8g', 'Standard_NC1_v9', '', '漢字', 'x'.repeat(300)]) {
    const [issue] = checkMachine(name, 'machine');
    expect(issue!.code).toBe('MACHINE_UNKNOWN');
    expect(issue!.reason).toContain('is not in the catalogue');
    expect(issue!.reason.length).toBeLessThan(120);
  }
});

test('every NVIDIA machine on sale is accepted on its own cloud, fractions too', () => {
  for (const name of MACHINE_NAMES) {
    const { cloud, gpu, status } = machineFacts(name);
    expect(checkMachine(name, 'machine', cloud).length).toBe(gpu === null || status === 'retired' ? 1 : 0);
  }
});

test('whatever is given, the answer is a list of issues with a hint', () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom<Cloud | undefined>('aws', 'gcp', 'azure', undefined), (value, cloud) => {
      for (const { hint, reason } of checkMachine(value, 'machine', cloud))
        expect(hint !== '' && reason !== '').toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('a name known only at run time is parsed, or refused with the closest names', () => {
  expect(parseMachine('p5.48xlarge')).toBe('p5.48xlarge');
  expect(() => parseMachine('p5.48xlrge')).toThrow(GpuConfigError);
  expect(() => parseMachine('p5.48xlrge')).toThrow(/parseMachine 'p5\.48xlrge'.*did you mean 'p5\.48xlarge'/s);
  expect(() => parseMachine('g4ad.xlarge')).toThrow(/made by AMD/);
  expect(() => parseMachine(undefined as unknown as string)).toThrow(GpuConfigError);
});
