import { renderModelService } from '../../lib/serving';
import { cpuService, p5, service, slice, wholeGpus } from './situations';

const smallest = cpuService();
const fullest = service(wholeGpus(p5(), 4), {
  model: 'meta-llama/Llama-3.1-70B-Instruct',
  revision: 'abc123',
  token: { secret: 'hf-token', key: 'token' },
  replicas: { min: 2, max: 50 },
  engine: 'vllm',
  image: 'registry.example.com/vllm:v1',
  args: ['--enable-auto-tool-choice'],
  contextTokens: 32_768,
  concurrency: 8,
  cache: { storageClass: 'shared', sizeGiB: 300, accessMode: 'ReadWriteMany' },
  startupSeconds: 1800,
  serviceAccountName: 'models',
  resources: { cpu: 16, memoryGiB: 256 },
  metrics: true,
  prometheusAddress: 'http://prometheus.example.com:9090',
});

test('the smallest service', () => expect(renderModelService(...smallest)).toMatchSnapshot());
test('the fullest service', () => expect(renderModelService(...fullest)).toMatchSnapshot());

test.each([
  ['fixed on the CPU', smallest, ['ServiceAccount', 'Deployment', 'Service', 'PodDisruptionBudget']],
  [
    'scaled from zero',
    service(slice('3g.40gb')),
    ['ServiceAccount', 'Deployment', 'Service', 'Service', 'PodDisruptionBudget', 'InterceptorRoute', 'ScaledObject'],
  ],
  [
    'scaled from two, on a shared volume, with an account that exists',
    fullest,
    ['PersistentVolumeClaim', 'Deployment', 'Service', 'PodDisruptionBudget', 'PodMonitor', 'ScaledObject'],
  ],
])('a service %s is made of these objects, in this order', (_, situation, kinds) => {
  expect(renderModelService(...situation).map(({ kind }) => kind)).toEqual(kinds);
});

test.each([smallest, fullest, service(slice('3g.40gb'), {}, { namespace: 'team-a', name: 'x-1'.repeat(21) })])(
  'every object stands in the namespace, is labelled, and has a name that can exist',
  (...situation) => {
    const names = renderModelService(...situation).map(({ kind, metadata }) => {
      expect(metadata.namespace).toBe(situation[1].namespace);
      expect(metadata.labels).toMatchObject({ 'app.kubernetes.io/managed-by': 'cdk8s-ai' });
      expect(metadata.name).toMatch(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/);
      return `${kind}/${metadata.name}`;
    });
    expect(new Set(names).size).toBe(names.length);
  },
);

test('the address is the same whether a service scales to zero or not', () => {
  const front = (min: number) =>
    renderModelService(...service(slice('3g.40gb'), { replicas: { min, max: 9 } })).find(
      ({ kind, metadata }) => kind === 'Service' && metadata.name === 'chat',
    )!.spec as { type: string; ports: { port: number }[] };
  expect(front(0).type).toBe('ExternalName');
  expect(front(1).type).toBe('ClusterIP');
  expect(front(0).ports[0]!.port).toBe(front(1).ports[0]!.port);
});

test('the interceptor knows the service by every name under which clients find it, and leads to the pods', () => {
  const objects = renderModelService(...service(slice('3g.40gb'), {}, { namespace: 'team-a' }));
  const { rules, target } = objects.find(({ kind }) => kind === 'InterceptorRoute')!.spec as {
    rules: { hosts: string[] }[];
    target: { service: string; port: number };
  };
  expect(rules[0]!.hosts).toEqual(['chat.team-a', 'chat.team-a.svc', 'chat.team-a.svc.cluster.local']);
  const behind = objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === target.service)!;
  const { ports, selector } = behind.spec as { ports: { port: number }[]; selector: object };
  expect(ports[0]!.port).toBe(target.port);
  const deployment = objects.find(({ kind }) => kind === 'Deployment')!.spec as { selector: { matchLabels: object } };
  expect(selector).toEqual(deployment.selector.matchLabels);
});

test('the budget never keeps a node from being drained', () => {
  const budget = renderModelService(...smallest).find(({ kind }) => kind === 'PodDisruptionBudget')!;
  expect(budget.spec).toMatchObject({ maxUnavailable: '10%', unhealthyPodEvictionPolicy: 'AlwaysAllow' });
});

test('rendering twice gives the same, and changes nothing it was given', () => {
  const before = JSON.stringify(fullest[0], (key, value: unknown) => (key === 'gpu' ? undefined : value));
  expect(JSON.stringify(renderModelService(...fullest))).toBe(JSON.stringify(renderModelService(...fullest)));
  expect(JSON.stringify(fullest[0], (key, value: unknown) => (key === 'gpu' ? undefined : value))).toBe(before);
});
