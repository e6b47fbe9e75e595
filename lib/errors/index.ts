export { type ConfigIssue, GpuConfigError, type IssueOwner, type OwnedIssue } from './gpu-config-error';
export { ISSUE_CODES, type IssueCode } from './issue-codes';
export { nearestWord, suggestWord } from './nearest';
export { shown } from './shown';
