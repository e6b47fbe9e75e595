import fc from 'fast-check';
import { GPU_MODEL_IDS } from '../../lib/gpu';
import { MACHINE_NAMES } from '../../lib/machines';
import { GPU_TAINT, nodeTemplate, renderPool, resolvePool } from '../../lib/nodes';
import { eks, gke, onPrem } from '../../lib/platforms';
import { cluster, declare, issueOf, issuesOf, type PlatformName, PLATFORMS, resolved, shaped } from './pools';

describe('a resolved pool', () => {
  test.each([
    ['eks', 'karpenter', 'al2023', 'image', 'operator'],
    ['eks on Bottlerocket', 'karpenter', 'bottlerocket', 'image', 'image'],
    ['eks in Auto Mode', 'karpenter', undefined, 'cloud', 'cloud'],
    ['gke', 'compute-class', 'cos', 'cloud', 'cloud'],
    ['gke with operator', 'existing', 'ubuntu', 'operator', 'operator'],
    ['aks', 'karpenter', 'ubuntu', 'image', 'operator'],
    ['on-prem', 'existing', undefined, 'operator', 'operator'],
    ['local', 'simulated', undefined, 'simulator', 'simulator'],
    ['local with a GPU', 'existing', undefined, 'image', 'operator'],
  ] as const)(
    'on %s comes from %s on %s, with the driver of the %s',
    (platform, provisioner, image, driver, plugin) => {
      const pool = resolved(platform, { gpu: 't4' });
      expect(pool.provisioner).toBe(provisioner);
      expect(pool.image).toBe(image);
      expect(pool.owners).toMatchObject({ driver, devicePlugin: plugin });
    },
  );

  test('is named after its place in the cluster, and labelled with that name', () => {
    const scope = cluster();
    const { pool } = resolvePool(declare({ gpu: 'l4', nodes: { max: 1 } }, 'L4 für alle', scope), PLATFORMS.eks);
    expect(pool!.name).toMatch(/^l4-f-r-alle-[0-9a-f]{8}$/);
    expect(pool!.labels).toEqual({ 'cdk8s-ai/pool': pool!.name });
  });

  test('has a name that fits a label, however long its id', () => {
    for (const platform of Object.keys(PLATFORMS) as PlatformName[]) {
      const { name } = resolved(platform, { gpu: 't4' }, 'a'.repeat(300));
      expect(name.length).toBeLessThanOrEqual(63);
    }
  });

  test('on a ComputeClass is selected by the class, which taints its nodes itself', () => {
    const pool = resolved('gke', { gpu: 'l4' });
    const taint = { key: 'cloud.google.com/compute-class', value: 'gpu', effect: 'NoSchedule' };
    expect(pool.nodeSelector).toEqual({ 'cloud.google.com/compute-class': 'gpu' });
    expect(pool.platformTaints).toEqual([taint]);
    expect(pool.taints).toEqual([GPU_TAINT, taint]);
    expect(pool.labels).toEqual({ 'cdk8s-ai/pool': 'gpu' });
  });

  test('announces its GPU to the cluster autoscaler of EKS, which would scale up twice without', () => {
    const existing = { gpu: 'l4', provisioner: 'existing' };
    expect(resolved('eks', existing).labels).toMatchObject({ 'k8s.amazonaws.com/accelerator': 'l4' });
    const fixed = eks({ kubernetesVersion: '1.35', provisioner: 'existing', autoscaler: 'none' });
    expect(resolved(fixed, existing).labels).toEqual({ 'cdk8s-ai/pool': 'gpu' });
  });

  test('keeps the device plugin of Google off nodes that the operator looks after', () => {
    const { labels, requiredLabels } = resolved('gke with operator', { gpu: 'l4' });
    expect(requiredLabels).toEqual({ 'gke-no-default-nvidia-gpu-device-plugin': 'true' });
    expect(labels).toEqual({ 'cdk8s-ai/pool': 'gpu' });
    expect(resolved('gke', { gpu: 'l4' }).requiredLabels).toEqual({});
  });

  test('simulates at most a hundred nodes unless told otherwise', () => {
    expect(resolved('local', { gpu: 'l4', nodes: { max: 20 } }).simulatedNodes).toBe(20);
    expect(resolved('local', { gpu: 'l4', nodes: { max: 4000 } }).simulatedNodes).toBe(100);
    expect(resolved('local', { gpu: 'l4', nodes: { max: 4000 }, simulatedNodes: 300 }).simulatedNodes).toBe(300);
  });
});

describe('claims instead of a device plugin (DRA)', () => {
  const dra = { gpu: 'h100-80gb', gpusPerNode: 8, allocation: 'dra' };

  test.each([
    [onPrem({ kubernetesVersion: '1.33' }), {}, /KUBERNETES_TOO_OLD\] allocation: .*1.34, and the platform has 1.33/],
    [PLATFORMS.eks, {}, /Karpenter makes no nodes for pods with resource claims/],
    [PLATFORMS['eks with gates'], {}, /Karpenter makes no nodes for pods with resource claims/],
    [PLATFORMS.aks, {}, /Karpenter makes no nodes/],
    [PLATFORMS.gke, {}, /two owners: Google's device plugin/],
    [PLATFORMS.local, {}, /simulated nodes publish no devices/],
  ] as const)('are refused on %j', (platform, props, message) => {
    expect(issueOf(platform, { ...dra, ...props })).toMatch(message);
  });

  test('are taken on nodes that exist', () => {
    expect(resolved('on-prem', dra)).toMatchObject({ allocation: 'dra', owners: { devicePlugin: 'dra-driver' } });
    expect(resolved('eks', { ...dra, provisioner: 'existing' }).allocation).toBe('dra');
  });
});

describe('EKS Auto Mode', () => {
  test('sets a disk only where it may have a NodeClass of its own', () => {
    expect(issueOf('eks in Auto Mode', { gpu: 'l4', diskGiB: 500 })).toMatch(
      /diskGiB: .*pass nodeRole and discoveryTag/,
    );
    const own = eks({ kubernetesVersion: '1.35', autoMode: true, nodeRole: 'nodes', discoveryTag: 'prod' });
    expect(issuesOf(own, { gpu: 'l4', diskGiB: 500 })).toEqual([]);
  });
});

describe('whatever is written', () => {
  const word = (...words: readonly unknown[]) => fc.constantFrom(...words);
  const odd = fc.oneof(
    word(Number.NaN, null, '3', -1, 0, 1.5, true, Symbol('x'), 'ünïcødé', 'x'.repeat(300), [], {}, [null], () => 1),
    fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true }),
  );
  const mostly = <T>(usual: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 12, arbitrary: usual as fc.Arbitrary<unknown> }, odd);
  const reservation = fc.record({ reservation: word('cr-1', 'mine', 'projects/our-one/reservations/r') });
  const block = fc.record({ capacityBlock: word('cr-2') });
  const kind = fc.oneof(word('on-demand', 'spot', 'flex-start'), reservation, block);
  const taint = fc.record({
    key: word('example.com/a', 'nvidia.com/gpu', 'kwok.x-k8s.io/node', 'a'),
    value: word('present', undefined, 'ab', ''),
    effect: word('NoSchedule', 'NoExecute', 'Sometimes'),
  });
  const labels = fc.dictionary(
    word('example.com/a', 'team', 'cdk8s-ai/pool', 'accelerator') as fc.Arbitrary<string>,
    mostly(word('a', 'b')),
  );
  const common = {
    nodes: mostly(fc.record({ min: word(0, 0, 1, undefined), max: word(1, 3, 200) })),
    capacity: mostly(fc.oneof(kind, fc.array(kind, { maxLength: 3 }))),
    zones: mostly(fc.array(word('us-east-1a', 'us-central1-b', 'eastus-1'), { maxLength: 2 })),
    diskGiB: mostly(word(100, 3000)),
    taints: mostly(fc.array(taint, { maxLength: 2 })),
    labels: mostly(labels),
    image: mostly(word(undefined, 'al2023', 'bottlerocket', 'ubuntu', 'cos', 'azure-linux')),
    provisioner: mostly(word(undefined, 'karpenter', 'existing', 'simulated', 'compute-class')),
    allocation: mostly(word('device-plugin', 'dra')),
    workload: mostly(word('inference', 'training')),
    idleMinutes: mostly(word(1, 60)),
    hostnames: mostly(fc.array(word('n1', 'n2'), { maxLength: 2 })),
    nodeSelector: mostly(labels),
    simulatedNodes: mostly(word(1, 3)),
    startupTaint: mostly(
      fc.record({ key: word('example.com/s'), effect: word('NoSchedule'), remover: word('nfd', 'x') }),
    ),
  };
  const pool = fc
    .tuple(
      fc.oneof(
        fc.record({
          machine: mostly(fc.oneof(word(...MACHINE_NAMES), fc.array(word(...MACHINE_NAMES), { maxLength: 3 }))),
        }),
        fc.record({
          gpu: mostly(fc.oneof(word(...GPU_MODEL_IDS), fc.array(word(...GPU_MODEL_IDS), { maxLength: 3 }))),
          gpusPerNode: mostly(word(1, 2, 4, 8)),
        }),
      ),
      fc.record(common, { requiredKeys: ['nodes'] }),
      fc.subarray(Object.keys(common), { maxLength: 4 }),
    )
    .map(([hardware, rest, kept]) => ({
      ...hardware,
      ...Object.fromEntries(Object.entries(rest).filter(([key]) => key === 'nodes' || kept.includes(key))),
    }));
  // The constructs library itself stumbles over ids that every object has, such as 'valueOf'.
  const ids = fc.string({ unit: 'grapheme' }).filter((id) => !(id in {}));
  const old = { 'gke 1.33': gke({ kubernetesVersion: '1.33' }), 'on-prem 1.33': onPrem({ kubernetesVersion: '1.33' }) };
  const platform = fc.constantFrom(...Object.values({ ...PLATFORMS, ...old }));

  test('a pool either gives objects or tells what is wrong, and never throws', () => {
    const seen = { objects: 0, issues: 0 };
    fc.assert(
      fc.property(pool, platform, ids, (props, place, id) => {
        const { pool: facts, issues } = resolvePool(declare(props, id), place);
        for (const { code, path, reason, hint } of issues) {
          expect([typeof code, typeof path]).toEqual(['string', 'string']);
          expect(reason).not.toBe('');
          expect(hint).not.toBe('');
        }
        expect(facts === undefined).toBe(issues.length > 0);
        if (facts === undefined) {
          seen.issues++;
          return;
        }
        seen.objects++;
        const shape = shaped(facts);
        const objects = renderPool(shape, place);
        expect(objects).toEqual(JSON.parse(JSON.stringify(objects)));
        for (const { kind: objectKind, metadata } of objects) {
          expect(metadata.name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
          expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'cdk8s-ai' });
          expect(objectKind).not.toBe('');
        }
        if (facts.provisioner === 'simulated') expect(objects).toHaveLength(facts.simulatedNodes);
        if (facts.provisioner === 'karpenter' || facts.provisioner === 'compute-class') {
          expect(objects.length).toBeGreaterThan(0);
        }
        expect(nodeTemplate(shape).taints).toContainEqual(GPU_TAINT);
      }),
      { numRuns: 3000 },
    );
    // Neither side of the property may be empty by accident.
    expect(seen.objects).toBeGreaterThan(300);
    expect(seen.issues).toBeGreaterThan(300);
  });

  test('the same declaration gives the same pool and objects', () => {
    fc.assert(
      fc.property(pool, platform, (props, place) => {
        const [a, b] = [resolvePool(declare(props), place), resolvePool(declare(props), place)];
        expect(a.issues).toEqual(b.issues);
        if (a.pool === undefined || b.pool === undefined) return;
        expect(JSON.stringify(renderPool(shaped(a.pool), place))).toBe(
          JSON.stringify(renderPool(shaped(b.pool), place)),
        );
      }),
      { numRuns: 300 },
    );
  });
});
