import type { MachineFacts } from './machine-facts';

const GCP_TABLES =
  'Cyclenerd/google-cloud-pricing-cost-calculator fd66b26; GoogleCloudPlatform/cluster-toolkit 1047080 machine_mappings.json';

const NO_PRICE = { onDemandUsdPerHour: null, spotUsdPerHour: null, priceRegion: null, priceDate: null } as const;

const GCP_DEFAULTS = {
  cloud: 'gcp',
  vendor: 'nvidia',
  gpuFraction: null,
  gpuMemoryMiBReported: null,
  efa: 0,
  rdma: null,
  localNvmeGB: 0,
  arch: 'amd64',
  priceRegion: 'us-central1',
  priceDate: '2026-07-30',
  status: 'current',
  unverified: [],
  source: GCP_TABLES,
} as const;

const A2_HIGHGPU = { ...GCP_DEFAULTS, gpu: 'a100-40gb', gpuLabel: 'nvidia-tesla-a100' } as const;
const A2_ULTRAGPU = { ...GCP_DEFAULTS, gpu: 'a100-80gb', gpuLabel: 'nvidia-a100-80gb' } as const;
const A3_HIGHGPU = { ...GCP_DEFAULTS, gpu: 'h100-80gb', gpuLabel: 'nvidia-h100-80gb' } as const;
const G2_STANDARD = { ...GCP_DEFAULTS, gpu: 'l4', gpuLabel: 'nvidia-l4' } as const;
const G4_FRACTION = {
  ...GCP_DEFAULTS,
  gpu: 'rtx-pro-6000-blackwell',
  gpuLabel: 'nvidia-rtx-pro-6000',
  gpusPerNode: 1,
  networkGbps: null,
  unverified: ['gpuLabel', 'networkGbps', 'localNvmeGB'],
  caveat: 'a vGPU part of a GPU; nothing confirms that GKE offers it',
} as const;
const G4 = { ...GCP_DEFAULTS, gpu: 'rtx-pro-6000-blackwell', gpuLabel: 'nvidia-rtx-pro-6000' } as const;
const N1_T4 = {
  ...GCP_DEFAULTS,
  gpu: 't4',
  gpuLabel: 'nvidia-tesla-t4',
  networkGbps: null,
  ...NO_PRICE,
  unverified: ['networkGbps'],
} as const;
const N1_V100_16GB = {
  ...GCP_DEFAULTS,
  gpu: 'v100-16gb',
  gpuLabel: 'nvidia-tesla-v100',
  networkGbps: null,
  ...NO_PRICE,
  status: 'previous',
  unverified: ['networkGbps'],
} as const;

/**
 * Compute Engine machine types with a GPU.
 *
 * Prices are of 2026-07-30 and include the GPUs and the bundled local SSD. An N1 machine has no GPU by itself, so its
 * name here says which one is attached: `n1-standard-8+nvidia-tesla-t4`. `networkGbps` is the family's maximum; smaller
 * sizes are marked unverified.
 */
// prettier-ignore
export const GCP_MACHINES = {
  'a2-highgpu-1g': { ...A2_HIGHGPU, gpusPerNode: 1, vcpu: 12, memoryGiB: 85, networkGbps: 24, onDemandUsdPerHour: 3.673385, spotUsdPerHour: 1.92802, unverified: ['networkGbps'] },
  'a2-highgpu-2g': { ...A2_HIGHGPU, gpusPerNode: 2, vcpu: 24, memoryGiB: 170, networkGbps: 32, onDemandUsdPerHour: 7.34677, spotUsdPerHour: 3.85604, unverified: ['networkGbps'] },
  'a2-highgpu-4g': { ...A2_HIGHGPU, gpusPerNode: 4, vcpu: 48, memoryGiB: 340, networkGbps: 50, onDemandUsdPerHour: 14.69354, spotUsdPerHour: 7.71208, unverified: ['networkGbps'] },
  'a2-highgpu-8g': { ...A2_HIGHGPU, gpusPerNode: 8, vcpu: 96, memoryGiB: 680, networkGbps: 100, onDemandUsdPerHour: 29.38708, spotUsdPerHour: 15.42416 },
  'a2-megagpu-16g': { ...GCP_DEFAULTS, gpu: 'a100-40gb', gpuLabel: 'nvidia-tesla-a100', gpusPerNode: 16, vcpu: 96, memoryGiB: 1360, networkGbps: 100, onDemandUsdPerHour: 55.739504, spotUsdPerHour: 29.25568 },
  'a2-ultragpu-1g': { ...A2_ULTRAGPU, gpusPerNode: 1, vcpu: 12, memoryGiB: 170, networkGbps: 24, localNvmeGB: 375, onDemandUsdPerHour: 5.068798, spotUsdPerHour: 2.759546, unverified: ['networkGbps'] },
  'a2-ultragpu-2g': { ...A2_ULTRAGPU, gpusPerNode: 2, vcpu: 24, memoryGiB: 340, networkGbps: 32, localNvmeGB: 750, onDemandUsdPerHour: 10.137596, spotUsdPerHour: 5.519093, unverified: ['networkGbps'] },
  'a2-ultragpu-4g': { ...A2_ULTRAGPU, gpusPerNode: 4, vcpu: 48, memoryGiB: 680, networkGbps: 50, localNvmeGB: 1500, onDemandUsdPerHour: 20.275192, spotUsdPerHour: 11.038185, unverified: ['networkGbps'] },
  'a2-ultragpu-8g': { ...A2_ULTRAGPU, gpusPerNode: 8, vcpu: 96, memoryGiB: 1360, networkGbps: 100, localNvmeGB: 3000, onDemandUsdPerHour: 40.550383, spotUsdPerHour: 22.07637 },
  'a3-highgpu-1g': { ...A3_HIGHGPU, gpusPerNode: 1, vcpu: 26, memoryGiB: 234, networkGbps: 25, localNvmeGB: 750, onDemandUsdPerHour: 11.06125, spotUsdPerHour: 6.326193, unverified: ['networkGbps'], caveat: 'Google is said to sell it as Spot or Flex-start rather than on demand' },
  'a3-highgpu-2g': { ...A3_HIGHGPU, gpusPerNode: 2, vcpu: 52, memoryGiB: 468, networkGbps: 50, localNvmeGB: 1500, onDemandUsdPerHour: 22.1225, spotUsdPerHour: 12.652385, unverified: ['networkGbps'], caveat: 'Google is said to sell it as Spot or Flex-start rather than on demand' },
  'a3-highgpu-4g': { ...A3_HIGHGPU, gpusPerNode: 4, vcpu: 104, memoryGiB: 936, networkGbps: 100, localNvmeGB: 3000, onDemandUsdPerHour: 44.245, spotUsdPerHour: 25.30477, unverified: ['networkGbps'], caveat: 'Google is said to sell it as Spot or Flex-start rather than on demand' },
  'a3-highgpu-8g': { ...A3_HIGHGPU, gpusPerNode: 8, vcpu: 208, memoryGiB: 1872, networkGbps: 1000, rdma: 'GPUDirect-TCPX (4 GPU NICs x 200 + 1 host NIC)', localNvmeGB: 6000, onDemandUsdPerHour: 88.49, spotUsdPerHour: 50.609541 },
  'a3-megagpu-8g': { ...GCP_DEFAULTS, gpu: 'h100-80gb', gpuLabel: 'nvidia-h100-mega-80gb', gpusPerNode: 8, vcpu: 208, memoryGiB: 1872, networkGbps: 1800, rdma: 'GPUDirect-TCPXO (8 GPU NICs x 200 + 1 host NIC)', localNvmeGB: 6000, onDemandUsdPerHour: 92.937588, spotUsdPerHour: 23.275237, priceRegion: 'us-east4' },
  'a3-edgegpu-8g': { ...GCP_DEFAULTS, gpu: 'h100-80gb', gpuLabel: 'nvidia-h100-80gb', gpusPerNode: 8, vcpu: 208, memoryGiB: 1872, networkGbps: 600, rdma: 'GPUDirect-TCPX', localNvmeGB: 6000, ...NO_PRICE, unverified: ['localNvmeGB'] },
  'a3-ultragpu-8g': { ...GCP_DEFAULTS, gpu: 'h200-141gb', gpuLabel: 'nvidia-h200-141gb', gpusPerNode: 8, vcpu: 224, memoryGiB: 2952, networkGbps: 3600, rdma: 'RoCE GPUDirect-RDMA 8 x 400 (ConnectX-7) + 400 gVNIC', localNvmeGB: 12000, ...NO_PRICE },
  'a4-highgpu-8g': { ...GCP_DEFAULTS, gpu: 'b200-180gb', gpuLabel: 'nvidia-b200', gpusPerNode: 8, vcpu: 224, memoryGiB: 3968, networkGbps: 3600, rdma: 'RoCE GPUDirect-RDMA 8 x 400 + 400 gVNIC', localNvmeGB: 12000, ...NO_PRICE, caveat: 'boots from Hyperdisk' },
  'a4x-highgpu-4g': { ...GCP_DEFAULTS, gpu: 'gb200-186gb', gpuLabel: 'nvidia-gb200', gpusPerNode: 4, vcpu: 140, memoryGiB: 884, networkGbps: 2000, rdma: 'RoCE GPUDirect-RDMA 4 x 400 + 400 gVNIC; NVLink domain of 18 nodes', localNvmeGB: 12000, arch: 'arm64', ...NO_PRICE, unverified: ['gpuMemoryGiB', 'localNvmeGB'], caveat: 'sold as whole blocks of 18 nodes; the NVLink domain between nodes needs the NVIDIA DRA driver; boots from Hyperdisk' },
  'a4x-maxgpu-4g-metal': { ...GCP_DEFAULTS, gpu: 'gb300-278gb', gpuLabel: 'nvidia-gb300', gpusPerNode: 4, vcpu: 144, memoryGiB: 960, networkGbps: 3600, rdma: 'RoCE GPUDirect-RDMA; NVLink domain of 18 nodes', localNvmeGB: 12000, arch: 'arm64', ...NO_PRICE, unverified: ['gpuMemoryGiB', 'localNvmeGB'], caveat: 'bare metal' },
  'g2-standard-4': { ...G2_STANDARD, gpusPerNode: 1, vcpu: 4, memoryGiB: 16, networkGbps: 10, onDemandUsdPerHour: 0.706832, spotUsdPerHour: 0.397336, unverified: ['networkGbps'] },
  'g2-standard-8': { ...G2_STANDARD, gpusPerNode: 1, vcpu: 8, memoryGiB: 32, networkGbps: 16, onDemandUsdPerHour: 0.853624, spotUsdPerHour: 0.479872, unverified: ['networkGbps'] },
  'g2-standard-12': { ...G2_STANDARD, gpusPerNode: 1, vcpu: 12, memoryGiB: 48, networkGbps: 16, onDemandUsdPerHour: 1.000416, spotUsdPerHour: 0.562408, unverified: ['networkGbps'] },
  'g2-standard-16': { ...G2_STANDARD, gpusPerNode: 1, vcpu: 16, memoryGiB: 64, networkGbps: 32, onDemandUsdPerHour: 1.147208, spotUsdPerHour: 0.644944, unverified: ['networkGbps'] },
  'g2-standard-24': { ...G2_STANDARD, gpusPerNode: 2, vcpu: 24, memoryGiB: 96, networkGbps: 32, onDemandUsdPerHour: 2.000833, spotUsdPerHour: 1.124816, unverified: ['networkGbps'] },
  'g2-standard-32': { ...G2_STANDARD, gpusPerNode: 1, vcpu: 32, memoryGiB: 128, networkGbps: 32, onDemandUsdPerHour: 1.734376, spotUsdPerHour: 0.975088, unverified: ['networkGbps'] },
  'g2-standard-48': { ...G2_STANDARD, gpusPerNode: 4, vcpu: 48, memoryGiB: 192, networkGbps: 50, onDemandUsdPerHour: 4.001665, spotUsdPerHour: 2.249632, unverified: ['networkGbps'] },
  'g2-standard-96': { ...G2_STANDARD, gpusPerNode: 8, vcpu: 96, memoryGiB: 384, networkGbps: 100, onDemandUsdPerHour: 8.00333, spotUsdPerHour: 4.499264 },
  'g4-standard-6': { ...G4_FRACTION, gpuMemoryGiB: 12, gpuFraction: 0.125, vcpu: 6, memoryGiB: 22, onDemandUsdPerHour: 0.559556, spotUsdPerHour: 0.223803 },
  'g4-standard-12': { ...G4_FRACTION, gpuMemoryGiB: 24, gpuFraction: 0.25, vcpu: 12, memoryGiB: 45, onDemandUsdPerHour: 1.124982, spotUsdPerHour: 0.449955 },
  'g4-standard-24': { ...G4_FRACTION, gpuMemoryGiB: 48, gpuFraction: 0.5, vcpu: 24, memoryGiB: 90, onDemandUsdPerHour: 2.249965, spotUsdPerHour: 0.89991 },
  'g4-standard-48': { ...G4, gpusPerNode: 1, vcpu: 48, memoryGiB: 180, networkGbps: 50, onDemandUsdPerHour: 4.49993, spotUsdPerHour: 1.79982, unverified: ['networkGbps', 'localNvmeGB'] },
  'g4-standard-96': { ...G4, gpusPerNode: 2, vcpu: 96, memoryGiB: 360, networkGbps: 100, onDemandUsdPerHour: 8.99986, spotUsdPerHour: 3.59964, unverified: ['networkGbps', 'localNvmeGB'] },
  'g4-standard-192': { ...G4, gpusPerNode: 4, vcpu: 192, memoryGiB: 720, networkGbps: 200, onDemandUsdPerHour: 17.99972, spotUsdPerHour: 7.19928, unverified: ['networkGbps', 'localNvmeGB'] },
  'g4-standard-384': { ...G4, gpusPerNode: 8, vcpu: 384, memoryGiB: 1440, networkGbps: 400, onDemandUsdPerHour: 35.99944, spotUsdPerHour: 14.39856, unverified: ['localNvmeGB'] },
  'n1-standard-4+nvidia-tesla-t4': { ...N1_T4, gpusPerNode: 1, vcpu: 4, memoryGiB: 15 },
  'n1-standard-8+nvidia-tesla-t4': { ...N1_T4, gpusPerNode: 1, vcpu: 8, memoryGiB: 30 },
  'n1-standard-16+nvidia-tesla-t4': { ...N1_T4, gpusPerNode: 2, vcpu: 16, memoryGiB: 60 },
  'n1-standard-32+nvidia-tesla-t4': { ...N1_T4, gpusPerNode: 4, vcpu: 32, memoryGiB: 120 },
  'n1-standard-8+nvidia-tesla-v100': { ...N1_V100_16GB, gpusPerNode: 1, vcpu: 8, memoryGiB: 30 },
  'n1-standard-32+nvidia-tesla-v100': { ...N1_V100_16GB, gpusPerNode: 4, vcpu: 32, memoryGiB: 120 },
  'n1-standard-96+nvidia-tesla-v100': { ...N1_V100_16GB, gpusPerNode: 8, vcpu: 96, memoryGiB: 360 },
} as const satisfies Record<string, MachineFacts>;
