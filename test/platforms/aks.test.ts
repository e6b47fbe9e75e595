import { aks } from '../../lib/platforms';

describe('aks', () => {
  it('defaults to node auto-provisioning with the driver of the Ubuntu image', () => {
    expect(aks({ kubernetesVersion: '1.35' })).toMatchObject({
      image: 'ubuntu',
      driver: 'image',
      provisioner: 'karpenter',
      karpenter: { nodeOverlay: false, staticCapacity: false },
    });
  });

  it('takes node pools that exist', () => {
    expect(aks({ kubernetesVersion: '1.35', provisioner: 'existing' }).provisioner).toBe('existing');
  });
});
