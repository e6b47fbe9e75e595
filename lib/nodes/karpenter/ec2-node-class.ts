import { isLate, type KubeObject, type Late, MANAGED_BY, POOL_LABEL } from '../../kube';
import type { EksPlatform } from '../../platforms';
import { localDiskGiB } from '../ephemeral-storage';
import type { NodeShape, ResolvedPool } from '../resolved-pool';
import { renderBottlerocketSettings } from './bottlerocket-settings';

/** How Karpenter launches a pool's nodes on EC2. The platform must have what Karpenter needs: `checkPlatform` says so. */
export function renderEc2NodeClass(shape: NodeShape, platform: EksPlatform): KubeObject {
  const { pool } = shape;
  const reserved = reservationTerms(pool);
  const userData = renderBottlerocketSettings(shape);
  // Local NVMe disks lie idle unless they are asked for, and hold images and models faster than any network volume.
  const localDisks = pool.machines.some((name) => localDiskGiB(name) > 0);
  return {
    apiVersion: 'karpenter.k8s.aws/v1',
    kind: 'EC2NodeClass',
    metadata: { name: pool.name, labels: MANAGED_BY },
    spec: {
      // The alias picks NVIDIA's variant of the image by itself for machines with a GPU.
      amiSelectorTerms: [{ alias: `${pool.image ?? 'al2023'}@${platform.imageVersion}` }],
      role: platform.nodeRole,
      subnetSelectorTerms: subnetTerms(platform),
      securityGroupSelectorTerms: securityGroupTerms(platform),
      ...(reserved.length === 0 ? {} : { capacityReservationSelectorTerms: reserved }),
      blockDeviceMappings: blockDevices(pool),
      ...(localDisks ? { instanceStorePolicy: 'RAID0' } : {}),
      metadataOptions: {
        httpEndpoint: 'enabled',
        httpProtocolIPv6: 'disabled',
        httpPutResponseHopLimit: 1,
        httpTokens: 'required',
      },
      ...(userData === undefined ? {} : { userData }),
      tags: { [POOL_LABEL]: pool.name },
    },
  };
}

/** Subnets by id where they are named, else by the tag. */
export function subnetTerms({ subnetIds, discoveryTag }: EksPlatform): unknown {
  return subnetIds === undefined ? discoveryTerms(discoveryTag) : idTerms(subnetIds);
}

/** Security groups by id where they are named, else by the tag, else the one that EKS made for the cluster. */
export function securityGroupTerms({ securityGroupIds, discoveryTag, clusterName }: EksPlatform): unknown {
  if (securityGroupIds !== undefined) return idTerms(securityGroupIds);
  return discoveryTag === undefined
    ? [{ tags: { 'aws:eks:cluster-name': clusterName } }]
    : discoveryTerms(discoveryTag);
}

function discoveryTerms(tag: Late<string> | undefined): unknown {
  return [{ tags: { 'karpenter.sh/discovery': tag } }];
}

/** A list that is itself known late becomes the list of terms at deploy time; no object depends on its length. */
function idTerms(ids: Late<readonly Late<string>[]>): unknown {
  const terms = (known: readonly Late<string>[]) => known.map((id) => ({ id }));
  return isLate(ids) ? ids.apply((known) => terms(known)) : terms(ids as readonly Late<string>[]);
}

function reservationTerms({ capacity }: ResolvedPool): { id: string }[] {
  return capacity.flatMap((entry) => {
    if (typeof entry === 'string') return [];
    return [{ id: 'reservation' in entry ? entry.reservation : entry.capacityBlock }];
  });
}

/** Bottlerocket keeps its system on one volume and images on a second; only the second needs the room. */
function blockDevices({ image, diskGiB }: ResolvedPool): object[] {
  const volume = (size: number) => ({
    volumeSize: `${size}Gi`,
    volumeType: 'gp3',
    encrypted: true,
    deleteOnTermination: true,
  });
  return image === 'bottlerocket'
    ? [
        { deviceName: '/dev/xvda', ebs: volume(4) },
        { deviceName: '/dev/xvdb', rootVolume: true, ebs: volume(diskGiB) },
      ]
    : [{ deviceName: '/dev/xvda', rootVolume: true, ebs: volume(diskGiB) }];
}
