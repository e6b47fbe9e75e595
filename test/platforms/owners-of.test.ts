import {
  aks,
  checkPlatform,
  eks,
  gke,
  type GpuAllocationMode,
  imagesOf,
  local,
  NODE_PROVISIONERS,
  type NodeProvisioner,
  onPrem,
  ownersOf,
  type Platform,
  STACK_OWNERS,
} from '../../lib/platforms';
import { DISTRIBUTIONS, KUBERNETES_VERSIONS, LOCAL_DISTRIBUTIONS, ON_PREM_OS } from '../../lib/platforms';

const ALLOCATIONS: readonly GpuAllocationMode[] = ['device-plugin', 'dra'];
const WHO = ['image', 'operator'] as const;
const EKS_NAMES = { nodeRole: 'gpu-node', discoveryTag: 'prod' };

/** Every platform that the functions can make, as far as it decides who owns what. */
function everyPlatform(): Platform[] {
  return KUBERNETES_VERSIONS.flatMap((kubernetesVersion): Platform[] => [
    ...(['al2023', 'bottlerocket', 'ubuntu', undefined] as const).flatMap((image) =>
      [true, false].flatMap((autoMode) =>
        (['karpenter', 'existing'] as const).flatMap((provisioner) => [
          eks({ kubernetesVersion, image, autoMode, provisioner }),
          eks({ kubernetesVersion, image, autoMode, provisioner, ...EKS_NAMES }),
        ]),
      ),
    ),
    ...(['cos', 'ubuntu'] as const).flatMap((image) =>
      (['gke', 'operator'] as const).flatMap((gpuStack) =>
        (['compute-class', 'existing'] as const).flatMap((provisioner) =>
          (['present', 'absent'] as const).map((driverInstaller) =>
            gke({ kubernetesVersion, image, gpuStack, provisioner, driverInstaller }),
          ),
        ),
      ),
    ),
    ...(['ubuntu', 'azure-linux'] as const).flatMap((image) =>
      WHO.flatMap((driver) =>
        (['karpenter', 'existing'] as const).map((provisioner) =>
          aks({ kubernetesVersion, image, driver, provisioner }),
        ),
      ),
    ),
    ...DISTRIBUTIONS.flatMap((distribution) =>
      ON_PREM_OS.flatMap((os) =>
        WHO.flatMap((driver) => WHO.map((toolkit) => onPrem({ kubernetesVersion, distribution, os, driver, toolkit }))),
      ),
    ),
    ...LOCAL_DISTRIBUTIONS.flatMap((distribution) =>
      (['simulated', 'cpu', 'host'] as const).map((gpus) => local({ kubernetesVersion, distribution, gpus })),
    ),
  ]);
}

describe('the truth table', () => {
  it('names exactly one owner of each part, or an issue with a remedy, for every combination', () => {
    let answered = 0;
    let refused = 0;
    for (const platform of everyPlatform()) {
      const platformIssues = checkPlatform(platform);
      for (const issue of platformIssues) expect(issue.hint).toMatch(/\w+ \S/);
      if (platformIssues.length > 0) {
        refused++;
        continue;
      }
      for (const image of [undefined, ...imagesOf(platform)]) {
        for (const provisioner of NODE_PROVISIONERS) {
          for (const allocation of ALLOCATIONS) {
            const { owners, issues } = ownersOf(platform, { image, provisioner, allocation });
            if (owners === undefined) {
              refused++;
              expect(issues.length).toBeGreaterThan(0);
              for (const issue of issues) expect(issue.hint.length).toBeGreaterThan(10);
              continue;
            }
            answered++;
            expect(issues).toEqual([]);
            expect(Object.keys(owners).sort()).toEqual([
              'devicePlugin',
              'driver',
              'featureDiscovery',
              'migManager',
              'toolkit',
            ]);
            expect(owners.devicePlugin === 'dra-driver').toBe(allocation === 'dra');
          }
        }
      }
    }
    expect(answered).toBeGreaterThan(1000);
    expect(refused).toBeGreaterThan(500);
  });

  it('uses every row', () => {
    const seen = new Set<string>();
    for (const platform of everyPlatform().filter((one) => checkPlatform(one).length === 0)) {
      for (const image of [undefined, ...imagesOf(platform)]) {
        for (const provisioner of NODE_PROVISIONERS) {
          seen.add(JSON.stringify(ownersOf(platform, { image, provisioner, allocation: 'device-plugin' }).owners));
        }
      }
    }
    for (const owners of Object.values(STACK_OWNERS)) expect(seen).toContain(JSON.stringify(owners));
  });
});

describe('who owns what', () => {
  const v = { kubernetesVersion: '1.35' } as const;
  type Row = [string, Platform, NodeProvisioner, string];
  // driver, toolkit, device plugin, feature discovery, MIG manager; as the upstream install pages of each place say.
  it.each<Row>([
    ['AL2023 on EKS lacks only the device plugin', eks(v), 'karpenter', 'image image operator operator operator'],
    [
      'Bottlerocket runs its own device plugin',
      eks({ ...v, image: 'bottlerocket' }),
      'karpenter',
      'image image image operator image',
    ],
    [
      'Ubuntu on EKS brings nothing',
      eks({ ...v, image: 'ubuntu' }),
      'existing',
      'operator operator operator operator operator',
    ],
    [
      'Auto Mode leaves nothing to do and cuts nothing',
      eks({ ...v, autoMode: true }),
      'karpenter',
      'cloud cloud cloud cloud nobody',
    ],
    ['a ComputeClass is all Google', gke(v), 'compute-class', 'cloud cloud cloud cloud cloud'],
    [
      'a ComputeClass is all Google even beside the operator',
      gke({ ...v, gpuStack: 'operator', image: 'ubuntu' }),
      'compute-class',
      'cloud cloud cloud cloud cloud',
    ],
    [
      'COS with the installer has its driver from Google',
      gke({ ...v, gpuStack: 'operator', driverInstaller: 'present' }),
      'existing',
      'cloud operator operator operator operator',
    ],
    [
      'Ubuntu on GKE can take all from the operator',
      gke({ ...v, gpuStack: 'operator', image: 'ubuntu' }),
      'existing',
      'operator operator operator operator operator',
    ],
    ['stock AKS images lack only the device plugin', aks(v), 'karpenter', 'image image operator operator operator'],
    [
      'AKS nodes without driver take all from the operator',
      aks({ ...v, driver: 'operator' }),
      'karpenter',
      'operator operator operator operator operator',
    ],
    ['bare metal takes all from the operator', onPrem(v), 'existing', 'operator operator operator operator operator'],
    [
      'a driver on the host stays',
      onPrem({ ...v, driver: 'image' }),
      'existing',
      'image operator operator operator operator',
    ],
    [
      'DGX OS brings its driver',
      onPrem({ ...v, os: 'dgx-os' }),
      'existing',
      'image operator operator operator operator',
    ],
    ['nobody cuts a laptop GPU', local({ gpus: 'host' }), 'existing', 'image image operator operator nobody'],
    [
      'simulated nodes are simulated throughout',
      local(),
      'simulated',
      'simulator simulator simulator simulator simulator',
    ],
  ])('%s', (_, platform, provisioner, expected) => {
    const { owners, issues } = ownersOf(platform, { provisioner, allocation: 'device-plugin' });
    expect(issues).toEqual([]);
    const { driver, toolkit, devicePlugin, featureDiscovery, migManager } = owners!;
    expect([driver, toolkit, devicePlugin, featureDiscovery, migManager].join(' ')).toBe(expected);
  });

  it('lets a pool choose another image than its platform', () => {
    const answer = ownersOf(eks(v), { image: 'bottlerocket', provisioner: 'karpenter', allocation: 'device-plugin' });
    expect(answer.owners?.devicePlugin).toBe('image');
  });
});

describe('combinations that are refused', () => {
  const v = { kubernetesVersion: '1.35' } as const;
  const plugin = { allocation: 'device-plugin' } as const;
  const dra = { allocation: 'dra' } as const;
  it.each([
    ['Ubuntu under Karpenter on EKS', eks(v), { image: 'ubuntu', provisioner: 'karpenter', ...plugin }, /'al2023'/],
    [
      'an image in Auto Mode',
      eks({ ...v, autoMode: true }),
      { image: 'al2023', provisioner: 'karpenter', ...plugin },
      /drop image/,
    ],
    [
      'Karpenter without role on a platform of node groups',
      eks({ ...v, provisioner: 'existing' }),
      { provisioner: 'karpenter', ...plugin },
      /nodeRole/,
    ],
    [
      'COS with the operator and no installer',
      gke({ ...v, gpuStack: 'operator', image: 'ubuntu' }),
      { image: 'cos', provisioner: 'existing', ...plugin },
      /driverInstaller: 'present'/,
    ],
    [
      'Azure Linux with the driver of the operator',
      aks({ ...v, driver: 'operator' }),
      { image: 'azure-linux', provisioner: 'karpenter', ...plugin },
      /driver: 'image'/,
    ],
    [
      'an image of another cloud',
      aks(v),
      { image: 'cos', provisioner: 'karpenter', ...plugin },
      /'ubuntu', 'azure-linux'/,
    ],
    ['an image on own hardware', onPrem(v), { image: 'ubuntu', provisioner: 'existing', ...plugin }, /drop image/],
    ['Karpenter on GKE', gke(v), { provisioner: 'karpenter', ...plugin }, /'compute-class'/],
    ['a ComputeClass on EKS', eks(v), { provisioner: 'compute-class', ...plugin }, /'karpenter'/],
    ['nodes that exist on a simulated laptop', local(), { provisioner: 'existing', ...plugin }, /gpus: 'host'/],
    ['claims on 1.33', onPrem({ kubernetesVersion: '1.33' }), { provisioner: 'existing', ...dra }, /'1.34'/],
    ['claims under Karpenter', aks(v), { provisioner: 'karpenter', ...dra }, /'existing'/],
    ['claims in Auto Mode', eks({ ...v, autoMode: true }), { provisioner: 'karpenter', ...dra }, /node group/],
    ['claims on Bottlerocket', eks({ ...v, image: 'bottlerocket' }), { provisioner: 'existing', ...dra }, /'al2023'/],
    ['claims where Google hands out GPUs', gke(v), { provisioner: 'compute-class', ...dra }, /gpuStack: 'operator'/],
    ['claims on simulated nodes', local(), { provisioner: 'simulated', ...dra }, /device-plugin/],
    ['an unknown allocation', onPrem(v), { provisioner: 'existing', allocation: 'plugin' }, /'device-plugin'/],
    ['a provisioner that is no text', onPrem(v), { provisioner: NaN, ...plugin }, /'existing'/],
  ])('%s', (_, platform, pool, remedy) => {
    const { owners, issues } = ownersOf(platform, pool as never);
    expect(owners).toBeUndefined();
    expect(issues.map(({ hint }) => hint).join('; ')).toMatch(remedy);
  });

  it('says 1.33 lacks claims with a code of its own', () => {
    const { issues } = ownersOf(onPrem({ kubernetesVersion: '1.33' }), { provisioner: 'existing', ...dra });
    expect(issues).toMatchObject([{ code: 'KUBERNETES_TOO_OLD', path: 'allocation' }]);
  });
});
