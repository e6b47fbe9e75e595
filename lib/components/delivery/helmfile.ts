import { dnsLabel, yamlText } from '../../kube';
import type { ChartRelease, SideFile } from '../chart-release';
import { componentFacts } from '../component-table';
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
  return {
    path: file,
    content: HEADER + crdSteps(charts) + yamlText(content),
  };
}

/**
 * Commands for CRDs that Helm leaves as they are. They stand in a comment, not in a hook: a hook is not told of a
 * `--kube-context` that helmfile was called with, so it could change the CRDs of another cluster.
 */
function crdSteps(charts: readonly ChartRelease[]): string {
  const first = charts.filter(({ component }, i) => charts.findIndex((other) => other.component === component) === i);
  const commands = first
    .filter(({ component }) => componentFacts(component).crds === 'folder')
    .map(
      (release) =>
        `#   helm show crds ${chartArguments(release)} | kubectl apply --server-side --force-conflicts -f -\n`,
    );
  if (commands.length === 0) return '';
  return `# Helm installs the CRDs of some charts once and never upgrades them. Where a version here is newer than the one that
# runs, first upgrade its CRDs, in the same cluster:
${commands.join('')}`;
}

/** The chart as the helm CLI finds it, without a repository that must have been added before. */
function chartArguments({ repo, chart, version }: ChartRelease): string {
  const place = repo.startsWith('oci://') ? quoted(`${repo}/${chart}`) : `${quoted(chart)} --repo ${quoted(repo)}`;
  return `${place} --version ${quoted(version)}`;
}

/** One word for a shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
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
