import type {
  AutoscaledModelServiceProps,
  HostResources,
  ModelCache,
  ReplicaRange,
  SecretKey,
} from './autoscaled-model-service';

// All props by name, for callers without a compiler. The compiler says when one is missing here: test/types.

export const SERVICE_KEYS = [
  'model',
  'revision',
  'token',
  'gpu',
  'replicas',
  'engine',
  'image',
  'args',
  'contextTokens',
  'concurrency',
  'gguf',
  'cache',
  'startupSeconds',
  'idleSeconds',
  'namespace',
  'serviceAccountName',
  'resources',
  'metrics',
  'prometheusAddress',
  'overrides',
] as const satisfies readonly (keyof AutoscaledModelServiceProps)[];

export const REPLICA_KEYS = ['min', 'max'] as const satisfies readonly (keyof ReplicaRange)[];
export const TOKEN_KEYS = ['secret', 'key'] as const satisfies readonly (keyof SecretKey)[];
export const CACHE_KEYS = [
  'sizeGiB',
  'storageClass',
  'accessMode',
  'claim',
  'readOnly',
] as const satisfies readonly (keyof ModelCache)[];
export const RESOURCE_KEYS = ['cpu', 'memoryGiB'] as const satisfies readonly (keyof HostResources)[];
