import { aks, eks, gke, local, platformNode } from '../../lib/platforms';

const v = { kubernetesVersion: '1.35' } as const;
const node = { name: 'l4', arch: 'amd64' } as const;

describe('what a place adds to nodes', () => {
  it('taints and labels scale sets made as Spot on AKS', () => {
    const { taints, labels } = platformNode(aks(v), { ...node, provisioner: 'existing', capacity: ['spot'] });
    expect(taints).toEqual([{ key: 'kubernetes.azure.com/scalesetpriority', value: 'spot', effect: 'NoSchedule' }]);
    expect(labels).toMatchObject({ 'kubernetes.azure.com/scalesetpriority': 'spot' });
  });

  it('taints no node that AKS provisions itself', () => {
    expect(platformNode(aks(v), { ...node, provisioner: 'karpenter', capacity: ['spot'] }).taints).toEqual([]);
  });

  it('taints nodes of a ComputeClass with its name, and arm64 nodes on GKE', () => {
    const { taints, labels } = platformNode(gke(v), {
      name: 'gb200',
      arch: 'arm64',
      provisioner: 'compute-class',
      accelerator: 'nvidia-gb200',
    });
    expect(taints).toEqual([
      { key: 'cloud.google.com/compute-class', value: 'gb200', effect: 'NoSchedule' },
      { key: 'kubernetes.io/arch', value: 'arm64', effect: 'NoSchedule' },
    ]);
    expect(labels).toEqual({
      'cloud.google.com/compute-class': 'gb200',
      'cloud.google.com/gke-accelerator': 'nvidia-gb200',
    });
  });

  it('marks GKE nodes as spot only when all of them are', () => {
    const spot = platformNode(gke(v), { ...node, provisioner: 'existing', capacity: ['spot'] }).labels;
    const both = platformNode(gke(v), { ...node, provisioner: 'existing', capacity: ['spot', 'on-demand'] }).labels;
    expect(spot).toHaveProperty(['cloud.google.com/gke-spot'], 'true');
    expect(both).not.toHaveProperty(['cloud.google.com/gke-spot']);
  });

  it("switches Google's device plugin off where the operator runs its own, and nowhere else", () => {
    const platform = gke({ ...v, gpuStack: 'operator', image: 'ubuntu' });
    const label = { 'gke-no-default-nvidia-gpu-device-plugin': 'true' };
    expect(platformNode(platform, { ...node, provisioner: 'existing' }).requiredLabels).toEqual(label);
    expect(platformNode(platform, { ...node, provisioner: 'compute-class' }).requiredLabels).toEqual({});
    expect(platformNode(gke(v), { ...node, provisioner: 'existing' }).requiredLabels).toEqual({});
  });

  it('adds no GPU taint on EKS', () => {
    expect(platformNode(eks(v), { ...node, provisioner: 'karpenter' }).taints).toEqual([]);
  });

  it('marks simulated nodes so that nothing real lands on them', () => {
    const { taints, labels } = platformNode(local(), { ...node, provisioner: 'simulated' });
    expect(taints).toEqual([{ key: 'kwok.x-k8s.io/node', value: 'fake', effect: 'NoSchedule' }]);
    expect(labels).toEqual({ type: 'kwok' });
  });
});
