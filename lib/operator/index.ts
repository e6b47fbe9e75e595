export { type EnvVariable, type GpuOperatorValues } from './chart-values';
export {
  DEFAULT_OPERATOR_VERSION,
  GPU_OPERATOR_VERSIONS,
  type GpuOperatorRelease,
  type GpuOperatorVersion,
} from './chart-version';
export { checkGpuOperator } from './check-gpu-operator';
export {
  type DcgmExporterSettings,
  type DriverSettings,
  type DriverUpgradePolicy,
  GpuOperator,
  type GpuOperatorProps,
  type WaitForJobs,
} from './gpu-operator';
export { operandLabels } from './operand-labels';
export type { OperatorContext } from './operator-context';
export { type RenderedOperator, renderGpuOperator } from './render-gpu-operator';
