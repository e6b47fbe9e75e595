import { eks, type EksProps } from '../../../lib/platforms';
import { type Fields, type PlatformName, rendered } from '../pools';

function nodeClass(props: object, platform: PlatformName | ReturnType<typeof eks> = 'eks'): Fields {
  return rendered(platform, { gpu: 'l4', ...props })['EC2NodeClass/gpu']!.spec;
}

function onEks(props: Partial<EksProps>): ReturnType<typeof eks> {
  return eks({ kubernetesVersion: '1.35', nodeRole: 'nodes', ...props });
}

describe('an EC2NodeClass', () => {
  test('names image, role and network', () => {
    expect(nodeClass({})).toMatchObject({
      amiSelectorTerms: [{ alias: 'al2023@latest' }],
      role: 'prod-gpu-node',
      subnetSelectorTerms: [{ tags: { 'karpenter.sh/discovery': 'prod' } }],
      securityGroupSelectorTerms: [{ tags: { 'karpenter.sh/discovery': 'prod' } }],
      metadataOptions: { httpTokens: 'required', httpPutResponseHopLimit: 1 },
    });
  });

  test('pins the image where the platform does', () => {
    const pinned = onEks({ discoveryTag: 'prod', image: 'bottlerocket', imageVersion: 'v1.57.0' });
    expect(nodeClass({}, pinned).amiSelectorTerms).toEqual([{ alias: 'bottlerocket@v1.57.0' }]);
    expect(nodeClass({ image: 'al2023' }, pinned).amiSelectorTerms).toEqual([{ alias: 'al2023@v1.57.0' }]);
  });

  test('finds the network by ids, or by the group that EKS made', () => {
    const byIds = nodeClass({}, onEks({ subnetIds: ['subnet-1', 'subnet-2'], securityGroupIds: ['sg-1'] }));
    expect(byIds).toMatchObject({
      subnetSelectorTerms: [{ id: 'subnet-1' }, { id: 'subnet-2' }],
      securityGroupSelectorTerms: [{ id: 'sg-1' }],
    });
    const byCluster = nodeClass({}, onEks({ subnetIds: ['subnet-1'], clusterName: 'prod' }));
    expect(byCluster.securityGroupSelectorTerms).toEqual([{ tags: { 'aws:eks:cluster-name': 'prod' } }]);
  });

  test('copies values known only at deploy time, and waits for a list of ids', () => {
    const late = (known: unknown) => ({
      __pulumiOutput: true,
      apply: (map: (value: unknown) => unknown) => map(known),
    });
    const [role, tag] = [late('nodes'), late('prod')] as never[];
    expect(nodeClass({}, onEks({ nodeRole: role!, discoveryTag: tag! }))).toMatchObject({
      role,
      subnetSelectorTerms: [{ tags: { 'karpenter.sh/discovery': tag } }],
    });
    const ids = nodeClass({}, onEks({ subnetIds: late(['subnet-1']) as never, clusterName: 'prod' }));
    expect(ids.subnetSelectorTerms).toEqual([{ id: 'subnet-1' }]);
  });

  test('puts images on the volume that the image family keeps them on', () => {
    const size = (gib: number) => ({
      volumeSize: `${gib}Gi`,
      volumeType: 'gp3',
      encrypted: true,
      deleteOnTermination: true,
    });
    expect(nodeClass({ diskGiB: 500 }).blockDeviceMappings).toEqual([
      { deviceName: '/dev/xvda', rootVolume: true, ebs: size(500) },
    ]);
    expect(nodeClass({ diskGiB: 500 }, 'eks on Bottlerocket').blockDeviceMappings).toEqual([
      { deviceName: '/dev/xvda', ebs: size(4) },
      { deviceName: '/dev/xvdb', rootVolume: true, ebs: size(500) },
    ]);
  });

  test('joins local NVMe disks where a machine has them', () => {
    expect(nodeClass({ gpu: undefined, machine: 'p5.48xlarge' }).instanceStorePolicy).toBe('RAID0');
    expect(nodeClass({ gpu: undefined, machine: 'g5g.xlarge' })).not.toHaveProperty('instanceStorePolicy');
  });

  test('selects reservations and capacity blocks by id', () => {
    expect(nodeClass({ capacity: [{ reservation: 'cr-1' }, 'spot'] }).capacityReservationSelectorTerms).toEqual([
      { id: 'cr-1' },
    ]);
    expect(nodeClass({ capacity: { capacityBlock: 'cr-2' } }).capacityReservationSelectorTerms).toEqual([
      { id: 'cr-2' },
    ]);
    expect(nodeClass({ capacity: 'spot' })).not.toHaveProperty('capacityReservationSelectorTerms');
  });

  test('has user data only where the image itself shares its GPUs', () => {
    expect(nodeClass({}, 'eks on Bottlerocket')).not.toHaveProperty('userData');
    const shared = { imageSharing: { strategy: 'time-slicing', replicas: 4 } } as const;
    const objects = rendered('eks on Bottlerocket', { gpu: 'l4' }, shared);
    expect(objects['EC2NodeClass/gpu']!.spec.userData).toContain('replicas = 4');
  });
});
