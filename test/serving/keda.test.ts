import { isLate, type KubeObject } from '../../lib/kube';
import { renderModelService } from '../../lib/serving';
import { cpuService, service, slice, timeSlice } from './situations';

type Situation = Parameters<typeof renderModelService>;
interface Scaled {
  readonly [field: string]: unknown;
  readonly advanced: {
    horizontalPodAutoscalerConfig: { behavior: Record<'scaleUp' | 'scaleDown', Record<string, unknown>> };
  };
  readonly triggers: { type: string; metricType?: string; metadata: Record<string, unknown> }[];
}

function find(situation: Situation, wanted: string): KubeObject[] {
  return renderModelService(...situation).filter(({ kind }) => kind === wanted);
}
function scaled(situation: Situation): Scaled {
  const [object] = find(situation, 'ScaledObject');
  return object!.spec as Scaled;
}
const some = { replicas: { min: 1, max: 40 } };

describe('from zero', () => {
  const situation = service(slice('3g.40gb'), { replicas: { min: 0, max: 200 } });

  test('the route comes before the scaler that names it', () => {
    const kinds = renderModelService(...situation).map(({ kind }) => kind);
    expect(kinds.indexOf('InterceptorRoute')).toBeGreaterThan(-1);
    expect(kinds.indexOf('InterceptorRoute')).toBeLessThan(kinds.indexOf('ScaledObject'));
    const { metadata, type } = scaled(situation).triggers[0]!;
    expect(type).toBe('external-push');
    expect(metadata.interceptorRoute).toBe(find(situation, 'InterceptorRoute')[0]!.metadata.name);
  });

  test('nobody asks Prometheus, which knows nothing of a service that does not run', () => {
    expect(scaled(situation).triggers.map(({ type }) => type)).toEqual(['external-push']);
    expect(find(situation, 'PodMonitor')).toEqual([]);
  });

  test('requests wait longer than a replica takes to come', () => {
    const { timeouts } = find(situation, 'InterceptorRoute')[0]!.spec as { timeouts: Record<string, string> };
    expect(parseInt(timeouts.readiness!)).toBeGreaterThan(600);
    expect(timeouts.request).toBe('0s');
  });

  test('replicas go as late as the user says', () => {
    expect(scaled(service(slice('3g.40gb'), { idleSeconds: 60 })).cooldownPeriod).toBe(60);
    expect(scaled(situation).cooldownPeriod).toBe(600);
  });

  test('finds the add-on in the namespace of KEDA', () => {
    const moved = scaled(service(slice('3g.40gb'), {}, { kedaNamespace: 'scaling' }));
    expect(moved.triggers[0]!.metadata.scalerAddress).toBe('keda-add-ons-http-external-scaler.scaling:9090');
  });
});

describe('from one', () => {
  const situation = service(slice('3g.40gb'), some);

  test('each query gives one number, of this service’s series alone', () => {
    const { triggers } = scaled(situation);
    expect(triggers.length).toBeGreaterThan(0);
    for (const { metadata, metricType } of triggers) {
      expect(metadata.query).toMatch(/^sum\(.*\)( or vector\(0\))?$/);
      expect(metadata.query).toContain('namespace="default",cdk8s_ai_service="chat"');
      expect(metadata.ignoreNullValues).toBe('false');
      expect(metricType).toBe('AverageValue');
      for (const value of Object.values(metadata)) expect(typeof value).toBe('string');
    }
  });

  test('the labels of the query are those that the monitor writes', () => {
    const { podTargetLabels } = find(situation, 'PodMonitor')[0]!.spec as { podTargetLabels: string[] };
    expect(podTargetLabels.map((label) => label.replace(/\W/g, '_'))).toEqual(['cdk8s_ai_service']);
  });

  test('loss of metrics keeps what runs', () => {
    expect(scaled(situation).fallback).toEqual({
      failureThreshold: 3,
      replicas: 1,
      behavior: 'currentReplicasIfHigher',
    });
  });

  test('asks the Prometheus it is told to ask, even one known at deploy time only', () => {
    const late = { __pulumiOutput: true as const, apply: () => undefined };
    const named = scaled(service(slice('3g.40gb'), { ...some, prometheusAddress: 'http://mine:9090' }));
    expect(named.triggers[0]!.metadata.serverAddress).toBe('http://mine:9090');
    const later = scaled(service(slice('3g.40gb'), { ...some, prometheusAddress: late }));
    expect(isLate(later.triggers[0]!.metadata.serverAddress)).toBe(true);
    expect(scaled(situation).triggers[0]!.metadata.serverAddress).toBe(
      'http://prometheus-kube-prometheus-prometheus.monitoring:9090',
    );
  });

  test('llama.cpp is measured by its own metrics', () => {
    expect(scaled(cpuService(some)).triggers[0]!.metadata.query).toContain('llamacpp:requests_processing');
  });
});

describe('the pace', () => {
  test('up to the maximum in one step, down by a tenth a minute after a cold start’s time', () => {
    const { scaleUp, scaleDown } = scaled(service(slice('3g.40gb'), { replicas: { min: 0, max: 200 } })).advanced
      .horizontalPodAutoscalerConfig.behavior;
    expect(scaleUp.policies).toEqual([{ type: 'Pods', value: 200, periodSeconds: 15 }]);
    expect(scaleUp.stabilizationWindowSeconds).toBe(0);
    expect(scaleDown.policies).toEqual([{ type: 'Percent', value: 10, periodSeconds: 60 }]);
    expect(scaleDown.stabilizationWindowSeconds).toBe(600);
  });

  test('the target is what the cache memory holds, unless the user says', () => {
    const target = (situation: Situation) => Number(scaled(situation).triggers[0]!.metadata.threshold);
    expect(target(service(slice('3g.40gb'), some))).toBe(19);
    expect(target(service(slice('3g.40gb'), { ...some, concurrency: 7 }))).toBe(7);
    expect(target(service(slice('3g.40gb'), { ...some, model: 'somebody/else' }))).toBe(16);
    expect(target(service(timeSlice(4), { ...some, model: 'Qwen/Qwen2.5-0.5B' }))).toBe(24);
  });
});

test('a fixed number of replicas has no scaler', () => {
  expect(find(service(slice('3g.40gb'), { replicas: { min: 3, max: 3 } }), 'ScaledObject')).toEqual([]);
});

test.each(['x'.repeat(63), '70b', '9'.repeat(63)])('the scaler of %s has a name that KEDA can lengthen', (name) => {
  const [object] = find(service(slice('3g.40gb'), {}, { name }), 'ScaledObject');
  expect(object!.metadata.name.length).toBeLessThanOrEqual(54);
  expect(object!.metadata.name).toMatch(/^[a-z]([-a-z0-9]*[a-z0-9])?$/);
});
