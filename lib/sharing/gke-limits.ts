import type { ConfigIssue } from '../errors';
import type { PlatformSharing, ResolvedPool } from '../nodes';
import { kubernetesAtLeast, type Platform } from '../platforms';
import type { Division } from './division';
import { checkFullCut, type Cutter } from './full-cut';

/** Pods that GKE puts on one GPU at most. */
const MOST_CLIENTS = 48;

const GKE: Cutter = {
  name: 'GKE',
  // Its partitioner takes 1g.10gb for the smallest slice whatever the GPU, and label values hold no plus sign.
  takes: (model, profile) => !profile.includes('+') && !(model === 'a100-40gb' && profile === '1g.10gb'),
  otherwise: "gpuStack: 'operator' in gke()",
};

/**
 * What GKE's own partitioner and device plugin cannot do.
 *
 * Sources: GoogleCloudPlatform/container-engine-accelerators partition_gpu (2026-06), cloud.google.com
 * kubernetes-engine docs timesharing-gpus and gpus-multi, ComputeClass reference (2026-08).
 */
export function checkGkeLimits(division: Division, pool: ResolvedPool, platform: Platform): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  if (pool.provisioner === 'compute-class' && !kubernetesAtLeast(platform.kubernetesVersion, '1.35')) {
    issues.push({
      code: 'KUBERNETES_TOO_OLD',
      path: 'pool',
      reason: `a ComputeClass can cut or share GPUs from GKE 1.35.2-gke.1485000, and the platform has ${platform.kubernetesVersion}`,
      hint: "upgrade to '1.35', or make the node pool yourself and use provisioner: 'existing'",
    });
  }
  if (division.mode === 'mig') issues.push(...checkFullCut(division, pool, GKE));
  if (division.mode === 'time-slicing' || division.mode === 'mps') {
    if (division.replicas > MOST_CLIENTS) issues.push(tooManyClients(division.replicas));
    if (division.renamed) {
      issues.push(notHere('rename', "GKE's shares are always called nvidia.com/gpu", 'drop rename'));
    }
    if (!division.failRequestsGreaterThanOne) {
      const reason = 'GKE always turns away pods that ask for several shares';
      issues.push(notHere('failRequestsGreaterThanOne', reason, 'drop failRequestsGreaterThanOne'));
    }
  }
  return issues;
}

/** The division in the words of GKE's node pools; it must have passed the check. */
export function gkeSharing(division: Division): PlatformSharing {
  switch (division.mode) {
    case 'mig':
      return { partition: Object.keys(division.cuts[0]?.layout ?? {})[0]! };
    case 'none':
      return {};
    default:
      return {
        strategy: division.mode === 'mps' ? 'mps' : 'time-sharing',
        clientsPerGpu: division.replicas,
      };
  }
}

function tooManyClients(replicas: number): ConfigIssue {
  const reason = `GKE lets at most ${MOST_CLIENTS} pods hold one GPU, not ${replicas}`;
  return { code: 'VALUE_OUT_OF_RANGE', path: 'replicas', reason, hint: `use ${MOST_CLIENTS}` };
}

function notHere(path: string, reason: string, hint: string): ConfigIssue {
  return { code: 'PLATFORM_UNSUPPORTED', path, reason, hint };
}
