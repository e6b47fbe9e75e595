import { parse } from 'yaml';
import { COMPONENTS } from '../../lib/components';
import type { KubeObject } from '../../lib/kube';
import {
  checkGpuOperator,
  DEFAULT_OPERATOR_VERSION,
  type GpuOperatorProps,
  type GpuOperatorValues,
  type OperatorContext,
  renderGpuOperator,
} from '../../lib/operator';
import { aks, eks, gke, local, onPrem } from '../../lib/platforms';
import { makeContext, makePool, shares, slices } from './make-context';

const v = { kubernetesVersion: '1.35' } as const;
const EKS = eks({ ...v, nodeRole: 'gpu-node', discoveryTag: 'prod' });
const CUT = [{ devices: 'all', 'mig-enabled': true, 'mig-devices': { '3g.40gb': 2 } }] as const;

function valuesOf(context: OperatorContext, props: GpuOperatorProps = {}): GpuOperatorValues {
  expect(checkGpuOperator(props, context)).toEqual([]);
  return renderGpuOperator(props, context).release!.values;
}

function configMap(objects: readonly KubeObject[], prefix: string): KubeObject {
  return objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name.startsWith(prefix))!;
}

describe('who brings what', () => {
  it.each([
    ['AL2023 on EKS', EKS, 'al2023', { driver: false, toolkit: false, devicePlugin: true, gfd: true }],
    ['Bottlerocket', EKS, 'bottlerocket', { driver: false, toolkit: false, devicePlugin: false, gfd: true }],
    ['stock AKS images', aks(v), undefined, { driver: false, toolkit: false, devicePlugin: true, gfd: true }],
    [
      'AKS without driver',
      aks({ ...v, driver: 'operator' }),
      undefined,
      { driver: true, toolkit: true, devicePlugin: true, gfd: true },
    ],
    ['bare metal', onPrem(v), undefined, { driver: true, toolkit: true, devicePlugin: true, gfd: true }],
    ['a laptop', local({ gpus: 'host' }), undefined, { driver: false, toolkit: false, devicePlugin: true, gfd: true }],
  ] as const)('on %s', (_, platform, image, expected) => {
    const { driver, toolkit, devicePlugin, gfd } = valuesOf(
      makeContext(platform, [makePool(platform, 'a', { image })]),
    );
    expect({
      driver: driver?.enabled,
      toolkit: toolkit?.enabled,
      devicePlugin: devicePlugin?.enabled,
      gfd: gfd?.enabled,
    }).toEqual(expected);
  });

  it.each([
    ["Google's own stack", gke(v)],
    ['EKS Auto Mode', eks({ ...v, autoMode: true })],
    ['simulated nodes', local()],
  ])('installs nothing on %s', (_, platform) => {
    const context = makeContext(platform, [makePool(platform, 'a')]);
    expect(checkGpuOperator({}, context)).toEqual([]);
    expect(renderGpuOperator({}, context)).toEqual({ objects: [] });
  });

  it('installs nothing without pools', () => {
    expect(renderGpuOperator({}, makeContext(EKS, []))).toEqual({ objects: [] });
  });

  it('leaves devices to the DRA driver where all pools hand them out by claims', () => {
    const platform = onPrem(v);
    const { devicePlugin } = valuesOf(makeContext(platform, [makePool(platform, 'a', { allocation: 'dra' })]));
    expect(devicePlugin?.enabled).toBe(false);
  });

  it('runs the MIG manager only where some GPU has MIG', () => {
    const on = (gpu: 'l4' | 'h100-80gb') => valuesOf(makeContext(EKS, [makePool(EKS, 'a', { gpu })])).migManager;
    expect(on('l4')).toEqual({ enabled: false });
    expect(on('h100-80gb')).toEqual({ enabled: true });
  });
});

describe('platforms', () => {
  it("starts containers by AKS's own RuntimeClass", () => {
    const platform = aks(v);
    expect(valuesOf(makeContext(platform, [makePool(platform, 'a')])).operator).toEqual({
      runtimeClass: 'nvidia-container-runtime',
    });
  });

  it("finds Google's driver on COS, and tells the toolkit where it may write", () => {
    const platform = gke({ ...v, gpuStack: 'operator', driverInstaller: 'present' });
    const values = valuesOf(makeContext(platform, [makePool(platform, 'a')]));
    expect(values.hostPaths).toEqual({ driverInstallDir: '/home/kubernetes/bin/nvidia' });
    expect(values.toolkit).toEqual({
      enabled: true,
      installDir: '/home/kubernetes/bin/nvidia',
      env: [{ name: 'RUNTIME_CONFIG_SOURCE', value: 'file' }],
    });
    expect(values.driver?.enabled).toBe(false);
  });

  it('tells the toolkit the socket of K3s, and nothing of its template', () => {
    const platform = onPrem({ ...v, distribution: 'k3s' });
    expect(valuesOf(makeContext(platform, [makePool(platform, 'a')])).toolkit?.env).toEqual([
      { name: 'CONTAINERD_SOCKET', value: '/run/k3s/containerd/containerd.sock' },
    ]);
  });

  it('opens the quota of critical pods on GKE, large enough for all nodes, and nowhere else', () => {
    const platform = gke({ ...v, gpuStack: 'operator', image: 'ubuntu' });
    const quota = (nodes: number) => {
      const { objects } = renderGpuOperator({}, makeContext(platform, [makePool(platform, 'a', { max: nodes })]));
      const { spec } = objects.find(({ kind }) => kind === 'ResourceQuota') as unknown as {
        spec: { hard: { pods: string } };
      };
      return Number(spec.hard.pods);
    };
    expect(quota(1)).toBeGreaterThan(100);
    expect(quota(200) - quota(100)).toBeGreaterThanOrEqual(100 * 9);
    const { objects } = renderGpuOperator({}, makeContext(EKS, [makePool(EKS, 'a')]));
    expect(objects.map(({ kind }) => kind)).toEqual(['Namespace']);
  });

  it('makes the namespace privileged', () => {
    const [namespace] = renderGpuOperator({ namespace: 'gpu' }, makeContext(EKS, [makePool(EKS, 'a')])).objects;
    expect(namespace?.metadata).toMatchObject({
      name: 'gpu',
      labels: { 'pod-security.kubernetes.io/enforce': 'privileged', 'app.kubernetes.io/managed-by': 'cdk8s-ai' },
    });
  });
});

describe('tolerations', () => {
  const spot = { key: 'kubernetes.azure.com/scalesetpriority', value: 'spot', effect: 'NoSchedule' } as const;

  it('follow the taints of all pools, for operands and feature discovery alike', () => {
    const platform = aks(v);
    const pools = [makePool(platform, 'a', { taints: [spot] }), makePool(platform, 'b')];
    const values = valuesOf(makeContext(platform, pools));
    const expected = [
      { key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' },
      { key: spot.key, operator: 'Equal', value: 'spot', effect: 'NoSchedule' },
    ];
    expect(values.daemonsets?.tolerations).toEqual(expected);
    expect(values['node-feature-discovery']?.worker?.tolerations?.slice(1)).toEqual(expected);
    expect(values['node-feature-discovery']?.worker?.tolerations?.[0]?.key).toBe(
      'node-role.kubernetes.io/control-plane',
    );
  });

  it('do not let operands onto simulated nodes', () => {
    const platform = EKS;
    const kwok = { key: 'kwok.x-k8s.io/node', value: 'fake', effect: 'NoSchedule' } as const;
    const fake = makePool(platform, 'fake', { provisioner: 'simulated', taints: [kwok] });
    const { daemonsets } = valuesOf(makeContext(platform, [fake, makePool(platform, 'a')]));
    expect(JSON.stringify(daemonsets)).not.toContain('kwok');
  });

  it('include startup taints, which wait for the operands', () => {
    const startupTaint = { key: 'example.com/young', effect: 'NoExecute', remover: 'nfd' } as const;
    const { daemonsets } = valuesOf(makeContext(EKS, [makePool(EKS, 'a', { startupTaint })]));
    expect(daemonsets?.tolerations).toContainEqual({
      key: 'example.com/young',
      operator: 'Exists',
      effect: 'NoExecute',
    });
  });

  it('are joined with those the user adds', () => {
    const extra = { key: 'example.com/legacy', operator: 'Exists' } as const;
    const { daemonsets } = valuesOf(makeContext(EKS, [makePool(EKS, 'a')]), {
      values: { daemonsets: { tolerations: [extra] } },
    });
    expect(daemonsets?.tolerations).toHaveLength(2);
    expect(daemonsets?.tolerations).toContainEqual(extra);
  });

  it('do not depend on the order of pools', () => {
    const a = makePool(EKS, 'a', { taints: [spot] });
    const b = makePool(EKS, 'b', { taints: [{ key: 'team', effect: 'NoSchedule' }] });
    expect(valuesOf(makeContext(EKS, [a, b]))).toEqual(valuesOf(makeContext(EKS, [b, a])));
  });

  it('leave feature discovery alone where it is installed apart', () => {
    const values = valuesOf(makeContext(EKS, [makePool(EKS, 'a')], [], 'separate'));
    expect(values.nfd).toEqual({ enabled: false });
    expect(values).not.toHaveProperty('node-feature-discovery');
  });
});

describe('sharing', () => {
  it('becomes one file of the device plugin per configuration, found by node label only', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((name) => makePool(EKS, name, { gpu: 'l4' }));
    const sharings = [shares(b!, 'time-slicing', 4), shares(c!, 'time-slicing', 4), shares(a!, 'time-slicing', 8)];
    const { release, objects } = renderGpuOperator({}, makeContext(EKS, [a!, b!, c!], sharings));
    const map = configMap(objects, 'device-plugin-configs-');
    expect(map).toMatchObject({ metadata: { namespace: 'gpu-operator' }, immutable: true });
    const data = map['data'] as Record<string, string>;
    expect(Object.keys(data)).toEqual(['time-slicing-4', 'time-slicing-8']);
    expect(parse(data['time-slicing-4']!)).toEqual(sharings[0]!.devicePluginConfig!.config);
    expect((release!.values as GpuOperatorValues).devicePlugin?.config).toEqual({
      create: false,
      name: map.metadata.name,
      default: '',
    });
  });

  it('changes the name of the ConfigMap with its content, and only then', () => {
    const pool = makePool(EKS, 'a', { gpu: 'l4' });
    const name = (replicas: number) =>
      configMap(
        renderGpuOperator({}, makeContext(EKS, [pool], [shares(pool, 'time-slicing', replicas)])).objects,
        'device',
      ).metadata.name;
    expect(name(4)).toBe(name(4));
    expect(name(4)).not.toBe(name(5));
  });

  it('puts all layouts into the one file of the MIG manager, with the one that switches MIG off', () => {
    const a = makePool(EKS, 'a');
    const b = makePool(EKS, 'b');
    const half = [
      { devices: [0, 1, 2, 3], 'mig-enabled': true, 'mig-devices': { '7g.80gb': 1 } },
      { devices: [4, 5, 6, 7], 'mig-enabled': false },
    ] as const;
    const sharings = [slices(a, CUT), slices(b, half)];
    const { release, objects } = renderGpuOperator({}, makeContext(EKS, [a, b], sharings));
    const map = configMap(objects, 'mig-configs-');
    const file = parse((map['data'] as Record<string, string>)['config.yaml']!) as Record<string, unknown>;
    expect(file).toEqual({
      version: 'v1',
      'mig-configs': {
        'all-disabled': [{ devices: 'all', 'mig-enabled': false }],
        [sharings[0]!.migConfig!.name]: CUT,
        [sharings[1]!.migConfig!.name]: half,
      },
    });
    const { migManager, mig } = release!.values as GpuOperatorValues;
    expect(migManager).toEqual({
      enabled: true,
      config: { create: false, name: map.metadata.name, default: 'all-disabled' },
    });
    expect(mig).toEqual({ strategy: '' });
  });

  it('lets the MIG manager reboot nodes only where a pool needs it', () => {
    const pool = makePool(EKS, 'a', { gpu: 'a100-40gb' });
    const values = (reboots: boolean) => valuesOf(makeContext(EKS, [pool], [slices(pool, CUT, 'mixed', reboots)]));
    expect(values(true).migManager?.env).toEqual([{ name: 'WITH_REBOOT', value: 'true' }]);
    expect(values(false).migManager?.env).toBeUndefined();
  });

  it('leaves the strategy to the device-plugin files, which the chart value would outrank', () => {
    const [plain, cut, joined, shared] = ['plain', 'cut', 'joined', 'shared'].map((name) => makePool(EKS, name));
    const sharings = [slices(cut!, CUT, 'mixed'), slices(joined!, CUT, 'single'), shares(shared!, 'mps', 4)];
    expect(valuesOf(makeContext(EKS, [plain!, cut!, joined!, shared!], sharings)).mig).toEqual({ strategy: '' });
    expect(valuesOf(makeContext(EKS, [plain!], [])).mig).toEqual({ strategy: '' });
  });

  it('takes the strategy of the user where somebody else cut the GPUs', () => {
    const context = makeContext(EKS, [makePool(EKS, 'plain')], []);
    const { release } = renderGpuOperator({ values: { mig: { strategy: 'single' } } }, context);
    expect((release!.values as GpuOperatorValues).mig).toEqual({ strategy: 'single' });
  });

  it('leaves sharing that the image or the cloud does to them', () => {
    const pool = makePool(EKS, 'a', { image: 'bottlerocket' });
    const byImage = {
      ...shares(pool, 'time-slicing', 4),
      doneBy: 'image',
      devicePluginConfig: undefined,
      labels: {},
    } as const;
    const { objects } = renderGpuOperator({}, makeContext(EKS, [pool], [byImage]));
    expect(objects.map(({ kind }) => kind)).toEqual(['Namespace']);
  });
});

describe('own props', () => {
  const context = makeContext(onPrem(v), [makePool(onPrem(v), 'a')]);

  it('settles the driver and its upgrades in the words of the chart', () => {
    const values = valuesOf(context, {
      driver: {
        version: '580.173.02',
        kernelModuleType: 'open',
        rdma: 'host-mofed',
        gds: true,
        gdrcopy: true,
        upgrade: {
          maxParallel: 2,
          maxUnavailable: '10%',
          waitForJobs: { podSelector: 'app=train', timeoutSeconds: 600 },
          deleteBarePods: true,
          drain: true,
        },
      },
    });
    expect(values.driver).toEqual({
      enabled: true,
      version: '580.173.02',
      kernelModuleType: 'open',
      rdma: { enabled: true, useHostMofed: true },
      upgradePolicy: {
        maxParallelUpgrades: 2,
        maxUnavailable: '10%',
        waitForCompletion: { podSelector: 'app=train', timeoutSeconds: 600 },
        gpuPodDeletion: { force: true },
        drain: { enable: true },
      },
    });
    expect([values.gds, values.gdrcopy]).toEqual([{ enabled: true }, { enabled: true }]);
  });

  it('measures what and as often as asked', () => {
    const metrics = ['DCGM_FI_DEV_GPU_UTIL, gauge, GPU utilization (in %).'];
    const props = {
      dcgmExporter: {
        intervalSeconds: 5,
        metrics,
        podLabels: ['^app$'],
        serviceMonitorLabels: { release: 'prometheus' },
      },
    };
    const { objects } = renderGpuOperator(props, context);
    const map = configMap(objects, 'dcgm-metrics-');
    expect(map['data']).toEqual({ 'dcgm-metrics.csv': 'DCGM_FI_DEV_GPU_UTIL, gauge, GPU utilization (in %).\n' });
    expect(valuesOf(context, props).dcgmExporter).toEqual({
      enabled: true,
      serviceMonitor: { additionalLabels: { release: 'prometheus' } },
      env: [{ name: 'DCGM_EXPORTER_INTERVAL', value: '5000' }],
      config: { name: map.metadata.name },
      enablePodLabels: true,
      podLabelAllowlistRegex: ['^app$'],
    });
  });

  it('adds further values, and gives overrides the last word', () => {
    const values = valuesOf(context, {
      values: { operator: { resources: { limits: { memory: '1Gi' } } }, toolkit: { env: [{ name: 'A', value: 'b' }] } },
      overrides: { driver: { enabled: false }, gfd: null },
    });
    expect(values.operator?.resources?.limits).toEqual({ memory: '1Gi' });
    expect(values.toolkit?.env).toEqual([{ name: 'A', value: 'b' }]);
    expect(values.driver?.enabled).toBe(false);
    expect(values).not.toHaveProperty('gfd');
  });

  it('installs the release that components know, where it says none', () => {
    const { release } = renderGpuOperator({}, context);
    expect(release).toMatchObject({
      component: 'gpu-operator',
      chart: 'gpu-operator',
      version: 'v26.7.0',
      namespace: 'gpu-operator',
      releaseName: 'gpu-operator',
    });
    expect(COMPONENTS['gpu-operator'].version).toBe(DEFAULT_OPERATOR_VERSION);
  });
});

describe('as a whole', () => {
  it('stays the same in its smallest use', () => {
    expect(renderGpuOperator({}, makeContext(EKS, [makePool(EKS, 'a', { gpu: 'l4' })]))).toMatchSnapshot();
  });

  it('stays the same in its fullest use', () => {
    const platform = gke({ ...v, gpuStack: 'operator', driverInstaller: 'present' });
    const spot = { key: 'example.com/spot', effect: 'NoSchedule' } as const;
    const cut = makePool(platform, 'cut', { taints: [spot] });
    const shared = makePool(platform, 'shared', { gpu: 'l4' });
    const claimed = makePool(platform, 'claimed', { allocation: 'dra' });
    const sharings = [slices(cut, CUT, 'mixed', true), shares(shared, 'mps', 8)];
    const props = {
      namespace: 'gpu',
      dcgmExporter: { intervalSeconds: 10, metrics: ['DCGM_FI_DEV_FB_USED, gauge, used memory'] },
      values: { operator: { resources: { limits: { memory: '1Gi' } } } },
      overrides: { nodeStatusExporter: { enabled: true } },
    };
    const context = makeContext(platform, [cut, shared, claimed], sharings);
    expect(checkGpuOperator(props, context)).toEqual([]);
    expect(renderGpuOperator(props, context)).toMatchSnapshot();
  });
});
