import { type ConfigIssue, GpuConfigError, nearestWord } from '../errors';
import { nearestMachines } from './find-machines';
import type { Cloud, MachineFacts } from './machine-facts';
import {
  isMachineName,
  isNvidiaMachine,
  MACHINE_NAMES,
  machineFacts,
  type MachineName,
  machineTypeOf,
  type NvidiaMachine,
} from './machines';

const CLOUD_NAMES: Readonly<Record<Cloud, string>> = { aws: 'AWS', gcp: 'Google Cloud', azure: 'Azure' };

const EXAMPLES = {
  aws: 'p5.48xlarge',
  gcp: 'a3-highgpu-8g',
  azure: 'Standard_ND96isr_H100_v5',
} as const satisfies Record<Cloud, MachineName>;

/**
 * Issues of a value that must name a machine a pool can consist of, on a cloud if one is given. A machine that is not in
 * the catalogue is unknown, whatever it may be: the issue names the closest known ones.
 */
export function checkMachine(value: unknown, path: string, cloud?: Cloud): ConfigIssue[] {
  if (!isMachineName(value)) return [unknownMachine(value, path, cloud)];
  const facts: MachineFacts = machineFacts(value);
  if (facts.gpu === null) {
    const reason = `the ${facts.amdGpu ?? 'GPU'} of ${value} is made by AMD, and only NVIDIA GPUs can be driven`;
    return [{ code: 'MACHINE_UNSUPPORTED', path, reason, hint: `use ${nearestInSize(value, cloud ?? facts.cloud)}` }];
  }
  const instead = (where: Cloud) =>
    oneOf(nearestMachines({ cloud: where, gpu: facts.gpu!, gpusPerNode: facts.gpusPerNode }));
  if (cloud !== undefined && facts.cloud !== cloud) {
    const reason = `${value} is a machine of ${CLOUD_NAMES[facts.cloud]}, not of ${CLOUD_NAMES[cloud]}`;
    return [{ code: 'MACHINE_ELSEWHERE', path, reason, hint: `use ${instead(cloud)}` }];
  }
  if (facts.status === 'retired') {
    const reason = `${value} cannot be bought any more (${facts.caveat ?? 'retired'})`;
    return [{ code: 'MACHINE_UNSUPPORTED', path, reason, hint: `use ${instead(facts.cloud)}` }];
  }
  return [];
}

/**
 * The machine that a word known only at run time names, as an argument or environment variable: its GPU is then any
 * GPU to the type checker, and what depends on it is checked at synth.
 *
 * @throws GpuConfigError naming the closest machines, if the word is none that a pool can consist of.
 */
export function parseMachine(text: string): NvidiaMachine {
  const issues = checkMachine(text, '');
  if (issues.length === 0 && isNvidiaMachine(text)) return text;
  const owner = { kind: 'parseMachine', constructPath: typeof text === 'string' ? clip(text) : typeof text };
  throw new GpuConfigError(issues.map((issue) => ({ ...issue, owner })));
}

function unknownMachine(value: unknown, path: string, cloud: Cloud | undefined): ConfigIssue {
  const code = 'MACHINE_UNKNOWN';
  if (typeof value !== 'string') {
    const reason = `a machine is named by a word, and this is ${value === null ? 'null' : typeof value}`;
    return { code, path, reason, hint: `write a name such as ${examples(cloud)}` };
  }
  const known = MACHINE_NAMES.filter(
    (name) => isNvidiaMachine(name) && [undefined, machineFacts(name).cloud].includes(cloud),
  );
  const withGpu = known.filter((name) => machineTypeOf(name) === value && name !== value);
  if (withGpu.length > 0) {
    const reason = `${value} has no GPU by itself; one is attached to it`;
    return { code, path, reason, hint: `say which: ${oneOf(withGpu)}` };
  }
  const family = value.includes('.') ? known.filter((name) => name.startsWith(`${value.split('.', 1)[0]!}.`)) : [];
  const nearest = nearestWord(value.slice(0, 80), family.length > 0 ? family : known);
  const reason = `${shown(value)} is not in the catalogue of machines${cloud === undefined ? '' : ` of ${CLOUD_NAMES[cloud]}`}`;
  const others = family.filter((name) => name !== nearest).slice(0, 3);
  if (nearest === undefined) return { code, path, reason, hint: `use a machine that is, such as ${examples(cloud)}` };
  return { code, path, reason, hint: `did you mean ${oneOf([nearest, ...others])}?` };
}

/** Machines with as many NVIDIA GPUs as another has, closest in processors. */
function nearestInSize(name: MachineName, cloud: Cloud): string {
  const { vcpu, gpusPerNode } = machineFacts(name);
  const far = (other: NvidiaMachine) =>
    Math.abs(machineFacts(other).gpusPerNode - gpusPerNode) * 1e4 + Math.abs(machineFacts(other).vcpu - vcpu);
  const sold = MACHINE_NAMES.filter(isNvidiaMachine).filter((other) => {
    const { cloud: home, status, gpuFraction } = machineFacts(other);
    return home === cloud && status === 'current' && gpuFraction === null;
  });
  return oneOf(sold.sort((a, b) => far(a) - far(b)));
}

function examples(cloud: Cloud | undefined): string {
  return oneOf(cloud === undefined ? Object.values(EXAMPLES) : [EXAMPLES[cloud]]);
}

/** The first few of them, in words. */
function oneOf(names: readonly string[]): string {
  const few = names.slice(0, 4).map((name) => `'${name}'`);
  return few.length < 2 ? few.join('') : `${few.slice(0, -1).join(', ')} or ${few.at(-1)!}`;
}

function shown(text: string): string {
  return `'${clip(text)}'`;
}

function clip(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
