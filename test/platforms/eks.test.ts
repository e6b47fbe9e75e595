import { eks } from '../../lib/platforms';

describe('eks', () => {
  it('defaults to AL2023 under Karpenter, with the alpha gates off', () => {
    expect(eks({ kubernetesVersion: '1.35' })).toMatchObject({
      kind: 'eks',
      image: 'al2023',
      autoMode: false,
      provisioner: 'karpenter',
      karpenter: { nodeOverlay: false, staticCapacity: false },
      imageVersion: 'latest',
    });
  });

  it('leaves the image to AWS in Auto Mode', () => {
    expect(eks({ kubernetesVersion: '1.35', autoMode: true }).image).toBeUndefined();
  });

  it('sets one gate without touching the other', () => {
    const { karpenter } = eks({ kubernetesVersion: '1.35', karpenter: { nodeOverlay: true } });
    expect(karpenter).toEqual({ nodeOverlay: true, staticCapacity: false });
  });

  it('keeps a late value as it is', () => {
    const nodeRole = { __pulumiOutput: true, apply: () => undefined } as const;
    expect(eks({ kubernetesVersion: '1.35', nodeRole }).nodeRole).toBe(nodeRole);
  });
});
