export { AiConstruct, type AiClusterScope, clusterOf, markAsCluster } from './ai-construct';
