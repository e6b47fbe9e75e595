import type { ServiceSpec } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../kube';
import { kedaNamespaceOf } from './keda';
import { metadata } from './labels';
import { SERVICE_PORT } from './names';
import type { ServingSetup } from './serving-setup';

/**
 * What clients call. At zero replicas there is nobody behind a Service, so a service that goes there is reached
 * through KEDA's interceptor, which holds the request until a replica is ready; the address stays the same.
 */
export function renderServices(setup: ServingSetup): KubeObject[] {
  const { names, signal } = setup;
  if (signal !== 'held-requests') return [podService(setup, names.base)];
  const front: ServiceSpec = {
    type: 'ExternalName',
    externalName: `keda-add-ons-http-interceptor-proxy.${kedaNamespaceOf(setup.context)}.svc.cluster.local`,
    ports: [{ name: 'http', port: SERVICE_PORT }],
  };
  return [
    podService(setup, names.pods),
    { apiVersion: 'v1', kind: 'Service', metadata: metadata(setup, names.base), spec: front },
  ];
}

function podService(setup: ServingSetup, name: string): KubeObject {
  const spec: ServiceSpec = {
    type: 'ClusterIP',
    selector: setup.names.selector,
    ports: [{ name: 'http', port: SERVICE_PORT, targetPort: 'http', appProtocol: 'http' }],
  };
  return { apiVersion: 'v1', kind: 'Service', metadata: metadata(setup, name), spec };
}
