import { GPU_TAINT } from '../../lib/nodes';
import { issueOf, issuesOf, resolved } from './pools';

describe('labels of a pool', () => {
  test.each([
    ['eks', 'cdk8s-ai/pool', 'this library'],
    ['eks', 'karpenter.sh/capacity-type', 'Karpenter'],
    ['eks', 'karpenter.k8s.aws/instance-gpu-name', 'EKS'],
    ['eks in Auto Mode', 'eks.amazonaws.com/instance-gpu-name', 'EKS'],
    ['aks', 'kubernetes.azure.com/accelerator', 'AKS'],
    ['aks', 'accelerator', 'AKS'],
    ['gke', 'cloud.google.com/gke-accelerator', 'GKE'],
    ['on-prem', 'kubernetes.io/hostname', 'Kubernetes'],
    ['local', 'topology.kubernetes.io/zone', 'Kubernetes'],
    ['local', 'node.kubernetes.io/instance-type', 'Kubernetes'],
  ] as const)('on %s may not have %s, which belongs to %s', (platform, key, owner) => {
    const props = { gpu: 't4', labels: { [key]: 'x' } };
    expect(issuesOf(platform, props)).toHaveLength(1);
    expect(issueOf(platform, props)).toContain(`labels['${key}']: belongs to ${owner}`);
    expect(issueOf(platform, props)).toContain("use a prefix of your own: 'example.com/");
  });

  test.each([
    ['eks', 'example.com/team'],
    ['eks', 'team'],
    ['eks', 'node.kubernetes.io/exclude-from-external-load-balancers'],
    ['eks', 'nvidia.com/gpu.deploy.driver'],
    ['local', 'karpenter.sh/nodepool'],
  ] as const)('on %s may have %s', (platform, key) => {
    expect(resolved(platform, { gpu: 'l4', labels: { [key]: 'false' } }).labels).toEqual({
      'cdk8s-ai/pool': 'gpu',
      [key]: 'false',
    });
  });

  test.each(['nvidia.com/mig.config', 'nvidia.com/device-plugin.config'])('leave %s to sharing', (key) => {
    expect(issueOf('eks', { gpu: 'l4', labels: { [key]: 'x' } })).toMatch(
      /chooses how GPUs are shared.*declare a MigPartitioning, TimeSlicedGpu or MpsSharedGpu/,
    );
  });

  test('need a prefix where Node Feature Discovery sets them', () => {
    expect(issueOf('on-prem', { gpu: 'l4', labels: { team: 'a' } })).toMatch(
      /labels\['team'\]: has no prefix.*'example.com\/team'/,
    );
    expect(issuesOf('on-prem', { gpu: 'l4', labels: { team: 'a' }, nodeSelector: { gpu: 'l4' } })).toEqual([]);
  });
});

describe('taints of a pool', () => {
  test('are always headed by the GPU taint, which may be repeated but not changed', () => {
    expect(resolved('eks', { gpu: 'l4' }).taints).toEqual([GPU_TAINT]);
    expect(resolved('eks', { gpu: 'l4', taints: [{ ...GPU_TAINT }] }).taints).toEqual([GPU_TAINT]);
    for (const change of [{ value: 'true' }, { effect: 'NoExecute' }, { value: undefined }]) {
      expect(issueOf('eks', { gpu: 'l4', taints: [{ ...GPU_TAINT, ...change }] })).toMatch(
        /taints\[0\]: every pool has nvidia.com\/gpu=present:NoSchedule/,
      );
    }
  });

  test.each([
    ['gke', 'cloud.google.com/compute-class', /the platform sets cloud.google.com\/compute-class itself/],
    ['local', 'kwok.x-k8s.io/node', /the platform sets kwok.x-k8s.io\/node itself/],
    ['eks', 'node.kubernetes.io/not-ready', /set and removed by Kubernetes itself.*'example.com\/not-ready'/],
    ['eks', 'karpenter.sh/disrupted', /set and removed by Kubernetes itself/],
  ] as const)('on %s may not be %s', (platform, key, message) => {
    expect(issueOf(platform, { gpu: 'l4', taints: [{ key, effect: 'NoSchedule' }] })).toMatch(message);
  });

  test('clash with the spot taint of AKS only where AKS sets it', () => {
    const taints = [{ key: 'kubernetes.azure.com/scalesetpriority', value: 'spot', effect: 'NoSchedule' }];
    const spot = { gpu: 't4', capacity: 'spot', provisioner: 'existing' };
    expect(issueOf('aks', { ...spot, taints })).toMatch(/the platform sets kubernetes.azure.com\/scalesetpriority/);
    expect(resolved('aks', spot).taints).toEqual([GPU_TAINT, ...taints]);
  });

  test('of a ComputeClass have values its schema takes', () => {
    const taint = { key: 'example.com/team', effect: 'NoSchedule' };
    for (const value of ['Ab1', 'ab']) {
      expect(issueOf('gke', { gpu: 'l4', taints: [{ ...taint, value }] })).toContain(
        `taints[0].value: GKE takes no taint value '${value}'`,
      );
    }
    for (const value of ['a', 'abc', undefined]) {
      expect(issuesOf('gke', { gpu: 'l4', taints: [{ ...taint, value }] })).toEqual([]);
    }
  });
});
