import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { type ConstructIndex, indexConstructs } from './construct-index';

/** An app all of whose validations have passed. */
export interface ValidatedApp {
  /** Everything in the tree, what validations added included. */
  readonly index: ConstructIndex;
  /** Whether a construct was there before the first validation ran. */
  readonly isDeclared: (construct: IConstruct) => boolean;
}

/**
 * Runs every validation of an app once, also those of constructs that a validation made.
 *
 * Stock cdk8s runs them all again for every chart, which is how it sees what a validation added.
 */
export function validateOnce(app: App): ValidatedApp {
  const declared = indexConstructs(app).constructs;
  runValidations(declared);
  const index = indexConstructs(app);
  if (isSame(index.constructs, declared)) return { index, isDeclared: () => true };
  const known = new Set(declared);
  return { index: validateAdded(app, index, new Set(declared)), isDeclared: (construct) => known.has(construct) };
}

function validateAdded(app: App, index: ConstructIndex, validated: Set<IConstruct>): ConstructIndex {
  const added = index.constructs.filter((construct) => !validated.has(construct));
  if (added.length === 0) return index;
  runValidations(added);
  for (const construct of added) validated.add(construct);
  return validateAdded(app, indexConstructs(app), validated);
}

function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((element, position) => element === b[position]);
}

function runValidations(constructs: readonly IConstruct[]): void {
  const errors: string[] = [];
  for (const { node } of constructs) {
    for (const error of node.validate()) errors.push(`[${node.path}] ${error}`);
  }
  if (errors.length > 0) throw new Error(`Validation failed with the following errors:\n  ${errors.join('\n  ')}`);
}
