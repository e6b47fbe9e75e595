import fc from 'fast-check';
import { aks, checkPlatform, eks, gke, local, onPrem } from '../../lib/platforms';

const v = { kubernetesVersion: '1.35' } as const;
const late = { __pulumiOutput: true, apply: () => undefined } as never;
const names = { nodeRole: 'prod-gpu-node', discoveryTag: 'prod' };

describe('platforms that are accepted', () => {
  it.each([
    ['EKS with Karpenter', eks({ ...v, ...names, karpenter: { nodeOverlay: true } })],
    ['EKS with late values', eks({ ...v, clusterName: late, nodeRole: late, subnetIds: late })],
    ['EKS with a list of late subnets', eks({ ...v, clusterName: 'a', nodeRole: late, subnetIds: [late, 'subnet-1'] })],
    ['EKS Auto Mode without names', eks({ ...v, autoMode: true })],
    ['EKS node groups without names', eks({ ...v, provisioner: 'existing', image: 'ubuntu' })],
    ['GKE', gke(v)],
    ['GKE with the operator on Ubuntu', gke({ ...v, gpuStack: 'operator', image: 'ubuntu' })],
    ['GKE with the operator on COS and the installer', gke({ ...v, gpuStack: 'operator', driverInstaller: 'present' })],
    ['AKS', aks(v)],
    ['AKS with the driver of the operator', aks({ ...v, driver: 'operator', provisioner: 'existing' })],
    ['own hardware', onPrem({ ...v, distribution: 'rke2', os: 'rhel-9' })],
    ['a laptop', local()],
    ['a laptop with a GPU', local({ gpus: 'host' })],
  ])('%s', (_, platform) => {
    expect(checkPlatform(platform)).toEqual([]);
  });
});

describe('platforms that are refused, with the remedy', () => {
  const bad = (props: object) => ({ ...v, ...names, ...props }) as never;
  it.each([
    ['no platform', undefined, 'platform', /eks\(/],
    ['null', null, 'platform', /eks\(/],
    ['a made-up platform', { kind: 'openshift' }, 'platform', /onPrem\(\)/],
    ['no version', eks({ ...names } as never), 'platform.kubernetesVersion', /'1\.36'/],
    ['a number', eks(bad({ kubernetesVersion: 1.35 })), 'platform.kubernetesVersion', /write '1\.35' in quotes/],
    ['a patch version', eks(bad({ kubernetesVersion: 'v1.34.2' })), 'platform.kubernetesVersion', /use '1\.34'/],
    ['an old version', eks(bad({ kubernetesVersion: '1.29' })), 'platform.kubernetesVersion', /use '1\.33'/],
    ['1.3, which may be 1.30', gke({ kubernetesVersion: 1.3 } as never), 'platform.kubernetesVersion', /use '1\.33'/],
    ['a version yet to come', eks(bad({ kubernetesVersion: '1.40' })), 'platform.kubernetesVersion', /use '1\.36'/],
    ['NaN', gke({ kubernetesVersion: NaN } as never), 'platform.kubernetesVersion', /use '1\.36'/],
    ['a late version', eks(bad({ kubernetesVersion: late })), 'platform.kubernetesVersion', /as text/],
    ['an image with a typo', eks(bad({ image: 'al2033' })), 'platform.image', /did you mean 'al2023'/],
    ['an image in Auto Mode', eks({ ...v, autoMode: true, image: 'ubuntu' }), 'platform.image', /drop image/],
    ['Ubuntu under Karpenter', eks(bad({ image: 'ubuntu' })), 'platform.image', /'existing'/],
    [
      'gates in Auto Mode',
      eks({ ...v, autoMode: true, karpenter: { nodeOverlay: true } }),
      'platform.karpenter',
      /drop karpenter/,
    ],
    ['Karpenter without role', eks({ ...v, discoveryTag: 'prod' }), 'platform.nodeRole', /pass nodeRole/],
    ['Karpenter without subnets', eks({ ...v, nodeRole: 'a' }), 'platform.discoveryTag', /subnetIds/],
    [
      'Karpenter without security group',
      eks({ ...v, nodeRole: 'a', subnetIds: ['subnet-1'] }),
      'platform.securityGroupIds',
      /clusterName/,
    ],
    [
      'an ARN as role',
      eks(bad({ nodeRole: 'arn:aws:iam::123456789012:role/x/prod-gpu-node' })),
      'platform.nodeRole',
      /write 'prod-gpu-node'/,
    ],
    [
      'a full alias as version',
      eks(bad({ imageVersion: 'al2023@v20261101' })),
      'platform.imageVersion',
      /write 'v20261101'/,
    ],
    ['one subnet as text', eks(bad({ subnetIds: 'subnet-1' })), 'platform.subnetIds', /\['subnet-1'\]/],
    [
      'a gate as text',
      eks(bad({ karpenter: { nodeOverlay: 'true' } })),
      'platform.karpenter.nodeOverlay',
      /write true/,
    ],
    ['Karpenter as a word', eks(bad({ karpenter: 'yes' })), 'platform.karpenter', /nodeOverlay: true/],
    [
      'a misspelt gate',
      eks(bad({ karpenter: { nodeOverlays: true } })),
      'platform.karpenter.nodeOverlays',
      /'nodeOverlay'/,
    ],
    [
      'a queue of interruptions that AKS has not',
      aks({ ...v, karpenter: { interruptionQueue: 'q' } } as never),
      'platform.karpenter.interruptionQueue',
      /'nodeOverlay'/,
    ],
    [
      'the address of a queue',
      eks(bad({ karpenter: { interruptionQueue: 'https://sqs.us-east-1.amazonaws.com/123456789012/prod-q' } })),
      'platform.karpenter.interruptionQueue',
      /write 'prod-q'/,
    ],
    [
      'a queue that is a number',
      eks(bad({ karpenter: { interruptionQueue: 3 } })),
      'platform.karpenter.interruptionQueue',
      /as text/,
    ],
    ['a misspelt prop of EKS', eks(bad({ discoverTag: 'prod' })), 'platform.discoverTag', /'discoveryTag'/],
    ['a misspelt prop of GKE', gke({ ...v, gpuStak: 'operator' } as never), 'platform.gpuStak', /'gpuStack'/],
    ['a misspelt prop of AKS', aks({ ...v, subnetID: '/x' } as never), 'platform.subnetID', /'subnetId'/],
    ['a misspelt prop of own hardware', onPrem({ ...v, drivers: 'image' } as never), 'platform.drivers', /'driver'/],
    ['a misspelt prop of a laptop', local({ gpu: 'cpu' } as never), 'platform.gpu', /'gpus'/],
    [
      'Karpenter on own hardware',
      onPrem({ ...v, provisioner: 'karpenter' } as never),
      'platform.provisioner',
      /use one of|did you mean/,
    ],
    ['an autoscaler on a laptop', local({ autoscaler: 'none' } as never), 'platform.autoscaler', /'gpus'/],
    [
      'a misspelt prop added later',
      { ...gke(v), driverInstall: 'present' },
      'platform.driverInstall',
      /'driverInstaller'/,
    ],
    ['a role that is a number', eks(bad({ nodeRole: 3 })), 'platform.nodeRole', /write '3'/],
    ['COS, operator, no installer', gke({ ...v, gpuStack: 'operator' }), 'platform.image', /'ubuntu'/],
    [
      'ComputeClass with the operator',
      gke({ ...v, gpuStack: 'operator', provisioner: 'compute-class', image: 'ubuntu' }),
      'platform.gpuStack',
      /gpuStack: 'gke'/,
    ],
    [
      'Azure Linux with the operator',
      aks({ ...v, image: 'azure-linux', driver: 'operator' }),
      'platform.image',
      /'ubuntu'/,
    ],
    [
      'an unknown provisioner on AKS',
      aks({ ...v, provisioner: 'vmss' } as never),
      'platform.provisioner',
      /'karpenter'/,
    ],
    ['an OS without driver images', onPrem({ ...v, os: 'other' }), 'platform', /driver: 'image'/],
    ['two drivers on DGX OS', onPrem({ ...v, os: 'dgx-os', driver: 'operator' }), 'platform', /driver: 'image'/],
    ['a distribution with a typo', onPrem({ ...v, distribution: 'k3' } as never), 'platform.distribution', /'k3s'/],
    ['a kwok cluster that serves', local({ distribution: 'kwok', gpus: 'cpu' }), 'platform.gpus', /'kind'/],
  ])('%s', (_, platform, path, remedy) => {
    const issues = checkPlatform(platform);
    expect(issues.map((issue) => issue.path)).toContain(path);
    expect(issues.find((issue) => issue.path === path)?.hint).toMatch(remedy);
  });
});

it('takes no record for granted that it has not made', () => {
  for (const kind of ['eks', 'gke', 'aks', 'on-prem', 'local'])
    expect(checkPlatform({ kind }).map(({ path }) => path)).toContain('platform.kubernetesVersion');
});

it('answers with issues, never with an exception, whatever it is given', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(eks, gke, aks, onPrem, local),
      fc.dictionary(
        fc.constantFrom(
          'kubernetesVersion',
          'image',
          'autoMode',
          'provisioner',
          'karpenter',
          'nodeRole',
          'subnetIds',
          'gpuStack',
          'driver',
          'os',
          'gpus',
          'distribution',
          'imageVersion',
          'autoscaler',
        ),
        fc.anything(),
      ),
      (make, props) => {
        expect(Array.isArray(checkPlatform(make(props as never)))).toBe(true);
      },
    ),
    { numRuns: 1000 },
  );
  for (const make of [eks, gke, aks, onPrem, local]) expect(checkPlatform(make(undefined as never))).toBeDefined();
  fc.assert(fc.property(fc.anything(), (anything) => Array.isArray(checkPlatform(anything))));
});
