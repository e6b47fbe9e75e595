import { gke } from '../../lib/platforms';

describe('gke', () => {
  it("defaults to Google's stack and ComputeClasses on Container-Optimized OS", () => {
    expect(gke({ kubernetesVersion: '1.35' })).toMatchObject({
      image: 'cos',
      gpuStack: 'gke',
      provisioner: 'compute-class',
      driverInstaller: 'absent',
    });
  });

  it('expects node pools that exist where the GPU Operator runs', () => {
    expect(gke({ kubernetesVersion: '1.35', gpuStack: 'operator' }).provisioner).toBe('existing');
  });
});
