import type { IssueCode } from './issue-codes';

/** One mistake in the props of one construct: what is wrong, and the nearest change that works. */
export interface ConfigIssue {
  /** Which kind of mistake; stable, listed in docs/errors.md. */
  readonly code: IssueCode;
  /** The prop it concerns, as the user would write it: `nodes.max`, `layout['3g.40gb']`. Empty for the construct as a whole. */
  readonly path: string;
  /** What is wrong with the value that was given, in the user's words. */
  readonly reason: string;
  /** The nearest change that works. */
  readonly hint: string;
}

/** Where a construct was declared. */
export interface IssueOwner {
  /** Class name of the construct: `MigPartitioning`. */
  readonly kind: string;
  /** Construct path from the root of the program: `prod/slices`. */
  readonly constructPath: string;
  /** File, line and column of the user's code that made the construct, if the runtime could tell. */
  readonly madeAt?: string;
}

/** An issue together with the construct it belongs to. */
export interface OwnedIssue extends ConfigIssue {
  readonly owner: IssueOwner;
}

/**
 * Everything that is wrong with a declaration, at once.
 *
 * Thrown when a cluster is synthesized; nothing has been written by then.
 */
export class GpuConfigError extends Error {
  override readonly name = 'GpuConfigError';

  /** All mistakes, in the order of their constructs. */
  declare readonly issues: readonly OwnedIssue[];

  constructor(issues: readonly OwnedIssue[]) {
    super(describe(issues));
    // Not enumerable: the message says it all, and an uncaught error would print every issue a second time.
    Object.defineProperty(this, 'issues', { value: issues });
  }
}

function describe(issues: readonly OwnedIssue[]): string {
  const byOwner = new Map<string, OwnedIssue[]>();
  for (const issue of issues) {
    const key = `${issue.owner.kind} ${issue.owner.constructPath}`;
    byOwner.set(key, [...(byOwner.get(key) ?? []), issue]);
  }
  return [...byOwner.values()].map(describeOwner).join('\n');
}

function describeOwner(issues: readonly OwnedIssue[]): string {
  const { kind, constructPath, madeAt } = issues[0]!.owner;
  const place = madeAt === undefined ? '' : ` (${madeAt})`;
  const lines = issues.map(
    ({ path, reason, hint, code }) => `  ${path === '' ? '' : `${path}: `}${reason}; ${hint} [${code}]`,
  );
  return [`${kind} '${constructPath}' cannot be built${place}`, ...lines].join('\n');
}
