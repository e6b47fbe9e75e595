import { type KubeObject, MANAGED_BY } from '../../kube';
import type { AksPlatform } from '../../platforms';
import type { ResolvedPool } from '../resolved-pool';

/** How AKS's node auto-provisioning launches a pool's nodes. */
export function renderAksNodeClass({ name, image, diskGiB, owners }: ResolvedPool, platform: AksPlatform): KubeObject {
  return {
    apiVersion: 'karpenter.azure.com/v1beta1',
    kind: 'AKSNodeClass',
    metadata: { name, labels: MANAGED_BY },
    spec: {
      imageFamily: image === 'azure-linux' ? 'AzureLinux' : 'Ubuntu',
      // Capital letters: the CRD refuses the spelling of Microsoft's page.
      gpu: { mode: owners.driver === 'operator' ? 'None' : 'Driver' },
      osDiskSizeGB: diskGiB,
      ...(platform.subnetId === undefined ? {} : { vnetSubnetID: platform.subnetId }),
    },
  };
}
