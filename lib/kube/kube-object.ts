/** Identity of a Kubernetes object; `name` is always set, so the same object results whoever writes it. */
export interface KubeMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A complete, plain Kubernetes object, as it would stand in a manifest. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: KubeMetadata;
  readonly [field: string]: unknown;
}

/** Whether a value has what every Kubernetes object has: a version, a kind and a name. */
export function isKubeObject(value: unknown): value is KubeObject {
  const { apiVersion, kind, metadata } = (value ?? {}) as Partial<Record<keyof KubeObject, unknown>>;
  const { name, namespace } = (metadata ?? {}) as Partial<Record<keyof KubeMetadata, unknown>>;
  return (
    [apiVersion, kind, name].every((text) => typeof text === 'string' && text !== '') &&
    (namespace === undefined || typeof namespace === 'string')
  );
}

/** What makes an object unique in a cluster: group, kind, namespace and name (the version does not). */
export function objectKey({ apiVersion, kind, metadata }: KubeObject): string {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  return [group, kind, metadata.namespace ?? '', metadata.name].join('/');
}
