import { checkGpuOperator, type GpuOperatorProps } from '../../lib/operator';
import { aks, eks, onPrem, type Platform } from '../../lib/platforms';
import { makeContext, makePool, type PoolOptions, slices } from './make-context';

const v = { kubernetesVersion: '1.35' } as const;
const EKS = eks({ ...v, nodeRole: 'gpu-node', discoveryTag: 'prod' });
const BARE = onPrem(v);
const on = (platform: Platform, options: PoolOptions = {}) => makeContext(platform, [makePool(platform, 'a', options)]);
const issuesOf = (props: unknown, platform: Platform = BARE, options: PoolOptions = {}) =>
  checkGpuOperator(props as GpuOperatorProps, on(platform, options));

describe('values that contradict what is derived are refused', () => {
  const rows: [string, unknown, string, RegExp, Platform?][] = [
    [
      'a driver where the image has one',
      { values: { driver: { enabled: true } } },
      'values.driver.enabled',
      /image: 'ubuntu'/,
      EKS,
    ],
    [
      'a plugin where Bottlerocket has one',
      { values: { devicePlugin: { enabled: true } } },
      'values.devicePlugin.enabled',
      /drop the value/,
      { ...EKS, image: 'bottlerocket' },
    ],
    [
      'no device plugin where nobody else has one',
      { values: { devicePlugin: { enabled: false } } },
      'values.devicePlugin.enabled',
      /drop the value/,
    ],
    ['no feature discovery', { values: { gfd: { enabled: false } } }, 'values.gfd.enabled', /drop the value/],
    [
      "another RuntimeClass than AKS's",
      { values: { operator: { runtimeClass: 'nvidia' } } },
      'values.operator.runtimeClass',
      /overrides\.operator\.runtimeClass/,
      aks(v),
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

  it('two owners of the driver, naming the pool and who has it', () => {
    const [issue] = issuesOf({ values: { driver: { enabled: true } } }, EKS);
    expect(issue).toMatchObject({ code: 'GPU_STACK_CONFLICT', path: 'values.driver.enabled' });
    expect(issue?.reason).toContain('a has it from the image');
  });

  it('a strategy that the sharing of a pool contradicts', () => {
    const pool = makePool(EKS, 'a');
    const cut = slices(pool, [{ devices: 'all', 'mig-enabled': true, 'mig-devices': { '7g.80gb': 1 } }]);
    const issues = checkGpuOperator({ values: { mig: { strategy: 'single' } } }, makeContext(EKS, [pool], [cut]));
    expect(issues).toMatchObject([{ code: 'VALUES_CONFLICT', path: 'values.mig.strategy' }]);
    expect(issuesOf({ values: { mig: { strategy: 'single' } } })).toEqual([]);
  });
});
