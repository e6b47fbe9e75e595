import { onPrem } from '../../lib/platforms';

describe('onPrem', () => {
  it('defaults to kubeadm on Ubuntu with everything from the operator and no autoscaler', () => {
    expect(onPrem({ kubernetesVersion: '1.35' })).toEqual({
      given: { kubernetesVersion: '1.35' },
      kind: 'on-prem',
      kubernetesVersion: '1.35',
      distribution: 'kubeadm',
      os: 'ubuntu-24.04',
      driver: 'operator',
      toolkit: 'operator',
      provisioner: 'existing',
      autoscaler: 'none',
    });
  });

  it('takes the driver that DGX OS brings', () => {
    expect(onPrem({ kubernetesVersion: '1.35', os: 'dgx-os' }).driver).toBe('image');
  });
});
