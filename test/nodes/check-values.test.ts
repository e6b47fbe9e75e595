import { issueOf, issuesOf, resolved } from './pools';

const l4 = { gpu: 'l4' };
const late = { __pulumiOutput: true, apply: () => undefined };

describe('values that stand for themselves', () => {
  test.each([
    ['eks', { nodes: { min: 3, max: 2 } }, /nodes: min 3 is above max 2; use \{ min: 2, max: 3 \}/],
    ['eks', { nodes: { max: '3' } }, /nodes.max: '3' is not a whole number; write 3/],
    ['eks', { nodes: { max: Number.NaN } }, /nodes.max: NaN/],
    ['eks', { nodes: { min: -1, max: 1 } }, /nodes.min: -1 is outside/],
    ['eks', { nodes: { max: 0 } }, /nodes.max: 0 is outside 1 to/],
    ['eks', { nodes: null }, /nodes: null is not a range/],
    ['eks', { nodes: undefined }, /nodes: undefined is not a range; write \{ min: 0, max: 4 \}/],
    ['eks', { nodes: 3 }, /nodes: 3 is not a range/],
    ['eks', { nodes: late }, /VALUE_IS_LATE\] nodes/],
    ['eks', { nodes: { max: late } }, /VALUE_IS_LATE\] nodes.max/],
    ['eks', { diskGiB: 20 }, /diskGiB: 20 is outside 30 to 16384; use 30/],
    ['aks', { gpu: 't4', diskGiB: 4096 }, /diskGiB: 4096 is outside 30 to 2048; use 2048/],
    ['eks', { diskGiB: late }, /VALUE_IS_LATE\] diskGiB/],
    ['eks', { idleMinutes: 0 }, /idleMinutes: 0 is outside 1 to 1440/],
    ['eks', { idleMinutes: 0.5 }, /idleMinutes: 0.5 is not a whole number/],
    ['local', { simulatedNodes: 1e6 }, /simulatedNodes: 1000000 is outside 1 to 5000/],
    ['eks', { workload: 'trainig' }, /workload: 'trainig' is not known; did you mean 'training'\?/],
    ['eks', { provisioner: 'carpenter' }, /provisioner: 'carpenter' is not known; did you mean 'karpenter'\?/],
    ['eks', { zones: ['use1-az1'] }, /zones\[0\]: 'use1-az1' is not a zone of eks; write it like 'us-east-1a'/],
    ['eks', { zones: ['us-east-1'] }, /zones\[0\]: 'us-east-1' is not a zone/],
    ['eks', { zones: 'us-east-1a' }, /zones: 'us-east-1a' is not a list of names; write \['us-east-1a'\]/],
    ['eks', { zones: [] }, /zones: a list is not a list of names; name at least one, or drop it/],
    ['eks', { zones: ['us-east-1a', 'us-east-1a'] }, /zones\[1\]: 'us-east-1a' stands there already/],
    ['gke', { zones: ['us-central1'] }, /not a zone of gke; write it like 'us-central1-a'/],
    ['aks', { gpu: 't4', zones: ['1'] }, /write it with its region, such as 'eastus-1'/],
    ['on-prem', { zones: ['rack-1'] }, /stand where they stand; select them by nodeSelector.*'rack-1'/],
    ['eks', { labels: { 'not a key': 'x' } }, /labels\['not a key'\]: is not a label key/],
    ['eks', { taints: [{ key: 'a', effect: 'NoRun' }] }, /taints\[0\].effect/],
    ['eks', { hostnames: ['n1'] }, /hostnames: describes nodes that exist.*provisioner: 'existing'/],
    ['eks', { nodeSelector: { a: 'b' } }, /nodeSelector: describes nodes that exist/],
    ['on-prem', { hostnames: ['N1'] }, /hostnames\[0\]: 'N1' is not the name of a node; write 'n1'/],
    ['on-prem', { nodeSelector: {} }, /nodeSelector: selects every node/],
    ['on-prem', { hostnames: ['a', 'b', 'c', 'd'], nodeSelector: { a: 'b' } }, /by hostnames or by nodeSelector/],
    ['eks', { image: 'cos' }, /image: eks has no image 'cos'/],
    ['gke', { image: 'al2023' }, /image: gke has no image 'al2023'/],
    ['on-prem', { image: 'ubuntu' }, /image: on-prem has no image 'ubuntu'; drop image/],
    ['eks', { allocation: 'claims' }, /allocation: 'claims' is no way to hand out GPUs/],
    ['eks', { allocation: {} }, /allocation: a map is not a word/],
    ['eks', { image: late }, /VALUE_IS_LATE\] image/],
    ['eks', { taint: [] }, /taint: is not an option here; did you mean 'taints'\?/],
    ['eks', { nodes: { max: 2, maximum: 3 } }, /nodes.maximum: is not an option here; .*'max'/],
    ['eks', { taints: [{ key: 'a.com/b', effct: 'x', effect: 'NoSchedule' }] }, /taints\[0\].effct: .*'effect'/],
    ['eks', { capacity: { reservatoin: 'cr-0a' } }, /capacity.reservatoin: is not an option.*'reservation'/],
    ['eks', { capacity: ['spot', { reservation: 'cr-0a', id: 'x' }] }, /capacity\[1\].id: is not an option/],
    [
      'eks',
      { startupTaint: { key: 'a.com/b', effect: 'NoSchedule', remover: 'nfd', by: 'nfd' } },
      /startupTaint.by: is not an option here/,
    ],
  ] as const)('on %s refuses %j', (platform, props, message) => {
    expect(issueOf(platform, { ...l4, ...props })).toMatch(message);
    expect(issuesOf(platform, { ...l4, ...props })).toHaveLength(1);
  });

  test.each([
    ['eks', ['us-east-1a', 'us-west-2-lax-1a', 'ap-southeast-2c', 'us-gov-west-1b']],
    ['gke', ['us-central1-a', 'us-central1-ai1a', 'europe-west4-b']],
    ['aks', ['eastus-1', 'westus3-2']],
    ['local', ['zone-a', 'b']],
  ] as const)('on %s takes the zones %j', (platform, zones) => {
    const gpu = platform === 'aks' ? 't4' : 'l4';
    expect(resolved(platform, { gpu, zones }).zones).toEqual(zones);
  });

  test('fills in defaults that hold GPU images and give empty nodes back', () => {
    expect(resolved('eks', { ...l4, nodes: { max: 3 } })).toMatchObject({
      nodes: { min: 0, max: 3 },
      capacity: ['on-demand'],
      zones: [],
      diskGiB: 200,
      idleMinutes: 10,
      workload: 'inference',
      allocation: 'device-plugin',
      image: 'al2023',
    });
  });

  test('tells all mistakes at once', () => {
    const props = { gpu: 'l5', nodes: { min: 2, max: 1 }, diskGiB: '200', capacity: 'sport', zones: ['x'] };
    expect(issuesOf('eks', props).map(({ path }) => path)).toEqual(['gpu', 'nodes', 'diskGiB', 'zones[0]', 'capacity']);
  });
});
