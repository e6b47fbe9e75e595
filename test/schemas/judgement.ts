import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');

/** Kinds that no npm package publishes a schema of; the cluster rig judges those whose CRDs are published elsewhere. */
export const UNJUDGED = [
  'cloud.google.com/v1 ComputeClass',
  'eks.amazonaws.com/v1 NodeClass',
  'http.keda.sh/v1beta1 InterceptorRoute',
  'karpenter.azure.com/v1beta1 AKSNodeClass',
  'nfd.k8s-sigs.io/v1alpha1 NodeFeatureRule',
];

/** What the schemas say of some objects. */
export interface Judgement {
  readonly verdicts: readonly { readonly id: string; readonly problems: readonly string[] }[];
  /** Kinds of which no schema is known. */
  readonly unjudged: readonly string[];
}

/** Holds objects against the schemas that npm packages publish. It takes seconds, so many are judged in one go. */
export function judge(objects: readonly object[]): Judgement {
  const node = join(ROOT, 'node_modules', '.bin', 'node');
  const output = execFileSync(node, [join(ROOT, 'test/schemas/judge.mjs')], {
    input: JSON.stringify(objects),
    maxBuffer: 256 * 1024 * 1024,
  });
  return JSON.parse(output.toString()) as Judgement;
}
