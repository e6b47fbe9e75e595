import { type ChartRelease, COMPONENTS } from '../components';
import { type KubeObject, mergePatch } from '../kube';
import { DEFAULT_OPERATOR_VERSION } from './chart-version';
import { configMaps } from './config-maps';
import { deriveValues } from './derive-values';
import type { GpuOperatorProps } from './gpu-operator';
import { mergeValues } from './merge-values';
import { type OperatorContext, operatorShapes } from './operator-context';
import { criticalPodsQuota, operatorNamespace } from './operator-namespace';

/** The operator's chart and the objects it relies on. */
export interface RenderedOperator {
  /** Undefined where no pool leaves it anything to do. */
  readonly release?: ChartRelease;
  /** To be applied before the chart. */
  readonly objects: KubeObject[];
}

/** Chart and objects of an operator that passed its checks. */
export function renderGpuOperator(props: GpuOperatorProps, context: OperatorContext): RenderedOperator {
  if (operatorShapes(context).length === 0) return { objects: [] };
  const { repo, charts, after } = COMPONENTS['gpu-operator'];
  const { chart, releaseName } = charts[0];
  const namespace = props.namespace ?? 'gpu-operator';
  const settled = mergeValues(deriveValues(props, context, namespace), props.values ?? {});
  const maps = configMaps(props, context, namespace);
  return {
    release: {
      component: 'gpu-operator',
      repo,
      chart,
      version: props.version ?? DEFAULT_OPERATOR_VERSION,
      namespace,
      releaseName,
      values: mergePatch(settled as Readonly<Record<string, unknown>>, props.overrides ?? {}),
      after,
    },
    objects: [
      operatorNamespace(namespace),
      ...(context.platform.kind === 'gke' ? [criticalPodsQuota(namespace, settled, context)] : []),
      ...[maps.devicePlugin, maps.mig, maps.metrics].filter((map) => map !== undefined),
    ],
  };
}
