import { COMPONENTS } from '../components';
import type { KubeObject } from '../kube';
import { metadata } from './labels';
import { SERVICE_LABEL, SERVICE_PORT } from './names';
import type { ModelServiceContext, ServingSetup } from './serving-setup';

/** Requests that may wait for room on each replica before more replicas are asked for at once. */
const WAITING_PER_REPLICA = 2;

/** Where KEDA and its HTTP add-on run. */
export function kedaNamespaceOf({ kedaNamespace }: ModelServiceContext): string {
  return kedaNamespace ?? COMPONENTS.keda.namespace;
}

/** The address and Helm release of the cluster's Prometheus. */
export function prometheusOf({ prometheus }: ModelServiceContext): { address: string; release: string } {
  if (prometheus !== undefined) return prometheus;
  const { charts, namespace } = COMPONENTS.prometheus;
  const release = charts[0].releaseName;
  // The chart cuts its full name at 26 characters.
  const fullName = `${release}-${charts[0].chart}`.slice(0, 26).replace(/-$/, '');
  return { address: `http://${fullName}-prometheus.${namespace}:9090`, release };
}

/**
 * What scales a service, in the order it must be applied: the external scaler knows only routes that exist already, and
 * KEDA would otherwise fall back to a metric that never rises from zero.
 */
export function renderScaling(setup: ServingSetup): KubeObject[] {
  if (setup.signal === 'none') return [];
  if (setup.signal === 'held-requests') return [interceptorRoute(setup), scaledObject(setup, [pushTrigger(setup)])];
  return [scaledObject(setup, prometheusTriggers(setup))];
}

function interceptorRoute(setup: ServingSetup): KubeObject {
  const { concurrency, names, startupSeconds } = setup;
  const spec = {
    target: { service: names.pods, port: SERVICE_PORT },
    rules: [{ hosts: names.hosts }],
    scalingMetric: { concurrency: { targetValue: concurrency } },
    timeouts: {
      // An answer that is not streamed sends its first byte with its last; the usual five minutes cut long ones.
      request: '0s',
      responseHeader: '1800s',
      // A node to boot, an image to pull, and the startup budget.
      readiness: `${startupSeconds + 900}s`,
    },
  };
  return {
    apiVersion: 'http.keda.sh/v1beta1',
    kind: 'InterceptorRoute',
    metadata: metadata(setup, names.scaler),
    spec,
  };
}

interface Trigger {
  readonly type: string;
  readonly name: string;
  readonly metricType?: 'AverageValue';
  readonly metadata: Readonly<Record<string, unknown>>;
}

function pushTrigger({ context, names }: ServingSetup): Trigger {
  return {
    type: 'external-push',
    name: 'held-requests',
    metadata: {
      scalerAddress: `keda-add-ons-http-external-scaler.${kedaNamespaceOf(context)}:9090`,
      interceptorRoute: names.scaler,
    },
  };
}

/**
 * Requests in flight are proportional to the load and so give steady steps; requests that wait for room tell of bursts.
 * GPU utilisation is near its top under any load and tells neither.
 */
function prometheusTriggers({ concurrency, context, engine, names, props }: ServingSetup): Trigger[] {
  const serverAddress = props.prometheusAddress ?? prometheusOf(context).address;
  const { load, waiting } = engine.signals(`namespace="${names.namespace}",${SERIES_LABEL}="${names.base}"`);
  const trigger = (name: string, query: string, threshold: number): Trigger => ({
    type: 'prometheus',
    name,
    metricType: 'AverageValue',
    // A lost series is no proof of idleness: it is an error, and the fallback keeps what runs.
    metadata: { serverAddress, query, threshold: String(threshold), ignoreNullValues: 'false' },
  });
  return [trigger('in-flight', load, concurrency), trigger('waiting', waiting, WAITING_PER_REPLICA)];
}

/** `cdk8s-ai/service` as Prometheus spells it. */
const SERIES_LABEL = SERVICE_LABEL.replace(/\W/g, '_');

function scaledObject(setup: ServingSetup, triggers: Trigger[]): KubeObject {
  const { idleSeconds, names, props, signal } = setup;
  const { min, max } = props.replicas;
  const spec = {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: names.base },
    minReplicaCount: min,
    maxReplicaCount: max,
    // From zero the interceptor tells at once; otherwise the HorizontalPodAutoscaler asks at its own pace.
    pollingInterval: 30,
    ...(signal === 'held-requests' ? { cooldownPeriod: idleSeconds } : {}),
    ...(signal === 'engine-metrics'
      ? { fallback: { failureThreshold: 3, replicas: min, behavior: 'currentReplicasIfHigher' } }
      : {}),
    advanced: {
      restoreToOriginalReplicaCount: false,
      horizontalPodAutoscalerConfig: { behavior: scalingBehavior(setup) },
    },
    triggers,
  };
  return { apiVersion: 'keda.sh/v1alpha1', kind: 'ScaledObject', metadata: metadata(setup, names.scaler), spec };
}

/** Up in one step, since the load comes in one; down slowly, since every replica that goes takes a warm model with it. */
function scalingBehavior({ idleSeconds, props }: ServingSetup) {
  return {
    scaleUp: {
      stabilizationWindowSeconds: 0,
      selectPolicy: 'Max',
      policies: [{ type: 'Pods', value: props.replicas.max, periodSeconds: 15 }],
    },
    scaleDown: {
      stabilizationWindowSeconds: Math.min(3600, Math.max(300, idleSeconds)),
      selectPolicy: 'Max',
      policies: [{ type: 'Percent', value: 10, periodSeconds: 60 }],
    },
  };
}
