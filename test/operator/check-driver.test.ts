import { checkGpuOperator, type GpuOperatorProps } from '../../lib/operator';
import { aks, eks, onPrem, type Platform } from '../../lib/platforms';
import { makeContext, makePool, type PoolOptions, slices } from './make-context';

const v = { kubernetesVersion: '1.35' } as const;
const EKS = eks({ ...v, nodeRole: 'gpu-node', discoveryTag: 'prod' });
const BARE = onPrem(v);
const on = (platform: Platform, options: PoolOptions = {}) => makeContext(platform, [makePool(platform, 'a', options)]);
const issuesOf = (props: unknown, platform: Platform = BARE, options: PoolOptions = {}) =>
  checkGpuOperator(props as GpuOperatorProps, on(platform, options));

describe('a driver is refused, with the nearest change that works', () => {
  const rows: [string, unknown, string, RegExp, Platform?][] = [
    ['a driver that is no map', { driver: '580.173.02' }, 'driver', /driver: \{/],
    ['a driver version as number', { driver: { version: 580.17 } }, 'driver.version', /'580\.173\.02'/],
    ['a branch without precompiled', { driver: { version: '610' } }, 'driver.version', /'610\.57\.04'/],
    [
      'a full version with precompiled',
      { driver: { version: '580.173.02', usePrecompiled: true } },
      'driver.version',
      /version: '580'/,
    ],
    ['precompiled without version', { driver: { usePrecompiled: true } }, 'driver.version', /version: '595'/],
    ['an unknown kernel module', { driver: { kernelModuleType: 'opened' } }, 'driver.kernelModuleType', /'open'/],
    ['a switch as text', { driver: { gds: 'true' } }, 'driver.gds', /write true/],
    ['an unknown RDMA', { driver: { rdma: 'mofed' } }, 'driver.rdma', /'host-mofed'/],
    [
      'a wait for no jobs in particular',
      { driver: { upgrade: { waitForJobs: { timeoutSeconds: 600 } } } },
      'driver.upgrade.waitForJobs.podSelector',
      /'app=train'/,
    ],
    [
      'a wait for jobs told as a map',
      { driver: { upgrade: { waitForJobs: { podSelector: { app: 'chat' } } } } },
      'driver.upgrade.waitForJobs.podSelector',
      /write 'app=chat'/,
    ],
    [
      'a misspelt wait',
      { driver: { upgrade: { waitForJobs: { podSelector: 'app=a', timeoutSecond: 600 } } } },
      'driver.upgrade.waitForJobs.timeoutSecond',
      /'timeoutSeconds'/,
    ],
    [
      'a wait of minus one second',
      { driver: { upgrade: { waitForJobs: { podSelector: 'app=a', timeoutSeconds: -1 } } } },
      'driver.upgrade.waitForJobs.timeoutSeconds',
      /use 0/,
    ],
    ['a wait that is a number', { driver: { upgrade: { waitForJobs: 600 } } }, 'driver.upgrade.waitForJobs', /write/],
    ['minus one upgrade', { driver: { upgrade: { maxParallel: -1 } } }, 'driver.upgrade.maxParallel', /use 0/],
    [
      'a share without sign',
      { driver: { upgrade: { maxUnavailable: '25' } } },
      'driver.upgrade.maxUnavailable',
      /'25%'/,
    ],
    ['more than all', { driver: { upgrade: { maxUnavailable: '150%' } } }, 'driver.upgrade.maxUnavailable', /'100%'/],
    ['a driver version the image decides', { driver: { version: '580.173.02' } }, 'driver.version', /drop driver/, EKS],
    [
      'a driver version that AKS decides',
      { driver: { version: '580.173.02' } },
      'driver.version',
      /driver: 'operator' in aks/,
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

  it('a driver too old to cut the GPU', () => {
    const pool = makePool(BARE, 'a', { gpu: 'b200-180gb' });
    const cut = slices(pool, [{ devices: 'all', 'mig-enabled': true, 'mig-devices': { '7g.180gb': 1 } }]);
    const issues = checkGpuOperator({ driver: { version: '535.309.01' } }, makeContext(BARE, [pool], [cut]));
    expect(issues).toMatchObject([{ path: 'driver.version', hint: "use '580.173.02'" }]);
    expect(checkGpuOperator({ driver: { version: '580.173.02' } }, makeContext(BARE, [pool], [cut]))).toEqual([]);
  });
});
