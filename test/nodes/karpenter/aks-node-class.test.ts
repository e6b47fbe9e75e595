import { aks } from '../../../lib/platforms';
import { rendered } from '../pools';

const t4 = { gpu: 't4' };

describe('an AKSNodeClass', () => {
  test("leaves the driver to AKS, on the platform's image", () => {
    expect(rendered('aks', t4)['AKSNodeClass/gpu']).toMatchObject({
      apiVersion: 'karpenter.azure.com/v1beta1',
      spec: { imageFamily: 'Ubuntu', gpu: { mode: 'Driver' }, osDiskSizeGB: 200 },
    });
    expect(rendered('aks', { ...t4, image: 'azure-linux' })['AKSNodeClass/gpu']!.spec.imageFamily).toBe('AzureLinux');
  });

  test('leaves the driver out where the operator installs it', () => {
    const platform = aks({ kubernetesVersion: '1.35', driver: 'operator', subnetId: '/subscriptions/s' });
    expect(rendered(platform, t4)['AKSNodeClass/gpu']!.spec).toMatchObject({
      gpu: { mode: 'None' },
      vnetSubnetID: '/subscriptions/s',
    });
  });

  test('is what the NodePool points at', () => {
    expect(rendered('aks', t4)['NodePool/gpu']!.spec.template.spec.nodeClassRef).toEqual({
      group: 'karpenter.azure.com',
      kind: 'AKSNodeClass',
      name: 'gpu',
    });
  });
});
