import { assumedPresent, broughtByPlatform, cannotInstall } from '../../lib/components/platform-parts';
import { aks, eks, gke, local } from '../../lib/platforms';

const EKS = eks({ kubernetesVersion: '1.35', clusterName: 'prod' });

describe('what a platform has by itself', () => {
  test.each([
    ['karpenter', aks({ kubernetesVersion: '1.35' }), true, false],
    ['karpenter', eks({ kubernetesVersion: '1.35', autoMode: true }), true, true],
    ['karpenter', EKS, false, true],
    ['karpenter', gke({ kubernetesVersion: '1.35' }), false, false],
    ['kwok', local({ distribution: 'kwok' }), true, false],
    ['kwok', local(), false, false],
    ['keda', EKS, false, false],
  ] as const)('%s (case %#)', (component, platform, brought, assumed) => {
    expect(broughtByPlatform(component, platform) !== undefined).toBe(brought);
    expect(assumedPresent(component, platform)).toBe(assumed);
  });
});

describe('what stands in the way of installing', () => {
  test('is nothing for a chart that fits the place', () => {
    expect(cannotInstall('keda', EKS, 'helm')).toBeUndefined();
    expect(cannotInstall('karpenter', EKS, 'argocd')).toBeUndefined();
  });

  test('is told with those who need it, or else with the wish', () => {
    expect(cannotInstall('gateway-api', EKS, 'helm', ['x routes by it'])?.reason).toContain('x routes by it, but');
    expect(cannotInstall('gateway-api', EKS, 'helm')?.reason).toContain('Gateway API is to be installed, but');
  });
});
