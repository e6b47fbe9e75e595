import { GpuNodePool, type GpuHandle, type NodeShape, type ResolvedPool } from '../../lib/nodes';
import {
  allocate,
  MigPartitioning,
  renderClaimTemplate,
  resolveSharing,
  shapeNode,
  TimeSlicedGpu,
} from '../../lib/sharing';
import { cluster, GKE, ON_PREM, ownedBy, resolved } from './pools';

function cut(pool: ResolvedPool, props: object, platform = ON_PREM as never): [MigPartitioning, NodeShape] {
  const construct = new MigPartitioning(pool.construct.node.scope as never, 'slices', {
    pool: pool.construct,
    ...props,
  });
  const { sharing, issues } = resolveSharing(construct, pool, platform);
  expect(issues).toEqual([]);
  return [construct, shapeNode(pool, sharing)];
}

function given(handle: GpuHandle, shape: NodeShape) {
  const { allocation, issues } = allocate(handle, shape);
  expect(issues).toEqual([]);
  return allocation!;
}

function refused(handle: unknown, shape: NodeShape) {
  const { allocation, issues } = allocate(handle as GpuHandle, shape);
  expect(allocation).toBeUndefined();
  expect(issues).toHaveLength(1);
  return issues[0]!;
}

describe('allocate', () => {
  it('gives whole GPUs', () => {
    const pool = resolved('h100-80gb');
    const handle = pool.construct.gpus(4);
    expect(given(handle, shapeNode(pool))).toEqual({
      handle,
      pool,
      resources: { 'nvidia.com/gpu': '4' },
      nodeSelector: { 'cdk8s-ai/pool': 'pool' },
      tolerations: [{ key: 'nvidia.com/gpu', operator: 'Equal', value: 'present', effect: 'NoSchedule' }],
      memoryGiB: 79,
      devices: 4,
      isolated: true,
      perNode: 2,
      maxNodes: 25,
    });
  });

  it('gives a slice with the memory it was seen to have, not the one in its name', () => {
    const pool = resolved('h200-141gb');
    const [slices, shape] = cut(pool, { layout: { '1g.18gb': 7 } });
    expect(given(slices.slice('1g.18gb'), shape)).toMatchObject({
      resources: { 'nvidia.com/mig-1g.18gb': '1' },
      memoryGiB: 16,
      perNode: 56,
      isolated: true,
    });
  });

  it('gives whole GPUs beside slices', () => {
    const pool = resolved('h100-80gb');
    const [slices, shape] = cut(pool, { devices: [{ gpus: [0, 1, 2], layout: { '3g.40gb': 2 } }] });
    expect(given(pool.construct.gpus(5), shape).perNode).toBe(1);
    expect(given(slices.slice('3g.40gb'), shape).perNode).toBe(6);
    expect(refused(pool.construct.gpus(6), shape)).toMatchObject({ code: 'REQUEST_TOO_LARGE', path: 'count' });
  });

  it('gives a share', () => {
    const pool = resolved('l4', { gpusPerNode: 1 });
    const shared = new TimeSlicedGpu(pool.construct.node.scope as never, 'shared', { pool: pool.construct });
    const { sharing } = resolveSharing(shared, pool, ON_PREM);
    expect(given(shared.share(), shapeNode(pool, sharing))).toMatchObject({
      resources: { 'nvidia.com/gpu.shared': '1' },
      isolated: false,
      perNode: 4,
    });
  });

  it('chooses nodes by the labels of GKE where all slices are called GPUs', () => {
    const pool = resolved('h100-80gb', { owners: ownedBy('cloud') });
    const [slices, shape] = cut(pool, { layout: { '3g.40gb': 2 } }, GKE as never);
    expect(given(slices.slice('3g.40gb'), shape)).toMatchObject({
      resources: { 'nvidia.com/gpu': '1' },
      nodeSelector: { 'cdk8s-ai/pool': 'pool', 'cloud.google.com/gke-gpu-partition-size': '3g.40gb' },
    });
  });

  it('names the most that a node can give', () => {
    const pool = resolved('l4', { gpusPerNode: 4 });
    const issue = refused(pool.construct.gpus(10), shapeNode(pool));
    expect(issue.hint).toBe('ask for 4, or spread the work over 3 pods');
  });

  it('names a machine of the cloud with enough of the same GPU, in the words of the pool', () => {
    const l4 = resolved('l4', { gpusPerNode: 1, machines: ['g6.xlarge'] });
    expect(refused(l4.construct.gpus(3), shapeNode(l4)).hint).toMatch(
      /^ask for 1, or give the pool gpusPerNode: 4 \('g6\.\d+xlarge'\)$/,
    );
    const construct = new GpuNodePool(cluster(), 't4', { machine: 'Standard_NC4as_T4_v3', nodes: { max: 1 } });
    const t4 = resolved('t4', { construct, gpusPerNode: 1, machines: ['Standard_NC4as_T4_v3'] });
    expect(refused(construct.gpus(2), shapeNode(t4)).hint).toBe(
      "ask for 1, or give the pool machine: 'Standard_NC64as_T4_v3' (4 × t4)",
    );
    expect(refused(construct.gpus(5), shapeNode(t4)).hint).toBe('ask for 1, or spread the work over 5 pods');
  });

  it('is silent on handles of a second sharing of the pool, which is told of by itself', () => {
    const pool = resolved('h100-80gb');
    const [slices, shape] = cut(pool, { layout: { '1g.10gb': 7 } });
    const scope = pool.construct.node.scope as never;
    const shared = new TimeSlicedGpu(scope, 'shared', { pool: pool.construct });
    const other = new MigPartitioning(scope, 'other', { pool: pool.construct, layout: { '3g.40gb': 2 } } as never);
    expect(allocate(shared.share(), shape)).toEqual({ issues: [] });
    expect(allocate(other.slice('3g.40gb' as never), shape)).toEqual({ issues: [] });
    const { sharing } = resolveSharing(shared, pool, ON_PREM);
    expect(allocate(slices.slice('1g.10gb'), shapeNode(pool, sharing))).toEqual({ issues: [] });
    expect(refused(other.slice('7g.80gb' as never), shape).code).toBe('GPU_NOT_OFFERED');
  });

  it('refuses what the nodes do not have, and says what they do', () => {
    const pool = resolved('h100-80gb');
    const [slices, shape] = cut(pool, { layout: { '3g.40gb': 1, '1g.10gb': 4 } });
    expect(refused(slices.slice('3g.40g' as never), shape)).toMatchObject({
      code: 'GPU_NOT_OFFERED',
      hint: "did you mean '3g.40gb'?",
    });
    expect(refused(slices.slice('7g.80gb'), shape).code).toBe('GPU_NOT_OFFERED');
    expect(refused(pool.construct.gpus(1), shape).hint).toContain("slice('3g.40gb')");
    expect(refused({ ...slices.slice('3g.40gb'), kind: 'share', profile: undefined }, shape).hint).toContain(
      'MpsSharedGpu',
    );
    expect(refused(slices.slice('3g.40gb'), shapeNode(pool)).hint).toContain('MigPartitioning');
  });

  it('refuses several slices or shares for one pod', () => {
    const pool = resolved('h100-80gb');
    const [slices, shape] = cut(pool, { layout: { '3g.40gb': 2 } });
    expect(refused({ ...slices.slice('3g.40gb'), count: 2 }, shape)).toMatchObject({ path: 'count', hint: 'use 1' });
  });

  it.each([0, -1, 1.5, NaN, '2', null])('refuses %p GPUs', (count) => {
    const pool = resolved('l4');
    expect(refused({ ...pool.construct.gpus(), count }, shapeNode(pool)).path).toBe('count');
  });

  it.each([null, undefined, 'slice', 3, {}, [], { pool: {}, kind: 'whole', count: 1 }])('refuses %p', (handle) => {
    expect(refused(handle, shapeNode(resolved('l4')))).toMatchObject({ code: 'HANDLE_INVALID' });
  });

  it('refuses GPUs of another cluster', () => {
    const pool = resolved('l4');
    const stranger = new GpuNodePool(cluster(), 'stranger', { gpu: 'l4', nodes: { max: 1 } });
    expect(refused(stranger.gpus(), shapeNode(pool))).toMatchObject({ code: 'POOL_ELSEWHERE' });
    const source = new TimeSlicedGpu(cluster(), 'elsewhere', { pool: pool.construct });
    expect(refused({ ...pool.construct.gpus(), source }, shapeNode(pool))).toMatchObject({ code: 'POOL_ELSEWHERE' });
  });
});

describe('claims', () => {
  const pool = resolved('h100-80gb', {
    allocation: 'dra',
    owners: ownedBy('operator', { devicePlugin: 'dra-driver' }),
  });

  it('stand in for resources where GPUs are handed out by DRA', () => {
    const allocation = given(pool.construct.gpus(2), shapeNode(pool));
    expect(allocation).toMatchObject({ resources: {}, perNode: 4 });
    expect(renderClaimTemplate('chat', 'models', allocation)).toEqual({
      apiVersion: 'resource.k8s.io/v1',
      kind: 'ResourceClaimTemplate',
      metadata: { name: 'chat', namespace: 'models', labels: { 'app.kubernetes.io/managed-by': 'cdk8s-ai' } },
      spec: {
        spec: { devices: { requests: [{ name: 'gpu', exactly: { deviceClassName: 'gpu.nvidia.com', count: 2 } }] } },
      },
    });
  });

  it('choose a slice by its profile, plus sign and all', () => {
    const [slices, shape] = cut(pool, { layout: { '1g.10gb+me': 1, '1g.10gb': 6 } });
    const allocation = given(slices.slice('1g.10gb+me'), shape);
    expect(allocation.claim).toEqual({
      deviceClassName: 'mig.nvidia.com',
      count: 1,
      selectors: ["device.attributes['gpu.nvidia.com'].profile == '1g.10gb+me'"],
      apiVersion: 'resource.k8s.io/v1',
    });
    expect(JSON.stringify(renderClaimTemplate('chat', 'models', allocation))).toContain('"cel"');
  });
});
