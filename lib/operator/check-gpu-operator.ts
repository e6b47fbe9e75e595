import { type ConfigIssue, shown, suggestWord } from '../errors';
import { checkKnownKeys, checkLabels, checkWhole, dnsLabel, isDnsLabel } from '../kube';
import { devicePluginConfigs, migConfigs } from '../sharing';
import type { GpuOperatorValues } from './chart-values';
import { GPU_OPERATOR_VERSIONS } from './chart-version';
import { checkDriver } from './check-driver';
import { checkValues } from './check-values';
import { deriveValues } from './derive-values';
import { checkOverriddenTolerations } from './check-tolerations';
import type { DcgmExporterSettings, GpuOperatorProps } from './gpu-operator';
import { checkAgainstDerived, mergeValues } from './merge-values';
import { type OperatorContext, operatorShapes, operatorSharings } from './operator-context';

/** Issues of an operator as a user may have declared it, against all pools of its cluster. */
export function checkGpuOperator(props: GpuOperatorProps, context: OperatorContext): ConfigIssue[] {
  const given = props as Readonly<Record<string, unknown>>;
  const form = [
    ...checkVersion(given['version']),
    ...checkNamespace(given['namespace']),
    ...checkKnownKeys(given, PROPS, ''),
    ...checkBlock(given, 'driver', () => checkDriver(props.driver!, context)),
    ...checkBlock(given, 'dcgmExporter', () => checkExporter(given['dcgmExporter'] as Record<string, unknown>)),
    ...checkValues(given['values']),
    ...checkBlock(given, 'overrides', () => []),
    ...checkNodeLabels(context),
    ...checkHosts(context),
  ];
  if (form.length > 0 || operatorShapes(context).length === 0) return form;
  const derived = deriveValues(props, context, props.namespace ?? 'gpu-operator');
  const values = props.values ?? {};
  const merged = mergeValues(derived, values);
  return [
    ...checkAgainstDerived(values, derived, context),
    ...checkChartRules(merged),
    ...checkOverriddenTolerations(merged, props.overrides ?? {}, context),
  ];
}

const PROPS = [
  'version',
  'namespace',
  'driver',
  'dcgmExporter',
  'values',
  'overrides',
] as const satisfies readonly (keyof GpuOperatorProps)[];

const EXPORTER = [
  'enabled',
  'serviceMonitorLabels',
  'intervalSeconds',
  'metrics',
  'podLabels',
] as const satisfies readonly (keyof DcgmExporterSettings)[];

function checkVersion(version: unknown): ConfigIssue[] {
  const known = Object.keys(GPU_OPERATOR_VERSIONS);
  if (version === undefined || known.includes(version as string)) return [];
  const reason = `${shown(version)} is no release whose values are known here`;
  return [invalid('version', reason, suggestWord(version, known))];
}

function checkNamespace(namespace: unknown): ConfigIssue[] {
  if (namespace === undefined) return [];
  if (!isDnsLabel(namespace)) {
    const hint = `write '${typeof namespace === 'string' ? dnsLabel([namespace]) : 'gpu-operator'}'`;
    return [{ code: 'NAME_INVALID', path: 'namespace', reason: `${shown(namespace)} is not a namespace`, hint }];
  }
  if (namespace !== 'default' && !namespace.startsWith('kube-')) return [];
  const reason = `'${namespace}' belongs to Kubernetes, and the operator's is made privileged`;
  return [{ code: 'NAME_TAKEN', path: 'namespace', reason, hint: "use 'gpu-operator'" }];
}

function checkBlock(given: Readonly<Record<string, unknown>>, key: string, check: () => ConfigIssue[]): ConfigIssue[] {
  const block = given[key];
  if (block === undefined) return [];
  if (typeof block === 'object' && block !== null && !Array.isArray(block)) return check();
  return [invalid(key, `${shown(block)} is not a map`, `write ${key}: { … }, or leave it out`)];
}

function checkExporter(settings: Readonly<Record<string, unknown>>): ConfigIssue[] {
  const { enabled, serviceMonitorLabels, intervalSeconds, metrics, podLabels } = settings;
  const at = (field: string) => `dcgmExporter.${field}`;
  const lists = Object.entries({ metrics, podLabels }).flatMap(([field, list]): ConfigIssue[] => {
    if (list === undefined) return [];
    const fits = Array.isArray(list) && list.length > 0 && list.every((one) => typeof one === 'string' && one !== '');
    const hint = typeof list === 'string' ? `write ['${list}']` : 'list at least one, or leave it out';
    return fits ? [] : [invalid(at(field), `${shown(list)} is not a list of texts`, hint)];
  });
  return [
    ...checkKnownKeys(settings, EXPORTER, 'dcgmExporter'),
    ...(enabled === undefined || typeof enabled === 'boolean'
      ? []
      : [invalid(at('enabled'), `${shown(enabled)} is not true or false`, `write ${String(enabled === 'true')}`)]),
    ...(intervalSeconds === undefined ? [] : checkWhole(intervalSeconds, at('intervalSeconds'), { min: 1, max: 3600 })),
    ...checkLabels(serviceMonitorLabels, at('serviceMonitorLabels')),
    ...lists,
    ...(lists.length > 0 ? [] : checkMetrics((metrics ?? []) as readonly string[])),
    ...(lists.length > 0 ? [] : checkExpressions((podLabels ?? []) as readonly string[])),
  ];
}

/** The exporter stops at the first line it cannot read. */
function checkMetrics(metrics: readonly string[]): ConfigIssue[] {
  return metrics.flatMap((line, i): ConfigIssue[] => {
    if (line.startsWith('#') || /^DCGM_[A-Z0-9_]+\s*,\s*(gauge|counter|histogram|label)\s*,\s*[^\n]*\S/.test(line))
      return [];
    const field = /DCGM_[A-Z0-9_]+/.exec(line)?.[0] ?? 'DCGM_FI_DEV_GPU_UTIL';
    const reason = `'${line}' is not 'FIELD, type, help'`;
    return [invalid(`dcgmExporter.metrics[${i}]`, reason, `write '${field}, gauge, …'`)];
  });
}

function checkExpressions(podLabels: readonly string[]): ConfigIssue[] {
  return podLabels.flatMap((expression, i): ConfigIssue[] => {
    try {
      new RegExp(expression);
      return [];
    } catch {
      const hint = `write '^${expression.replace(/[^\w./-]/g, '')}$'`;
      return [invalid(`dcgmExporter.podLabels[${i}]`, `'${expression}' is not a regular expression`, hint)];
    }
  });
}

/** A label that names a missing file stops the device plugin; one that names a missing layout fails on every node. */
function checkNodeLabels(context: OperatorContext): ConfigIssue[] {
  const files = Object.keys(devicePluginConfigs(operatorSharings(context)));
  const layouts = migConfigs(operatorSharings(context))?.['mig-configs'];
  const known: Readonly<Record<string, readonly string[] | undefined>> = {
    'nvidia.com/device-plugin.config': files,
    // Without a file of ours the MIG manager makes one on each node, with names nobody knows here.
    'nvidia.com/mig.config': layouts && Object.keys(layouts),
  };
  return operatorShapes(context).flatMap(({ pool, labels }) =>
    Object.entries(known).flatMap(([label, names]): ConfigIssue[] => {
      const value = labels[label];
      if (value === undefined || names === undefined || names.includes(value)) return [];
      const hint = names.length === 0 ? `drop the label from ${pool.name}` : suggestWord(value, names);
      const reason = `pool ${pool.name} has the label ${label}: ${value}, which no sharing construct makes`;
      return [{ code: 'OPERATOR_CONFIG_UNKNOWN', path: '', reason, hint }];
    }),
  );
}

/** The MIG manager runs the host's tools where the driver is on the host, and those of RHEL 8 are too old for it. */
function checkHosts({ platform, shapes, sharings }: OperatorContext): ConfigIssue[] {
  if (platform.kind !== 'on-prem' || platform.os !== 'rhel-8' || platform.driver !== 'image') return [];
  const cut = sharings.filter(
    ({ migConfig, pool }) => migConfig !== undefined && shapes.some((one) => one.pool === pool),
  );
  return cut.map(({ pool }) => ({
    code: 'PLATFORM_UNSUPPORTED',
    path: '',
    reason: `pool ${pool.name} cannot be cut on RHEL 8 with a driver on the host: the C library is too old`,
    hint: "say driver: 'operator' in onPrem(), or use RHEL 9",
  }));
}

/** Rules the chart enforces when it is rendered, and those it forgets to. */
function checkChartRules({ cdi, toolkit, devicePlugin, migManager }: GpuOperatorValues): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  const conflict = (path: string, reason: string, hint: string) =>
    issues.push({ code: 'VALUES_CONFLICT', path: `values.${path}`, reason, hint });
  if (cdi?.nriPluginEnabled && cdi.enabled === false) {
    conflict('cdi.nriPluginEnabled', 'needs CDI, which is switched off', 'drop cdi.enabled: false');
  }
  if (cdi?.nriPluginEnabled && toolkit?.enabled === false) {
    conflict('cdi.nriPluginEnabled', "is part of the operator's toolkit, which is not installed here", 'drop it');
  }
  for (const [block, config] of Object.entries({
    devicePlugin: devicePlugin?.config,
    migManager: migManager?.config,
  })) {
    if (config?.create !== true) continue;
    const empty = Object.keys(config.data ?? {}).length === 0;
    if (empty)
      conflict(`${block}.config.data`, 'is empty, so nothing would be created', 'fill it, or drop create: true');
    if ((config.name ?? '') === '') {
      const hint = `write name: '${block === 'migManager' ? 'mig' : 'device-plugin'}-configs'`;
      conflict(`${block}.config.name`, 'is missing, and the chart makes no name itself', hint);
    }
  }
  const files = devicePlugin?.config;
  if (files?.create && files.default !== undefined && files.default !== '' && !(files.default in (files.data ?? {}))) {
    const hint = suggestWord(files.default, Object.keys(files.data ?? {}));
    conflict('devicePlugin.config.default', `no file is named '${files.default}'`, hint);
  }
  return issues;
}

function invalid(path: string, reason: string, hint: string): ConfigIssue {
  return { code: 'VALUE_INVALID', path, reason, hint };
}
