import { COMPONENTS } from '../components';

/** What is known about one release of the GPU Operator's chart. */
export interface GpuOperatorRelease {
  /** Day of the release. */
  readonly released: string;
  /** Driver versions it was validated with; the first is what it installs unless told otherwise. */
  readonly drivers: readonly string[];
}

/**
 * Releases whose values this library has types for. The repository spells versions with a leading `v`.
 *
 * Source: NVIDIA/gpu-operator v26.7.0 deployments/gpu-operator/values.yaml and NVIDIA/cloud-native-docs
 * gpu-operator/platform-support (2026-08).
 */
export const GPU_OPERATOR_VERSIONS = {
  'v26.7.0': { released: '2026-08-20', drivers: ['595.91.07', '610.57.04', '580.173.02', '535.309.01'] },
} as const satisfies Record<string, GpuOperatorRelease>;

/** Releases of the chart whose values are known here. */
export type GpuOperatorVersion = keyof typeof GPU_OPERATOR_VERSIONS;

export const DEFAULT_OPERATOR_VERSION: GpuOperatorVersion = COMPONENTS['gpu-operator'].version;
