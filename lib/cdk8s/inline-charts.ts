import { ApiObject, App, Chart, Helm } from 'cdk8s';
import type { ClusterSettings } from '../cluster';
import { type ChartRelease, defaultDelivery, settleDelivery } from '../components';
import type { ConfigIssue } from '../errors';
import { isKubeObject, type KubeObject } from '../kube';

/**
 * Renders charts with the helm CLI, for delivery `helm`. `helm template` leaves a chart's `crds/` folder out unless it
 * is asked for, and asks no cluster for its version, so both are said.
 */
export function renderInlineCharts(
  releases: readonly ChartRelease[],
  { delivery, platform }: ClusterSettings,
): { objects: KubeObject[]; issues: ConfigIssue[] } {
  const settled = settleDelivery(delivery ?? defaultDelivery(platform));
  const executable = settled.mode === 'helm' ? settled.options.executable : undefined;
  const objects: KubeObject[] = [];
  const issues: ConfigIssue[] = [];
  for (const release of releases) {
    try {
      objects.push(...templateOf(release, platform.kubernetesVersion, executable).filter(isInstalled));
    } catch (error) {
      const reason = `chart ${release.chart} ${release.version} could not be rendered: ${messageOf(error)}`;
      const hint = "install helm 3 or 4, or choose delivery 'argocd', 'flux' or 'helmfile', which need none at synth";
      issues.push({ code: 'HELM_FAILED', path: 'delivery', reason, hint });
    }
  }
  return { objects, issues };
}

/** The chart's objects, made in a tree of their own: they join the cluster's with all others. */
function templateOf(
  { repo, chart, version, namespace, releaseName, values }: ChartRelease,
  kubernetesVersion: string,
  executable: string | undefined,
): KubeObject[] {
  const oci = repo.startsWith('oci://');
  const helm = new Helm(new Chart(new App(), 'inline'), 'chart', {
    chart: oci ? `${repo}/${chart}` : chart,
    ...(oci ? {} : { repo }),
    version,
    namespace,
    releaseName,
    values: structuredClone(values) as Record<string, unknown>,
    ...(executable === undefined ? {} : { helmExecutable: executable }),
    helmFlags: ['--include-crds', '--kube-version', kubernetesVersion],
  });
  return helm.node
    .findAll()
    .filter((child): child is ApiObject => child instanceof ApiObject)
    .map((object): unknown => object.toJson())
    .map((object) => {
      if (isKubeObject(object)) return object;
      throw new Error('it gives an object without a version, a kind or a name');
    });
}

/**
 * Helm prints the jobs that a chart keeps for its own removal, for rollbacks and for tests among all others, where an
 * apply would run them at once. Only what `helm install` itself would make is kept.
 */
function isInstalled({ metadata }: KubeObject): boolean {
  const hooks = metadata.annotations?.['helm.sh/hook'];
  return hooks === undefined || hooks.split(',').some((hook) => /^(pre|post)-install$/.test(hook.trim()));
}

function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim();
}
