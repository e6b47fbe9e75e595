import { aks, eks, GpuConfigError, GpuNodePool, GpuOperator, type Platform } from 'cdk8s-ai';
import { AiCluster, type AiClusterProps, App } from 'cdk8s-ai/cdk8s';
import { late } from '../cluster/programs';

const BASE = { kubernetesVersion: '1.35', discoveryTag: 'prod', nodeRole: 'gpu-node' } as const;

test('plain values pass', () => {
  expect(issuesOf(eks(BASE))).toEqual([]);
});

test('late values pass every check and are refused where they would be written, by object and field', () => {
  const platform = eks({ ...BASE, nodeRole: late() as never, discoveryTag: late() as never });
  expect(issuesOf(platform)).toEqual([
    expect.stringMatching(/^VALUE_IS_LATE EC2NodeClass\/h100\.spec\.role$/),
    expect.stringMatching(/^VALUE_IS_LATE EC2NodeClass\/h100\.spec\.securityGroupSelectorTerms\[0\]\.tags/),
    expect.stringMatching(/^VALUE_IS_LATE EC2NodeClass\/h100\.spec\.subnetSelectorTerms\[0\]\.tags/),
  ]);
});

test('a late value in an override is found like any other', () => {
  const cluster = declare(eks(BASE), { EC2NodeClass: { spec: { context: late() } } });
  expect(messageOf(cluster)).toMatch(/EC2NodeClass\/h100\.spec\.context: is known only at deploy time/);
});

test('a late value that nothing reads is no reason to fail', () => {
  expect(issuesOf(eks({ ...BASE, clusterName: late() as never }))).toEqual([]);
});

test('a late value in the values of a chart is named with the chart', () => {
  const platform = eks({ ...BASE, clusterName: late() as never });
  expect(issuesOf(platform, { components: { karpenter: 'install' } })).toContain(
    'VALUE_IS_LATE karpenter release.values.settings.clusterName',
  );
});

test('a helmfile is text that is written now, so a late value is refused before it is looked into', () => {
  const platform = eks({ ...BASE, clusterName: late() as never });
  const cluster = declare(platform, undefined, { delivery: 'helmfile', components: { karpenter: 'install' } });
  expect(messageOf(cluster)).toMatch(
    /karpenter release\.values\.settings\.clusterName: .*a helmfile is written before; .*choose delivery 'argocd' or 'flux'/,
  );
});

test('a late subnet on AKS is found in its node class', () => {
  const platform = aks({ kubernetesVersion: '1.35', subnetId: late() as never });
  expect(issuesOf(platform)).toEqual([expect.stringMatching(/^VALUE_IS_LATE AKSNodeClass\/h100\.spec\./)]);
});

function declare(platform: Platform, overrides?: Record<string, object>, settings: Partial<AiClusterProps> = {}) {
  const cluster = new AiCluster(new App(), 'prod', { platform, ...settings });
  const pool = { gpu: 'h100-80gb', gpusPerNode: 8, nodes: { min: 0, max: 1 } } as const;
  new GpuNodePool(cluster, 'h100', { ...pool, ...(overrides && { overrides }) });
  new GpuOperator(cluster, 'gpu-operator');
  return cluster;
}

function issuesOf(platform: Platform, settings: Partial<AiClusterProps> = {}): string[] {
  try {
    declare(platform, undefined, settings).toJson();
    return [];
  } catch (error) {
    if (!(error instanceof GpuConfigError)) throw error;
    return error.issues.map(({ code, path }) => `${code} ${path}`).sort();
  }
}

function messageOf(cluster: AiCluster): string {
  try {
    cluster.toJson();
  } catch (error) {
    expect(error).toBeInstanceOf(GpuConfigError);
    return (error as Error).message;
  }
  throw new Error('nothing was refused');
}
