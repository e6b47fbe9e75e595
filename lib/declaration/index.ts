export { AiConstruct, type AiClusterScope, clusterOf, freeId, markAsCluster } from './ai-construct';
export { CreationSite } from './creation-site';
