import { Construct, RootConstruct } from 'constructs';
import { markAsCluster } from '../../lib/declaration';
import { isNvidiaMachine, MACHINE_NAMES, machineFacts } from '../../lib/machines';
import { GpuNodePool, resolvePool } from '../../lib/nodes';
import { aks, eks, gke, onPrem, type Platform } from '../../lib/platforms';
import { type AutoscaledModelServiceProps, checkModelService } from '../../lib/serving';
import { allocate, shapeNode } from '../../lib/sharing';

const LLAMA_70B = 'meta-llama/Llama-3.1-70B-Instruct';
const PLATFORMS = {
  aws: eks({ kubernetesVersion: '1.35', nodeRole: 'gpu-node', discoveryTag: 'prod' }),
  azure: aks({ kubernetesVersion: '1.35' }),
  gcp: gke({ kubernetesVersion: '1.35' }),
} as const;

/** The issues of a model on some GPUs of a pool; undefined where there is no such pool on the platform. */
function issuesOn(platform: Platform, hardware: object, count: number, model: string) {
  const cluster = new Construct(new RootConstruct(), 'prod');
  markAsCluster(cluster);
  const construct = new GpuNodePool(cluster, 'gpu', { nodes: { max: 4 }, diskGiB: 500, ...hardware } as never);
  const { pool } = resolvePool(construct, platform);
  if (pool === undefined) return undefined;
  const { allocation, issues } = allocate(construct.gpus(count), shapeNode(pool));
  expect(issues).toEqual([]);
  const props: AutoscaledModelServiceProps = { model, replicas: { min: 1, max: 2 }, gpu: construct.gpus(count) };
  return checkModelService(props, { platform, name: 'chat', namespace: 'default', allocation: allocation! });
}

function hintOn(platform: Platform, hardware: object, model: string): string {
  const issues = issuesOn(platform, hardware, 1, model)!;
  expect(issues.map(({ code }) => code)).toEqual(['MODEL_DOES_NOT_FIT']);
  return issues[0]!.hint;
}

/** What a hint says in so many words: `machine: 'x' … by pool.gpus(2)`. */
function asSaid(hint: string): [hardware: object, count: number] {
  const machine = /machine: '([^']+)'/.exec(hint)?.[1];
  const gpu = /gpu: '([^']+)'/.exec(hint)?.[1];
  const gpusPerNode = Number(/gpusPerNode: (\d+)/.exec(hint)?.[1] ?? 1);
  return [machine === undefined ? { gpu, gpusPerNode } : { machine }, Number(/pool\.gpus\((\d+)\)/.exec(hint)![1])];
}

test.each([
  ['azure', 'Standard_NC4as_T4_v3'],
  ['aws', 'g6.xlarge'],
  ['gcp', 'g2-standard-4'],
] as const)('a model too large for a small GPU on %s is sent to a machine of that cloud', (cloud, machine) => {
  const hint = hintOn(PLATFORMS[cloud], { machine }, LLAMA_70B);
  const [hardware, count] = asSaid(hint);
  const named = (hardware as { machine: string }).machine;
  expect(isNvidiaMachine(named) && machineFacts(named).cloud).toBe(cloud);
  expect(issuesOn(PLATFORMS[cloud], hardware, count, LLAMA_70B)).toEqual([]);
});

test('no machine with a known price that holds the model is cheaper than the one named', () => {
  const [hardware] = asSaid(hintOn(PLATFORMS.azure, { machine: 'Standard_NC4as_T4_v3' }, LLAMA_70B));
  const price = machineFacts((hardware as { machine: 'Standard_NC4as_T4_v3' }).machine).onDemandUsdPerHour!;
  for (const machine of MACHINE_NAMES.filter(isNvidiaMachine)) {
    const { cloud, gpuFraction, gpusPerNode, onDemandUsdPerHour, status } = machineFacts(machine);
    const onSale = cloud === 'azure' && gpuFraction === null && ['current', 'previous'].includes(status);
    if (!onSale || onDemandUsdPerHour === null || onDemandUsdPerHour >= price) continue;
    for (const count of [1, 2, 4, 8].filter((some) => some <= gpusPerNode)) {
      const codes = issuesOn(PLATFORMS.azure, { machine }, count, LLAMA_70B)?.map(({ code }) => code);
      expect([machine, count, codes]).toEqual([machine, count, codes && ['MODEL_DOES_NOT_FIT']]);
    }
  }
});

test('on hardware of one’s own any GPU is named, in the smallest number', () => {
  const platform = onPrem({ kubernetesVersion: '1.35' });
  const hint = hintOn(platform, { gpu: 't4' }, LLAMA_70B);
  expect(hint).not.toContain('machine');
  expect(issuesOn(platform, ...asSaid(hint), LLAMA_70B)).toEqual([]);
});
