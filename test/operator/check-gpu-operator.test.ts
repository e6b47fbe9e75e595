import fc from 'fast-check';
import { checkGpuOperator, type GpuOperatorProps } from '../../lib/operator';
import { eks, gke, local, onPrem, type Platform } from '../../lib/platforms';
import { makeContext, makePool, type PoolOptions, slices } from './make-context';

const v = { kubernetesVersion: '1.35' } as const;
const EKS = eks({ ...v, nodeRole: 'gpu-node', discoveryTag: 'prod' });
const BARE = onPrem(v);
const on = (platform: Platform, options: PoolOptions = {}) => makeContext(platform, [makePool(platform, 'a', options)]);
const issuesOf = (props: unknown, platform: Platform = BARE, options: PoolOptions = {}) =>
  checkGpuOperator(props as GpuOperatorProps, on(platform, options));

describe('refused, with the nearest change that works', () => {
  const rows: [string, unknown, string, RegExp, Platform?][] = [
    ['a version without v', { version: '26.7.0' }, 'version', /'v26\.7\.0'/],
    ['a version as number', { version: 26.7 }, 'version', /'v26\.7\.0'/],
    ['a namespace with capitals', { namespace: 'GPU' }, 'namespace', /write 'gpu-/],
    ["Kubernetes's own namespace", { namespace: 'kube-system' }, 'namespace', /'gpu-operator'/],
    ['a namespace of 300 characters', { namespace: 'x'.repeat(300) }, 'namespace', /^write 'x{20,}/],
    ['an option with a typo', { drivers: {} }, 'drivers', /'driver'/],
    ['an interval of NaN', { dcgmExporter: { intervalSeconds: NaN } }, 'dcgmExporter.intervalSeconds', /write 1/],
    [
      'metrics as one text',
      { dcgmExporter: { metrics: 'DCGM_FI_DEV_GPU_UTIL, gauge, x' } },
      'dcgmExporter.metrics',
      /\['DCGM/,
    ],
    ['no metrics at all', { dcgmExporter: { metrics: [] } }, 'dcgmExporter.metrics', /at least one/],
    [
      'a metric without type',
      { dcgmExporter: { metrics: ['DCGM_FI_DEV_FB_USED'] } },
      'dcgmExporter.metrics[0]',
      /DCGM_FI_DEV_FB_USED, gauge/,
    ],
    ['half an expression', { dcgmExporter: { podLabels: ['(app'] } }, 'dcgmExporter.podLabels[0]', /'\^app\$'/],
    [
      'a label value that is a number',
      { dcgmExporter: { serviceMonitorLabels: { release: 1 } } },
      "dcgmExporter.serviceMonitorLabels['release']",
      /'1'/,
    ],
    [
      'NRI without CDI',
      { values: { cdi: { enabled: false, nriPluginEnabled: true } } },
      'values.cdi.nriPluginEnabled',
      /drop cdi/,
    ],
    [
      'NRI without toolkit',
      { values: { cdi: { nriPluginEnabled: true } } },
      'values.cdi.nriPluginEnabled',
      /drop it/,
      EKS,
    ],
    [
      'an empty config to create',
      { values: { devicePlugin: { config: { create: true, name: 'a', data: {} } } } },
      'values.devicePlugin.config.data',
      /drop create/,
    ],
    [
      'a MIG config without name',
      { values: { migManager: { config: { create: true, data: { 'config.yaml': '' } } } } },
      'values.migManager.config.name',
      /'mig-configs'/,
    ],
    [
      'a default that is not there',
      { values: { devicePlugin: { config: { create: true, name: 'a', data: { any: '' }, default: 'ani' } } } },
      'values.devicePlugin.config.default',
      /'any'/,
    ],
    ['overrides that are a list', { overrides: [] }, 'overrides', /overrides: \{/],
  ];
  it.each(rows.map(([name, props, path, remedy, platform = BARE]) => ({ name, props, path, remedy, platform })))(
    '$name',
    ({ props, path, remedy, platform }) => {
      const issues = issuesOf(props, platform);
      expect(issues.map((issue) => issue.path)).toContain(path);
      expect(issues.find((issue) => issue.path === path)?.hint).toMatch(remedy);
    },
  );

  it('labels that name a configuration nobody makes', () => {
    const plugin = issuesOf({}, EKS, { labels: { 'nvidia.com/device-plugin.config': 'shared' } });
    expect(plugin).toMatchObject([{ code: 'OPERATOR_CONFIG_UNKNOWN', hint: 'drop the label from a' }]);
    expect(issuesOf({}, EKS, { labels: { 'nvidia.com/mig.config': 'all-1g.10gb' } })).toEqual([]);
    const [cut, other] = [
      makePool(EKS, 'a'),
      makePool(EKS, 'b', { labels: { 'nvidia.com/mig.config': 'all-enabled' } }),
    ];
    const sharing = slices(cut, [{ devices: 'all', 'mig-enabled': true, 'mig-devices': { '7g.80gb': 1 } }]);
    const issues = checkGpuOperator({}, makeContext(EKS, [cut, other], [sharing]));
    expect(issues).toMatchObject([{ code: 'OPERATOR_CONFIG_UNKNOWN' }]);
    expect(issues[0]?.hint).toContain("'all-disabled'");
  });

  it('cutting GPUs on RHEL 8 with a driver on the host', () => {
    const platform = onPrem({ ...v, os: 'rhel-8', driver: 'image' });
    const pool = makePool(platform, 'a');
    const cut = slices(pool, [{ devices: 'all', 'mig-enabled': true, 'mig-devices': { '7g.80gb': 1 } }]);
    expect(checkGpuOperator({}, makeContext(platform, [pool], [cut]))).toMatchObject([
      { code: 'PLATFORM_UNSUPPORTED' },
    ]);
    expect(checkGpuOperator({}, makeContext(platform, [pool]))).toEqual([]);
  });
});

describe('accepted', () => {
  it.each([
    ['no options', {}, BARE],
    ['settings of a driver on a laptop that simulates', { driver: { version: '580.173.02' } }, local()],
    ['a precompiled branch', { driver: { version: '580', usePrecompiled: true } }, BARE],
    ['a value that says what is so anyway', { values: { devicePlugin: { enabled: true } } }, BARE],
    ['GKE with the operator', {}, gke({ ...v, gpuStack: 'operator', image: 'ubuntu' })],
  ])('%s', (_, props, platform: Platform) => {
    expect(issuesOf(props, platform)).toEqual([]);
  });
});

it('answers with issues, never with an exception, whatever it is given', () => {
  const keys = fc.constantFrom('version', 'namespace', 'driver', 'dcgmExporter', 'values', 'overrides', 'other');
  const inner = fc.dictionary(
    fc.constantFrom(
      'version',
      'upgrade',
      'rdma',
      'metrics',
      'podLabels',
      'intervalSeconds',
      'driver',
      'mig',
      'enabled',
      'toolkit',
    ),
    fc.anything({ withNullPrototype: true, withBigInt: true }),
  );
  fc.assert(
    fc.property(fc.dictionary(keys, fc.oneof(inner, fc.anything())), (props) => {
      for (const issue of issuesOf(props)) expect(issue.hint).not.toBe('');
    }),
    { numRuns: 1000 },
  );
});
