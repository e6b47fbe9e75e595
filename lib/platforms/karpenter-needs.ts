import type { ConfigIssue } from '../errors';
import type { EksPlatform } from './platform';

/** What Karpenter on EKS lacks to make nodes: it launches them itself, with a role, subnets and security groups. */
export function checkKarpenterNeeds(platform: EksPlatform): ConfigIssue[] {
  const { autoMode, nodeRole, discoveryTag, subnetIds, securityGroupIds, clusterName } = platform;
  if (autoMode) return [];
  const issues: ConfigIssue[] = [];
  const required = (path: string, reason: string, hint: string) =>
    issues.push({ code: 'VALUE_REQUIRED', path, reason, hint: `${hint}, or use provisioner: 'existing'` });
  if (nodeRole === undefined) {
    required('nodeRole', 'Karpenter needs the IAM role of the nodes it makes', 'pass nodeRole to eks()');
  }
  if (discoveryTag === undefined && subnetIds === undefined) {
    required('discoveryTag', 'Karpenter cannot find subnets', 'pass discoveryTag or subnetIds to eks()');
  } else if (discoveryTag === undefined && securityGroupIds === undefined && clusterName === undefined) {
    const hint = "pass clusterName to eks() for the cluster's own group, or securityGroupIds";
    required('securityGroupIds', 'Karpenter knows the subnets but no security group', hint);
  }
  return issues;
}
