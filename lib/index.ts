export type {
  ArgoCdDelivery,
  ChartRelease,
  ComponentChoice,
  ComponentChoices,
  ComponentName,
  Delivery,
  FluxDelivery,
  HelmDelivery,
  HelmfileDelivery,
  Release,
  SideFile,
} from './components';
export type { ClusterSettings, Materialized, ObjectOverrides, OwnedObject } from './cluster';
export { AiConstruct, type AiClusterScope } from './declaration';
export {
  type ConfigIssue,
  GpuConfigError,
  ISSUE_CODES,
  type IssueCode,
  type IssueOwner,
  type OwnedIssue,
} from './errors';
export * from './gpu';
export type { KubeObject, Late, Taint, TaintEffect, Toleration } from './kube';
export * from './machines';
export {
  type Capacity,
  type GpuHandle,
  GpuNodePool,
  type GpuNodePoolProps,
  type GpuPoolProps,
  type MachinePoolProps,
  type NodeRange,
  type NodeTemplate,
} from './nodes';
export { GpuOperator, type GpuOperatorProps, type GpuOperatorValues } from './operator';
export { aks, eks, gke, type KubernetesVersion, local, onPrem, type Platform } from './platforms';
export { type ClusterPlan, planCluster, planText } from './planning';
export { AutoscaledModelService, type AutoscaledModelServiceProps, MODEL_SHAPES } from './serving';
export {
  MigPartitioning,
  type MigPartitioningProps,
  MpsSharedGpu,
  type MpsSharedGpuProps,
  TimeSlicedGpu,
  type TimeSlicedGpuProps,
} from './sharing';
