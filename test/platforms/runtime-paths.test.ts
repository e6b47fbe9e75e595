import { aks, eks, gke, kubernetesAtLeast, onPrem, runtimePaths } from '../../lib/platforms';

const v = { kubernetesVersion: '1.35' } as const;

describe('runtime paths', () => {
  it.each([
    ['a driver in the image', eks(v), '/'],
    ['a driver of the operator', onPrem(v), '/run/nvidia/driver'],
    ['a driver of the operator on GKE', gke({ ...v, gpuStack: 'operator', image: 'ubuntu' }), '/run/nvidia/driver'],
    ["Google's driver", gke({ ...v, gpuStack: 'operator', driverInstaller: 'present' }), '/home/kubernetes/bin/nvidia'],
  ])('finds %s', (_, platform, root) => {
    expect(runtimePaths(platform).driverRoot).toBe(root);
  });

  it('installs the toolkit where Container-Optimized OS lets files be executed', () => {
    const paths = runtimePaths(gke({ ...v, gpuStack: 'operator', driverInstaller: 'present' }));
    expect(paths.toolkitDir).toBe('/home/kubernetes/bin/nvidia');
    expect(paths.toolkitEnv).toEqual({ RUNTIME_CONFIG_SOURCE: 'file' });
  });

  it.each(['k3s', 'rke2'] as const)('tells the toolkit only the socket on %s', (distribution) => {
    const socket = '/run/k3s/containerd/containerd.sock';
    expect(runtimePaths(onPrem({ ...v, distribution }))).toMatchObject({
      containerdSocket: socket,
      toolkitEnv: { CONTAINERD_SOCKET: socket },
    });
    expect(runtimePaths(onPrem({ ...v, distribution })).toolkitEnv).not.toHaveProperty('CONTAINERD_CONFIG');
  });

  it('leaves kubeadm at the defaults', () => {
    expect(runtimePaths(onPrem(v)).toolkitEnv).toEqual({});
  });

  it("uses AKS's own RuntimeClass with the driver of its image only", () => {
    expect(runtimePaths(aks(v)).runtimeClass).toBe('nvidia-container-runtime');
    expect(runtimePaths(aks({ ...v, driver: 'operator' })).runtimeClass).toBe('nvidia');
  });
});

it('orders versions by number, not by letter', () => {
  expect(kubernetesAtLeast('1.34', '1.34')).toBe(true);
  expect(kubernetesAtLeast('1.33', '1.34')).toBe(false);
  expect(kubernetesAtLeast('1.36', '1.34')).toBe(true);
});
