export { bringsNodeClass } from './auto-mode-node-class';
export { type KarpenterPlatform, renderKarpenter } from './render-karpenter';
