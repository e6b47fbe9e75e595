import { componentFacts, type Release } from '../components';
import type { KubeObject } from '../kube';
import type { SettledOperator } from './operator';

const SYNC_OPTIONS = 'argocd.argoproj.io/sync-options';

/**
 * Argo CD tries a whole sync dry before it applies anything, and fails where a kind does not exist yet. Custom resources
 * of kinds that a chart of the same program brings are therefore exempted, so that one sync can take both.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#skip-dry-run-for-new-custom-resources-types
 */
export function skipDryRun(object: KubeObject, groups: ReadonlySet<string>): KubeObject {
  const { apiVersion, metadata } = object;
  const [group, version] = apiVersion.split('/');
  if (version === undefined || !groups.has(group!)) return object;
  const annotations = { ...metadata.annotations, [SYNC_OPTIONS]: 'SkipDryRunOnMissingResource=true' };
  return { ...object, metadata: { ...metadata, annotations } };
}

/** API groups of the kinds that these releases bring; the operator's chart has feature discovery inside. */
export function groupsBroughtBy(releases: readonly Release[], operator: SettledOperator | undefined): Set<string> {
  const components = new Set(releases.map(({ component }) => component));
  if (components.has('gpu-operator') && operator?.context.nfd === 'bundled') components.add('nfd');
  return new Set([...components].flatMap((component) => componentFacts(component).crdGroups));
}
