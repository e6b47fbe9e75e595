import { type ClusterPlan, planText } from '../../lib/planning';

const PLAN: ClusterPlan = {
  cluster: 'prod',
  platform: 'eks',
  kubernetesVersion: '1.35',
  pools: [
    {
      name: 'h100',
      provisioner: 'karpenter',
      machines: ['p5.48xlarge', 'p5en.48xlarge'],
      gpus: ['h100-80gb'],
      gpusPerNode: 8,
      nodes: { min: 0, max: 25 },
      capacity: ['on-demand'],
      perNode: { 'nvidia.com/gpu': 0, 'nvidia.com/mig-3g.40gb': 8 },
      cost: { idle: 0, full: 1376, region: 'us-east-1', date: '2026-11-01' },
      steps: [],
    },
    {
      name: 'rack',
      provisioner: 'existing',
      machines: [],
      gpus: ['a100-40gb', 'a100-80gb'],
      gpusPerNode: 4,
      nodes: { min: 2, max: 2 },
      capacity: ['on-demand'],
      perNode: {},
      cost: { unknown: 'own hardware has no price list' },
      steps: ['kubectl taint nodes -l a=b c=d:NoSchedule'],
    },
  ],
  services: [
    {
      name: 'chat',
      model: 'meta-llama/Llama-3.1-8B-Instruct',
      sizeKnown: true,
      pool: 'h100',
      asks: '1 x nvidia.com/mig-3g.40gb',
      replicas: { min: 0, max: 200 },
      nodesAtMax: 25,
    },
    { name: 'tiny', model: 'acme/tiny', sizeKnown: false, asks: 'CPU', replicas: { min: 1, max: 1 }, nodesAtMax: 0 },
    {
      name: 'prod/train',
      sizeKnown: false,
      pool: 'h100',
      asks: '8 x nvidia.com/gpu',
      replicas: { min: 2, max: 2 },
      nodesAtMax: 2,
    },
  ],
};

test('a plan reads as tables that fit a terminal', () => {
  expect(planText(PLAN)).toBe(`prod: eks, Kubernetes 1.35

  pool  nodes    machine        GPUs per node             each node offers  USD per hour
  ----  -------  -------------  ------------------------  ----------------  ---------------------------------------
  h100  0 to 25  p5.48xlarge …  8 h100-80gb               8 mig-3g.40gb     0.00 to 1376.00 (us-east-1, 2026-11-01)
  rack  2        existing       4 a100-40gb or a100-80gb  claims            own hardware has no price list

  for nodes that exist already:
    kubectl taint nodes -l a=b c=d:NoSchedule

  workload    model                             replicas  each asks for            nodes at most
  ----------  --------------------------------  --------  -----------------------  -------------
  chat        meta-llama/Llama-3.1-8B-Instruct  0 to 200  1 x mig-3g.40gb of h100  25
  tiny        acme/tiny *                       1         CPU                      -
  prod/train  -                                 2         8 x gpu of h100          2

  * the size of this model is not known here, so nobody checked that it fits
`);
});

test('a price that nobody knows is no number at all', () => {
  const cost = { unknown: 'no spot price is known for p6-b200.48xlarge' };
  const text = planText({ ...PLAN, pools: [{ ...PLAN.pools[0]!, cost }], services: [] });
  expect(text).toContain(cost.unknown);
  expect(text).not.toMatch(/\d\.\d\d to/);
});

test('tables without rows are left out', () => {
  expect(planText({ ...PLAN, pools: [], services: [] })).toBe('prod: eks, Kubernetes 1.35\n');
});
