import type { KubeObject } from '../../kube';
import type { AksPlatform, EksPlatform } from '../../platforms';
import type { NodeShape } from '../resolved-pool';
import { renderAksNodeClass } from './aks-node-class';
import { renderAutoModeNodeClass } from './auto-mode-node-class';
import { renderEc2NodeClass } from './ec2-node-class';
import { renderNodeOverlay } from './node-overlay';
import { type NodeClassRef, renderNodePools } from './node-pool';

/** Where Karpenter runs. */
export type KarpenterPlatform = EksPlatform | AksPlatform;

/** Everything Karpenter needs for a pool: the class of its nodes, what they will offer, and the pool itself. */
export function renderKarpenter(shape: NodeShape, platform: KarpenterPlatform): KubeObject[] {
  const { ref, objects } = nodeClassOf(shape, platform);
  return [...objects, ...renderNodeOverlay(shape, platform), ...renderNodePools(shape, ref, platform)];
}

function nodeClassOf(shape: NodeShape, platform: KarpenterPlatform): { ref: NodeClassRef; objects: KubeObject[] } {
  const { name } = shape.pool;
  if (platform.kind === 'aks') {
    const ref = { group: 'karpenter.azure.com', kind: 'AKSNodeClass', name };
    return { ref, objects: [renderAksNodeClass(shape.pool, platform)] };
  }
  if (platform.autoMode) return renderAutoModeNodeClass(shape.pool, platform);
  const ref = { group: 'karpenter.k8s.aws', kind: 'EC2NodeClass', name };
  return { ref, objects: [renderEc2NodeClass(shape, platform)] };
}
