export { renderNodeFeatureRule } from './node-feature-rule';
export { nodeSteps } from './node-steps';
