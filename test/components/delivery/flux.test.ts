import { type ComponentChoices, deliver, type Delivery, resolveComponents } from '../../../lib/components';
import { eks } from '../../../lib/platforms';

/** Whatever shape the YAML has; what matters of it is asserted. */
type Loose = ReturnType<typeof JSON.parse>;

const EKS = eks({ kubernetesVersion: '1.35', clusterName: 'prod' });

function objectsOf(choices: ComponentChoices, delivery: Delivery = 'flux', ownedNamespaces: string[] = []) {
  const { releases, issues } = resolveComponents({ platform: EKS, needs: [], choices, delivery });
  expect(issues).toEqual([]);
  return Object.fromEntries(
    deliver(releases, delivery, { ownedNamespaces }).objects.map((object) => [
      `${object.kind}/${object.metadata.name}`,
      object as Loose,
    ]),
  );
}

describe('Flux', () => {
  test('reads one Helm repository once for all its charts', () => {
    const made = objectsOf({ 'keda-http-add-on': 'install' });
    expect(Object.keys(made)).toEqual([
      'HelmRepository/kedacore-github-io-charts',
      'HelmRelease/keda',
      'HelmRelease/http-add-on',
    ]);
    expect(made['HelmRepository/kedacore-github-io-charts']).toMatchObject({
      apiVersion: 'source.toolkit.fluxcd.io/v1',
      metadata: { namespace: 'flux-system' },
      spec: { url: 'https://kedacore.github.io/charts' },
    });
    expect(made['HelmRelease/keda'].spec.chart.spec).toMatchObject({
      chart: 'keda',
      version: '2.20.2',
      sourceRef: { kind: 'HelmRepository', name: 'kedacore-github-io-charts' },
    });
  });

  test('takes a chart of a registry through a source of its own', () => {
    const made = objectsOf({ kueue: 'install' });
    expect(made['OCIRepository/kueue'].spec).toMatchObject({
      url: 'oci://registry.k8s.io/kueue/charts/kueue',
      ref: { tag: '0.19.2' },
      layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
    });
    const { spec } = made['HelmRelease/kueue'];
    expect(spec.chartRef).toEqual({ kind: 'OCIRepository', name: 'kueue' });
    expect(spec).not.toHaveProperty('chart');
  });

  test('asks a registry for a tag it can hold', () => {
    const made = objectsOf({ lws: { version: '0.10.0+build.1' } });
    expect(made['OCIRepository/lws'].spec.ref.tag).toBe('0.10.0_build.1');
  });

  test('installs into the namespace of the component, with CRDs replaced on upgrade', () => {
    const { spec } = objectsOf({ keda: { namespace: 'scaling' } })['HelmRelease/keda'];
    expect(spec).toMatchObject({
      releaseName: 'keda',
      targetNamespace: 'scaling',
      install: { crds: 'Create', createNamespace: true },
      upgrade: { crds: 'CreateReplace' },
    });
    expect(spec).not.toHaveProperty('dependsOn');
  });

  test('waits for what a chart builds on, if that is installed too', () => {
    expect(objectsOf({ 'keda-http-add-on': 'install' })['HelmRelease/http-add-on'].spec.dependsOn).toEqual([
      { name: 'keda' },
    ]);
    const made = objectsOf({ 'keda-http-add-on': 'install', keda: 'present' });
    expect(made['HelmRelease/http-add-on'].spec).not.toHaveProperty('dependsOn');
    expect(objectsOf({ kwok: 'install' })['HelmRelease/kwok-stage-fast'].spec.dependsOn).toEqual([{ name: 'kwok' }]);
  });

  test('never uninstalls a release that failed', () => {
    const { install, upgrade } = objectsOf({ keda: 'install' })['HelmRelease/keda'].spec;
    expect([install.strategy.name, upgrade.strategy.name]).toEqual(['RetryOnFailure', 'RetryOnFailure']);
  });

  test('gets namespaces with labels as objects, which it cannot make itself', () => {
    const made = objectsOf({ nfd: 'install', lws: 'install' });
    expect(made['Namespace/node-feature-discovery'].metadata.labels).toMatchObject({
      'pod-security.kubernetes.io/enforce': 'privileged',
    });
    expect(made).not.toHaveProperty(['Namespace/lws-system']);
    expect(objectsOf({ nfd: 'install' }, 'flux', ['node-feature-discovery'])).not.toHaveProperty([
      'Namespace/node-feature-discovery',
    ]);
  });

  test('applies the Gateway API from git, and keeps its CRDs when they go', () => {
    const made = objectsOf({ 'gateway-api': 'install' });
    expect(made['GitRepository/gateway-api'].spec).toMatchObject({
      url: 'https://github.com/kubernetes-sigs/gateway-api',
      ref: { tag: 'v1.6.1' },
      ignore: '/*\n!/config',
    });
    expect(made['Kustomization/gateway-api'].spec).toMatchObject({
      path: './config/crd/standard',
      prune: false,
      sourceRef: { kind: 'GitRepository', name: 'gateway-api' },
    });
  });

  test('takes options', () => {
    const flux = { namespace: 'gitops', intervalMinutes: 5, serviceAccount: 'platform' };
    const made = objectsOf({ keda: 'install' }, { flux })['HelmRelease/keda'];
    expect(made.metadata.namespace).toBe('gitops');
    expect(made.spec).toMatchObject({ interval: '5m', serviceAccountName: 'platform' });
  });
});
