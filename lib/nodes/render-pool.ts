import type { KubeObject } from '../kube';
import type { Platform } from '../platforms';
import { renderComputeClass } from './compute-class';
import { renderNodeFeatureRule } from './existing';
import { renderKarpenter } from './karpenter';
import { declaredTaints } from './marks';
import type { NodeShape, NodeTemplate } from './resolved-pool';
import { renderKwokNodes } from './simulated';

/** The objects that give a pool its nodes, in apply order. */
export function renderPool(shape: NodeShape, platform: Platform): KubeObject[] {
  switch (shape.pool.provisioner) {
    case 'karpenter':
      return platform.kind === 'eks' || platform.kind === 'aks' ? renderKarpenter(shape, platform) : [];
    case 'compute-class':
      return renderComputeClass(shape);
    case 'existing':
      return renderNodeFeatureRule(shape);
    case 'simulated':
      return renderKwokNodes(shape);
  }
}

/**
 * What whoever makes the nodes must give them, and tell an autoscaler that sees none yet: labels and taints from
 * birth, the resources that Kubernetes cannot guess from a machine type, and the sharing that a cloud's node pools are
 * made with.
 */
export function nodeTemplate(shape: NodeShape): NodeTemplate {
  const { pool, labels, resources, platformSharing } = shape;
  return {
    labels: { ...pool.requiredLabels, ...labels },
    taints: declaredTaints(shape),
    resources,
    ...(platformSharing === undefined ? {} : { platformSharing }),
  };
}
