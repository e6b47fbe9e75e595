import type { ConfigIssue } from '../errors';
import type { ResolvedPool } from '../nodes';
import type { Owner, Platform } from '../platforms';

/**
 * Refuses slices and shares on a pool that starts from nothing, where whoever adds nodes does not know that a node
 * would bring them: their pods would wait forever. Karpenter learns it by NodeOverlays, GKE knows its own.
 */
export function checkAutoscalerSight(pool: ResolvedPool, platform: Platform, doneBy: Owner): ConfigIssue[] {
  if (pool.nodes.min > 0) return [];
  const keepOne = `keep a node with nodes: { min: 1, max: ${pool.nodes.max} } on pool '${pool.name}'`;
  switch (pool.provisioner) {
    case 'karpenter':
      return 'karpenter' in platform && platform.karpenter.nodeOverlay ? [] : [karpenterIsBlind(platform, keepOne)];
    case 'existing': {
      if (platform.autoscaler === 'none' || doneBy === 'cloud') return [];
      const reason = 'the cluster autoscaler does not know that an empty node group would bring slices or shares';
      return [
        blind(
          reason,
          `${keepOne}, or say autoscaler: 'none' in ${platform.kind === 'on-prem' ? 'onPrem' : platform.kind}() if nobody scales these nodes`,
        ),
      ];
    }
    default:
      return [];
  }
}

function karpenterIsBlind(platform: Platform, keepOne: string): ConfigIssue {
  const reason = 'Karpenter does not know that a new node would bring slices or shares, so none would ever start';
  if (platform.kind === 'aks') {
    return blind(
      `AKS's node auto-provisioning does not know that a new node would bring slices or shares`,
      `use a node pool that exists with provisioner: 'existing', and ${keepOne}`,
    );
  }
  const gate = 'run Karpenter with its NodeOverlay gate and say karpenter: { nodeOverlay: true } in eks()';
  const static_ = 'karpenter' in platform && platform.karpenter.staticCapacity ? `, or ${keepOne}` : '';
  return blind(reason, `${gate}${static_}`);
}

function blind(reason: string, hint: string): ConfigIssue {
  return { code: 'AUTOSCALER_BLIND', path: 'pool', reason, hint };
}
