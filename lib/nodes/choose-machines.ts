import { type ConfigIssue, shown, suggestWord } from '../errors';
import { GPU_MODEL_IDS, type GpuModel } from '../gpu';
import { checkWhole, isLate } from '../kube';
import {
  checkMachine,
  type Cloud,
  gpuCountsOf,
  isNvidiaMachine,
  MACHINE_NAMES,
  machineFacts,
  machinesWith,
  nearestMachines,
  type NvidiaMachine,
} from '../machines';
import type { Platform } from '../platforms';
import { lateIssue, listOf } from './plain-values';
import { unsuitable, type Suitability } from './suitability';

/** The hardware of a pool, settled. */
export interface ChosenHardware {
  readonly machines: readonly NvidiaMachine[];
  readonly gpus: readonly GpuModel[];
  readonly gpusPerNode: number;
  readonly gpuFraction: number;
  readonly arch: 'amd64' | 'arm64';
}

/** The hardware, or why there is none. */
export interface HardwareAnswer {
  readonly hardware?: ChosenHardware;
  readonly issues: ConfigIssue[];
}

const CLOUDS: Partial<Record<Platform['kind'], Cloud>> = { eks: 'aws', gke: 'gcp', aks: 'azure' };

/** No machine of the catalogue has more. */
const MOST_GPUS = 16;

/** Picks the machines a pool may consist of: those that are named, or all that have the GPUs asked for, cheapest first. */
export function chooseHardware(props: Readonly<Record<string, unknown>>, place: Suitability): HardwareAnswer {
  const { machine, gpu, gpusPerNode } = props;
  if (machine !== undefined && gpu !== undefined) {
    const hint = isNvidiaMachine(machine)
      ? `drop gpu: ${machine} has ${inWords(machineFacts(machine).gpusPerNode, machineFacts(machine).gpu)}`
      : 'drop one of the two';
    return refuse('VALUES_CONFLICT', 'gpu', 'machine says already which GPU it is', hint);
  }
  if (machine !== undefined) return fromMachines(machine, gpusPerNode, place);
  if (gpu === undefined) {
    const example = place.platform.kind === 'eks' ? "machine: 'g6.xlarge', or " : '';
    return refuse('VALUE_REQUIRED', 'gpu', 'names neither a machine nor a GPU', `write ${example}gpu: 'l4'`);
  }
  return fromGpus(gpu, gpusPerNode, place);
}

function fromMachines(machine: unknown, gpusPerNode: unknown, place: Suitability): HardwareAnswer {
  const { platform, provisioner } = place;
  if (isLate(machine)) return { issues: [lateIssue('machine')] };
  const names = listOf(machine);
  if (names.length === 0) return refuse('VALUE_REQUIRED', 'machine', 'the list is empty', 'name at least one machine');
  const at = (i: number) => (Array.isArray(machine) ? `machine[${i}]` : 'machine');
  const cloud = CLOUDS[platform.kind];
  const unknown = names.flatMap((name, i) => (isLate(name) ? [lateIssue(at(i))] : checkMachine(name, at(i), cloud)));
  if (unknown.length > 0) return { issues: unknown };
  const machines = names as readonly NvidiaMachine[];
  const first = machineFacts(machines[0]!);
  const issues: ConfigIssue[] = [];
  if (cloud === undefined && provisioner !== 'simulated') {
    const hint = `use gpu: '${first.gpu}', gpusPerNode: ${first.gpusPerNode}`;
    const reason = `'${machines[0]!}' is a machine of a cloud, and ${platform.kind} has hardware of its own`;
    issues.push({ code: 'MACHINE_ELSEWHERE', path: at(0), reason, hint });
  }
  machines.forEach((name, i) => {
    const facts = machineFacts(name);
    if (machines.indexOf(name) !== i) {
      issues.push({ code: 'NAME_TAKEN', path: at(i), reason: `'${name}' stands there already`, hint: 'drop one' });
    }
    for (const [field, words] of ALIKE) {
      if (facts[field] === first[field]) continue;
      const reason = `${name} ${words} ${String(facts[field] ?? 1)}, and ${machines[0]!} ${words} ${String(first[field] ?? 1)}`;
      const hint = 'nodes of a pool must be alike; declare a pool for each';
      issues.push({ code: 'VALUES_CONFLICT', path: at(i), reason, hint });
    }
    const why = unsuitable(name, place);
    if (why !== undefined) issues.push({ code: 'PLATFORM_UNSUPPORTED', path: at(i), ...why });
  });
  if (gpusPerNode !== undefined && gpusPerNode !== first.gpusPerNode) {
    const reason = `${shown(gpusPerNode)} GPUs are asked for, and ${machines[0]!} has ${first.gpusPerNode}`;
    issues.push({ code: 'VALUES_CONFLICT', path: 'gpusPerNode', reason, hint: 'drop gpusPerNode' });
  }
  return issues.length > 0 ? { issues } : { hardware: hardwareOf(machines), issues };
}

/** What nodes of one pool must have in common: whatever is promised of one node holds for all. */
const ALIKE = [
  ['gpusPerNode', 'has a GPU count of'],
  ['gpuFraction', 'has a share of a GPU of'],
  ['arch', 'is'],
] as const;

function fromGpus(gpu: unknown, count: unknown, place: Suitability): HardwareAnswer {
  if (isLate(gpu)) return { issues: [lateIssue('gpu')] };
  if (isLate(count)) return { issues: [lateIssue('gpusPerNode')] };
  const models = listOf(gpu);
  if (models.length === 0) return refuse('VALUE_REQUIRED', 'gpu', 'the list is empty', 'name at least one GPU');
  const at = (i: number) => (Array.isArray(gpu) ? `gpu[${i}]` : 'gpu');
  const issues = models.flatMap((model, i): ConfigIssue[] => {
    if (GPU_MODEL_IDS.includes(model as GpuModel)) return [];
    const reason = `${shown(model)} is not a GPU this library knows`;
    return [{ code: 'GPU_UNKNOWN', path: at(i), reason, hint: suggestWord(model, GPU_MODEL_IDS) }];
  });
  if (count !== undefined) issues.push(...checkWhole(count, 'gpusPerNode', { min: 1, max: MOST_GPUS }));
  if (issues.length > 0) return { issues };
  const gpus = [...new Set(models as readonly GpuModel[])];
  const gpusPerNode = (count as number | undefined) ?? 1;
  const cloud = CLOUDS[place.platform.kind];
  if (cloud === undefined) {
    const arch = commonArch(gpus);
    if (arch === undefined) return mixedArch();
    return { hardware: { machines: [], gpus, gpusPerNode, gpuFraction: 1, arch }, issues: [] };
  }
  return fromCatalogue(gpus, gpusPerNode, cloud, place);
}

function fromCatalogue(
  gpus: readonly GpuModel[],
  gpusPerNode: number,
  cloud: Cloud,
  place: Suitability,
): HardwareAnswer {
  const offered = gpus.flatMap((gpu) => machinesWith({ cloud, gpu, gpusPerNode }));
  if (offered.length === 0) return notOffered(gpus, gpusPerNode, cloud);
  const suitable = offered.filter((name) => unsuitable(name, place) === undefined);
  const why = suitable.length > 0 ? undefined : unsuitable(offered[0]!, place);
  if (why !== undefined) return { issues: [{ code: 'PLATFORM_UNSUPPORTED', path: 'gpu', ...why }] };
  if (new Set(suitable.map((name) => machineFacts(name).arch)).size > 1) return mixedArch();
  return { hardware: hardwareOf(suitable), issues: [] };
}

/** The cloud has the GPU in another number, or has another GPU with as much memory. */
function notOffered(gpus: readonly GpuModel[], gpusPerNode: number, cloud: Cloud): HardwareAnswer {
  const reason = `no machine of ${cloud} has ${inWords(gpusPerNode, gpus.join(' or '))}`;
  const gpu = gpus.find((model) => gpuCountsOf(cloud, model).length > 0);
  const [nearest] = nearestMachines({ cloud, gpu: gpu ?? gpus[0]!, gpusPerNode });
  if (nearest === undefined) return refuse('MACHINE_UNKNOWN', 'gpu', reason, 'choose another GPU');
  const { gpu: instead, gpusPerNode: count } = machineFacts(nearest);
  if (gpu !== undefined) {
    const hint = `${cloud} has ${gpu} by ${gpuCountsOf(cloud, gpu).join(', ')}: use gpusPerNode: ${count} ('${nearest}')`;
    return refuse('MACHINE_UNKNOWN', 'gpusPerNode', reason, hint);
  }
  const hint = `the nearest is gpu: '${instead}' with gpusPerNode: ${count} ('${nearest}')`;
  return refuse('MACHINE_UNKNOWN', 'gpu', reason, hint);
}

function hardwareOf(machines: readonly NvidiaMachine[]): ChosenHardware {
  const { gpusPerNode, gpuFraction, arch } = machineFacts(machines[0]!);
  return {
    machines: [...machines].sort(byPrice),
    gpus: [...new Set(machines.map((name) => machineFacts(name).gpu))],
    gpusPerNode,
    gpuFraction: gpuFraction ?? 1,
    arch,
  };
}

/** Cheapest first; machines whose price nobody publishes come last, and names settle a tie. */
function byPrice(a: NvidiaMachine, b: NvidiaMachine): number {
  const price = (name: NvidiaMachine) => machineFacts(name).onDemandUsdPerHour ?? Number.MAX_VALUE;
  return price(a) - price(b) || machineFacts(a).vcpu - machineFacts(b).vcpu || (a < b ? -1 : 1);
}

/** The architecture of hosts with these GPUs: where every machine of the catalogue is arm64, own hardware is too. */
function commonArch(gpus: readonly GpuModel[]): 'amd64' | 'arm64' | undefined {
  const arches = new Set(
    gpus.map((gpu) => {
      const hosts = MACHINE_NAMES.filter((name) => machineFacts(name).gpu === gpu);
      return hosts.length > 0 && hosts.every((name) => machineFacts(name).arch === 'arm64') ? 'arm64' : 'amd64';
    }),
  );
  return arches.size === 1 ? [...arches][0] : undefined;
}

function mixedArch(): HardwareAnswer {
  const reason = 'some of the GPUs stand in amd64 hosts and some in arm64 hosts, which run different images';
  return refuse('VALUES_CONFLICT', 'gpu', reason, 'declare a pool for each');
}

function inWords(count: number, gpu: string): string {
  return count === 1 ? `one ${gpu}` : `${count} ${gpu}`;
}

function refuse(code: ConfigIssue['code'], path: string, reason: string, hint: string): HardwareAnswer {
  return { issues: [{ code, path, reason, hint }] };
}
