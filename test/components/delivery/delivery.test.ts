import fc from 'fast-check';
import { checkDelivery, defaultDelivery, settleDelivery } from '../../../lib/components';
import { aks, eks, gke, local, onPrem } from '../../../lib/platforms';

describe('delivery', () => {
  test('is by Argo CD everywhere but on a laptop, where a helmfile is run', () => {
    const kubernetesVersion = '1.35';
    const places = [
      eks({ kubernetesVersion }),
      gke({ kubernetesVersion }),
      aks({ kubernetesVersion }),
      onPrem({ kubernetesVersion }),
    ];
    expect(places.map(defaultDelivery)).toEqual(['argocd', 'argocd', 'argocd', 'argocd']);
    expect(defaultDelivery(local())).toBe('helmfile');
  });

  test.each([
    ['argocd'],
    ['flux'],
    ['helm'],
    ['helmfile'],
    [{ argocd: {} }],
    [
      {
        argocd: {
          namespace: 'gitops',
          project: 'platform',
          destination: { name: 'prod' },
          namePrefix: 'prod-',
          cascadeDelete: true,
        },
      },
    ],
    [{ argocd: { destination: { server: 'https://10.0.0.1:6443' } } }],
    [{ flux: { namespace: 'flux', intervalMinutes: 10, serviceAccount: 'platform' } }],
    [{ helm: { executable: '/opt/helm4' } }],
    [{ helmfile: { file: 'charts/helmfile.yaml' } }],
  ])('%j is fine', (delivery) => {
    expect(checkDelivery(delivery)).toEqual([]);
  });

  test.each<[string, unknown, string, string]>([
    ['a misspelt word', 'argo', 'delivery', "did you mean 'argocd'?"],
    ['null', null, 'delivery', "use one of 'argocd'"],
    ['a number', 1, 'delivery', "use one of 'argocd'"],
    ['an empty map', {}, 'delivery', "use one of 'argocd'"],
    ['an unknown way', { argo: {} }, 'delivery.argo', "did you mean 'argocd'?"],
    ['two ways', { flux: {}, argocd: {} }, 'delivery', "keep 'argocd'"],
    ['options that are no map', { flux: true }, 'delivery.flux', 'write { namespace'],
    ['a misspelt option', { argocd: { namspace: 'x' } }, 'delivery.argocd.namspace', "did you mean 'namespace'?"],
    ['a namespace with capitals', { argocd: { namespace: 'ArgoCD' } }, 'delivery.argocd.namespace', 'a-z'],
    ['a prefix that is no name', { argocd: { namePrefix: 'Prod_' } }, 'delivery.argocd.namePrefix', "like 'prod-'"],
    ['a long prefix', { argocd: { namePrefix: 'p'.repeat(300) } }, 'delivery.argocd.namePrefix', 'at most 30'],
    ['text for a boolean', { argocd: { cascadeDelete: 'true' } }, 'delivery.argocd.cascadeDelete', 'write true'],
    ['a destination that names nothing', { argocd: { destination: {} } }, 'delivery.argocd.destination', 'either'],
    [
      'a destination by both',
      { argocd: { destination: { server: 's', name: 'n' } } },
      'delivery.argocd.destination',
      'either',
    ],
    ['an interval as text', { flux: { intervalMinutes: '10' } }, 'delivery.flux.intervalMinutes', 'write 10'],
    ['an interval of zero', { flux: { intervalMinutes: 0 } }, 'delivery.flux.intervalMinutes', 'use 1'],
    ['an empty executable', { helm: { executable: '' } }, 'delivery.helm.executable', '/helm'],
    ['a file outside', { helmfile: { file: '../helmfile.yaml' } }, 'delivery.helmfile.file', 'below the manifests'],
    ['an absolute file', { helmfile: { file: '/tmp/helmfile.yaml' } }, 'delivery.helmfile.file', 'below the manifests'],
    ['a template', { helmfile: { file: 'helmfile.yaml.gotmpl' } }, 'delivery.helmfile.file', 'ends in .yaml'],
  ])('%s is an issue with the nearest fix', (_, delivery, path, hint) => {
    const issues = checkDelivery(delivery);
    expect(issues).toHaveLength(1);
    expect(issues[0]?.path).toBe(path);
    expect(issues[0]?.hint).toContain(hint);
  });

  test('of any shape is checked and settled without an exception', () => {
    const shapes = fc.oneof(
      fc.anything(),
      fc.record({ argocd: fc.anything(), flux: fc.anything(), helmfile: fc.anything() }, { requiredKeys: [] }),
    );
    fc.assert(
      fc.property(shapes, (delivery) => {
        for (const { reason, hint } of checkDelivery(delivery)) expect(reason !== '' && hint !== '').toBe(true);
        expect(['argocd', 'flux', 'helm', 'helmfile']).toContain(settleDelivery(delivery as 'flux').mode);
      }),
      { numRuns: 1000 },
    );
  });
});
