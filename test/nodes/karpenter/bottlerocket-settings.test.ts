import type { ImageSharing } from '../../../lib/nodes';
import { renderBottlerocketSettings } from '../../../lib/nodes/karpenter/bottlerocket-settings';
import { resolved, shaped } from '../pools';

function settings(imageSharing?: ImageSharing): string[] {
  const shape = shaped(
    resolved('eks on Bottlerocket', { gpu: 'l4' }),
    imageSharing === undefined ? {} : { imageSharing },
  );
  return renderBottlerocketSettings(shape)?.trimEnd().split('\n') ?? [];
}

describe('Bottlerocket settings', () => {
  test('are left alone without sharing', () => {
    expect(settings()).toEqual([]);
  });

  test('of time slicing', () => {
    const sharing = { strategy: 'time-slicing', replicas: 4, renameByDefault: false, failRequestsGreaterThanOne: true };
    expect(settings(sharing as ImageSharing)).toEqual([
      '[settings.kubelet-device-plugins.nvidia]',
      'device-sharing-strategy = "time-slicing"',
      '[settings.kubelet-device-plugins.nvidia.time-slicing]',
      'replicas = 4',
      'rename-by-default = false',
      'fail-requests-greater-than-one = true',
    ]);
  });

  test('of MPS, which has no say in requests for several', () => {
    expect(settings({ strategy: 'mps', replicas: 2, renameByDefault: true, failRequestsGreaterThanOne: true })).toEqual(
      [
        '[settings.kubelet-device-plugins.nvidia]',
        'device-sharing-strategy = "mps"',
        '[settings.kubelet-device-plugins.nvidia.mps]',
        'replicas = 2',
        'rename-by-default = true',
      ],
    );
  });

  test('of MIG, by GPU', () => {
    expect(settings({ strategy: 'none', migProfiles: { 'h100.80gb': '1g.10gb' } })).toEqual([
      '[settings.kubelet-device-plugins.nvidia]',
      'device-sharing-strategy = "none"',
      'device-partitioning-strategy = "mig"',
      '[settings.kubelet-device-plugins.nvidia.mig.profile]',
      '"h100.80gb" = "1g.10gb"',
    ]);
  });
});
