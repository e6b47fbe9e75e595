import { contentHash, type KubeObject, MANAGED_BY, yamlText } from '../kube';
import { devicePluginConfigs, migConfigs } from '../sharing';
import type { GpuOperatorProps } from './gpu-operator';
import { type OperatorContext, operatorSharings } from './operator-context';

/** The operator's files, each undefined where nothing asks for it. */
export interface OperatorConfigMaps {
  readonly devicePlugin?: KubeObject;
  readonly mig?: KubeObject;
  readonly metrics?: KubeObject;
}

/**
 * The ConfigMaps that the operator's parts read. Running parts do not notice an edit, so each name ends in a hash of
 * the content: a change is a new ConfigMap, and naming it restarts who reads it.
 */
export function configMaps(props: GpuOperatorProps, context: OperatorContext, namespace: string): OperatorConfigMaps {
  const configMap = (prefix: string, data: Record<string, string>): KubeObject => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `${prefix}-${contentHash(data)}`,
      namespace,
      labels: MANAGED_BY,
    },
    immutable: true,
    data,
  });
  const plugin = pluginFiles(context);
  const mig = migConfigs(operatorSharings(context));
  const lines = props.dcgmExporter?.metrics;
  return {
    ...(Object.keys(plugin).length === 0 ? {} : { devicePlugin: configMap('device-plugin-configs', plugin) }),
    ...(mig === undefined ? {} : { mig: configMap('mig-configs', { 'config.yaml': yamlText(mig) }) }),
    ...(lines === undefined
      ? {}
      : { metrics: configMap('dcgm-metrics', { 'dcgm-metrics.csv': `${lines.join('\n')}\n` }) }),
  };
}

/** Each key is one complete file of the device plugin; nodes choose by label, and those without label share nothing. */
function pluginFiles(context: OperatorContext): Record<string, string> {
  const files = Object.entries(devicePluginConfigs(operatorSharings(context)));
  return Object.fromEntries(files.map(([key, config]) => [key, yamlText(config)]));
}
