export type { GpuHolder } from './check-room';
export { inApplyOrder } from './apply-order';
export { collectDeclaration, constructsOf, type Declaration, type SharingConstruct } from './declaration';
export { applyHook } from './each-object';
export { IssueList } from './issue-list';
export { type Additions, type Materialization, materialize, type Materialized, type OwnedObject } from './materialize';
export { allocationOf, type ResolvedCluster } from './resolve';
export type { SettledService } from './services';
export type { ClusterSettings } from './settings';
