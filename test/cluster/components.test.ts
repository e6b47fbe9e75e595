import { AutoscaledModelService, type ComponentChoices, GpuNodePool, GpuOperator, onPrem } from 'cdk8s-ai';
import { AiCluster, type AiClusterProps, App } from 'cdk8s-ai/cdk8s';

/** Whatever shape an object has; what matters of it is asserted. */
type Loose = ReturnType<typeof JSON.parse>;

function cluster(settings: Partial<AiClusterProps> = {}): AiCluster {
  return new AiCluster(new App(), 'prod', { platform: onPrem({ kubernetesVersion: '1.35' }), ...settings });
}

function chartValues(made: AiCluster, name: string): Loose {
  const application = made.materialized.objects.find(
    ({ object }) => object.kind === 'Application' && object.metadata.name === name,
  );
  return (application!.object as Loose).spec.source.helm.valuesObject;
}

test('the DRA driver stays off nodes whose GPUs a device plugin hands out', () => {
  const made = cluster();
  new GpuNodePool(made, 'plugin', { gpu: 'l4', nodes: { max: 1 }, hostnames: ['a'] });
  new GpuNodePool(made, 'claims', { gpu: 'l4', nodes: { max: 1 }, hostnames: ['b'], allocation: 'dra' });
  new GpuOperator(made, 'gpu-operator');
  const { nodeAffinity } = chartValues(made, 'dra-driver-nvidia-gpu').kubeletPlugin.affinity;
  const terms: Loose[] = nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms;
  expect(terms.length).toBeGreaterThan(0);
  for (const { matchExpressions } of terms)
    expect(matchExpressions).toContainEqual({ key: 'cdk8s-ai/pool', operator: 'In', values: ['claims'] });
});

/** Objects of a service with the given range of replicas, one of each kind. */
function serviceObjects(components: ComponentChoices, min: number): Record<string, Loose> {
  const made = cluster({ components });
  const pool = new GpuNodePool(made, 'l4', { gpu: 'l4', nodes: { max: 2 } });
  new GpuOperator(made, 'gpu-operator');
  const model = 'Qwen/Qwen2.5-0.5B-Instruct';
  new AutoscaledModelService(made, 'chat', { model, gpu: pool.gpus(), replicas: { min, max: 2 }, metrics: true });
  const named = made.materialized.objects.filter(({ object }) => object.metadata.name.startsWith('chat'));
  return Object.fromEntries(
    named.map(({ object }) => [object.metadata.name === 'chat' ? object.kind : `${object.kind} behind`, object]),
  );
}

test.each<[string, ComponentChoices, string]>([
  ['nothing is chosen', {}, 'keda'],
  ['KEDA stands elsewhere, and its add-on beside it', { keda: { namespace: 'scaling' } }, 'scaling'],
  ['only the add-on stands elsewhere', { 'keda-http-add-on': { namespace: 'front' } }, 'front'],
  ['the add-on is there already', { 'keda-http-add-on': { present: true, namespace: 'edge' } }, 'edge'],
])('a service that goes to zero is reached through the add-on where %s', (_, components, namespace) => {
  const { Service: front, ScaledObject: scaler } = serviceObjects(components, 0);
  expect(front.spec.externalName).toBe(`keda-add-ons-http-interceptor-proxy.${namespace}.svc.cluster.local`);
  expect(scaler.spec.triggers[0].metadata.scalerAddress).toBe(`keda-add-ons-http-external-scaler.${namespace}:9090`);
});

test.each<[string, ComponentChoices, string, string]>([
  ['nothing is chosen', {}, 'http://prometheus-kube-prometheus-prometheus.monitoring:9090', 'prometheus'],
  [
    'it is installed elsewhere',
    { prometheus: { namespace: 'watch' } },
    'http://prometheus-kube-prometheus-prometheus.watch:9090',
    'prometheus',
  ],
  [
    'it is there as its project names it',
    { prometheus: { present: true, namespace: 'observe', release: 'kube-prometheus-stack' } },
    'http://kube-prometheus-stack-prometheus.observe:9090',
    'kube-prometheus-stack',
  ],
])('a service that scales by metrics asks Prometheus where %s', (_, components, address, release) => {
  const { ScaledObject: scaler, PodMonitor: monitor } = serviceObjects(components, 1);
  expect(scaler.spec.triggers[0].metadata.serverAddress).toBe(address);
  expect(monitor.metadata.labels.release).toBe(release);
});

test('settings that no cluster has are told, with the nearest that it has', () => {
  const made = cluster({ component: { keda: 'present' } } as never);
  new GpuNodePool(made, 'l4', { gpu: 'l4', nodes: { max: 2 } });
  new GpuOperator(made, 'gpu-operator');
  expect(() => made.materialized).toThrow(/component: is not an option here; did you mean 'components'/);
});
