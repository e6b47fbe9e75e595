import type { Volume, VolumeMount } from 'kubernetes-types/core/v1';
import type { ModelCache } from '../../lib/serving';
import { renderModelService } from '../../lib/serving';
import { p5, service, slice, wholeGpus } from './situations';

function cacheOf(cache: ModelCache | undefined, change = {}) {
  const objects = renderModelService(...service(slice('3g.40gb'), { ...(cache && { cache }), ...change }));
  const { template } = objects.find(({ kind }) => kind === 'Deployment')!.spec as {
    template: {
      spec: {
        volumes: Volume[];
        containers: {
          volumeMounts: VolumeMount[];
          env: { name: string }[];
          resources: { requests: Record<string, string> };
        }[];
      };
    };
  };
  const container = template.spec.containers[0]!;
  return {
    claim: objects.find(({ kind }) => kind === 'PersistentVolumeClaim'),
    volume: template.spec.volumes.find(({ name }) => name === 'model-cache')!,
    mounts: container.volumeMounts.filter(({ mountPath }) => mountPath.includes('.cache')),
    requests: container.resources.requests,
    offline: container.env.some(({ name }) => name === 'HF_HUB_OFFLINE'),
  };
}

test('by itself a replica keeps its weights on a disk of its own, and asks its node for the room', () => {
  const { claim, volume, mounts, requests } = cacheOf(undefined);
  expect(claim).toBeUndefined();
  expect(requests['ephemeral-storage']).toBe('18Gi');
  expect(parseInt(volume.emptyDir!.sizeLimit!)).toBeGreaterThan(18);
  expect(mounts).toEqual([{ name: 'model-cache', mountPath: '/home/vllm/.cache' }]);
});

test('of a model that is not known, as much as its GPU holds and its node has', () => {
  expect(cacheOf(undefined, { model: 'somebody/else' }).requests['ephemeral-storage']).toBe('19Gi');
  const objects = renderModelService(...service(wholeGpus(p5({ diskGiB: 2000 })), { model: 'somebody/else' }));
  expect(JSON.stringify(objects)).toContain('"ephemeral-storage":"96Gi"');
});

test('a storage class gives a volume that all replicas share', () => {
  const { claim, volume, requests } = cacheOf({ storageClass: 'efs' });
  expect(claim!.spec).toEqual({
    accessModes: ['ReadWriteMany'],
    storageClassName: 'efs',
    resources: { requests: { storage: '23Gi' } },
  });
  expect(volume.persistentVolumeClaim!.claimName).toBe(claim!.metadata.name);
  expect(requests).not.toHaveProperty('ephemeral-storage');
});

test('a claim that is only read is never written, and the Hub is never asked', () => {
  const { claim, volume, mounts, offline } = cacheOf({ claim: 'weights', readOnly: true });
  expect(claim).toBeUndefined();
  expect(offline).toBe(true);
  expect(volume.persistentVolumeClaim).toEqual({ claimName: 'weights', readOnly: true });
  expect(mounts).toEqual([
    { name: 'compile-cache', mountPath: '/home/vllm/.cache' },
    { name: 'model-cache', mountPath: '/home/vllm/.cache/huggingface', readOnly: true },
  ]);
});

test('a claim that may be written is filled by the first who comes', () => {
  const { mounts, offline } = cacheOf({ claim: 'weights' });
  expect(offline).toBe(false);
  expect(mounts).toEqual([{ name: 'model-cache', mountPath: '/home/vllm/.cache' }]);
});
