import { type KubeObject, MANAGED_BY, POOL_LABEL } from '../../kube';
import type { EksPlatform } from '../../platforms';
import type { ResolvedPool } from '../resolved-pool';
import { securityGroupTerms, subnetTerms } from './ec2-node-class';
import type { NodeClassRef } from './node-pool';

const GROUP = 'eks.amazonaws.com';

/** Whether the platform says enough about its nodes for a NodeClass of one's own: their role and where they stand. */
export function bringsNodeClass(platform: EksPlatform): boolean {
  const { nodeRole, discoveryTag, subnetIds, securityGroupIds, clusterName } = platform;
  const grouped = securityGroupIds !== undefined || clusterName !== undefined;
  return nodeRole !== undefined && (discoveryTag !== undefined || (subnetIds !== undefined && grouped));
}

/**
 * The NodeClass of EKS Auto Mode. Where the platform does not say which role and subnets nodes get, Auto Mode's own
 * class `default` is used as it is, and there is nothing to make.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
 */
export function renderAutoModeNodeClass(
  { name, diskGiB }: ResolvedPool,
  platform: EksPlatform,
): { ref: NodeClassRef; objects: KubeObject[] } {
  if (!bringsNodeClass(platform)) return { ref: { group: GROUP, kind: 'NodeClass', name: 'default' }, objects: [] };
  const spec = {
    role: platform.nodeRole,
    subnetSelectorTerms: subnetTerms(platform),
    securityGroupSelectorTerms: securityGroupTerms(platform),
    ephemeralStorage: { size: `${diskGiB}Gi` },
    tags: { [POOL_LABEL]: name },
  };
  return {
    ref: { group: GROUP, kind: 'NodeClass', name },
    objects: [{ apiVersion: `${GROUP}/v1`, kind: 'NodeClass', metadata: { name, labels: MANAGED_BY }, spec }],
  };
}
