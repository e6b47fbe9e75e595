import type { KubernetesVersion, LocalDistribution, LocalPlatform } from './platform';

/** A laptop, or a runner of a pipeline. */
export interface LocalProps {
  /**
   * Minor version of the cluster.
   *
   * @default '1.35'
   */
  readonly kubernetesVersion?: KubernetesVersion;
  /**
   * What runs the cluster.
   *
   * @default 'kind'
   */
  readonly distribution?: LocalDistribution;
  /**
   * What stands in for GPUs. `simulated`: pools become KWOK nodes on which pods are scheduled but do nothing. `cpu`:
   * models really answer, slowly, on the CPU. `host`: the laptop's own NVIDIA GPU is given to the cluster's node.
   *
   * @default 'simulated'
   */
  readonly gpus?: 'simulated' | 'cpu' | 'host';
}

/** A cluster on one machine, to try a declaration before it costs money. */
export function local(props: LocalProps = {}): LocalPlatform {
  const given: LocalProps = { ...props };
  const gpus = given.gpus ?? 'simulated';
  return {
    given,
    kind: 'local',
    kubernetesVersion: given.kubernetesVersion ?? '1.35',
    distribution: given.distribution ?? 'kind',
    gpus,
    provisioner: gpus === 'host' ? 'existing' : 'simulated',
    autoscaler: 'none',
  };
}
