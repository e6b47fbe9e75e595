import { parse } from 'yaml';
import { type ChartRelease, type ComponentName, resolveComponents } from '../../lib/components';
import type { Taint } from '../../lib/kube';
import { aks, eks, gke, local, onPrem, type Platform } from '../../lib/platforms';

/** Whatever shape the YAML has; what matters of it is asserted. */
type Loose = ReturnType<typeof JSON.parse>;

const EKS = eks({ kubernetesVersion: '1.35', clusterName: 'prod', karpenter: { nodeOverlay: true } });
const GKE = gke({ kubernetesVersion: '1.35' });
const AKS = aks({ kubernetesVersion: '1.35' });
const RACK = onPrem({ kubernetesVersion: '1.35' });

function valuesOf(component: ComponentName, platform: Platform, taints: readonly Taint[] = [], values = {}) {
  const { releases, issues } = resolveComponents({ platform, needs: [], choices: { [component]: { values } }, taints });
  expect(issues).toEqual([]);
  return (releases.find((release) => release.component === component) as ChartRelease).values as Loose;
}

describe('default values', () => {
  test('tell Karpenter its cluster and the gates the platform declares', () => {
    expect(valuesOf('karpenter', EKS)).toEqual({
      settings: { clusterName: 'prod', featureGates: { nodeOverlay: true, staticCapacity: false } },
    });
  });

  test('tell Karpenter the queue of interruptions, without which it hears of none', () => {
    const platform = eks({
      kubernetesVersion: '1.35',
      clusterName: 'prod',
      karpenter: { interruptionQueue: 'prod-q' },
    });
    expect(valuesOf('karpenter', platform).settings.interruptionQueue).toBe('prod-q');
    expect(valuesOf('karpenter', EKS).settings).not.toHaveProperty('interruptionQueue');
  });

  test('copy a cluster name that is known only at deploy time without looking into it', () => {
    const clusterName = { __pulumiOutput: true as const, apply: () => undefined };
    const platform = eks({ kubernetesVersion: '1.35', clusterName });
    expect(valuesOf('karpenter', platform).settings.clusterName).toBe(clusterName);
  });

  test('let Prometheus scrape monitors whatever their labels', () => {
    const spec = valuesOf('prometheus', RACK).prometheus.prometheusSpec;
    expect(spec.podMonitorSelectorNilUsesHelmValues).toBe(false);
    expect(spec.serviceMonitorSelectorNilUsesHelmValues).toBe(false);
    expect(spec.ruleSelectorNilUsesHelmValues).toBe(false);
  });

  test.each([
    ['eks', EKS, false],
    ['gke', GKE, false],
    ['aks', AKS, false],
    ['on-prem', RACK, undefined],
  ])('scrape the control plane of %s only where it can be reached', (_, platform, enabled) => {
    expect(valuesOf('prometheus', platform).kubeScheduler?.enabled).toBe(enabled);
  });

  test('let the DRA driver hand out GPUs, which its chart refuses by default', () => {
    expect(valuesOf('dra-driver', RACK).gpuResourcesEnabledOverride).toBe(true);
  });

  test.each<[string, Platform, string]>([
    ['EKS with a driver in the image', EKS, '/'],
    [
      'EKS where the operator brings the driver',
      eks({ kubernetesVersion: '1.35', image: 'ubuntu', provisioner: 'existing' }),
      '/run/nvidia/driver',
    ],
    ['GKE', GKE, '/home/kubernetes/bin/nvidia'],
    [
      'AKS where the operator brings the driver',
      aks({ kubernetesVersion: '1.35', driver: 'operator' }),
      '/run/nvidia/driver',
    ],
    ['a rack with drivers on the hosts', onPrem({ kubernetesVersion: '1.35', driver: 'image' }), '/'],
  ])('point the DRA driver at the driver of %s', (_, platform, root) => {
    expect(valuesOf('dra-driver', platform).nvidiaDriverRoot).toBe(root);
  });

  test.each([
    ['eks', EKS, true],
    ['gke', GKE, true],
    ['aks', AKS, true],
    ['on-prem', RACK, false],
  ])('send the DRA controller to control-plane nodes on %s only where there are any', (_, platform, cleared) => {
    const affinity = valuesOf('dra-driver', platform).controller.affinity;
    expect(affinity).toEqual(
      cleared ? { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [] } } : undefined,
    );
  });

  test('keep the DRA driver to the pools whose GPUs it hands out, on nodes where its chart would run it', () => {
    const { releases } = resolveComponents({
      platform: RACK,
      needs: [],
      choices: { 'dra-driver': 'install' },
      draPools: ['train', 'chat'],
    });
    const { values } = releases.find(({ component }) => component === 'dra-driver') as ChartRelease;
    const { nodeAffinity } = (values as Loose).kubeletPlugin.affinity;
    const terms: Loose[] = nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
    expect(terms.map(({ matchExpressions: [own] }) => `${own.key} ${own.operator} ${own.values}`)).toEqual([
      'feature.node.kubernetes.io/pci-10de.present In true',
      'feature.node.kubernetes.io/pci-0302_10de.present In true',
      'feature.node.kubernetes.io/pci-0300_10de.present In true',
      'feature.node.kubernetes.io/cpu-model.vendor_id In NVIDIA',
      'nvidia.com/gpu.present In true',
    ]);
    for (const { matchExpressions } of terms)
      expect(matchExpressions.slice(1)).toEqual([{ key: 'cdk8s-ai/pool', operator: 'In', values: ['chat', 'train'] }]);
  });

  test('leave the DRA driver where its chart puts it when no pool is known to use it', () => {
    expect(valuesOf('dra-driver', RACK).kubeletPlugin).not.toHaveProperty('affinity');
  });

  test('give the DRA driver no critical priority on GKE, which admits it only with a quota', () => {
    expect(valuesOf('dra-driver', GKE).kubeletPlugin.priorityClassName).toBe('');
    expect(valuesOf('dra-driver', GKE).controller.priorityClassName).toBe('');
    expect(valuesOf('dra-driver', EKS).kubeletPlugin.priorityClassName).toBeUndefined();
  });

  test('name the DRA API version, which the chart could otherwise ask only of a live cluster', () => {
    expect(valuesOf('dra-driver', RACK).resourceApiVersion).toBe('resource.k8s.io/v1');
    const older = onPrem({ kubernetesVersion: '1.33' });
    expect(valuesOf('dra-driver', older).resourceApiVersion).toBe('resource.k8s.io/v1beta2');
  });

  test('let daemons onto every tainted node, naming no taint twice', () => {
    const gpu: Taint = { key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' };
    const spot: Taint = { key: 'kubernetes.azure.com/scalesetpriority', value: 'spot', effect: 'NoSchedule' };
    const tolerations = [
      { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
      { key: spot.key, operator: 'Equal', value: 'spot', effect: 'NoSchedule' },
    ];
    const taints = [gpu, spot, gpu, spot];
    expect(valuesOf('nfd', AKS, taints).worker.tolerations).toEqual(tolerations);
    expect(valuesOf('dra-driver', AKS, taints).kubeletPlugin.tolerations).toEqual(tolerations);
  });

  test('make NFD label GPUs by vendor alone, as the operator and the DRA driver look for them', () => {
    expect(valuesOf('nfd', RACK).worker.config.sources.pci.deviceLabelFields).toEqual(['vendor']);
  });

  test('let Kueue wait longer than GPU nodes take to come, and keep its integrations', () => {
    const config = parse(valuesOf('kueue', EKS).managerConfig.controllerManagerConfigYaml);
    expect(config.kind).toBe('Configuration');
    expect(config.waitForPodsReady.timeout).toBe('30m');
    expect(config.integrations.frameworks).toEqual(
      expect.arrayContaining(['batch/job', 'jobset.x-k8s.io/jobset', 'leaderworkerset.x-k8s.io/leaderworkerset']),
    );
  });

  test('install the CRDs of cert-manager, which leaves them out by default', () => {
    expect(valuesOf('cert-manager', RACK).crds).toEqual({ enabled: true });
  });

  test('run KWOK on the host network inside kind only', () => {
    expect(valuesOf('kwok', local()).hostNetwork).toBe(true);
    expect(valuesOf('kwok', local({ distribution: 'k3d' })).hostNetwork).toBeUndefined();
  });

  test('run one interceptor on a laptop', () => {
    expect(valuesOf('keda-http-add-on', local()).interceptor.replicas.min).toBe(1);
    expect(valuesOf('keda-http-add-on', EKS)).toEqual({});
  });

  test("let the user's values win, key by key, and take a default away with null", () => {
    const values = { prometheus: { prometheusSpec: { retention: '2d', ruleSelectorNilUsesHelmValues: null } } };
    const spec = valuesOf('prometheus', RACK, [], values).prometheus.prometheusSpec;
    expect(spec.retention).toBe('2d');
    expect(spec).not.toHaveProperty('ruleSelectorNilUsesHelmValues');
    expect(spec.podMonitorSelectorNilUsesHelmValues).toBe(false);
  });
});
