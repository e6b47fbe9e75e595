import { type ConfigIssue, shown, suggestWord } from '../errors';
import { COMPONENT_NAMES, type ComponentName } from '../components';
import { checkKnownKeys, checkTaints } from '../kube';
import type { NodeProvisioner } from '../platforms';
import { STARTUP_TAINT_KEYS } from './known-keys';
import { isMap } from './plain-values';

/** Issues of a startup taint: one that nobody removes keeps every pod off the nodes for ever, and the nodes are paid. */
export function checkStartupTaint(taint: unknown, provisioner: NodeProvisioner): ConfigIssue[] {
  if (taint === undefined) return [];
  const path = 'startupTaint';
  if (!isMap(taint)) {
    const hint = "write { key: 'example.com/not-ready', effect: 'NoSchedule', remover: 'nfd' }";
    return [{ code: 'VALUE_INVALID', path, reason: `${shown(taint)} is not a taint`, hint }];
  }
  const issues: ConfigIssue[] = [
    ...checkKnownKeys(taint, STARTUP_TAINT_KEYS, path),
    ...checkTaints([taint], path).map((issue) => ({ ...issue, path: issue.path.replace('[0]', '') })),
  ];
  const { remover } = taint;
  if (remover === undefined) {
    const reason = 'nobody is named who removes it, so no pod would ever start on these nodes';
    issues.push({ code: 'VALUE_REQUIRED', path: `${path}.remover`, reason, hint: 'name the component that does' });
  } else if (!COMPONENT_NAMES.includes(remover as ComponentName)) {
    const reason = `${shown(remover)} is not a component`;
    issues.push({
      code: 'VALUE_INVALID',
      path: `${path}.remover`,
      reason,
      hint: suggestWord(remover, COMPONENT_NAMES),
    });
  }
  if (provisioner !== 'karpenter') {
    const reason = `only Karpenter gives nodes a taint to start with, and provisioner '${provisioner}' is another`;
    issues.push({ code: 'PLATFORM_UNSUPPORTED', path, reason, hint: 'drop startupTaint' });
  }
  return issues;
}
