import { gpuFacts, migLabelValue, type MigProfileFacts, migProfilesOf } from '../gpu';
import { machineFacts } from '../machines';
import type { ResolvedPool } from '../nodes';
import { type Division, instancesPerNode, type MigDivision, wholeGpuCount } from './division';

/**
 * The labels that NVIDIA's feature discovery writes on a node whose GPUs are divided like this.
 *
 * What only a running node knows (driver and CUDA versions, timestamps, NVLink clique) is left out, and so is what
 * differs between the GPUs a pool may have. Products with several boards get the name of the commonest.
 * Source: NVIDIA/k8s-device-plugin v0.20 internal/lm (2026-11).
 */
export function discoveredLabelsOf(division: Division, pool: ResolvedPool): Readonly<Record<string, string>> {
  const { featureDiscovery, devicePlugin } = pool.owners;
  if (featureDiscovery !== 'operator' && featureDiscovery !== 'simulator') return {};
  const told = devicePlugin === 'operator' || devicePlugin === 'simulator';
  const labels = {
    'gpu.present': 'true',
    ...machineLabels(pool),
    ...gpuLabels(pool, told && division.mode === 'mig' && division.strategy === 'single'),
    ...(told ? divisionLabels(division, pool) : unsuspectingLabels(division)),
  };
  return Object.fromEntries(Object.entries(labels).map(([name, value]) => [`nvidia.com/${name}`, value]));
}

type Labels = Record<string, string>;

/** What is true of the GPUs however they are divided; where slices go by the name of GPUs, the memory is theirs. */
function gpuLabels(pool: ResolvedPool, named: boolean): Labels {
  const whole = pool.gpuFraction === 1;
  const perModel = pool.gpus.map((model): Labels => {
    const { computeCapability, mig, usableMemoryMiB } = gpuFacts(model);
    const [major = '', minor = ''] = computeCapability.split('.');
    const product = productOf(pool);
    return {
      ...(product === undefined ? {} : { 'gpu.product': product }),
      ...(usableMemoryMiB === undefined || named || !whole ? {} : { 'gpu.memory': String(usableMemoryMiB) }),
      'gpu.family': familyOf(Number(major), Number(minor)),
      'gpu.compute.major': major,
      'gpu.compute.minor': minor,
      'mig.capable': String(mig !== null && whole),
      'mps.capable': 'false',
      'vgpu.present': String(!whole),
    };
  });
  return { ...inCommon(perModel), 'gpu.count': String(pool.gpusPerNode) };
}

/** What changes where the device plugin and feature discovery read the same file. */
function divisionLabels(division: Division, pool: ResolvedPool): Labels {
  switch (division.mode) {
    case 'none':
      return sharingLabels('gpu', 1, 'none');
    case 'mig':
      return division.strategy === 'single' ? singleLabels(division, pool) : mixedLabels(division, pool);
    default: {
      const product = productOf(pool);
      const suffixed: Labels = product === undefined || division.renamed ? {} : { 'gpu.product': `${product}-SHARED` };
      return {
        ...suffixed,
        ...sharingLabels('gpu', division.replicas, division.mode),
        'mps.capable': String(division.mode === 'mps'),
      };
    }
  }
}

/** Where the node image divides GPUs, feature discovery is not told and sees no more than MIG switched on. */
function unsuspectingLabels(division: Division): Labels {
  const cut = division.mode === 'mig' && wholeGpuCount(division) === 0;
  return sharingLabels('gpu', cut ? 0 : 1, 'none');
}

function singleLabels(division: MigDivision, pool: ResolvedPool): Labels {
  const [[profile, count] = ['', 0]] = instancesPerNode(division);
  return { ...sliceLabels('gpu', profile, count, pool), 'mig.strategy': 'single' };
}

function mixedLabels(division: MigDivision, pool: ResolvedPool): Labels {
  const slices = [...instancesPerNode(division)].map(([profile, count]) =>
    sliceLabels(`mig-${migLabelValue(profile)}`, profile, count, pool),
  );
  const whole = wholeGpuCount(division) > 0;
  return Object.assign({ ...sharingLabels('gpu', whole ? 1 : 0, 'none'), 'mig.strategy': 'mixed' }, ...slices);
}

/** Labels of one kind of slice, under the name its resource has. */
function sliceLabels(resource: string, profile: string, count: number, pool: ResolvedPool): Labels {
  const product = productOf(pool);
  const perModel = pool.gpus.map((model) => {
    const facts = migProfilesOf(model)[profile];
    return facts === undefined ? {} : sliceAttributes(facts);
  });
  const attributes = Object.entries(inCommon(perModel)).map(([name, value]) => [`${resource}.${name}`, value]);
  return {
    ...Object.fromEntries(attributes),
    ...(product === undefined ? {} : { [`${resource}.product`]: `${product}-MIG-${migLabelValue(profile)}` }),
    [`${resource}.count`]: String(count),
    ...sharingLabels(resource, 1, 'none'),
  };
}

function sliceAttributes({ usableMemoryMiB, multiprocessors, computeSlices, engines }: MigProfileFacts): Labels {
  return {
    ...(usableMemoryMiB === undefined ? {} : { memory: String(usableMemoryMiB) }),
    ...(multiprocessors === undefined ? {} : { multiprocessors: String(multiprocessors) }),
    'slices.gi': String(computeSlices),
    'slices.ci': String(computeSlices),
    ...(engines === undefined
      ? {}
      : {
          'engines.copy': String(engines.copy),
          'engines.decoder': String(engines.nvdec),
          'engines.encoder': String(engines.nvenc ?? 0),
          'engines.jpeg': String(engines.jpeg),
          'engines.ofa': String(engines.ofa),
        }),
  };
}

function sharingLabels(resource: string, replicas: number, strategy: 'none' | 'mps' | 'time-slicing'): Labels {
  return { [`${resource}.replicas`]: String(replicas), [`${resource}.sharing-strategy`]: strategy };
}

/** The product name of the pool's GPUs, where there is but one; parts of a GPU have names of their own. */
function productOf({ gpus, gpuFraction, machines }: ResolvedPool): string | undefined {
  const [model, ...others] = gpus;
  if (model === undefined || others.length > 0 || gpuFraction < 1) return undefined;
  const { productLabels } = gpuFacts(model);
  // Azure's NC sizes hold the cards of a PCIe slot; all other machines of the catalogues have modules.
  const cards = machines.length > 0 && machines.every((machine) => machine.startsWith('Standard_NC'));
  return (cards ? productLabels.find((label) => /pcie/i.test(label)) : undefined) ?? productLabels[0];
}

/** What the firmware calls the machine: EC2 the instance type, the other clouds themselves. */
function machineLabels({ machines }: ResolvedPool): Labels {
  const names = new Set(
    machines.map((machine) => {
      switch (machineFacts(machine).cloud) {
        case 'aws':
          return machine;
        case 'gcp':
          return 'Google-Compute-Engine';
        case 'azure':
          return 'Virtual-Machine';
      }
    }),
  );
  const [name, ...others] = names;
  return name === undefined || others.length > 0 ? {} : { 'gpu.machine': name };
}

/** Family of a compute capability, in feature discovery's words. */
function familyOf(major: number, minor: number): string {
  switch (major) {
    case 7:
      return minor < 5 ? 'volta' : 'turing';
    case 8:
      return minor < 9 ? 'ampere' : 'ada-lovelace';
    case 9:
      return 'hopper';
    case 10:
    case 12:
      return 'blackwell';
    default:
      return 'undefined';
  }
}

/** The labels that all have, with the same value. */
function inCommon(all: readonly Labels[]): Labels {
  const [first = {}, ...rest] = all;
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => rest.every((labels) => labels[name] === value)),
  );
}
