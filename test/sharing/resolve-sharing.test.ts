import type { ConfigIssue } from '../../lib/errors';
import type { ResolvedPool } from '../../lib/nodes';
import { eks, gke, type Platform } from '../../lib/platforms';
import { type PoolSharing, resolveSharing } from '../../lib/sharing';
import {
  AKS,
  BOTTLEROCKET_OWNERS,
  declare,
  EKS,
  EKS_OVERLAY,
  GKE,
  LOCAL,
  ON_PREM,
  ownedBy,
  resolved,
  type SharingKind,
} from './pools';

function answer(kind: SharingKind, props: object, pool: ResolvedPool, platform: Platform = ON_PREM) {
  return resolveSharing(declare(kind, props, pool), pool, platform);
}

function settled(kind: SharingKind, props: object, pool: ResolvedPool, platform?: Platform): PoolSharing {
  const { sharing, issues } = answer(kind, props, pool, platform);
  expect(issues).toEqual([]);
  return sharing!;
}

function refused(kind: SharingKind, props: object, pool: ResolvedPool, platform?: Platform): ConfigIssue[] {
  const { sharing, issues } = answer(kind, props, pool, platform);
  expect(sharing).toBeUndefined();
  return issues;
}

const H100 = resolved('h100-80gb');
const L4 = resolved('l4', { gpusPerNode: 1 });

describe('MIG by the GPU Operator', () => {
  const layout = { '3g.40gb': 1, '2g.20gb': 1, '1g.10gb': 2 };

  it('offers every instance of the layout on every GPU, and no whole GPU', () => {
    expect(settled('mig', { layout }, H100).resources).toEqual({
      'nvidia.com/gpu': 0,
      'nvidia.com/mig-3g.40gb': 8,
      'nvidia.com/mig-2g.20gb': 8,
      'nvidia.com/mig-1g.10gb': 16,
    });
  });

  it('labels the nodes from birth with the names of both files', () => {
    const sharing = settled('mig', { layout }, H100);
    expect(sharing.labels).toEqual({
      'nvidia.com/mig.config': sharing.migConfig!.name,
      'nvidia.com/device-plugin.config': sharing.devicePluginConfig!.key,
    });
    expect(sharing.migConfig!.name).toMatch(/^mig-3g\.40gb-2g\.20gb-2x1g\.10gb-[0-9a-f]{8}$/);
    expect(sharing.devicePluginConfig).toEqual({
      key: expect.stringMatching(/^mig-mixed-[0-9a-f]{8}$/) as string,
      config: { version: 'v1', flags: { migStrategy: 'mixed' } },
    });
  });

  it('gives one layout one name, however it is written', () => {
    const { migConfig } = settled('mig', { layout }, H100);
    const reordered = { '1g.10gb': 2, '2g.20gb': 1, '3g.40gb': 1, '7g.80gb': 0 };
    expect(settled('mig', { layout: reordered }, H100).migConfig).toEqual(migConfig);
    const changed = settled('mig', { layout: { ...layout, '1g.10gb': 1 } }, H100).migConfig;
    expect(changed!.name).not.toBe(migConfig!.name);
  });

  it('leaves GPUs that no entry lists whole, and says so to the MIG manager', () => {
    const devices = [
      { gpus: [3, 2], layout: { '1g.10gb': 7 } },
      { gpus: [0, 1], layout: { '3g.40gb': 2 } },
    ];
    const sharing = settled('mig', { devices }, H100);
    expect(sharing.migConfig!.entries).toEqual([
      { devices: [0, 1], 'mig-enabled': true, 'mig-devices': { '3g.40gb': 2 } },
      { devices: [2, 3], 'mig-enabled': true, 'mig-devices': { '1g.10gb': 7 } },
      { devices: [4, 5, 6, 7], 'mig-enabled': false },
    ]);
    expect(sharing.resources).toEqual({
      'nvidia.com/gpu': 4,
      'nvidia.com/mig-3g.40gb': 4,
      'nvidia.com/mig-1g.10gb': 14,
    });
  });

  it('takes entries with one layout as one', () => {
    const devices = [4, 0].map((first) => ({ gpus: [0, 1, 2, 3].map((i) => first + i), layout: { '1g.10gb': 7 } }));
    expect(settled('mig', { devices }, H100).migConfig).toEqual(
      settled('mig', { layout: { '1g.10gb': 7 } }, H100).migConfig,
    );
  });

  it('hands slices out as GPUs with the single strategy', () => {
    const sharing = settled('mig', { layout: { '1g.10gb': 7 }, strategy: 'single' }, H100);
    expect(sharing.resources).toEqual({ 'nvidia.com/gpu': 56 });
    expect(sharing.devicePluginConfig!.config.flags.migStrategy).toBe('single');
  });

  it('restarts nodes to switch MIG on where a GPU in a virtual machine cannot be reset', () => {
    const a100 = resolved('a100-80gb');
    const props = { layout: { '1g.10gb': 7 } };
    expect(settled('mig', props, a100, EKS_OVERLAY).rebootsNode).toBe(true);
    expect(settled('mig', props, H100, EKS_OVERLAY).rebootsNode).toBe(false);
    expect(settled('mig', props, a100, ON_PREM).rebootsNode).toBe(false);
    expect(settled('mig', props, H100, gke({ kubernetesVersion: '1.35', gpuStack: 'operator' })).rebootsNode).toBe(
      true,
    );
  });

  it('cuts GPUs that are claimed without telling a device plugin', () => {
    const pool = resolved('h100-80gb', {
      allocation: 'dra',
      owners: ownedBy('operator', { devicePlugin: 'dra-driver' }),
    });
    const sharing = settled('mig', { layout: { '3g.40gb': 2 } }, pool);
    expect(sharing.resources).toEqual({});
    expect(Object.keys(sharing.labels)).toEqual(['nvidia.com/mig.config']);
    expect(sharing.devicePluginConfig).toBeUndefined();
    expect(refused('mig', { layout: { '3g.40gb': 2 }, strategy: 'mixed' }, pool)).toMatchObject([
      { code: 'SHARING_CONFLICT', path: 'strategy' },
    ]);
  });

  it.each([
    ['a layout that does not fit', { layout: { '3g.40gb': 2, '1g.10gb': 1 } }, 'layout'],
    ['a profile of another GPU', { layout: { '1g.18gb': 1 } }, "layout['1g.18gb']"],
    ['no layout at all', {}, 'layout'],
    ['a layout of nothing', { layout: {} }, 'layout'],
    ['null', { layout: null }, 'layout'],
    ['a layout twice', { layout: { '7g.80gb': 1 }, devices: [] }, 'devices'],
    ['no devices', { devices: [] }, 'devices'],
    ['devices that are no list', { devices: { gpus: [0] } }, 'devices'],
    ['a device that is no entry', { devices: [null] }, 'devices[0]'],
    ['an entry without GPUs', { devices: [{ gpus: [], layout: { '7g.80gb': 1 } }] }, 'devices[0].gpus'],
    ['a GPU that is not there', { devices: [{ gpus: [8], layout: { '7g.80gb': 1 } }] }, 'devices[0].gpus[0]'],
    ['a GPU written as text', { devices: [{ gpus: ['0'], layout: { '7g.80gb': 1 } }] }, 'devices[0].gpus[0]'],
    ['an overfull layout of some GPUs', { devices: [{ gpus: [0], layout: { '7g.80gb': 2 } }] }, 'devices[0].layout'],
    ['a strategy that does not exist', { layout: { '7g.80gb': 1 }, strategy: 'mix' }, 'strategy'],
    ['strategy null', { layout: { '7g.80gb': 1 }, strategy: null }, 'strategy'],
    ['several profiles under one name', { layout: { '3g.40gb': 1, '1g.10gb': 4 }, strategy: 'single' }, 'strategy'],
    [
      'whole GPUs under the name of slices',
      { devices: [{ gpus: [0], layout: { '1g.10gb': 7 } }], strategy: 'single' },
      'strategy',
    ],
  ])('refuses %s', (_case, props, path) => {
    const issues = refused('mig', props, H100);
    expect(issues.map((issue) => issue.path)).toEqual([path]);
    for (const { reason, hint } of issues) expect(`${reason} ${hint}`).not.toMatch(/undefined|\[object|NaN/);
  });

  it('refuses a GPU listed twice, and says where it stands already', () => {
    const layout = { '7g.80gb': 1 };
    const devices = [
      { gpus: [0, 1], layout },
      { gpus: [1], layout },
    ];
    const [issue, ...others] = refused('mig', { devices }, H100);
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ code: 'MIG_DEVICES_INVALID', path: 'devices[1].gpus[0]' });
    expect(issue!.reason).toContain('devices[0].gpus');
  });

  it('refuses GPUs without MIG and points to sharing', () => {
    const [issue] = refused('mig', { layout: { '1g.5gb': 1 } }, resolved('t4'));
    expect(issue).toMatchObject({ code: 'MIG_UNSUPPORTED' });
    expect(issue!.hint).toContain('TimeSlicedGpu');
  });

  it('refuses a layout that one of several GPUs of a pool cannot have', () => {
    const pool = resolved(['h100-80gb', 'h200-141gb']);
    expect(refused('mig', { layout: { '1g.10gb': 7 } }, pool)[0]!.reason).toContain('h200-141gb');
    expect(settled('mig', { layout: { '1g.10gb': 7 } }, resolved(['a100-80gb', 'h100-80gb'])).resources).toMatchObject({
      'nvidia.com/mig-1g.10gb': 56,
    });
  });

  it('refuses to cut a part of a GPU', () => {
    const pool = resolved('rtx-pro-6000-blackwell', { gpuFraction: 0.125, gpusPerNode: 1 });
    expect(refused('mig', { layout: { '4g.96gb': 1 } }, pool)).toMatchObject([
      { code: 'SHARING_CONFLICT', path: 'pool' },
    ]);
  });

  it('refuses where nobody may cut', () => {
    const pool = resolved('h100-80gb', { owners: ownedBy('operator', { migManager: 'nobody' }) });
    expect(refused('mig', { layout: { '7g.80gb': 1 } }, pool)).toMatchObject([{ code: 'PLATFORM_UNSUPPORTED' }]);
  });
});

describe('time slicing and MPS by the GPU Operator', () => {
  it('renames shares, so that no pod gets a share for a whole GPU', () => {
    const sharing = settled('timeSliced', {}, L4);
    expect(sharing.resources).toEqual({ 'nvidia.com/gpu': 0, 'nvidia.com/gpu.shared': 4 });
    expect(sharing.devicePluginConfig!.config).toEqual({
      version: 'v1',
      flags: { migStrategy: 'none' },
      sharing: {
        timeSlicing: {
          renameByDefault: true,
          failRequestsGreaterThanOne: true,
          resources: [{ name: 'nvidia.com/gpu', replicas: 4 }],
        },
      },
    });
    expect(sharing.labels).toEqual({ 'nvidia.com/device-plugin.config': sharing.devicePluginConfig!.key });
  });

  it('keeps the name where asked', () => {
    const sharing = settled('timeSliced', { rename: false, replicas: 10 }, resolved('l4'));
    expect(sharing.resources).toEqual({ 'nvidia.com/gpu': 80 });
    expect(sharing.devicePluginConfig!.key).toMatch(/^time-slicing-10-[0-9a-f]{8}$/);
  });

  it('never lets the plugin see MIG beside MPS', () => {
    const sharing = settled('mps', { replicas: 48 }, L4);
    expect(sharing.devicePluginConfig!.config).toEqual({
      version: 'v1',
      flags: { migStrategy: 'none' },
      sharing: { mps: { renameByDefault: true, resources: [{ name: 'nvidia.com/gpu', replicas: 48 }] } },
    });
  });

  it('divides memory by MPS, and leaves all of it to each time slice', () => {
    const [timed] = settled('timeSliced', { replicas: 2 }, L4).offers;
    const [mps] = settled('mps', { replicas: 2 }, L4).offers;
    expect(timed).toMatchObject({ kind: 'share', perNode: 2, memoryGiB: 22.35, isolated: false });
    expect(mps).toMatchObject({ kind: 'share', perNode: 2, memoryGiB: 11.17, isolated: false });
  });

  const wrong: [unknown, string][] = [
    [1, 'use 2'],
    [0, 'use 2'],
    [2.5, 'write 3'],
    ['4', 'write 4'],
    [NaN, 'write 2'],
    [null, 'write 2'],
    [Infinity, 'write'],
    [{}, 'write 2'],
  ];
  it.each(wrong)('refuses %p replicas', (replicas, hint) => {
    for (const kind of ['timeSliced', 'mps'] as const) {
      const issues = refused(kind, { replicas }, L4);
      expect(issues).toMatchObject([{ path: 'replicas' }]);
      expect(issues[0]!.hint).toContain(hint);
    }
  });

  it('holds MPS to the clients its server takes', () => {
    expect(refused('mps', { replicas: 49 }, L4)).toMatchObject([{ code: 'VALUE_OUT_OF_RANGE', hint: 'use 48' }]);
    expect(refused('mps', { replicas: 17 }, resolved('v100-16gb'))).toMatchObject([{ hint: 'use 16' }]);
    expect(refused('mps', { replicas: 17 }, resolved(['v100-16gb', 't4']))).toMatchObject([{ hint: 'use 16' }]);
    settled('mps', { replicas: 16 }, resolved('v100-16gb'));
    settled('timeSliced', { replicas: 100 }, L4);
  });

  it.each([
    ['rename', 'yes', 'write true'],
    ['rename', null, 'write false'],
    ['failRequestsGreaterThanOne', 'false', 'write false'],
  ])('refuses %s: %p', (path, value, hint) => {
    expect(refused('timeSliced', { [path]: value }, L4)).toMatchObject([{ code: 'VALUE_INVALID', path, hint }]);
  });

  it('refuses to share claimed GPUs through a device plugin', () => {
    const pool = resolved('l4', { allocation: 'dra', owners: ownedBy('operator', { devicePlugin: 'dra-driver' }) });
    expect(refused('timeSliced', {}, pool)).toMatchObject([{ code: 'SHARING_CONFLICT' }]);
    expect(refused('mps', {}, pool)[0]!.hint).toContain("allocation: 'device-plugin'");
  });
});

describe('autoscalers', () => {
  const zero = { nodes: { min: 0, max: 9 } };
  const cases: [string, Partial<ResolvedPool>, Platform, string | undefined][] = [
    ['Karpenter', { ...zero, provisioner: 'karpenter' }, EKS, 'nodeOverlay: true'],
    ['Karpenter with NodeOverlay', { ...zero, provisioner: 'karpenter' }, EKS_OVERLAY, undefined],
    ['AKS node auto-provisioning', { ...zero, provisioner: 'karpenter' }, AKS, "provisioner: 'existing'"],
    ['a node pool of AKS that starts from nothing', { ...zero, provisioner: 'existing' }, AKS, 'min: 1, max: 9'],
    ['a node pool of AKS that keeps a node', { provisioner: 'existing' }, AKS, undefined],
    ['the cluster autoscaler', { ...zero, provisioner: 'existing' }, EKS, 'min: 1, max: 9'],
    ['nobody', { ...zero, provisioner: 'existing' }, ON_PREM, undefined],
    ['simulated nodes', { ...zero, provisioner: 'simulated', owners: ownedBy('simulator') }, LOCAL, undefined],
    ['a ComputeClass', { ...zero, provisioner: 'compute-class', owners: ownedBy('cloud') }, GKE, undefined],
    ['node pools of GKE', { ...zero, provisioner: 'existing', owners: ownedBy('cloud') }, GKE, undefined],
    ['Karpenter that keeps a node', { provisioner: 'karpenter' }, EKS, undefined],
  ];
  it.each(cases)('%s', (_who, facts, platform, hint) => {
    const pool = resolved('l4', facts);
    const { issues } = answer('timeSliced', {}, pool, platform);
    expect(issues.map(({ code }) => code)).toEqual(hint === undefined ? [] : ['AUTOSCALER_BLIND']);
    if (hint !== undefined) expect(issues[0]!.hint).toContain(hint);
  });

  it('offers to keep a node only to a Karpenter that can', () => {
    const pool = resolved('l4', { ...zero, provisioner: 'karpenter' });
    const keeps = eks({ kubernetesVersion: '1.35', karpenter: { staticCapacity: true } });
    expect(refused('timeSliced', {}, pool, keeps)[0]!.hint).toContain('min: 1');
    expect(refused('timeSliced', {}, pool, EKS)[0]!.hint).not.toContain('min: 1');
  });
});

describe('places that divide GPUs themselves', () => {
  const google = (facts: Partial<ResolvedPool> = {}, gpu: 'h100-80gb' | 'a100-40gb' | 'l4' = 'h100-80gb') =>
    resolved(gpu, { owners: ownedBy('cloud'), provisioner: 'compute-class', nodes: { min: 0, max: 4 }, ...facts });
  const bottlerocket = resolved('h100-80gb', { owners: BOTTLEROCKET_OWNERS });

  it('puts partitions and shares into the words of GKE, under the name of GPUs', () => {
    const cut = settled('mig', { layout: { '3g.40gb': 2 } }, google(), GKE);
    expect(cut).toMatchObject({ platformSharing: { partition: '3g.40gb' }, resources: { 'nvidia.com/gpu': 16 } });
    expect(cut.labels).toEqual({});
    expect(cut.migConfig).toBeUndefined();
    const shared = settled('timeSliced', { replicas: 3 }, google({}, 'l4'), GKE);
    expect(shared.platformSharing).toEqual({ strategy: 'time-sharing', clientsPerGpu: 3 });
    expect(shared.resources).toEqual({ 'nvidia.com/gpu': 24 });
    expect(settled('mps', {}, google({}, 'l4'), GKE).platformSharing).toEqual({ strategy: 'mps', clientsPerGpu: 4 });
  });

  it.each([
    ['mig', { layout: { '3g.40gb': 1, '1g.10gb': 4 } }, 'MIG_NOT_UNIFORM', "{ '3g.40gb': 2 }"],
    ['mig', { layout: { '1g.10gb': 6 } }, 'MIG_NOT_UNIFORM', "{ '1g.10gb': 7 }"],
    ['mig', { layout: { '1g.10gb+me': 1 } }, 'MIG_NOT_UNIFORM', "{ '1g.10gb': 7 }"],
    ['mig', { devices: [{ gpus: [0], layout: { '3g.40gb': 2 } }] }, 'MIG_NOT_UNIFORM', "{ '3g.40gb': 2 }"],
    ['mig', { layout: { '3g.40gb': 2 }, strategy: 'mixed' }, 'PLATFORM_UNSUPPORTED', 'drop strategy'],
    ['timeSliced', { replicas: 49 }, 'VALUE_OUT_OF_RANGE', 'use 48'],
    ['timeSliced', { rename: true }, 'PLATFORM_UNSUPPORTED', 'drop rename'],
    ['timeSliced', { failRequestsGreaterThanOne: false }, 'PLATFORM_UNSUPPORTED', 'drop'],
  ] as const)('refuses what GKE cannot do: %s %j', (kind, props, code, hint) => {
    const issues = refused(kind, props, google(), GKE);
    expect(issues).toMatchObject([{ code }]);
    expect(issues[0]!.hint).toContain(hint);
  });

  it("does not take GKE's word for a slice that it would make smaller", () => {
    expect(refused('mig', { layout: { '1g.10gb': 4 } }, google({}, 'a100-40gb'), GKE)).toMatchObject([
      { code: 'MIG_NOT_UNIFORM' },
    ]);
  });

  it('asks for the GKE version whose ComputeClass can share', () => {
    const older = gke({ kubernetesVersion: '1.34' });
    expect(refused('timeSliced', {}, google(), older)).toMatchObject([{ code: 'KUBERNETES_TOO_OLD' }]);
    settled('timeSliced', {}, google({ provisioner: 'existing' }), older);
  });

  it('puts sharing into the words of Bottlerocket', () => {
    expect(settled('timeSliced', { replicas: 3 }, bottlerocket).imageSharing).toEqual({
      strategy: 'time-slicing',
      replicas: 3,
      renameByDefault: true,
      failRequestsGreaterThanOne: true,
    });
    expect(settled('mps', {}, bottlerocket).imageSharing).toEqual({
      strategy: 'mps',
      replicas: 4,
      renameByDefault: true,
    });
    const cut = settled('mig', { layout: { '2g.20gb': 3 } }, bottlerocket);
    expect(cut.imageSharing).toEqual({ strategy: 'none', migProfiles: { 'h100.80gb': '2g.20gb' } });
    expect(cut).toMatchObject({ labels: {}, resources: { 'nvidia.com/gpu': 24 }, migStrategy: 'single' });
  });

  it('refuses what Bottlerocket would read as something else', () => {
    // It takes every profile it does not know for the whole GPU.
    const issues = refused('mig', { layout: { '4g.40gb': 1 } }, bottlerocket);
    expect(issues).toMatchObject([{ code: 'MIG_NOT_UNIFORM' }]);
    expect(issues[0]!.hint).toContain("{ '3g.40gb': 2 }");
    const unknown = resolved('h100-94gb', { owners: BOTTLEROCKET_OWNERS });
    expect(refused('mig', { layout: { '1g.12gb': 7 } }, unknown)[0]!.hint).toContain('al2023');
    const old = eks({ kubernetesVersion: '1.35', image: 'bottlerocket', imageVersion: 'v1.53.1' });
    expect(refused('mps', {}, bottlerocket, old)).toMatchObject([{ code: 'PLATFORM_UNSUPPORTED' }]);
  });

  it('refuses everything on EKS Auto Mode, with a way out', () => {
    const auto = eks({ kubernetesVersion: '1.35', autoMode: true });
    const pool = resolved('h100-80gb', {
      provisioner: 'karpenter',
      owners: ownedBy('cloud', { migManager: 'nobody' }),
    });
    for (const [kind, props] of [
      ['mig', { layout: { '7g.80gb': 1 } }],
      ['timeSliced', {}],
      ['mps', {}],
    ] as const) {
      const issues = refused(kind, props, pool, auto);
      expect(issues).toMatchObject([{ code: 'PLATFORM_UNSUPPORTED' }]);
      expect(issues[0]!.hint).toContain("provisioner: 'existing'");
    }
  });

  it('shows on simulated nodes what the device plugin would, and installs nothing', () => {
    const pool = resolved('h100-80gb', { provisioner: 'simulated', owners: ownedBy('simulator') });
    const sharing = settled('mig', { layout: { '3g.40gb': 1, '1g.10gb': 4 } }, pool, LOCAL);
    expect(sharing.resources).toMatchObject({ 'nvidia.com/mig-3g.40gb': 8, 'nvidia.com/mig-1g.10gb': 32 });
    expect(sharing.migConfig).toBeUndefined();
    expect(sharing.labels['nvidia.com/mig.config']).toMatch(/^mig-/);
  });
});

describe('props that nobody knows', () => {
  const layout = { '7g.80gb': 1 };

  it.each<[SharingKind, object, string, string]>([
    ['timeSliced', { replica: 8 }, 'replica', "did you mean 'replicas'?"],
    ['mps', { replica: 8 }, 'replica', "did you mean 'replicas'?"],
    ['mps', { failRequestsGreaterThanOne: true }, 'failRequestsGreaterThanOne', 'use'],
    ['mig', { layout, stratgy: 'single' }, 'stratgy', "did you mean 'strategy'?"],
    ['mig', { devices: [{ gpus: [0], layout, gpu: 1 }] }, 'devices[0].gpu', "did you mean 'gpus'?"],
  ])('are refused on %s: %j', (kind, props, path, hint) => {
    const issues = refused(kind, props, H100);
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ code: 'VALUE_INVALID', path, reason: 'is not an option here' });
    expect(issues[0]!.hint).toContain(hint);
  });
});
