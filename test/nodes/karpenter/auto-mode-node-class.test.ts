import { bringsNodeClass } from '../../../lib/nodes/karpenter';
import { eks, type EksProps } from '../../../lib/platforms';
import { rendered } from '../pools';

const auto = (props: Partial<EksProps>) => eks({ kubernetesVersion: '1.35', autoMode: true, ...props });

describe('the NodeClass of EKS Auto Mode', () => {
  test("is Auto Mode's own where the platform says nothing of its nodes", () => {
    const objects = rendered(auto({}), { gpu: 'l4' });
    expect(Object.keys(objects)).toEqual(['NodePool/gpu']);
    expect(objects['NodePool/gpu']!.spec.template.spec.nodeClassRef).toEqual({
      group: 'eks.amazonaws.com',
      kind: 'NodeClass',
      name: 'default',
    });
  });

  test('is made where the platform does, with the disk that was asked for', () => {
    const objects = rendered(auto({ nodeRole: 'nodes', discoveryTag: 'prod' }), { gpu: 'l4', diskGiB: 500 });
    expect(objects['NodeClass/gpu']).toMatchObject({
      apiVersion: 'eks.amazonaws.com/v1',
      spec: {
        role: 'nodes',
        subnetSelectorTerms: [{ tags: { 'karpenter.sh/discovery': 'prod' } }],
        securityGroupSelectorTerms: [{ tags: { 'karpenter.sh/discovery': 'prod' } }],
        ephemeralStorage: { size: '500Gi' },
      },
    });
    expect(objects['NodePool/gpu']!.spec.template.spec.nodeClassRef.name).toBe('gpu');
  });

  test.each([
    [{}, false],
    [{ nodeRole: 'r' }, false],
    [{ discoveryTag: 'd' }, false],
    [{ nodeRole: 'r', discoveryTag: 'd' }, true],
    [{ nodeRole: 'r', subnetIds: ['subnet-1'] }, false],
    [{ nodeRole: 'r', subnetIds: ['subnet-1'], clusterName: 'c' }, true],
  ])('with %j is one of our own: %s', (props, own) => {
    expect(bringsNodeClass(auto(props))).toBe(own);
  });
});
