import { issueOf, issuesOf, PLATFORMS, resolved } from './pools';

describe('a minimum of nodes', () => {
  test.each([
    ['eks', { gpu: 'l4' }, /nodes.min: Karpenter keeps no minimum.*karpenter: \{ staticCapacity: true \} in eks\(\)/],
    [
      'aks',
      { gpu: 't4' },
      /auto-provisioning keeps no minimum.*provisioner: 'existing' on this pool \(or in aks\(\)\)/,
    ],
    ['eks in Auto Mode', { gpu: 'l4' }, /Auto Mode keeps no minimum.*provisioner: 'existing' on this pool/],
    ['gke', { gpu: 'l4' }, /nodes.min: a ComputeClass keeps no minimum, so 2 nodes.*provisioner: 'existing'/],
  ] as const)('is refused on %s, where nobody keeps it', (platform, props, message) => {
    expect(issueOf(platform, { ...props, nodes: { min: 2, max: 4 } })).toMatch(message);
  });

  test.each([
    ['eks with gates', { gpu: 'l4' }],
    ['aks with gates', { gpu: 't4' }],
    ['gke', { gpu: 'l4', provisioner: 'existing' }],
    ['aks', { gpu: 't4', provisioner: 'existing' }],
    ['eks in Auto Mode', { gpu: 'l4', provisioner: 'existing', image: 'al2023' }],
    ['on-prem', { gpu: 'l4' }],
    ['local', { gpu: 'l4' }],
  ] as const)('is kept on %s by %j', (platform, props) => {
    expect(resolved(platform, { ...props, nodes: { min: 2, max: 4 } }).nodes).toEqual({ min: 2, max: 4 });
  });

  test('cannot ask for more nodes than are named', () => {
    const named = { gpu: 'l4', hostnames: ['n1', 'n2'] };
    expect(issueOf('on-prem', { ...named, nodes: { max: 3 } })).toMatch(
      /nodes.max: the pool may have 3 nodes, and 2 are named; use 2, or name the others/,
    );
    expect(issuesOf('on-prem', { ...named, nodes: { max: 2 } })).toEqual([]);
  });
});

describe('the image of nodes for training', () => {
  const training = { gpu: 'l4', workload: 'training' };

  test.each([
    ['eks', /IMAGE_NOT_PINNED\] workload: .*differ in driver.*imageVersion: 'v\d{8}'; .*amazon-eks-ami\/releases/],
    ['eks on Bottlerocket', /IMAGE_NOT_PINNED\] workload: .*imageVersion: 'v1\.\d+\.0'; .*bottlerocket\/releases/],
  ] as const)('must be pinned on %s, where Karpenter starts them with the newest', (platform, message) => {
    expect(issueOf(platform, training)).toMatch(message);
    expect(issuesOf(platform, training)).toHaveLength(1);
    expect(issuesOf({ ...PLATFORMS[platform], imageVersion: 'v20261101' }, training)).toEqual([]);
    expect(issuesOf(platform, { ...training, workload: 'inference' })).toEqual([]);
  });

  test.each([
    ['eks in Auto Mode', {}],
    ['eks', { provisioner: 'existing' }],
    ['aks', { gpu: 't4' }],
    ['gke', {}],
    ['on-prem', {}],
    ['local', {}],
  ] as const)("is somebody else's on %s with %j", (platform, change) => {
    expect(issuesOf(platform, { ...training, ...change })).toEqual([]);
  });
});
