import type { ConfigIssue } from '../errors';
import type { NodeProvisioner, Platform } from '../platforms';

/** Issues of a minimum that nobody would keep. */
export function checkMinimum(
  { min }: { readonly min: number },
  platform: Platform,
  provisioner: NodeProvisioner,
): ConfigIssue[] {
  if (min === 0) return [];
  const path = 'nodes.min';
  if (provisioner === 'compute-class') {
    const reason = `a ComputeClass keeps no minimum, so ${min} ${min === 1 ? 'node' : 'nodes'} could not be promised`;
    const hint = "use min: 0, or make the node pool yourself and use provisioner: 'existing'";
    return [{ code: 'PLATFORM_UNSUPPORTED', path, reason, hint }];
  }
  if (provisioner === 'karpenter' && !('karpenter' in platform && platform.karpenter.staticCapacity)) {
    const reason = 'Karpenter keeps no minimum without its StaticCapacity gate (alpha)';
    const hint = `use min: 0, or run Karpenter with the gate and say karpenter: { staticCapacity: true } in ${platform.kind}()`;
    return [{ code: 'PLATFORM_UNSUPPORTED', path, reason, hint }];
  }
  return [];
}

/** Issues of a range that the nodes named by hostname cannot fill. */
export function checkNamedNodes(
  { max }: { readonly max: number },
  hostnames: readonly string[] | undefined,
): ConfigIssue[] {
  if (hostnames === undefined || max <= hostnames.length) return [];
  const reason = `the pool may have ${max} nodes, and ${hostnames.length} ${hostnames.length === 1 ? 'is' : 'are'} named`;
  return [
    { code: 'VALUE_OUT_OF_RANGE', path: 'nodes.max', reason, hint: `use ${hostnames.length}, or name the others` },
  ];
}
