import type { ConstructIndex } from './construct-index';

/**
 * The error for constructs that wait for each other, in the words of cdk8s.
 *
 * @param cycle positions, each depending on the next and the last on the first.
 */
export function dependencyCycle(index: ConstructIndex, cycle: readonly number[]): Error {
  // cdk8s adds the edges in the order of the tree and reports the one that closes the circle.
  const closing = cycle.indexOf(cycle.reduce((last, position) => Math.max(last, position)));
  const route = [...cycle.slice(closing + 1), ...cycle.slice(0, closing + 1)];
  const paths = [...route, ...route.slice(0, 1)].map((position) => index.constructs[position]!.node.path);
  const hidden = paths.length - MAX_SHOWN;
  if (hidden > 0) paths.splice(MAX_SHOWN - 1, hidden, `(${hidden} more)`);
  return new Error(`Dependency cycle detected: ${paths.join(' => ')}`);
}

/** A circle through thousands of constructs is shown by its beginning and its end. */
const MAX_SHOWN = 100;
