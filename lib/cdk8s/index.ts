export { AiCluster, type AiClusterProps } from './ai-cluster';
export { App } from './app';
export { requestGpu, type RequestGpuOptions } from './request-gpu';
