import { type PlatformName, rendered } from '../pools';

function requirements(platform: PlatformName, props: object): Record<string, string[]> {
  const { spec } = rendered(platform, props)['NodePool/gpu']!;
  const list = spec.template.spec.requirements as { key: string; operator: string; values: string[] }[];
  expect(list.every(({ operator, values }) => operator === 'In' && values.length > 0)).toBe(true);
  return Object.fromEntries(list.map(({ key, values }) => [key, values]));
}

describe('what Karpenter may buy', () => {
  test('is named machine by machine, so no wildcard catches a machine without an NVIDIA GPU', () => {
    expect(requirements('eks', { machine: ['g6.xlarge', 'g5.xlarge'] })).toEqual({
      'node.kubernetes.io/instance-type': ['g6.xlarge', 'g5.xlarge'],
      'kubernetes.io/arch': ['amd64'],
      'karpenter.sh/capacity-type': ['on-demand'],
    });
  });

  test.each([
    ['eks', 'g5g.xlarge', 'arm64'],
    ['eks', 'g5.xlarge', 'amd64'],
    ['aks', 'Standard_ND128isr_NDR_GB200_v6', 'arm64'],
  ] as const)('on %s %s is %s', (platform, machine, arch) => {
    expect(requirements(platform, { machine })['kubernetes.io/arch']).toEqual([arch]);
  });

  test.each([
    ['spot', ['spot']],
    [
      ['spot', 'on-demand'],
      ['spot', 'on-demand'],
    ],
    [
      [{ reservation: 'cr-1' }, { reservation: 'cr-2' }, 'on-demand'],
      ['reserved', 'on-demand'],
    ],
    [{ capacityBlock: 'cr-1' }, ['reserved']],
  ])('with capacity %j is of type %j, each once', (capacity, types) => {
    expect(requirements('eks', { gpu: 'l4', capacity })['karpenter.sh/capacity-type']).toEqual(types);
  });

  test('stands in the zones that are named', () => {
    const zones = ['us-east-1a', 'us-east-1c'];
    expect(requirements('eks', { gpu: 'l4', zones })['topology.kubernetes.io/zone']).toEqual(zones);
    expect(requirements('eks', { gpu: 'l4' })).not.toHaveProperty(['topology.kubernetes.io/zone']);
  });
});
