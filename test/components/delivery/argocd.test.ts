import { type ComponentChoices, deliver, type Delivery, resolveComponents } from '../../../lib/components';
import { eks } from '../../../lib/platforms';

/** Whatever shape the YAML has; what matters of it is asserted. */
type Loose = ReturnType<typeof JSON.parse>;

const EKS = eks({ kubernetesVersion: '1.35', clusterName: 'prod' });

function applications(choices: ComponentChoices, delivery: Delivery = 'argocd', ownedNamespaces: string[] = []) {
  const { releases, issues } = resolveComponents({ platform: EKS, needs: [], choices, delivery });
  expect(issues).toEqual([]);
  const { objects, files, inline } = deliver(releases, delivery, { ownedNamespaces });
  expect({ files, inline }).toEqual({ files: [], inline: [] });
  return Object.fromEntries(objects.map((object) => [object.metadata.name, object as Loose]));
}

describe('Argo CD', () => {
  test('gets one Application for each release and nothing else', () => {
    const made = applications({ 'keda-http-add-on': 'install', nfd: 'install' });
    expect(Object.keys(made).sort()).toEqual(['http-add-on', 'keda', 'nfd']);
    for (const { kind, metadata, spec } of Object.values(made)) {
      expect(kind).toBe('Application');
      expect(metadata.namespace).toBe('argocd');
      expect(metadata.labels['app.kubernetes.io/managed-by']).toBe('cdk8s-ai');
      expect(spec.project).toBe('default');
      expect(spec.destination.server).toBe('https://kubernetes.default.svc');
    }
  });

  test('finds a chart of a Helm repository by its address', () => {
    expect(applications({ keda: { values: { a: 1 } } }).keda.spec.source).toEqual({
      repoURL: 'https://kedacore.github.io/charts',
      chart: 'keda',
      targetRevision: '2.20.2',
      helm: { releaseName: 'keda', valuesObject: { a: 1 } },
    });
  });

  test('finds a chart of a registry by an address without oci://', () => {
    const { source } = applications({ lws: 'install' }).lws.spec;
    expect(source).toEqual({
      repoURL: 'registry.k8s.io/lws/charts',
      chart: 'lws',
      targetRevision: '0.10.0',
      helm: { releaseName: 'lws' },
    });
  });

  test('finds the Gateway API in its git repository, at its tag', () => {
    const { source, destination, syncPolicy } = applications({ 'gateway-api': 'install' })['gateway-api'].spec;
    expect(source).toEqual({
      repoURL: 'https://github.com/kubernetes-sigs/gateway-api',
      path: 'config/crd/standard',
      targetRevision: 'v1.6.1',
    });
    expect(destination).not.toHaveProperty('namespace');
    expect(syncPolicy.syncOptions).not.toContain('CreateNamespace=true');
  });

  test('syncs charts in waves before everything else, as text, each after what it builds on', () => {
    const made = applications({ 'keda-http-add-on': 'install', kwok: 'install' });
    const wave = (name: string) => made[name].metadata.annotations['argocd.argoproj.io/sync-wave'];
    expect([wave('keda'), wave('http-add-on'), wave('kwok'), wave('kwok-stage-fast')]).toEqual([
      '-10',
      '-9',
      '-10',
      '-9',
    ]);
  });

  test('applies on the server, since CRDs are too large for an annotation, and tries again', () => {
    const { syncPolicy } = applications({ kueue: 'install' }).kueue.spec;
    expect(syncPolicy.syncOptions).toEqual([
      'CreateNamespace=true',
      'ServerSideApply=true',
      'SkipDryRunOnMissingResource=true',
    ]);
    expect(syncPolicy.automated).toEqual({ prune: false, selfHeal: true });
    expect(syncPolicy.retry.limit).toBeGreaterThan(0);
  });

  test('labels a namespace it makes, unless the namespace is declared elsewhere', () => {
    const labels = { 'pod-security.kubernetes.io/enforce': 'privileged' };
    expect(applications({ nfd: 'install' }).nfd.spec.syncPolicy.managedNamespaceMetadata).toEqual({ labels });
    const owned = applications({ nfd: 'install' }, 'argocd', ['node-feature-discovery']);
    expect(owned.nfd.spec.syncPolicy).not.toHaveProperty('managedNamespaceMetadata');
  });

  test('gives all charts of one namespace the same labels, so that they do not fight', () => {
    const made = applications({ nfd: { namespace: 'platform' }, lws: { namespace: 'platform' } });
    const labels = { 'pod-security.kubernetes.io/enforce': 'privileged' };
    expect(made.nfd.spec.syncPolicy.managedNamespaceMetadata).toEqual({ labels });
    expect(made.lws.spec.syncPolicy.managedNamespaceMetadata).toEqual({ labels });
  });

  test('leaves kube-system as it is', () => {
    const { syncPolicy } = applications({ nfd: { namespace: 'kube-system' } }).nfd.spec;
    expect(syncPolicy).not.toHaveProperty('managedNamespaceMetadata');
    expect(syncPolicy.syncOptions).not.toContain('CreateNamespace=true');
  });

  test('leaves alone what the operator itself changes in its policy', () => {
    const release = {
      component: 'gpu-operator' as const,
      repo: 'https://helm.ngc.nvidia.com/nvidia',
      chart: 'gpu-operator',
      version: 'v26.7.0',
      namespace: 'gpu-operator',
      releaseName: 'gpu-operator',
      values: {},
      after: [],
    };
    const [application] = deliver([release], 'argocd').objects as Loose[];
    expect(application.spec.ignoreDifferences).toEqual([
      { group: 'nvidia.com', kind: 'ClusterPolicy', jsonPointers: ['/spec/cdi/default'] },
    ]);
    expect(application.spec.syncPolicy.syncOptions).toContain('RespectIgnoreDifferences=true');
  });

  test('keeps what a chart installed when its Application is deleted, unless asked', () => {
    expect(applications({ keda: 'install' }).keda.metadata).not.toHaveProperty('finalizers');
    const { finalizers } = applications({ keda: 'install' }, { argocd: { cascadeDelete: true } }).keda.metadata;
    expect(finalizers).toEqual(['resources-finalizer.argocd.argoproj.io']);
  });

  test('may serve several clusters from one place', () => {
    const argocd = { namespace: 'gitops', project: 'ai', destination: { name: 'prod' }, namePrefix: 'prod-' };
    const made = applications({ keda: 'install' }, { argocd })['prod-keda'];
    expect(made.metadata.namespace).toBe('gitops');
    expect(made.spec.project).toBe('ai');
    expect(made.spec.destination).toEqual({ name: 'prod', namespace: 'keda' });
    expect(made.spec.source.helm.releaseName).toBe('keda');
  });
});
