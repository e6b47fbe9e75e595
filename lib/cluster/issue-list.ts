import type { AiConstruct } from '../declaration';
import type { ConfigIssue, IssueOwner, OwnedIssue } from '../errors';

/** Gathers issues together with the construct each belongs to. */
export class IssueList {
  readonly issues: OwnedIssue[] = [];

  /** Notes issues of one construct; answers whether there were any. */
  add(owner: IssueOwner | AiConstruct<object>, issues: readonly ConfigIssue[]): boolean {
    const issueOwner = 'issueOwner' in owner ? owner.issueOwner : owner;
    this.issues.push(...issues.map((issue) => ({ ...issue, owner: issueOwner })));
    return issues.length > 0;
  }
}
