import type { KubeMetadata } from '../kube';
import type { ServingSetup } from './serving-setup';

const MANAGED = { 'app.kubernetes.io/managed-by': 'cdk8s-ai' } as const;

/** Labels of a service's pods; by one of them they are selected, so it never changes. */
export function podLabels({ engine, names }: ServingSetup): Record<string, string> {
  return {
    ...MANAGED,
    'app.kubernetes.io/name': engine.name,
    'app.kubernetes.io/instance': names.base,
    'app.kubernetes.io/component': 'model-server',
    ...names.selector,
  };
}

/** Identity of an object made for a service. */
export function metadata(setup: ServingSetup, name: string, labels: Record<string, string> = {}): KubeMetadata {
  return { name, namespace: setup.names.namespace, labels: { ...MANAGED, ...setup.names.selector, ...labels } };
}
