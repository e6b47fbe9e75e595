import type { GpuOperatorProps, GpuOperatorValues } from '../../lib/operator';

// The types are judged by the type check of the build; these lines do nothing when they run.
describe('the types of chart values', () => {
  it('accept what the chart knows', () => {
    const values: GpuOperatorValues = {
      driver: { upgradePolicy: { drain: { enable: true } } },
      'node-feature-discovery': { worker: { config: { sources: { pci: { deviceLabelFields: ['vendor'] } } } } },
      migManager: { config: { default: 'all-disabled' } },
      operator: { resources: { limits: { memory: '1Gi' } } },
    };
    expect(values).toBeDefined();
  });

  it('refuse what it would ignore', () => {
    const wrong: GpuOperatorProps[] = [
      // @ts-expect-error a misspelt block
      { values: { devicePlugins: { enabled: true } } },
      // @ts-expect-error a misspelt key deep inside
      { values: { driver: { upgradePolicy: { autoUpgrades: true } } } },
      // @ts-expect-error the CRD allows only two defaults
      { values: { migManager: { config: { default: 'all-balanced' } } } },
      // @ts-expect-error no template reads it
      { values: { devicePlugin: { mps: { root: '/run/nvidia/mps' } } } },
      // @ts-expect-error numbers in the environment must be text
      { values: { toolkit: { env: [{ name: 'A', value: 1 }] } } },
      // @ts-expect-error no such release
      { version: 'v25.3.0' },
      // @ts-expect-error an unknown option
      { upgradeCrds: true },
    ];
    expect(wrong).toHaveLength(7);
  });
});
