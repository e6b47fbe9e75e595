import type { MachineFacts } from './machine-facts';

const SIZES = 'MicrosoftDocs/azure-compute-docs sizes/gpu-accelerated';

const AZURE_DEFAULTS = {
  cloud: 'azure',
  vendor: 'nvidia',
  gpuFraction: null,
  gpuMemoryMiBReported: null,
  efa: 0,
  rdma: null,
  localNvmeGB: 0,
  arch: 'amd64',
  spotUsdPerHour: null,
  priceRegion: 'eastus',
  priceDate: '2026-06-18',
  status: 'current',
  unverified: [],
} as const;

const NCA100V4 = {
  ...AZURE_DEFAULTS,
  gpu: 'a100-80gb',
  gpuLabel: 'A100',
  localNvmeGB: null,
  unverified: ['localNvmeGB'],
  caveat: 'new capacity goes to the H100 series',
  source: `${SIZES} nca100v4-series`,
} as const;
const NCADSH100V5 = {
  ...AZURE_DEFAULTS,
  gpu: 'h100-94gb',
  gpuLabel: 'H100',
  source: `${SIZES} ncadsh100v5-series`,
} as const;
const NCAST4V3 = { ...AZURE_DEFAULTS, gpu: 't4', gpuLabel: 'T4', source: `${SIZES} ncast4v3-series` } as const;
const NVADSA10V5 = {
  ...AZURE_DEFAULTS,
  gpu: 'a10',
  gpuLabel: 'A10',
  gridDriver: true,
  caveat: 'runs the GRID driver that AKS installs, not the one the GPU Operator brings',
  source: `${SIZES} nvadsa10v5-series`,
} as const;
const NCV3 = {
  ...AZURE_DEFAULTS,
  gpu: 'v100-16gb',
  gpuLabel: null,
  networkGbps: null,
  localNvmeGB: null,
  status: 'retired',
  unverified: ['networkGbps'],
  caveat: 'Azure retired this series on 2025-09-30',
  source: `${SIZES} ncv3-series`,
} as const;
const NC_RTXPRO6000_BSE_V6 = {
  ...AZURE_DEFAULTS,
  gpu: 'rtx-pro-6000-blackwell',
  gpuLabel: 'RTXPRO6000BSE',
  status: 'preview',
  unverified: ['name', 'gpuLabel'],
  caveat: 'in preview, and its size names have changed several times: compare with the live list',
  source: `${SIZES} nc-rtxpro6000-bse-v6-series`,
} as const;

const NO_PRICE = { onDemandUsdPerHour: null, priceRegion: null, priceDate: null } as const;

/**
 * Azure VM sizes with a GPU.
 *
 * Prices are on-demand as Karpenter for Azure has them on 2026-06-18. The letter `r` in a size means InfiniBand. An H100
 * of an NC size is the 94 GB board, of an ND size the 80 GB one: their MIG profiles differ.
 */
// prettier-ignore
export const AZURE_MACHINES = {
  'Standard_NC24ads_A100_v4': { ...NCA100V4, gpusPerNode: 1, vcpu: 24, memoryGiB: 220, networkGbps: 20, tempDiskGiB: 64, onDemandUsdPerHour: 3.673 },
  'Standard_NC48ads_A100_v4': { ...NCA100V4, gpusPerNode: 2, vcpu: 48, memoryGiB: 440, networkGbps: 40, tempDiskGiB: 128, onDemandUsdPerHour: 7.346 },
  'Standard_NC96ads_A100_v4': { ...NCA100V4, gpusPerNode: 4, vcpu: 96, memoryGiB: 880, networkGbps: 80, tempDiskGiB: 256, onDemandUsdPerHour: 14.692 },
  'Standard_NC40ads_H100_v5': { ...NCADSH100V5, gpusPerNode: 1, vcpu: 40, memoryGiB: 320, networkGbps: 40, tempDiskGiB: 3576, onDemandUsdPerHour: 6.98 },
  'Standard_NC80adis_H100_v5': { ...NCADSH100V5, gpusPerNode: 2, vcpu: 80, memoryGiB: 640, networkGbps: 80, tempDiskGiB: 7152, onDemandUsdPerHour: 13.96 },
  'Standard_ND96asr_v4': { ...AZURE_DEFAULTS, gpu: 'a100-40gb', gpuLabel: null, gpusPerNode: 8, vcpu: 96, memoryGiB: 900, networkGbps: 24, rdma: 'InfiniBand 1600 Gbps (200 per GPU)', tempDiskGiB: 6000, onDemandUsdPerHour: 27.197, source: `${SIZES} ndasra100v4-series` },
  'Standard_ND96amsr_A100_v4': { ...AZURE_DEFAULTS, gpu: 'a100-80gb', gpuLabel: 'A100', gpusPerNode: 8, vcpu: 96, memoryGiB: 1900, networkGbps: 24, rdma: 'InfiniBand 1600 Gbps (200 per GPU)', tempDiskGiB: 6400, onDemandUsdPerHour: 32.77, source: `${SIZES} ndma100v4-series` },
  'Standard_ND96isr_H100_v5': { ...AZURE_DEFAULTS, gpu: 'h100-80gb', gpuLabel: 'H100', gpusPerNode: 8, vcpu: 96, memoryGiB: 1900, networkGbps: 80, rdma: 'InfiniBand 3200 Gbps (400 per GPU)', localNvmeGB: 30787, tempDiskGiB: 1024, onDemandUsdPerHour: 98.32, source: `${SIZES} ndh100v5-series` },
  'Standard_ND96isr_H200_v5': { ...AZURE_DEFAULTS, gpu: 'h200-141gb', gpuLabel: 'H200', gpusPerNode: 8, vcpu: 96, memoryGiB: 1850, networkGbps: 80, rdma: 'InfiniBand 3200 Gbps (400 per GPU)', localNvmeGB: 30787, tempDiskGiB: 1024, onDemandUsdPerHour: 84.8, priceRegion: 'eastus2', source: `${SIZES} nd-h200-v5-series` },
  'Standard_ND128isr_NDR_GB200_v6': { ...AZURE_DEFAULTS, gpu: 'gb200-186gb', gpuLabel: 'GB200', gpusPerNode: 4, vcpu: 128, memoryGiB: 900, networkGbps: 160, rdma: 'InfiniBand 4 x 400 Gbps; NVLink domain', localNvmeGB: 16000, arch: 'arm64', onDemandUsdPerHour: 108.16, unverified: ['gpuLabel'], caveat: 'Ubuntu images only', source: `${SIZES} nd-gb200-v6-series` },
  'Standard_ND128isr_GB300_v6': { ...AZURE_DEFAULTS, gpu: 'gb300-278gb', gpuLabel: 'GB300', gpusPerNode: 4, vcpu: 128, memoryGiB: 864, networkGbps: null, rdma: 'InfiniBand 4 x 800 Gbps; NVLink domain', localNvmeGB: 16000, arch: 'arm64', ...NO_PRICE, unverified: ['networkGbps', 'gpuLabel'], source: `${SIZES} nd-gb300-v6-series` },
  'Standard_NC4as_T4_v3': { ...NCAST4V3, gpusPerNode: 1, vcpu: 4, memoryGiB: 28, networkGbps: 8, tempDiskGiB: 176, onDemandUsdPerHour: 0.526 },
  'Standard_NC8as_T4_v3': { ...NCAST4V3, gpusPerNode: 1, vcpu: 8, memoryGiB: 56, networkGbps: 8, tempDiskGiB: 352, onDemandUsdPerHour: 0.752 },
  'Standard_NC16as_T4_v3': { ...NCAST4V3, gpusPerNode: 1, vcpu: 16, memoryGiB: 110, networkGbps: 8, tempDiskGiB: 352, onDemandUsdPerHour: 1.204 },
  'Standard_NC64as_T4_v3': { ...NCAST4V3, gpusPerNode: 4, vcpu: 64, memoryGiB: 440, networkGbps: 32, tempDiskGiB: 2816, onDemandUsdPerHour: 4.352 },
  'Standard_NV6ads_A10_v5': { ...NVADSA10V5, gpuMemoryGiB: 4, gpusPerNode: 1, gpuFraction: 0.1667, vcpu: 6, memoryGiB: 55, networkGbps: 5, tempDiskGiB: 180, onDemandUsdPerHour: 0.454 },
  'Standard_NV12ads_A10_v5': { ...NVADSA10V5, gpuMemoryGiB: 8, gpusPerNode: 1, gpuFraction: 0.3333, vcpu: 12, memoryGiB: 110, networkGbps: 10, tempDiskGiB: 360, onDemandUsdPerHour: 0.908 },
  'Standard_NV18ads_A10_v5': { ...NVADSA10V5, gpuMemoryGiB: 12, gpusPerNode: 1, gpuFraction: 0.5, vcpu: 18, memoryGiB: 220, networkGbps: 20, tempDiskGiB: 720, onDemandUsdPerHour: 1.6, unverified: ['memoryGiB'] },
  'Standard_NV36ads_A10_v5': { ...NVADSA10V5, gpusPerNode: 1, vcpu: 36, memoryGiB: 440, networkGbps: 40, tempDiskGiB: 1440, onDemandUsdPerHour: 3.2 },
  'Standard_NV36adms_A10_v5': { ...NVADSA10V5, gpusPerNode: 1, vcpu: 36, memoryGiB: 880, networkGbps: 80, tempDiskGiB: 2880, onDemandUsdPerHour: 4.52 },
  'Standard_NV72ads_A10_v5': { ...NVADSA10V5, gpusPerNode: 2, vcpu: 72, memoryGiB: 880, networkGbps: 80, tempDiskGiB: 2880, onDemandUsdPerHour: 6.52 },
  'Standard_NC6s_v3': { ...NCV3, gpusPerNode: 1, vcpu: 6, memoryGiB: 112, onDemandUsdPerHour: 3.06 },
  'Standard_NC12s_v3': { ...NCV3, gpusPerNode: 2, vcpu: 12, memoryGiB: 224, onDemandUsdPerHour: 6.12 },
  'Standard_NC24s_v3': { ...NCV3, gpusPerNode: 4, vcpu: 24, memoryGiB: 448, onDemandUsdPerHour: 12.24 },
  'Standard_NC24rs_v3': { ...NCV3, gpusPerNode: 4, vcpu: 24, memoryGiB: 448, rdma: 'InfiniBand', onDemandUsdPerHour: 13.46 },
  'Standard_NC128ds_xl_RTXPRO6000BSE_v6': { ...NC_RTXPRO6000_BSE_V6, gpusPerNode: 1, vcpu: 128, memoryGiB: 512, networkGbps: 75, tempDiskGiB: 1024, onDemandUsdPerHour: 6.38 },
  'Standard_NC128lds_xl_RTXPRO6000BSE_v6': { ...NC_RTXPRO6000_BSE_V6, gpusPerNode: 1, vcpu: 128, memoryGiB: 256, networkGbps: 75, tempDiskGiB: 1024, onDemandUsdPerHour: 5.5 },
  'Standard_NC256ds_xl_RTXPRO6000BSE_v6': { ...NC_RTXPRO6000_BSE_V6, gpusPerNode: 2, vcpu: 256, memoryGiB: 1024, networkGbps: 100, tempDiskGiB: 2048, onDemandUsdPerHour: 12.76 },
  'Standard_NC256lds_xl_RTXPRO6000BSE_v6': { ...NC_RTXPRO6000_BSE_V6, gpusPerNode: 2, vcpu: 256, memoryGiB: 512, networkGbps: 100, tempDiskGiB: 2048, onDemandUsdPerHour: 11 },
  'Standard_NC320ds_xl_RTXPRO6000BSE_v6': { ...NC_RTXPRO6000_BSE_V6, gpusPerNode: 2, vcpu: 320, memoryGiB: 1280, networkGbps: 200, tempDiskGiB: 2048, onDemandUsdPerHour: 16.588 },
  'Standard_NC320lds_xl_RTXPRO6000BSE_v6': { ...NC_RTXPRO6000_BSE_V6, gpusPerNode: 2, vcpu: 320, memoryGiB: 640, networkGbps: 200, tempDiskGiB: 2048, onDemandUsdPerHour: 14.3 },
  'Standard_ND96isr_MI300X_v5': { ...AZURE_DEFAULTS, vendor: 'amd', gpu: null, amdGpu: 'MI300X', gpuLabel: 'MI300X', gpusPerNode: 8, vcpu: 96, memoryGiB: 1850, networkGbps: 80, rdma: 'InfiniBand 3200 Gbps', localNvmeGB: 30787, tempDiskGiB: 1000, onDemandUsdPerHour: 48, priceRegion: 'eastus2', source: `${SIZES} ndmi300xv5-series` },
} as const satisfies Record<string, MachineFacts>;
