import { type Fields, rendered } from '../pools';

function rule(props: object, sharing = {}): Fields {
  const { apiVersion, spec } = rendered('on-prem', { gpu: 'h100-80gb', ...props }, sharing)['NodeFeatureRule/gpu']!;
  expect(apiVersion).toBe('nfd.k8s-sigs.io/v1alpha1');
  expect(spec.rules).toHaveLength(1);
  return spec.rules[0];
}

describe('a NodeFeatureRule', () => {
  test('labels every node with the GPU, found by vendor and device id', () => {
    const { labels, matchFeatures } = rule({ labels: { 'example.com/team': 'a' } });
    expect(labels).toEqual({ 'cdk8s-ai/pool': 'gpu', 'example.com/team': 'a' });
    expect(matchFeatures).toHaveLength(1);
    const [{ feature, matchExpressions }] = matchFeatures;
    expect(feature).toBe('pci.device');
    expect(matchExpressions.vendor).toEqual({ op: 'In', value: ['10de'] });
    expect(matchExpressions.device.op).toBe('In');
    expect(matchExpressions.device.value).toContain('2330');
    for (const id of matchExpressions.device.value) expect(id).toMatch(/^[0-9a-f]{4}$/);
  });

  test('matches any of several GPUs', () => {
    const both = rule({ gpu: ['l4', 't4'] }).matchFeatures[0].matchExpressions.device.value;
    expect(both).toEqual(expect.arrayContaining(['27b8', '1eb8']));
    expect(rule({ gpu: 'l4' }).matchFeatures[0].matchExpressions.device.value).not.toContain('1eb8');
  });

  test('labels the nodes that are named, as long as they have an NVIDIA device', () => {
    const { matchFeatures } = rule({ hostnames: ['n2', 'n1'], nodes: { max: 2 } });
    expect(matchFeatures).toEqual([
      { feature: 'system.name', matchExpressions: { nodename: { op: 'In', value: ['n1', 'n2'] } } },
      { feature: 'pci.device', matchExpressions: { vendor: { op: 'In', value: ['10de'] } } },
    ]);
  });

  test('brings the labels of sharing, and no taints and no resources', () => {
    const labels = { 'nvidia.com/mig.config': 'slices' };
    const made = rule({}, { labels });
    expect(made.labels).toMatchObject(labels);
    expect(Object.keys(made).sort()).toEqual(['labels', 'matchFeatures', 'name']);
  });

  test('leaves out labels without a prefix, which Node Feature Discovery ignores', () => {
    const { spec } = rendered('gke with operator', { gpu: 'l4' })['NodeFeatureRule/gpu']!;
    expect(spec.rules[0].labels).toEqual({ 'cdk8s-ai/pool': 'gpu' });
  });

  test('is not made for nodes that have labels of their own', () => {
    expect(rendered('on-prem', { gpu: 'l4', nodeSelector: { a: 'b' } })).toEqual({});
  });
});
