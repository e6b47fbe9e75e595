import type { ConfigIssue } from '../errors';
import type { Platform } from '../platforms';
import type { ComponentName, DeliveryMode } from './chart-release';
import { componentFacts } from './component-table';

/** Says why a platform has the component by itself; undefined where it has not. */
export function broughtByPlatform(component: ComponentName, platform: Platform): string | undefined {
  if (component === 'karpenter') {
    if (platform.kind === 'aks') return 'AKS runs Karpenter itself, as node auto-provisioning';
    if (platform.kind === 'eks' && platform.autoMode) return 'EKS Auto Mode runs Karpenter itself';
  }
  if (component === 'kwok' && platform.kind === 'local' && platform.distribution === 'kwok') {
    return 'a kwok cluster is run by KWOK itself';
  }
  return undefined;
}

/** What a cluster of the platform usually has before this library comes to it, though it could be installed too. */
export function assumedPresent(component: ComponentName, platform: Platform): boolean {
  // Karpenter needs IAM roles and a queue that Kubernetes objects cannot make, so whoever made the cluster set it up.
  return component === 'karpenter' && platform.kind === 'eks';
}

/** What stands in the way of installing a component here. An issue with an empty path concerns the component itself. */
export function cannotInstall(
  component: ComponentName,
  platform: Platform,
  delivery: DeliveryMode,
  whys: readonly string[] = [],
): ConfigIssue | undefined {
  const { title, repo, version, manifests } = componentFacts(component);
  const need = whys.length === 0 ? `${title} is to be installed` : whys.join(', and ');
  if (component === 'gpu-operator') {
    const hint = "declare new GpuOperator(cluster, 'gpu-operator'), which installs it with values for the pools";
    return { code: 'COMPONENT_NOT_DELIVERABLE', path: '', reason: `${need}, but no GpuOperator is declared`, hint };
  }
  if (component === 'karpenter') return cannotInstallKarpenter(platform, need);
  if (manifests !== undefined && (delivery === 'helm' || delivery === 'helmfile')) {
    return {
      code: 'COMPONENT_NOT_DELIVERABLE',
      path: '',
      reason: `${need}, but ${title} has no Helm chart, so delivery '${delivery}' cannot bring it`,
      hint: `apply ${repo}/releases/download/${version}/standard-install.yaml and declare '${component}' 'present', or choose delivery 'argocd' or 'flux'`,
    };
  }
  return undefined;
}

function cannotInstallKarpenter(platform: Platform, need: string): ConfigIssue | undefined {
  if (platform.kind !== 'eks') {
    return {
      code: 'COMPONENT_NOT_DELIVERABLE',
      path: '',
      reason: `${need}, but Karpenter's chart is for EKS, not ${platform.kind}`,
      hint: `leave nodes to provisioner '${platform.provisioner}', or declare 'karpenter' 'present' if the cluster runs one`,
    };
  }
  if (platform.clusterName !== undefined && platform.clusterName !== '') return undefined;
  return {
    code: 'VALUE_REQUIRED',
    path: 'platform.clusterName',
    reason: `${need}, and Karpenter must know the name of its cluster`,
    hint: "write eks({ clusterName: … }), or declare 'karpenter' 'present' if the cluster runs it",
  };
}
