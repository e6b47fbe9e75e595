import { dnsLabel, type KubeObject, MANAGED_BY } from '../../kube';
import { type ChartRelease, isChart, type ManifestRelease, type Release } from '../chart-release';
import { predecessors } from '../install-order';
import type { FluxDelivery } from './delivery';
import { isLabelled, namespaceObject, type NeededNamespace } from './namespaces';

interface FluxContext {
  readonly namespace: string;
  readonly interval: string;
  readonly identity: { readonly serviceAccountName?: string };
}

/** A failed release is tried again and again, never uninstalled: with it would go CRDs and all their objects. */
const RETRY = { strategy: { name: 'RetryOnFailure', retryInterval: '2m' } };

/**
 * Sources and one HelmRelease for each chart; a git source and a Kustomization for plain manifests.
 *
 * @see https://fluxcd.io/flux/components/helm/helmreleases/
 */
export function fluxObjects(
  releases: readonly Release[],
  namespaces: readonly NeededNamespace[],
  options: FluxDelivery,
): KubeObject[] {
  const context: FluxContext = {
    namespace: options.namespace ?? 'flux-system',
    interval: `${options.intervalMinutes ?? 60}m`,
    identity: options.serviceAccount === undefined ? {} : { serviceAccountName: options.serviceAccount },
  };
  const charts = releases.filter(isChart);
  const sources = new Map<string, KubeObject>();
  for (const release of releases) {
    const source = sourceOf(release, context);
    sources.set(`${source.kind}/${source.metadata.name}`, source);
  }
  return [
    // Flux makes namespaces but gives them no labels.
    ...namespaces.filter(isLabelled).map(namespaceObject),
    ...[...sources].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, source]) => source),
    ...releases.map((release) =>
      isChart(release) ? helmRelease(release, charts, context) : kustomization(release, context),
    ),
  ];
}

/** Charts of one Helm repository share its index; in a registry each chart is a source of its own. */
function sourceOf(release: Release, context: FluxContext): KubeObject {
  const { interval } = context;
  if (!isChart(release)) {
    // Only the top folder is fetched: an ignored folder cannot be let in again by one below it.
    const ignore = `/*\n!/${release.path.split('/')[0]}`;
    const spec = { interval, url: release.repo, ref: { tag: release.version }, ignore };
    return object('source.toolkit.fluxcd.io/v1', 'GitRepository', release.releaseName, context, spec);
  }
  const { repo, chart, version } = release;
  if (!isOci(release)) {
    return object('source.toolkit.fluxcd.io/v1', 'HelmRepository', repoName(repo), context, { interval, url: repo });
  }
  return object('source.toolkit.fluxcd.io/v1', 'OCIRepository', release.releaseName, context, {
    interval,
    url: `${repo}/${chart}`,
    // A tag cannot hold the plus sign of a version, so registries have an underscore there.
    ref: { tag: version.replace('+', '_') },
    layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
  });
}

function helmRelease(release: ChartRelease, charts: readonly ChartRelease[], context: FluxContext): KubeObject {
  const { repo, chart, version, namespace, releaseName, values } = release;
  const { interval, identity } = context;
  const before = predecessors(release, charts).map((other) => ({ name: other.releaseName }));
  return object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', releaseName, context, {
    interval,
    timeout: '15m',
    ...(isOci(release)
      ? { chartRef: { kind: 'OCIRepository', name: releaseName } }
      : {
          chart: {
            spec: { chart, version, interval, sourceRef: { kind: 'HelmRepository', name: repoName(repo) } },
          },
        }),
    releaseName,
    targetNamespace: namespace,
    ...identity,
    ...(before.length === 0 ? {} : { dependsOn: before.sort((a, b) => (a.name < b.name ? -1 : 1)) }),
    install: { crds: 'Create', createNamespace: true, ...RETRY },
    // Helm itself never upgrades a chart's crds folder, so a new version would meet old CRDs.
    upgrade: { crds: 'CreateReplace', ...RETRY },
    ...(Object.keys(values).length === 0 ? {} : { values }),
  });
}

function kustomization({ releaseName, path }: ManifestRelease, context: FluxContext): KubeObject {
  return object('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', releaseName, context, {
    interval: context.interval,
    path: `./${path}`,
    // CRDs that a new version drops may still have objects.
    prune: false,
    wait: true,
    timeout: '5m',
    sourceRef: { kind: 'GitRepository', name: releaseName },
    ...context.identity,
  });
}

function object(
  apiVersion: string,
  kind: string,
  name: string,
  { namespace }: FluxContext,
  spec: Record<string, unknown>,
): KubeObject {
  return { apiVersion, kind, metadata: { name, namespace, labels: MANAGED_BY }, spec };
}

function isOci({ repo }: ChartRelease): boolean {
  return repo.startsWith('oci://');
}

function repoName(repo: string): string {
  return dnsLabel(repo.replace(/^\w+:\/\//, '').split(/[./]/));
}
