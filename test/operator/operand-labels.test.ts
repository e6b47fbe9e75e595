import { operandLabels } from '../../lib/operator';
import { eks, gke, local, onPrem } from '../../lib/platforms';
import { makePool } from './make-context';

const v = { kubernetesVersion: '1.35' } as const;
const EKS = eks({ ...v, nodeRole: 'gpu-node', discoveryTag: 'prod' });

describe('labels that keep operands off nodes', () => {
  it('are not needed where all pools are alike', () => {
    const pools = [makePool(EKS, 'a'), makePool(EKS, 'b')];
    expect(operandLabels(pools[0]!, pools)).toEqual({});
  });

  it('tell nodes that bring a part from those that do not', () => {
    const bare = makePool(EKS, 'bare', { image: 'ubuntu', provisioner: 'existing' });
    const ready = makePool(EKS, 'ready', { image: 'al2023' });
    const rocket = makePool(EKS, 'rocket', { image: 'bottlerocket' });
    const pools = [bare, ready, rocket];
    expect(operandLabels(bare, pools)).toEqual({});
    expect(operandLabels(ready, pools)).toEqual({
      'nvidia.com/gpu.deploy.driver': 'false',
      'nvidia.com/gpu.deploy.container-toolkit': 'false',
    });
    expect(operandLabels(rocket, pools)).toEqual({
      'nvidia.com/gpu.deploy.driver': 'false',
      'nvidia.com/gpu.deploy.container-toolkit': 'false',
      'nvidia.com/gpu.deploy.device-plugin': 'false',
      'nvidia.com/gpu.deploy.mig-manager': 'false',
    });
  });

  it('keep the device plugin off nodes whose GPUs are claimed', () => {
    const pools = [makePool(onPrem(v), 'a'), makePool(onPrem(v), 'claimed', { allocation: 'dra' })];
    expect(operandLabels(pools[1]!, pools)).toEqual({ 'nvidia.com/gpu.deploy.device-plugin': 'false' });
  });

  it("keep everything off nodes that are all Google's", () => {
    const platform = gke({ ...v, gpuStack: 'operator', image: 'ubuntu' });
    const pools = [makePool(platform, 'a'), makePool(platform, 'b', { provisioner: 'compute-class' })];
    expect(operandLabels(pools[1]!, pools)).toEqual({ 'nvidia.com/gpu.deploy.operands': 'false' });
  });

  it('do not appear where no operator is installed', () => {
    const pools = [makePool(local(), 'a')];
    expect(operandLabels(pools[0]!, pools)).toEqual({});
  });

  it('do not appear on simulated nodes beside real ones', () => {
    const pools = [makePool(EKS, 'a'), makePool(EKS, 'fake', { provisioner: 'simulated' })];
    expect(operandLabels(pools[1]!, pools)).toEqual({});
  });
});
