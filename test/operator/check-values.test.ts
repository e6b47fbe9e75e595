import { checkGpuOperator, type GpuOperatorProps } from '../../lib/operator';
import { onPrem, type Platform } from '../../lib/platforms';
import { makeContext, makePool, type PoolOptions } from './make-context';

const v = { kubernetesVersion: '1.35' } as const;
const BARE = onPrem(v);
const on = (platform: Platform, options: PoolOptions = {}) => makeContext(platform, [makePool(platform, 'a', options)]);
const issuesOf = (props: unknown, platform: Platform = BARE, options: PoolOptions = {}) =>
  checkGpuOperator(props as GpuOperatorProps, on(platform, options));

describe('values of the chart are refused, with the nearest change that works', () => {
  const rows: [string, unknown, string, RegExp, Platform?][] = [
    ['a value with a typo', { values: { devicePlugins: {} } }, 'values.devicePlugins', /'devicePlugin'/],
    [
      'a nested value with a typo',
      { values: { driver: { upgradePolicy: { autoUpgrades: true } } } },
      'values.driver.upgradePolicy.autoUpgrades',
      /'autoUpgrade'/,
    ],
    ['a key with slashes', { values: { 'nfd/enabled': 1 } }, "values['nfd/enabled']", /'nfd'|use one of/],
    [
      'a null value',
      { values: { validator: { plugin: { env: null } } } },
      'values.validator.plugin.env',
      /leave the key out/,
    ],
    [
      'an unknown word',
      { values: { sandboxWorkloads: { mode: 'kubvirt' } } },
      'values.sandboxWorkloads.mode',
      /'kubevirt'/,
    ],
    [
      'a truth value in env',
      { values: { toolkit: { env: [{ name: 'A', value: true }] } } },
      'values.toolkit.env',
      /in quotes/,
    ],
    ['a truth value as text', { values: { psa: { enabled: 'true' } } }, 'values.psa.enabled', /without quotes/],
    [
      'a MIG default the CRD refuses',
      { values: { migManager: { config: { default: 'all-balanced' } } } },
      'values.migManager.config.default',
      /'all-disabled'/,
    ],
  ];
  it.each(rows.map(([name, props, path, remedy, platform = BARE]) => ({ name, props, path, remedy, platform })))(
    '$name',
    ({ props, path, remedy, platform }) => {
      const issues = issuesOf(props, platform);
      expect(issues.map((issue) => issue.path)).toContain(path);
      expect(issues.find((issue) => issue.path === path)?.hint).toMatch(remedy);
    },
  );
});
