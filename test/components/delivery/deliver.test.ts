import fc from 'fast-check';
import { COMPONENT_NAMES, deliver, type Delivery, isChart, resolveComponents } from '../../../lib/components';
import { objectKey } from '../../../lib/kube';
import { eks } from '../../../lib/platforms';

const EKS = eks({ kubernetesVersion: '1.35', clusterName: 'prod' });

describe('deliver', () => {
  test('hands charts to the engine for helm, with the namespaces they will stand in', () => {
    const choices = { nfd: 'install', keda: 'install', karpenter: 'install' } as const;
    const { releases } = resolveComponents({ platform: EKS, needs: [], choices });
    const { objects, files, inline } = deliver(releases, { helm: {} }, { ownedNamespaces: ['keda'] });
    expect(inline).toEqual(releases);
    expect(files).toEqual([]);
    expect(objects.map(({ kind, metadata }) => [kind, metadata.name])).toEqual([
      ['Namespace', 'node-feature-discovery'],
    ]);
  });

  test('makes labelled namespaces beside a helmfile, which cannot label them', () => {
    const choices = { nfd: 'install', keda: 'install' } as const;
    const { releases } = resolveComponents({ platform: EKS, needs: [], choices });
    expect(deliver(releases, 'helmfile').objects.map(({ metadata }) => metadata.name)).toEqual([
      'node-feature-discovery',
    ]);
  });

  test('delivers every release exactly once, by names no two objects share, in every way', () => {
    const wanted = COMPONENT_NAMES.filter((name) => name !== 'gpu-operator' && name !== 'gateway-api');
    fc.assert(
      fc.property(
        fc.subarray(wanted),
        fc.constantFrom<Delivery>('argocd', 'flux', 'helm', 'helmfile'),
        fc.constantFrom<string[]>([], ['keda', 'node-feature-discovery']),
        (names, delivery, ownedNamespaces) => {
          const choices = Object.fromEntries(names.map((name) => [name, 'install' as const]));
          const { releases, issues } = resolveComponents({ platform: EKS, needs: [], choices, delivery });
          expect(issues).toEqual([]);
          const { objects, files, inline } = deliver(releases, delivery, { ownedNamespaces });
          const keys = objects.map(objectKey);
          expect(new Set(keys).size).toBe(keys.length);
          for (const name of ownedNamespaces) expect(keys).not.toContain(`/Namespace//${name}`);
          const delivered = [
            ...objects
              .filter(({ kind }) => kind === 'Application' || kind === 'HelmRelease')
              .map((o) => o.metadata.name),
            ...inline.map(({ releaseName }) => releaseName),
            ...files.flatMap(({ content }) =>
              [...content.matchAll(/^ {2}- name: (.*)\n {4}namespace:/gm)].map((m) => m[1]!),
            ),
          ];
          expect(delivered.sort()).toEqual(releases.map(({ releaseName }) => releaseName).sort());
          // The order in which releases come is the library's affair, not the caller's.
          expect(deliver([...releases].reverse().sort(byComponent), delivery, { ownedNamespaces })).toEqual({
            objects,
            files,
            inline,
          });
        },
      ),
      { numRuns: 200 },
    );
  });
});

/** Keeps charts of one component in their order, which is the only order that callers must keep. */
function byComponent(a: { component: string; after: unknown }, b: { component: string; after: unknown }): number {
  if (a.component !== b.component) return a.component < b.component ? 1 : -1;
  return isChart(a as never) && (a as { chart?: string }).chart === 'kwok' ? -1 : 1;
}
