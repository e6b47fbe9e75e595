import { type KubeMetadata, MANAGED_BY } from '../kube';
import type { ServingSetup } from './serving-setup';

/** Labels of a service's pods; by one of them they are selected, so it never changes. */
export function podLabels({ engine, names }: ServingSetup): Record<string, string> {
  return {
    ...MANAGED_BY,
    'app.kubernetes.io/name': engine.name,
    'app.kubernetes.io/instance': names.base,
    'app.kubernetes.io/component': 'model-server',
    ...names.selector,
  };
}

/** Identity of an object made for a service. */
export function metadata(setup: ServingSetup, name: string, labels: Record<string, string> = {}): KubeMetadata {
  return { name, namespace: setup.names.namespace, labels: { ...MANAGED_BY, ...setup.names.selector, ...labels } };
}
