import type { PodDisruptionBudgetSpec } from 'kubernetes-types/policy/v1';
import type { ServiceAccount } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../kube';
import { renderClaimTemplate } from '../sharing';
import type { AutoscaledModelServiceProps } from './autoscaled-model-service';
import { cacheClaim } from './cache';
import { renderDeployment } from './deployment';
import { prometheusOf, renderScaling } from './keda';
import { metadata } from './labels';
import { SERVICE_LABEL } from './names';
import { scrapes } from './needs';
import { renderServices } from './service';
import { type ModelServiceContext, type ServingSetup, setUpServing } from './serving-setup';

/** All objects of one service, in the order they must be applied. */
export function renderModelService(props: AutoscaledModelServiceProps, context: ModelServiceContext): KubeObject[] {
  const setup = setUpServing(props, context);
  return [
    ...serviceAccount(setup),
    ...volumeClaim(setup),
    ...gpuClaimTemplate(setup),
    renderDeployment(setup),
    ...renderServices(setup),
    disruptionBudget(setup),
    ...podMonitor(setup),
    ...renderScaling(setup),
  ];
}

function serviceAccount(setup: ServingSetup): KubeObject[] {
  if (setup.props.serviceAccountName !== undefined) return [];
  const rights: Pick<ServiceAccount, 'automountServiceAccountToken'> = { automountServiceAccountToken: false };
  return [{ apiVersion: 'v1', kind: 'ServiceAccount', metadata: metadata(setup, setup.names.base), ...rights }];
}

function volumeClaim(setup: ServingSetup): KubeObject[] {
  const spec = cacheClaim(setup.cache);
  if (spec === undefined) return [];
  return [{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: metadata(setup, setup.names.cache), spec }];
}

/** Every pod gets a claim of its own, made after this template and gone with the pod. */
function gpuClaimTemplate(setup: ServingSetup): KubeObject[] {
  const { allocation, names } = setup;
  if (allocation?.claim === undefined) return [];
  const template = renderClaimTemplate(names.claimTemplate, names.namespace, allocation);
  return [{ ...template, metadata: metadata(setup, names.claimTemplate) }];
}

/** A tenth may go at once, rounded up, so even a single replica never keeps a node from being drained. */
function disruptionBudget(setup: ServingSetup): KubeObject {
  const spec: PodDisruptionBudgetSpec = {
    maxUnavailable: '10%',
    selector: { matchLabels: setup.names.selector },
    // A replica that cannot start must not keep its node either.
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
  };
  return { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: metadata(setup, setup.names.base), spec };
}

function podMonitor(setup: ServingSetup): KubeObject[] {
  if (!scrapes(setup.props)) return [];
  const spec = {
    selector: { matchLabels: setup.names.selector },
    podTargetLabels: [SERVICE_LABEL],
    podMetricsEndpoints: [{ port: 'http', path: '/metrics', interval: '15s' }],
  };
  // The Prometheus stack sees only monitors that carry its release's name.
  const labels = { release: prometheusOf(setup.context).release };
  const kind = 'PodMonitor';
  return [{ apiVersion: 'monitoring.coreos.com/v1', kind, metadata: metadata(setup, setup.names.base, labels), spec }];
}
