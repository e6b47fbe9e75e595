export { isKubeObject, type KubeMetadata, type KubeObject, objectKey } from './kube-object';
export { checkKnownKeys } from './known-keys';
export { checkLabelSelector } from './label-selector';
export { checkLabels } from './labels';
export { type DeployTimeValue, isLate, type Late, latePaths } from './late';
export { mergePatch } from './merge';
export { contentHash, dnsLabel, isDnsLabel, isDnsSubdomain, isLabelKey, isLabelValue } from './names';
export { checkRange, checkWhole } from './numbers';
export { MANAGED_BY, POOL_LABEL } from './own-labels';
export { checkPlainValue, isPlainMap } from './plain-value';
export {
  checkTaints,
  gpuTolerations,
  type Taint,
  TAINT_EFFECTS,
  type TaintEffect,
  type Toleration,
  tolerates,
  tolerationOf,
  tolerationsOf,
} from './taints';
export { yamlText } from './yaml-text';
