import { resolveSharing, shapeNode } from '../../lib/sharing';
import { BOTTLEROCKET_OWNERS, declare, GKE, ON_PREM, ownedBy, resolved } from './pools';

describe('shapeNode', () => {
  it('shows whole GPUs where nothing is divided', () => {
    const pool = resolved('l4', { gpusPerNode: 4 });
    expect(shapeNode(pool)).toMatchObject({
      labels: { 'cdk8s-ai/pool': 'pool' },
      taints: pool.taints,
      resources: { 'nvidia.com/gpu': 4 },
      offers: [{ kind: 'whole', resource: 'nvidia.com/gpu', perNode: 4, memoryGiB: 22.35, isolated: true }],
    });
  });

  it('adds the labels of sharing to those of the pool', () => {
    const pool = resolved('h100-80gb');
    const { sharing } = resolveSharing(declare('mig', { layout: { '3g.40gb': 2 } }, pool), pool, ON_PREM);
    expect(Object.keys(shapeNode(pool, sharing).labels).sort()).toEqual([
      'cdk8s-ai/pool',
      'nvidia.com/device-plugin.config',
      'nvidia.com/mig.config',
    ]);
  });

  it('advertises nothing where GPUs are claimed', () => {
    const owners = ownedBy('operator', { devicePlugin: 'dra-driver' });
    const shape = shapeNode(resolved('h100-80gb', { allocation: 'dra', owners }));
    expect(shape.resources).toEqual({});
    expect(shape.offers).toEqual([{ kind: 'whole', perNode: 8, memoryGiB: 79, isolated: true }]);
  });

  it('counts a part of a GPU as one, with its part of the memory', () => {
    const [offer] = shapeNode(resolved('l4', { gpuFraction: 0.125, gpusPerNode: 1 })).offers;
    expect(offer).toMatchObject({ resource: 'nvidia.com/gpu', perNode: 1, memoryGiB: 2.79 });
  });

  it('promises no more memory than the smallest GPU that may stand in the pool', () => {
    const memory = (gpus: Parameters<typeof resolved>[0]) => shapeNode(resolved(gpus)).offers[0]!.memoryGiB;
    expect(memory(['h200-141gb', 'l4'])).toBe(memory('l4'));
  });

  it('hands on what the place itself is to do', () => {
    const google = resolved('l4', { owners: ownedBy('cloud') });
    const onGke = resolveSharing(declare('timeSliced', {}, google), google, GKE).sharing;
    expect(shapeNode(google, onGke).platformSharing).toEqual({ strategy: 'time-sharing', clientsPerGpu: 4 });
    const rocket = resolved('l4', { owners: BOTTLEROCKET_OWNERS });
    const onImage = resolveSharing(declare('mps', {}, rocket), rocket, ON_PREM).sharing;
    expect(shapeNode(rocket, onImage).imageSharing).toMatchObject({ strategy: 'mps' });
  });
});
