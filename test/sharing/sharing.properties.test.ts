import fc from 'fast-check';
import {
  GPU_MODEL_IDS,
  type GpuModel,
  isPlaceable,
  migGeometryOf,
  migProfilesOf,
  migResourceName,
} from '../../lib/gpu';
import { isLabelValue } from '../../lib/kube';
import type { ResolvedPool } from '../../lib/nodes';
import { eks, gke, type Platform } from '../../lib/platforms';
import {
  allocate,
  devicePluginConfigs,
  migConfigs,
  type PoolSharing,
  resolveSharing,
  shapeNode,
} from '../../lib/sharing';
import { MIG_KEYS, MPS_KEYS, TIME_SLICED_KEYS } from '../../lib/sharing/known-keys';
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

const platform = fc.constantFrom<Platform>(
  EKS,
  EKS_OVERLAY,
  eks({ kubernetesVersion: '1.34', autoMode: true }),
  GKE,
  gke({ kubernetesVersion: '1.33' }),
  AKS,
  ON_PREM,
  LOCAL,
);

const owners = fc.constantFrom(
  ownedBy('operator'),
  ownedBy('simulator'),
  ownedBy('cloud'),
  ownedBy('cloud', { migManager: 'nobody' }),
  BOTTLEROCKET_OWNERS,
);

const pool = fc
  .record({
    gpus: fc.uniqueArray(fc.constantFrom(...GPU_MODEL_IDS), { minLength: 1, maxLength: 2 }),
    gpusPerNode: fc.constantFrom(1, 2, 4, 8, 16),
    gpuFraction: fc.constantFrom(1, 1, 1, 0.125),
    nodes: fc.record({ min: fc.constantFrom(0, 1), max: fc.constantFrom(1, 50) }),
    provisioner: fc.constantFrom(
      'karpenter' as const,
      'compute-class' as const,
      'existing' as const,
      'simulated' as const,
    ),
    allocation: fc.constantFrom('device-plugin' as const, 'device-plugin' as const, 'dra' as const),
    owners,
  })
  .map(({ gpus, ...facts }) =>
    resolved(
      gpus,
      facts.allocation === 'dra' ? { ...facts, owners: { ...facts.owners, devicePlugin: 'dra-driver' } } : facts,
    ),
  );

const PROFILES = [...new Set(GPU_MODEL_IDS.flatMap((model) => Object.keys(migProfilesOf(model))))];
const garbage = fc.oneof(
  fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withSet: true }),
  fc.constantFrom<unknown>(null, NaN, '3', -1, 0, 1, 2.5, Infinity, '', 'ü'.repeat(300), [], {}, [null], [[]], true),
);
const layout = fc.dictionary(fc.constantFrom(...PROFILES), fc.integer({ min: 0, max: 8 }), { maxKeys: 4 });
const props = fc.record(
  {
    layout: fc.oneof({ weight: 3, arbitrary: layout }, garbage),
    devices: fc.oneof(
      garbage,
      fc.array(
        fc.record(
          { gpus: fc.oneof(fc.array(fc.integer({ min: -1, max: 9 })), garbage), layout: fc.oneof(layout, garbage) },
          { requiredKeys: [] },
        ),
        { maxLength: 3 },
      ),
    ),
    strategy: fc.oneof(fc.constantFrom('mixed', 'single', 'none'), garbage),
    replicas: fc.oneof(fc.integer({ min: -1, max: 60 }), garbage),
    rename: fc.oneof(fc.boolean(), garbage),
    failRequestsGreaterThanOne: fc.oneof(fc.boolean(), garbage),
  },
  { requiredKeys: [] },
);

const KEYS: Readonly<Record<SharingKind, readonly string[]>> = {
  mig: MIG_KEYS,
  timeSliced: TIME_SLICED_KEYS,
  mps: MPS_KEYS,
};

/** Of all props those that this kind of sharing has; strange ones are refused at once, and hide the rest. */
function known(kind: SharingKind, props: object): object {
  return Object.fromEntries(Object.entries(props).filter(([key]) => KEYS[kind].includes(key)));
}

/** Props that suit the pool, of which chance finds too few. */
function fitting(kind: SharingKind, { gpus }: ResolvedPool): object {
  return kind === 'mig' ? { layout: migGeometryOf(gpus[0]!)?.balanced } : {};
}

const kind = fc.constantFrom('mig' as const, 'timeSliced' as const, 'mps' as const);

test('whatever is declared gives a sharing or issues, and never throws', () => {
  const seen = { sharings: 0, issues: 0 };
  fc.assert(
    fc.property(kind, props, pool, platform, (kind, props, pool, platform) => {
      const { sharing, issues } = resolveSharing(declare(kind, known(kind, props), pool), pool, platform);
      expect(sharing === undefined).toBe(issues.length > 0);
      for (const { path, reason, hint } of issues) {
        expect(typeof path).toBe('string');
        expect(reason).not.toBe('');
        expect(hint).not.toBe('');
      }
      seen[sharing === undefined ? 'issues' : 'sharings']++;
      if (sharing !== undefined) obeysThePlugin(sharing);
    }),
    { numRuns: 3000 },
  );
  expect(seen.sharings).toBeGreaterThan(10);
  expect(seen.issues).toBeGreaterThan(300);
});

/** The rules by which NVIDIA's device plugin stops on a file, or drops a part of it. */
function obeysThePlugin({ labels, devicePluginConfig, pool }: PoolSharing): void {
  for (const value of Object.values(labels)) expect(isLabelValue(value)).toBe(true);
  if (devicePluginConfig === undefined) return;
  const { version, flags, sharing } = devicePluginConfig.config;
  expect(version).toBe('v1');
  expect(['none', 'single', 'mixed']).toContain(flags.migStrategy);
  if (sharing === undefined) return;
  expect(Object.keys(sharing)).toHaveLength(1);
  const { resources } = 'mps' in sharing ? sharing.mps : sharing.timeSlicing;
  expect(resources).toHaveLength(1);
  const [{ name, replicas }] = resources as [(typeof resources)[number]];
  expect(name).toBe('nvidia.com/gpu');
  expect(Number.isInteger(replicas) && replicas >= 2).toBe(true);
  if (!('mps' in sharing)) return;
  expect(flags.migStrategy).toBe('none');
  expect(replicas).toBeLessThanOrEqual(pool.gpus.some((model) => model.startsWith('v100')) ? 16 : 48);
}

const wish = fc
  .constantFrom(...GPU_MODEL_IDS.filter((model) => Object.keys(migProfilesOf(model)).length > 0))
  .chain((model) =>
    fc.tuple(
      fc.constant(model),
      fc.dictionary(fc.constantFrom(...Object.keys(migProfilesOf(model))), fc.integer({ min: 0, max: 3 }), {
        minKeys: 1,
        maxKeys: 3,
      }),
      fc.constantFrom(1, 4, 8),
    ),
  );

test('every layout that can be placed is offered in full, and no other is', () => {
  let accepted = 0;
  fc.assert(
    fc.property(wish, ([model, layout, gpusPerNode]: [GpuModel, Record<string, number>, number]) => {
      const pool = resolved(model, { gpusPerNode });
      const { sharing } = resolveSharing(declare('mig', { layout }, pool), pool, ON_PREM);
      const asked = Object.entries(layout).filter(([, count]) => count > 0);
      expect(sharing !== undefined).toBe(asked.length > 0 && isPlaceable(model, layout));
      if (sharing === undefined) return;
      accepted++;
      expect(sharing.resources).toEqual({
        'nvidia.com/gpu': 0,
        ...Object.fromEntries(asked.map(([profile, count]) => [migResourceName(profile), count * gpusPerNode])),
      });
    }),
    { numRuns: 2000 },
  );
  expect(accepted).toBeGreaterThan(500);
});

test('every GPU of a node is named once in what the MIG manager reads', () => {
  const cuts = fc
    .uniqueArray(fc.integer({ min: 0, max: 7 }), { minLength: 1, maxLength: 8 })
    .chain((gpus) => fc.tuple(fc.constant(gpus), fc.integer({ min: 1, max: gpus.length })));
  fc.assert(
    fc.property(cuts, ([gpus, split]) => {
      const devices = [
        { gpus: gpus.slice(0, split), layout: { '3g.40gb': 2 } },
        { gpus: gpus.slice(split), layout: { '1g.10gb': 7 } },
      ].filter((entry) => entry.gpus.length > 0);
      const pool = resolved('h100-80gb');
      const { sharing } = resolveSharing(declare('mig', { devices }, pool), pool, ON_PREM);
      const named = sharing!.migConfig!.entries.flatMap((entry) =>
        entry.devices === 'all' ? [0, 1, 2, 3, 4, 5, 6, 7] : entry.devices,
      );
      expect([...named].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
      const sum = Object.values(sharing!.resources).reduce((total, count) => total + count, 0);
      expect(sum).toBe(split * 2 + (gpus.length - split) * 7 + (8 - gpus.length));
    }),
    { numRuns: 500 },
  );
});

test('whatever stands for a handle gives an allocation that fits its node, or issues', () => {
  const handle = fc.record(
    {
      kind: fc.oneof(fc.constantFrom('whole', 'slice', 'share'), garbage),
      profile: fc.oneof(fc.constantFrom('3g.40gb', '1g.10gb'), garbage),
      count: fc.oneof(fc.integer({ min: -1, max: 20 }), garbage),
      source: garbage,
    },
    { requiredKeys: [] },
  );
  let allocated = 0;
  fc.assert(
    fc.property(handle, pool, fc.boolean(), fc.integer({ min: -3, max: 3 }), (handle, pool, own, count) => {
      const shape = shapeNode(pool);
      const given = (
        own
          ? { ...(count > 0 ? { kind: 'whole', count } : handle), source: pool.construct, pool: pool.construct }
          : handle
      ) as never;
      const { allocation, issues } = allocate(given, shape);
      expect(allocation === undefined).toBe(issues.length > 0);
      if (allocation === undefined) return;
      allocated++;
      for (const [resource, amount] of Object.entries(allocation.resources)) {
        expect(Number(amount) * allocation.perNode).toBeLessThanOrEqual(shape.resources[resource]!);
      }
      expect(allocation.perNode).toBeGreaterThan(0);
      expect(allocation.memoryGiB).toBeGreaterThan(0);
    }),
    { numRuns: 1500 },
  );
  expect(allocated).toBeGreaterThan(10);
});

test('the files of the operator hold every name that a node carries', () => {
  const seen = { plugin: 0, mig: 0 };
  fc.assert(
    fc.property(fc.array(fc.tuple(kind, props, pool, fc.boolean()), { maxLength: 6 }), (declared) => {
      const sharings = declared.flatMap(
        ([kind, props, pool, plain]) =>
          resolveSharing(declare(kind, plain ? fitting(kind, pool) : known(kind, props), pool), pool, ON_PREM)
            .sharing ?? [],
      );
      const byOperator = sharings.filter(({ doneBy }) => doneBy === 'operator');
      const plugin = devicePluginConfigs(sharings);
      const mig = migConfigs(sharings);
      for (const { labels } of byOperator) {
        const key = labels['nvidia.com/device-plugin.config'];
        const name = labels['nvidia.com/mig.config'];
        if (key !== undefined) expect(plugin).toHaveProperty([key]);
        if (name !== undefined) expect(mig!['mig-configs']).toHaveProperty([name]);
        seen.plugin += Number(key !== undefined);
        seen.mig += Number(name !== undefined);
      }
    }),
    { numRuns: 500 },
  );
  expect(seen.plugin).toBeGreaterThan(10);
  expect(seen.mig).toBeGreaterThan(0);
});
