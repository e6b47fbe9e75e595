import type { ConfigIssue } from '../errors';
import type { GpuModel } from '../gpu';
import type { ImageSharing, ResolvedPool } from '../nodes';
import type { Platform } from '../platforms';
import type { Division } from './division';
import { checkFullCut, type Cutter } from './full-cut';

/** GPUs that Bottlerocket's MIG manager knows, and what it calls them. */
const BOTTLEROCKET_GPUS: Partial<Record<GpuModel, string>> = {
  'a100-40gb': 'a100.40gb',
  'a100-80gb': 'a100.80gb',
  'h100-80gb': 'h100.80gb',
  'h200-141gb': 'h200.141gb',
  'b200-180gb': 'b200.180gb',
};

const BOTTLEROCKET: Cutter = {
  name: 'Bottlerocket',
  // It knows five profiles of each GPU, and takes every other word for the whole GPU.
  takes: (_model, profile) => /^[1237]g\.\d+gb$/.test(profile),
  otherwise: "image: 'al2023' on the pool",
};

/**
 * What Bottlerocket's MIG manager and device plugin cannot do.
 *
 * Sources: bottlerocket-os/bottlerocket-project-website settings kubelet-device-plugins 1.57 (2026-08),
 * bottlerocket-os/bottlerocket-core-kit sources/nvidia-migmanager (2026-11).
 */
export function checkBottlerocketLimits(division: Division, pool: ResolvedPool, platform: Platform): ConfigIssue[] {
  if (division.mode === 'mig') {
    const unknown = pool.gpus.filter((model) => !Object.hasOwn(BOTTLEROCKET_GPUS, model));
    if (unknown.length === 0) return checkFullCut(division, pool, BOTTLEROCKET);
    const known = Object.keys(BOTTLEROCKET_GPUS).join(', ');
    const reason = `Bottlerocket cuts only ${known}, not ${unknown.join(', ')}`;
    return [notHere('pool', reason, "use image: 'al2023' on the pool, where the GPU Operator cuts any GPU")];
  }
  if (division.mode !== 'mps') return [];
  const issues: ConfigIssue[] = [];
  const version = platform.kind === 'eks' ? /^v?(\d+)\.(\d+)/.exec(platform.imageVersion) : null;
  if (version !== null && Number(version[1]) === 1 && Number(version[2]) < 54) {
    const reason = `Bottlerocket ${version[0].replace('v', '')} has no MPS; it came with 1.54`;
    issues.push(notHere('pool', reason, "set imageVersion to 'v1.54.0' or newer in eks(), or use TimeSlicedGpu"));
  }
  return issues;
}

/** The division in the words of Bottlerocket's settings; it must have passed the check. */
export function bottlerocketSharing(division: Division, pool: ResolvedPool): ImageSharing {
  switch (division.mode) {
    case 'none':
      return { strategy: 'none' };
    case 'mig': {
      const profile = Object.keys(division.cuts[0]?.layout ?? {})[0]!;
      const entries = pool.gpus.map((model) => [BOTTLEROCKET_GPUS[model] ?? model, profile] as const);
      return { strategy: 'none', migProfiles: Object.fromEntries(entries) };
    }
    case 'mps':
      return { strategy: 'mps', replicas: division.replicas, renameByDefault: division.renamed };
    case 'time-slicing':
      return {
        strategy: 'time-slicing',
        replicas: division.replicas,
        renameByDefault: division.renamed,
        failRequestsGreaterThanOne: division.failRequestsGreaterThanOne,
      };
  }
}

function notHere(path: string, reason: string, hint: string): ConfigIssue {
  return { code: 'PLATFORM_UNSUPPORTED', path, reason, hint };
}
