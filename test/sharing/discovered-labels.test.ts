import type { ResolvedPool } from '../../lib/nodes';
import { resolveSharing, shapeNode } from '../../lib/sharing';
import { BOTTLEROCKET_OWNERS, declare, ON_PREM, ownedBy, resolved, type SharingKind } from './pools';

/** Labels of a node of the pool, without the prefix they all have. */
function labels(pool: ResolvedPool, kind?: SharingKind, props = {}) {
  const { sharing, issues } =
    kind === undefined ? { sharing: undefined, issues: [] } : resolveSharing(declare(kind, props, pool), pool, ON_PREM);
  expect(issues).toEqual([]);
  const found = Object.entries(shapeNode(pool, sharing).discoveredLabels);
  return Object.fromEntries(found.map(([key, value]) => [key.replace('nvidia.com/', ''), value]));
}

const T4 = resolved('t4', { machines: ['g4dn.12xlarge'], gpusPerNode: 4 });
const H100 = resolved('h100-80gb', { machines: ['p5.48xlarge'] });

describe('feature discovery', () => {
  it('describes whole GPUs', () => {
    expect(labels(T4)).toEqual({
      'gpu.present': 'true',
      'gpu.machine': 'g4dn.12xlarge',
      'gpu.product': 'Tesla-T4',
      'gpu.memory': '15360',
      'gpu.family': 'turing',
      'gpu.compute.major': '7',
      'gpu.compute.minor': '5',
      'gpu.count': '4',
      'gpu.replicas': '1',
      'gpu.sharing-strategy': 'none',
      'mig.capable': 'false',
      'mps.capable': 'false',
      'vgpu.present': 'false',
    });
  });

  it('keeps the product of renamed shares, and marks it where the name is kept', () => {
    expect(labels(T4, 'timeSliced')).toMatchObject({
      'gpu.product': 'Tesla-T4',
      'gpu.count': '4',
      'gpu.replicas': '4',
      'gpu.sharing-strategy': 'time-slicing',
      'mps.capable': 'false',
    });
    expect(labels(T4, 'timeSliced', { rename: false })['gpu.product']).toBe('Tesla-T4-SHARED');
    expect(labels(T4, 'mps', { replicas: 8 })).toMatchObject({
      'gpu.replicas': '8',
      'gpu.sharing-strategy': 'mps',
      'mps.capable': 'true',
    });
  });

  it('describes each profile apart with the mixed strategy', () => {
    const found = labels(H100, 'mig', { layout: { '3g.40gb': 1, '1g.10gb+me': 1 } });
    expect(found).toMatchObject({
      'gpu.product': 'NVIDIA-H100-80GB-HBM3',
      'gpu.count': '8',
      'gpu.replicas': '0',
      'gpu.sharing-strategy': 'none',
      'mig.capable': 'true',
      'mig.strategy': 'mixed',
      'mig-3g.40gb.product': 'NVIDIA-H100-80GB-HBM3-MIG-3g.40gb',
      'mig-3g.40gb.count': '8',
      'mig-3g.40gb.replicas': '1',
      'mig-3g.40gb.sharing-strategy': 'none',
      'mig-3g.40gb.slices.gi': '3',
      'mig-3g.40gb.slices.ci': '3',
      'mig-3g.40gb.engines.copy': '3',
      'mig-3g.40gb.engines.decoder': '3',
      'mig-3g.40gb.engines.encoder': '0',
      'mig-3g.40gb.engines.jpeg': '3',
      'mig-3g.40gb.engines.ofa': '0',
      'mig-1g.10gb.me.product': 'NVIDIA-H100-80GB-HBM3-MIG-1g.10gb.me',
      'mig-1g.10gb.me.engines.ofa': '1',
    });
  });

  it('counts GPUs in MIG mode among the whole ones beside them', () => {
    const found = labels(H100, 'mig', { devices: [{ gpus: [0, 1], layout: { '1g.10gb': 7 } }] });
    expect(found).toMatchObject({ 'gpu.count': '8', 'gpu.replicas': '1', 'mig-1g.10gb.count': '14' });
  });

  it('describes slices as GPUs with the single strategy', () => {
    const found = labels(H100, 'mig', { layout: { '1g.10gb': 7 }, strategy: 'single' });
    expect(found).toMatchObject({
      'gpu.product': 'NVIDIA-H100-80GB-HBM3-MIG-1g.10gb',
      'gpu.count': '56',
      'gpu.replicas': '1',
      'gpu.family': 'hopper',
      'gpu.slices.gi': '1',
      'mig.strategy': 'single',
    });
    expect(Number(found['gpu.memory'])).toBeLessThan(10_240);
  });

  it('is not told of what a node image divides', () => {
    const pool = resolved('h100-80gb', { owners: BOTTLEROCKET_OWNERS });
    expect(labels(pool, 'timeSliced')).toMatchObject({ 'gpu.replicas': '1', 'gpu.sharing-strategy': 'none' });
    const cut = labels(pool, 'mig', { layout: { '1g.10gb': 7 } });
    expect(cut).toMatchObject({ 'gpu.replicas': '0', 'gpu.count': '8' });
    expect(cut).not.toHaveProperty('mig.strategy');
  });

  it('says nothing where it does not run', () => {
    expect(labels(resolved('l4', { owners: ownedBy('cloud') }))).toEqual({});
  });

  it('leaves out what differs between the GPUs of a pool, and what a part of a GPU hides', () => {
    const either = labels(resolved(['h100-80gb', 'h200-141gb'], { machines: ['p5.48xlarge', 'p5en.48xlarge'] }));
    expect(either).toMatchObject({ 'gpu.family': 'hopper', 'gpu.count': '8' });
    for (const missing of ['gpu.product', 'gpu.memory', 'gpu.machine']) expect(either).not.toHaveProperty(missing);
    const part = labels(resolved('l4', { gpuFraction: 0.125, gpusPerNode: 1, machines: ['g6f.large'] }));
    expect(part).toMatchObject({ 'gpu.count': '1', 'vgpu.present': 'true', 'mig.capable': 'false' });
    expect(part).not.toHaveProperty('gpu.product');
  });

  it('names the machine as its firmware does, and the card by its slot', () => {
    const azure = labels(resolved('a100-80gb', { machines: ['Standard_NC24ads_A100_v4'], gpusPerNode: 1 }));
    expect(azure).toMatchObject({ 'gpu.machine': 'Virtual-Machine', 'gpu.product': 'NVIDIA-A100-80GB-PCIe' });
    const google = labels(resolved('a100-80gb', { machines: ['a2-ultragpu-8g'] }));
    expect(google).toMatchObject({
      'gpu.machine': 'Google-Compute-Engine',
      'gpu.product': 'NVIDIA-A100-SXM4-80GB',
    });
  });
});
