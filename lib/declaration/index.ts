export { AiConstruct, type AiClusterScope, clusterOf, freeId, markAsCluster, refuseStray } from './ai-construct';
export { CreationSite } from './creation-site';
export { strayIssues } from './strays';
