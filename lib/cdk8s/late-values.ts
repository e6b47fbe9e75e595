import type { Materialized } from '../cluster';
import type { ConfigIssue } from '../errors';
import { latePaths } from '../kube';

/** A manifest is written now, so a value that exists only after a deployment cannot stand in it. */
export function checkNothingLate({ objects, releases }: Materialized): ConfigIssue[] {
  const late = [
    ...objects.flatMap(({ object }) => latePaths(object, `${object.kind}/${object.metadata.name}`)),
    ...releases.flatMap((release) => latePaths(release, `${release.component} release`)),
  ];
  return [...new Set(late)].map((path) => {
    const reason = 'is known only at deploy time, and manifests are written before';
    const hint = "pass the plain value, or declare the cluster with AiCluster of 'cdk8s-ai/pulumi'";
    return { code: 'VALUE_IS_LATE', path, reason, hint };
  });
}
