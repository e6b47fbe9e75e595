import { type KubeMetadata, type KubeObject, MANAGED_BY } from '../../kube';
import { type ChartRelease, isChart, type ManifestRelease, type Release } from '../chart-release';
import { componentFacts } from '../component-table';
import { installStages } from '../install-order';
import type { ArgoCdDelivery } from './delivery';
import { isLabelled, isSystemNamespace, type NeededNamespace } from './namespaces';

/** Waves of charts end before wave 0, where everything else of a cluster stands. No chain of charts is longer. */
const FIRST_WAVE = -10;

/** Failing syncs are tried again for half an hour: one chart's CRDs may come later than another that uses them. */
const RETRY = { limit: 10, backoff: { duration: '10s', factor: 2, maxDuration: '5m' } };

/**
 * One Argo CD Application for each release.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/helm/
 */
export function argoCdObjects(
  releases: readonly Release[],
  namespaces: readonly NeededNamespace[],
  options: ArgoCdDelivery,
): KubeObject[] {
  const stages = installStages(releases);
  return releases.map((release) => ({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: metadata(release, FIRST_WAVE + stages.get(release)!, options),
    spec: {
      project: options.project ?? 'default',
      source: isChart(release) ? chartSource(release) : manifestSource(release),
      destination: {
        ...(options.destination ?? { server: 'https://kubernetes.default.svc' }),
        ...(isChart(release) ? { namespace: release.namespace } : {}),
      },
      syncPolicy: syncPolicy(release, namespaces),
      ...ignoreDifferences(release),
    },
  }));
}

function metadata(release: Release, wave: number, { namespace, namePrefix, cascadeDelete }: ArgoCdDelivery) {
  return {
    name: `${namePrefix ?? ''}${release.releaseName}`,
    namespace: namespace ?? 'argocd',
    labels: MANAGED_BY,
    annotations: { 'argocd.argoproj.io/sync-wave': String(wave) },
    ...(cascadeDelete === true ? { finalizers: ['resources-finalizer.argocd.argoproj.io'] } : {}),
  } satisfies KubeMetadata & { finalizers?: string[] };
}

/** Argo CD takes a repository without a scheme for an OCI registry. */
function chartSource({ repo, chart, version, releaseName, values }: ChartRelease) {
  return {
    repoURL: repo.replace(/^oci:\/\//, ''),
    chart,
    targetRevision: version,
    helm: { releaseName, ...(Object.keys(values).length === 0 ? {} : { valuesObject: values }) },
  };
}

function manifestSource({ repo, path, version }: ManifestRelease) {
  return { repoURL: repo, path, targetRevision: version };
}

function syncPolicy(release: Release, namespaces: readonly NeededNamespace[]) {
  const needed = isChart(release) ? namespaces.find(({ name }) => name === release.namespace) : undefined;
  const makesNamespace = isChart(release) && !isSystemNamespace(release.namespace);
  return {
    // Nothing is pruned from a chart by itself: what a new version drops may be a CRD that still has objects.
    automated: { prune: false, selfHeal: true },
    syncOptions: [
      ...(makesNamespace ? ['CreateNamespace=true'] : []),
      // CRDs here are larger than the annotation that a client-side apply would keep them in.
      'ServerSideApply=true',
      'SkipDryRunOnMissingResource=true',
      ...(changedInCluster(release).length > 0 ? ['RespectIgnoreDifferences=true'] : []),
    ],
    ...(needed !== undefined && isLabelled(needed) ? { managedNamespaceMetadata: { labels: needed.labels } } : {}),
    retry: RETRY,
  };
}

function ignoreDifferences(release: Release) {
  const fields = changedInCluster(release);
  return fields.length === 0 ? {} : { ignoreDifferences: fields.map((field) => ({ ...field })) };
}

function changedInCluster({ component }: Release) {
  return componentFacts(component).changedInCluster ?? [];
}
