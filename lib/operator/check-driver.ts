import { type ConfigIssue, shown, suggestWord } from '../errors';
import { gpuFacts } from '../gpu';
import { checkKnownKeys, checkLabelSelector, checkWhole, isPlainMap } from '../kube';
import { GPU_OPERATOR_VERSIONS } from './chart-version';
import type { DriverSettings, DriverUpgradePolicy, WaitForJobs } from './gpu-operator';
import { type OperatorContext, poolsServed } from './operator-context';

const MODULES = ['auto', 'open', 'proprietary'];
const VALIDATED = Object.values(GPU_OPERATOR_VERSIONS).flatMap(({ drivers }): readonly string[] => drivers);

const SETTINGS = [
  'version',
  'kernelModuleType',
  'usePrecompiled',
  'upgrade',
  'rdma',
  'gds',
  'gdrcopy',
] as const satisfies readonly (keyof DriverSettings)[];
const UPGRADE = [
  'auto',
  'maxParallel',
  'maxUnavailable',
  'waitForJobs',
  'deleteBarePods',
  'drain',
] as const satisfies readonly (keyof DriverUpgradePolicy)[];
const WAIT = ['podSelector', 'timeoutSeconds'] as const satisfies readonly (keyof WaitForJobs)[];

/** Issues of the driver's settings, by themselves and against the pools. */
export function checkDriver(settings: DriverSettings, context: OperatorContext): ConfigIssue[] {
  const { kernelModuleType, rdma, upgrade } = settings as Readonly<Record<string, unknown>>;
  const issues = [
    ...checkKnownKeys(settings, SETTINGS, 'driver'),
    ...checkSwitches(settings, ['usePrecompiled', 'gds', 'gdrcopy'], 'driver'),
    ...(kernelModuleType === undefined || MODULES.includes(kernelModuleType as string)
      ? []
      : [
          invalid(
            'kernelModuleType',
            `${shown(kernelModuleType)} is not known`,
            suggestWord(kernelModuleType, MODULES),
          ),
        ]),
    ...(rdma === undefined || typeof rdma === 'boolean' || rdma === 'host-mofed'
      ? []
      : [invalid('rdma', `${shown(rdma)} is not known`, "write true, false or 'host-mofed'")]),
    ...(upgrade === undefined ? [] : checkUpgrade(upgrade as DriverUpgradePolicy | null)),
    ...checkVersion(settings),
  ];
  return issues.length > 0 ? issues : [...checkUsed(settings, context), ...checkOldEnough(settings, context)];
}

function checkVersion({ version, usePrecompiled }: DriverSettings): ConfigIssue[] {
  const given = version as unknown;
  if (usePrecompiled === true) {
    if (typeof given === 'string' && /^\d+$/.test(given)) return [];
    const branch = /^\d+/.exec(textOf(given ?? VALIDATED[0]))?.[0] ?? '580';
    const reason = `precompiled modules are named by branch, and this is ${given === undefined ? 'none' : shown(given)}`;
    return [invalid('version', reason, `write version: '${branch}'`)];
  }
  if (given === undefined || (typeof given === 'string' && /^\d+\.\d+(\.\d+)?$/.test(given))) return [];
  const branch = /\d+/.exec(textOf(given))?.[0] ?? '';
  const nearest = VALIDATED.find((known) => known.startsWith(`${branch}.`)) ?? VALIDATED[0]!;
  return [invalid('version', `${shown(given)} is not a full driver version`, `write '${nearest}'`)];
}

function checkUpgrade(upgrade: DriverUpgradePolicy | null): ConfigIssue[] {
  if (typeof upgrade !== 'object' || upgrade === null) {
    return [invalid('upgrade', `${shown(upgrade)} is not a map`, 'write upgrade: { maxParallel: 1 }')];
  }
  const { maxParallel, maxUnavailable, waitForJobs } = upgrade;
  const share = typeof maxUnavailable === 'string';
  return [
    ...checkKnownKeys(upgrade, UPGRADE, 'driver.upgrade'),
    ...checkSwitches(upgrade, ['auto', 'deleteBarePods', 'drain'], 'driver.upgrade'),
    ...(maxParallel === undefined ? [] : checkWhole(maxParallel, 'driver.upgrade.maxParallel')),
    ...(waitForJobs === undefined ? [] : checkWait(waitForJobs)),
    ...(maxUnavailable === undefined || share ? [] : checkWhole(maxUnavailable, 'driver.upgrade.maxUnavailable')),
    ...(share && !/^([1-9]?\d|100)%$/.test(maxUnavailable)
      ? [invalid('upgrade.maxUnavailable', `'${maxUnavailable}' is not a share`, shareHint(maxUnavailable))]
      : []),
  ];
}

function checkWait(wait: unknown): ConfigIssue[] {
  if (!isPlainMap(wait)) {
    const hint = "write waitForJobs: { podSelector: 'app=train' }";
    return [invalid('upgrade.waitForJobs', `${shown(wait)} is not a map`, hint)];
  }
  const path = 'driver.upgrade.waitForJobs';
  const { podSelector, timeoutSeconds } = wait;
  return [
    ...checkKnownKeys(wait, WAIT, path),
    ...checkLabelSelector(podSelector, `${path}.podSelector`),
    ...(timeoutSeconds === undefined ? [] : checkWhole(timeoutSeconds, `${path}.timeoutSeconds`)),
  ];
}

function shareHint(text: string): string {
  const number = /\d+/.exec(text)?.[0];
  if (number === undefined) return "write '25%'";
  return /^\d+$/.test(text)
    ? `write ${text} without quotes, or '${Math.min(100, Number(text))}%'`
    : `write '${Math.min(100, Number(number))}%'`;
}

/** Settings that nobody would read: every pool has its driver from elsewhere. Simulated pools take any setting. */
function checkUsed(settings: DriverSettings, context: OperatorContext): ConfigIssue[] {
  const real = context.shapes.filter(({ pool }) => pool.provisioner !== 'simulated');
  if (real.length === 0 || poolsServed(context, 'driver').length > 0) return [];
  const field = Object.keys(settings)[0];
  if (field === undefined) return [];
  const owners = [...new Set(real.map(({ pool }) => pool.owners.driver))].sort().join(' and ');
  const reason = `no pool has its driver from the operator, but from the ${owners}, so nobody would read it`;
  const remedy = { aks: ", or say driver: 'operator' in aks()", 'on-prem': ", or say driver: 'operator' in onPrem()" };
  const more = (remedy as Readonly<Record<string, string>>)[context.platform.kind] ?? '';
  return [{ code: 'VALUES_CONFLICT', path: `driver.${field}`, reason, hint: `drop driver${more}` }];
}

/** Old drivers cannot partition new GPUs. */
function checkOldEnough({ version }: DriverSettings, { sharings }: OperatorContext): ConfigIssue[] {
  if (version === undefined) return [];
  return sharings
    .filter(({ migConfig, pool }) => migConfig !== undefined && pool.owners.driver === 'operator')
    .flatMap(({ pool }) =>
      pool.gpus.flatMap((model): ConfigIssue[] => {
        const { name, mig } = gpuFacts(model);
        const minimum = mig !== null && 'minDriver' in mig ? mig.minDriver : undefined;
        if (minimum === undefined || !older(version, minimum)) return [];
        const reason = `${version} cannot partition the ${name} of pool ${pool.name}, which needs ${minimum}`;
        const fits = VALIDATED.filter((known) => !older(known, minimum)).sort((a, b) => (older(a, b) ? -1 : 1));
        return [{ code: 'VALUE_OUT_OF_RANGE', path: 'driver.version', reason, hint: `use '${fits[0] ?? minimum}'` }];
      }),
    );
}

/** Whether one version is older than the other; a branch counts as its newest release. */
function older(version: string, minimum: string): boolean {
  const [a, b] = [version, minimum].map((text) => text.split('.').map(Number));
  for (let i = 0; i < a!.length; i++) if (a![i] !== (b![i] ?? 0)) return a![i]! < (b![i] ?? 0);
  return false;
}

function checkSwitches(given: object, fields: readonly string[], path: string): ConfigIssue[] {
  return fields.flatMap((field): ConfigIssue[] => {
    const value = (given as Readonly<Record<string, unknown>>)[field];
    if (value === undefined || typeof value === 'boolean') return [];
    const reason = `${shown(value)} is not true or false`;
    return [{ code: 'VALUE_INVALID', path: `${path}.${field}`, reason, hint: `write ${String(value === 'true')}` }];
  });
}

function invalid(field: string, reason: string, hint: string): ConfigIssue {
  return { code: 'VALUE_INVALID', path: `driver.${field}`, reason, hint };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `${value}` : '';
}
