import { shown } from '../errors';
import { isKubeObject } from '../kube';
import type { IssueList } from './issue-list';
import type { OwnedObject } from './materialize';
import type { ResolvedCluster } from './resolve';

/** The user's hook sees each object as it will be written; what it returns is written. */
export function applyHook(
  entries: readonly OwnedObject[],
  { settings: { eachObject }, owner: clusterOwner }: Pick<ResolvedCluster, 'settings' | 'owner'>,
  found: IssueList,
): readonly OwnedObject[] {
  if (eachObject === undefined) return entries;
  return entries.map(({ owner, object }) => {
    const changed: unknown = eachObject(object, owner);
    if (isKubeObject(changed)) return { owner, object: changed };
    const reason = `returned ${shown(changed)} for ${object.kind} '${object.metadata.name}', which is no Kubernetes object`;
    const hint = 'return the object with apiVersion, kind and metadata.name, changed or as it came';
    found.add(clusterOwner, [{ code: 'VALUE_INVALID', path: 'eachObject', reason, hint }]);
    return { owner, object };
  });
}
