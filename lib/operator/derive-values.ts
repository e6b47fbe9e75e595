import { gpuFacts } from '../gpu';
import { gpuTolerations, type Taint, type Toleration } from '../kube';
import { runtimePaths } from '../platforms';
import { UNCUT } from '../sharing';
import type { EnvVariable, GpuOperatorValues } from './chart-values';
import { configMaps } from './config-maps';
import type { DcgmExporterSettings, DriverSettings, GpuOperatorProps } from './gpu-operator';
import { type OperatorContext, operatorShapes, operatorSharings, poolsServed } from './operator-context';

type Values = GpuOperatorValues;

/** The chart's values as they follow from platform, pools, sharing and the construct's own props. */
export function deriveValues(props: GpuOperatorProps, context: OperatorContext, namespace: string): Values {
  const { platform } = context;
  const maps = configMaps(props, context, namespace);
  const paths = runtimePaths(platform);
  const served = (part: Parameters<typeof poolsServed>[1]) => poolsServed(context, part).length > 0;
  const googleDriver = operatorShapes(context).some(({ pool }) => pool.owners.driver === 'cloud');
  const toolkitEnv = served('toolkit') ? envOf(paths.toolkitEnv) : [];
  const tolerations = operandTolerations(context);
  return {
    nfd: { enabled: context.nfd === 'bundled' },
    ...(paths.runtimeClass === 'nvidia' ? {} : { operator: { runtimeClass: paths.runtimeClass } }),
    ...(googleDriver ? { hostPaths: { driverInstallDir: paths.driverRoot } } : {}),
    daemonsets: { tolerations },
    mig: { strategy: migStrategy(props, context) },
    driver: { enabled: served('driver'), ...driverValues(props.driver ?? {}) },
    toolkit: {
      enabled: served('toolkit'),
      ...(googleDriver ? { installDir: paths.toolkitDir } : {}),
      ...(toolkitEnv.length === 0 ? {} : { env: toolkitEnv }),
    },
    devicePlugin: {
      enabled: served('devicePlugin'),
      // Without a default, only nodes that name a file by label share their GPUs.
      ...(maps.devicePlugin === undefined
        ? {}
        : { config: { create: false, name: maps.devicePlugin.metadata.name, default: '' } }),
    },
    gfd: { enabled: served('featureDiscovery') },
    migManager: {
      enabled: needsMigManager(context),
      ...(maps.mig === undefined ? {} : { config: { create: false, name: maps.mig.metadata.name, default: UNCUT } }),
      ...(operatorSharings(context).some(({ rebootsNode }) => rebootsNode)
        ? { env: envOf({ WITH_REBOOT: 'true' }) }
        : {}),
    },
    dcgmExporter: dcgmValues(props.dcgmExporter ?? {}, maps.metrics?.metadata.name),
    ...(props.driver?.gds === undefined ? {} : { gds: { enabled: props.driver.gds } }),
    ...(props.driver?.gdrcopy === undefined ? {} : { gdrcopy: { enabled: props.driver.gdrcopy } }),
    ...(context.nfd === 'bundled'
      ? { 'node-feature-discovery': { worker: { tolerations: [CONTROL_PLANE, ...tolerations] } } }
      : {}),
  };
}

/**
 * The chart's strategy would outrank the one in every device-plugin file, so it is left empty: each pool that is divided
 * says its own, and nodes without a file show whole GPUs. Without any such pool the user may want one for GPUs that
 * somebody else has cut.
 */
function migStrategy(props: GpuOperatorProps, context: OperatorContext): 'none' | 'single' | 'mixed' | '' {
  const divided = operatorSharings(context).some(({ pool }) => pool.owners.devicePlugin === 'operator');
  return divided ? '' : (props.values?.mig?.strategy ?? '');
}

/** On GPUs without MIG the manager has nothing to do, yet restarts what uses the GPU on nodes that share it. */
function needsMigManager(context: OperatorContext): boolean {
  return context.shapes.some(
    ({ pool }) => pool.owners.migManager === 'operator' && pool.gpus.some((model) => gpuFacts(model).mig !== null),
  );
}

const CONTROL_PLANE: Toleration = {
  key: 'node-role.kubernetes.io/control-plane',
  operator: 'Equal',
  value: '',
  effect: 'NoSchedule',
};

/** The complete list of what the operands tolerate, by the taints of all pools they serve. */
function operandTolerations(context: OperatorContext): Toleration[] {
  const taints = operatorShapes(context).flatMap(({ pool, taints: shown }): Taint[] => {
    const { startupTaint } = pool;
    // What removes a startup taint waits for the operands, so they must come first.
    return startupTaint === undefined ? [...shown] : [...shown, startupTaint];
  });
  return gpuTolerations(taints);
}

function driverValues({ version, kernelModuleType, usePrecompiled, upgrade, rdma }: DriverSettings): Values['driver'] {
  return given({
    version,
    kernelModuleType,
    usePrecompiled,
    rdma: rdma === undefined ? undefined : { enabled: rdma !== false, useHostMofed: rdma === 'host-mofed' },
    upgradePolicy:
      upgrade === undefined
        ? undefined
        : given({
            autoUpgrade: upgrade.auto,
            maxParallelUpgrades: upgrade.maxParallel,
            maxUnavailable: upgrade.maxUnavailable,
            // Waiting is a step that is skipped where the selector is empty, whatever the timeout.
            waitForCompletion: upgrade.waitForJobs && given({ ...upgrade.waitForJobs }),
            gpuPodDeletion: upgrade.deleteBarePods === undefined ? undefined : { force: upgrade.deleteBarePods },
            drain: upgrade.drain === undefined ? undefined : { enable: upgrade.drain },
          }),
  });
}

function dcgmValues(settings: DcgmExporterSettings, metricsName: string | undefined): Values['dcgmExporter'] {
  const { enabled = true, serviceMonitorLabels, intervalSeconds, podLabels } = settings;
  return given({
    enabled,
    serviceMonitor: serviceMonitorLabels === undefined ? undefined : { additionalLabels: serviceMonitorLabels },
    env: intervalSeconds === undefined ? undefined : envOf({ DCGM_EXPORTER_INTERVAL: `${intervalSeconds * 1000}` }),
    config: metricsName === undefined ? undefined : { name: metricsName },
    ...(podLabels === undefined ? {} : { enablePodLabels: true, podLabelAllowlistRegex: podLabels }),
  });
}

function envOf(variables: Readonly<Record<string, string>>): EnvVariable[] {
  return Object.entries(variables).map(([name, value]) => ({ name, value }));
}

/** The map without the keys that have no value. */
function given<T extends object>(map: T): T {
  return Object.fromEntries(Object.entries(map).filter(([, value]) => value !== undefined)) as T;
}
