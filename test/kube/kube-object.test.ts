import { isKubeObject, objectKey } from '../../lib/kube';

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' } };

test('an object is known by group, kind, namespace and name, whatever its version', () => {
  const scaler = { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: { name: 'a', namespace: 'n' } };
  expect(objectKey(scaler)).toBe('keda.sh/ScaledObject/n/a');
  expect(objectKey({ ...scaler, apiVersion: 'keda.sh/v2' })).toBe(objectKey(scaler));
  expect(objectKey(pod)).toBe('/Pod//a');
});

test('what has no version, kind or name is no Kubernetes object', () => {
  expect(isKubeObject(pod)).toBe(true);
  for (const other of [
    undefined,
    null,
    'Pod',
    [],
    { ...pod, apiVersion: undefined },
    { ...pod, kind: '' },
    { ...pod, metadata: null },
    { ...pod, metadata: {} },
    { ...pod, metadata: { name: 3 } },
    { ...pod, metadata: { name: 'a', namespace: 3 } },
  ])
    expect(isKubeObject(other)).toBe(false);
});
