import { stringify } from 'yaml';
import { dnsLabel } from '../../kube';
import type { ChartRelease, SideFile } from '../chart-release';
import { predecessors } from '../install-order';
import type { HelmfileDelivery } from './delivery';

const HEADER = `# The charts this cluster needs. Install them with 'helmfile apply', then apply the manifests beside this file.
`;

/**
 * One helmfile for all charts, as text.
 *
 * @see https://helmfile.readthedocs.io/en/latest/configuration/
 */
export function helmfileOf(charts: readonly ChartRelease[], { file = 'helmfile.yaml' }: HelmfileDelivery): SideFile {
  const content = {
    repositories: repositories(charts),
    // Waiting is what makes the order below mean anything: webhooks must answer before the next chart comes.
    helmDefaults: { wait: true, timeout: 900, createNamespace: true },
    releases: charts.map((release) => entry(release, charts)),
  };
  return { path: file, content: HEADER + stringify(content, { lineWidth: 0, aliasDuplicateObjects: false }) };
}

function repositories(charts: readonly ChartRelease[]) {
  const repos = [...new Set(charts.map(({ repo }) => repo))].sort();
  return repos.map((repo) =>
    repo.startsWith('oci://')
      ? { name: repoName(repo), url: withoutScheme(repo), oci: true }
      : { name: repoName(repo), url: repo },
  );
}

function entry(release: ChartRelease, charts: readonly ChartRelease[]) {
  const { repo, chart, version, namespace, releaseName, values } = release;
  const needs = predecessors(release, charts).map((other) => `${other.namespace}/${other.releaseName}`);
  return {
    name: releaseName,
    namespace,
    chart: `${repoName(repo)}/${chart}`,
    version,
    // The preview is made before anything is installed, when kinds that another chart brings are still unknown.
    ...(needs.length === 0 ? {} : { needs: needs.sort(), disableValidationOnInstall: true }),
    ...(Object.keys(values).length === 0 ? {} : { values: [values] }),
  };
}

function withoutScheme(repo: string): string {
  return repo.replace(/^\w+:\/\//, '');
}

function repoName(repo: string): string {
  return dnsLabel(withoutScheme(repo).split(/[./]/));
}
