import { parse } from 'yaml';
import { type ComponentChoices, deliver, type Delivery, resolveComponents } from '../../../lib/components';
import { local } from '../../../lib/platforms';

/** Whatever shape the YAML has; what matters of it is asserted. */
type Loose = ReturnType<typeof JSON.parse>;

function helmfile(choices: ComponentChoices, delivery: Delivery = 'helmfile') {
  const { releases } = resolveComponents({ platform: local(), needs: [], choices, delivery });
  const { files, inline } = deliver(releases, delivery);
  expect(inline).toEqual([]);
  expect(files).toHaveLength(1);
  return { ...files[0]!, content: parse(files[0]!.content) as Loose, text: files[0]!.content };
}

describe('helmfile', () => {
  test('lists each repository once, registries as such', () => {
    const { repositories } = helmfile({ 'keda-http-add-on': 'install', lws: 'install' }).content;
    expect(repositories).toEqual([
      { name: 'kedacore-github-io-charts', url: 'https://kedacore.github.io/charts' },
      { name: 'registry-k8s-io-lws-charts', url: 'registry.k8s.io/lws/charts', oci: true },
    ]);
  });

  test('lists charts in the order of need, with versions as text and values in place', () => {
    const { releases } = helmfile({ 'keda-http-add-on': 'install' }).content;
    expect(releases).toEqual([
      { name: 'keda', namespace: 'keda', chart: 'kedacore-github-io-charts/keda', version: '2.20.2' },
      {
        name: 'http-add-on',
        namespace: 'keda',
        chart: 'kedacore-github-io-charts/keda-add-ons-http',
        version: '0.15.0',
        needs: ['keda/keda'],
        disableValidationOnInstall: true,
        values: [{ interceptor: { replicas: { min: 1 } }, scaler: { replicas: 1 } }],
      },
    ]);
  });

  test('waits for each chart, without which the order would mean nothing', () => {
    expect(helmfile({ kwok: 'install' }).content.helmDefaults.wait).toBe(true);
    expect(helmfile({ kwok: 'install' }).content.releases[1].needs).toEqual(['kube-system/kwok']);
  });

  test('repeats values that are used twice, since anchors puzzle readers', () => {
    const shared = { cpu: '1' };
    const { text } = helmfile({ keda: { values: { requests: shared, limits: shared } } });
    expect(text).not.toMatch(/[&*]a1/);
  });

  test('says how to upgrade CRDs that Helm would leave as they are, once for each chart that has them', () => {
    const { text } = helmfile({ prometheus: 'install', kwok: 'install', keda: 'install', lws: 'install' });
    expect(text.split('\n').filter((line) => line.includes('helm show crds'))).toEqual([
      "#   helm show crds 'kwok' --repo 'https://kwok.sigs.k8s.io/charts' --version '0.3.0' | kubectl apply --server-side --force-conflicts -f -",
      "#   helm show crds 'oci://registry.k8s.io/lws/charts/lws' --version '0.10.0' | kubectl apply --server-side --force-conflicts -f -",
      "#   helm show crds 'oci://ghcr.io/prometheus-community/charts/kube-prometheus-stack' --version '88.5.3' | kubectl apply --server-side --force-conflicts -f -",
    ]);
    expect(helmfile({ keda: 'install' }).text).not.toContain('CRDs');
  });

  test('quotes a repository for the shell, and takes its version and place from the choice', () => {
    const { text } = helmfile({ lws: { repo: "https://example.com/it's", version: '1.2.3' } });
    expect(text).toContain(String.raw`helm show crds 'lws' --repo 'https://example.com/it'\''s' --version '1.2.3' |`);
  });

  test('is written where asked', () => {
    expect(helmfile({ keda: 'install' }).path).toBe('helmfile.yaml');
    expect(helmfile({ keda: 'install' }, { helmfile: { file: 'charts/laptop.yaml' } }).path).toBe('charts/laptop.yaml');
  });

  test('is the same text whatever the order of choices', () => {
    const one = helmfile({ keda: 'install', nfd: 'install', kwok: 'install' }).text;
    expect(helmfile({ kwok: 'install', nfd: 'install', keda: 'install' }).text).toBe(one);
  });

  test('is not written when there is nothing to install', () => {
    expect(deliver([], 'helmfile')).toEqual({ objects: [], files: [], inline: [] });
  });
});
