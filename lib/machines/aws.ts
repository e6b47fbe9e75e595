import type { MachineFacts } from './machine-facts';

const KARPENTER = 'aws/karpenter-provider-aws 1d92708';
const INSTANCE_TYPES = `${KARPENTER} reference/instance-types.md v1.14` as const;
const BANDWIDTH_TABLE = `${KARPENTER} zz_generated.bandwidth.go` as const;
const ULTRASERVERS = 'docs.aws.amazon.com EKS user guide, ml-eks-nvidia-ultraserver' as const;

const AWS_DEFAULTS = {
  cloud: 'aws',
  vendor: 'nvidia',
  gpuFraction: null,
  efa: 0,
  rdma: null,
  arch: 'amd64',
  spotUsdPerHour: null,
  priceRegion: 'us-east-1',
  priceDate: '2026-07-20',
  status: 'current',
  unverified: [],
  source: INSTANCE_TYPES,
} as const;

const G4AD = {
  ...AWS_DEFAULTS,
  vendor: 'amd',
  gpu: null,
  amdGpu: 'Radeon Pro V520',
  gpuLabel: 'radeon-pro-v520',
  gpuMemoryMiBReported: 8192,
  status: 'previous',
} as const;
const G4DN = { ...AWS_DEFAULTS, gpu: 't4', gpuLabel: 't4', gpuMemoryMiBReported: 16384 } as const;
const G5 = { ...AWS_DEFAULTS, gpu: 'a10g', gpuLabel: 'a10g', gpuMemoryMiBReported: 22888 } as const;
const G5G = {
  ...AWS_DEFAULTS,
  gpu: 't4g',
  gpuLabel: 't4g',
  gpuMemoryMiBReported: 16384,
  localNvmeGB: 0,
  arch: 'arm64',
} as const;
const G6 = { ...AWS_DEFAULTS, gpu: 'l4', gpuLabel: 'l4', gpuMemoryMiBReported: 22888 } as const;
const G6E = { ...AWS_DEFAULTS, gpu: 'l40s', gpuLabel: 'l40s', gpuMemoryMiBReported: 45776 } as const;
const G6F = {
  ...AWS_DEFAULTS,
  gpu: 'l4',
  gpuLabel: 'l4',
  gpusPerNode: 1,
  gridDriver: true,
  caveat: 'EC2 counts no GPU on it, so an autoscaler sees none until it is told',
} as const;
const G7 = {
  ...AWS_DEFAULTS,
  gpu: 'rtx-pro-4500-blackwell',
  gpuLabel: 'rtx-pro-4500',
  gpuMemoryMiBReported: 32768,
  unverified: ['networkGbps', 'mig'],
  minDriverBranch: 595,
  caveat: 'needs NVIDIA driver 595 or newer, which the stock EKS images do not carry; published network figures differ',
} as const;
const G7E = {
  ...AWS_DEFAULTS,
  gpu: 'rtx-pro-6000-blackwell',
  gpuLabel: 'rtx-pro-server-6000',
  gpuMemoryMiBReported: 98304,
} as const;
const P5 = { ...AWS_DEFAULTS, gpu: 'h100-80gb', gpuLabel: 'h100', gpuMemoryMiBReported: 81920 } as const;
const P3 = {
  ...AWS_DEFAULTS,
  gpu: 'v100-16gb',
  gpuLabel: 'v100',
  gpuMemoryMiBReported: null,
  localNvmeGB: 0,
  status: 'previous',
  unverified: ['vcpu', 'memoryGiB', 'localNvmeGB'],
  caveat: 'not in the instance table of Karpenter 1.14',
  source: BANDWIDTH_TABLE,
} as const;

const NO_PRICE = { onDemandUsdPerHour: null, priceRegion: null, priceDate: null } as const;

/**
 * EC2 instance types with a GPU.
 *
 * Prices are on-demand in us-east-1 as Karpenter's table of 2026-07-20 has them; `networkGbps` is the baseline, not the
 * burst. Machines without GPUs that a `g*` or `p*` pattern would catch (Gaudi, Neuron, FPGA) are not listed.
 */
// prettier-ignore
export const AWS_MACHINES = {
  'g4ad.xlarge': { ...G4AD, gpusPerNode: 1, vcpu: 4, memoryGiB: 16, networkGbps: 2, localNvmeGB: 150, onDemandUsdPerHour: 0.37853 },
  'g4ad.2xlarge': { ...G4AD, gpusPerNode: 1, vcpu: 8, memoryGiB: 32, networkGbps: 4.167, localNvmeGB: 300, onDemandUsdPerHour: 0.54117 },
  'g4ad.4xlarge': { ...G4AD, gpusPerNode: 1, vcpu: 16, memoryGiB: 64, networkGbps: 8.333, localNvmeGB: 600, onDemandUsdPerHour: 0.867 },
  'g4ad.8xlarge': { ...G4AD, gpusPerNode: 2, vcpu: 32, memoryGiB: 128, networkGbps: 15, localNvmeGB: 1200, onDemandUsdPerHour: 1.734 },
  'g4ad.16xlarge': { ...G4AD, gpusPerNode: 4, vcpu: 64, memoryGiB: 256, networkGbps: 25, localNvmeGB: 2400, onDemandUsdPerHour: 3.468 },
  'g4dn.xlarge': { ...G4DN, gpusPerNode: 1, vcpu: 4, memoryGiB: 16, networkGbps: 5, localNvmeGB: 125, onDemandUsdPerHour: 0.526 },
  'g4dn.2xlarge': { ...G4DN, gpusPerNode: 1, vcpu: 8, memoryGiB: 32, networkGbps: 10, localNvmeGB: 225, onDemandUsdPerHour: 0.752 },
  'g4dn.4xlarge': { ...G4DN, gpusPerNode: 1, vcpu: 16, memoryGiB: 64, networkGbps: 20, localNvmeGB: 225, onDemandUsdPerHour: 1.204 },
  'g4dn.8xlarge': { ...G4DN, gpusPerNode: 1, vcpu: 32, memoryGiB: 128, networkGbps: 50, efa: 1, localNvmeGB: 900, onDemandUsdPerHour: 2.176 },
  'g4dn.12xlarge': { ...G4DN, gpusPerNode: 4, vcpu: 48, memoryGiB: 192, networkGbps: 50, efa: 1, localNvmeGB: 900, onDemandUsdPerHour: 3.912 },
  'g4dn.16xlarge': { ...G4DN, gpusPerNode: 1, vcpu: 64, memoryGiB: 256, networkGbps: 50, efa: 1, localNvmeGB: 900, onDemandUsdPerHour: 4.352 },
  'g4dn.metal': { ...G4DN, gpusPerNode: 8, vcpu: 96, memoryGiB: 384, networkGbps: 100, efa: 1, localNvmeGB: 1800, onDemandUsdPerHour: 7.824 },
  'g5.xlarge': { ...G5, gpusPerNode: 1, vcpu: 4, memoryGiB: 16, networkGbps: 2.5, localNvmeGB: 250, onDemandUsdPerHour: 1.006 },
  'g5.2xlarge': { ...G5, gpusPerNode: 1, vcpu: 8, memoryGiB: 32, networkGbps: 5, localNvmeGB: 450, onDemandUsdPerHour: 1.212 },
  'g5.4xlarge': { ...G5, gpusPerNode: 1, vcpu: 16, memoryGiB: 64, networkGbps: 10, localNvmeGB: 600, onDemandUsdPerHour: 1.624 },
  'g5.8xlarge': { ...G5, gpusPerNode: 1, vcpu: 32, memoryGiB: 128, networkGbps: 25, efa: 1, localNvmeGB: 900, onDemandUsdPerHour: 2.448 },
  'g5.12xlarge': { ...G5, gpusPerNode: 4, vcpu: 48, memoryGiB: 192, networkGbps: 40, efa: 1, localNvmeGB: 3800, onDemandUsdPerHour: 5.672 },
  'g5.16xlarge': { ...G5, gpusPerNode: 1, vcpu: 64, memoryGiB: 256, networkGbps: 25, efa: 1, localNvmeGB: 1900, onDemandUsdPerHour: 4.096 },
  'g5.24xlarge': { ...G5, gpusPerNode: 4, vcpu: 96, memoryGiB: 384, networkGbps: 50, efa: 1, localNvmeGB: 3800, onDemandUsdPerHour: 8.144 },
  'g5.48xlarge': { ...G5, gpusPerNode: 8, vcpu: 192, memoryGiB: 768, networkGbps: 100, efa: 1, localNvmeGB: 7600, onDemandUsdPerHour: 16.288 },
  'g5g.xlarge': { ...G5G, gpusPerNode: 1, vcpu: 4, memoryGiB: 8, networkGbps: 1.25, onDemandUsdPerHour: 0.42 },
  'g5g.2xlarge': { ...G5G, gpusPerNode: 1, vcpu: 8, memoryGiB: 16, networkGbps: 2.5, onDemandUsdPerHour: 0.556 },
  'g5g.4xlarge': { ...G5G, gpusPerNode: 1, vcpu: 16, memoryGiB: 32, networkGbps: 5, onDemandUsdPerHour: 0.828 },
  'g5g.8xlarge': { ...G5G, gpusPerNode: 1, vcpu: 32, memoryGiB: 64, networkGbps: 12, onDemandUsdPerHour: 1.372 },
  'g5g.16xlarge': { ...G5G, gpusPerNode: 2, vcpu: 64, memoryGiB: 128, networkGbps: 25, onDemandUsdPerHour: 2.744 },
  'g5g.metal': { ...G5G, gpusPerNode: 2, vcpu: 64, memoryGiB: 128, networkGbps: 25, onDemandUsdPerHour: 2.744 },
  'g6.xlarge': { ...G6, gpusPerNode: 1, vcpu: 4, memoryGiB: 16, networkGbps: 2.5, localNvmeGB: 250, onDemandUsdPerHour: 0.8048 },
  'g6.2xlarge': { ...G6, gpusPerNode: 1, vcpu: 8, memoryGiB: 32, networkGbps: 5, localNvmeGB: 450, onDemandUsdPerHour: 0.9776 },
  'g6.4xlarge': { ...G6, gpusPerNode: 1, vcpu: 16, memoryGiB: 64, networkGbps: 10, localNvmeGB: 600, onDemandUsdPerHour: 1.3232 },
  'g6.8xlarge': { ...G6, gpusPerNode: 1, vcpu: 32, memoryGiB: 128, networkGbps: 25, efa: 1, localNvmeGB: 900, onDemandUsdPerHour: 2.0144 },
  'g6.12xlarge': { ...G6, gpusPerNode: 4, vcpu: 48, memoryGiB: 192, networkGbps: 40, efa: 1, localNvmeGB: 3760, onDemandUsdPerHour: 4.6016 },
  'g6.16xlarge': { ...G6, gpusPerNode: 1, vcpu: 64, memoryGiB: 256, networkGbps: 25, efa: 1, localNvmeGB: 1880, onDemandUsdPerHour: 3.3968 },
  'g6.24xlarge': { ...G6, gpusPerNode: 4, vcpu: 96, memoryGiB: 384, networkGbps: 50, efa: 1, localNvmeGB: 3760, onDemandUsdPerHour: 6.6752 },
  'g6.48xlarge': { ...G6, gpusPerNode: 8, vcpu: 192, memoryGiB: 768, networkGbps: 100, efa: 1, localNvmeGB: 7520, onDemandUsdPerHour: 13.3504 },
  'gr6.4xlarge': { ...G6, gpusPerNode: 1, vcpu: 16, memoryGiB: 128, networkGbps: 10, localNvmeGB: 600, onDemandUsdPerHour: 1.5392 },
  'gr6.8xlarge': { ...G6, gpusPerNode: 1, vcpu: 32, memoryGiB: 256, networkGbps: 25, efa: 1, localNvmeGB: 900, onDemandUsdPerHour: 2.4464 },
  'g6e.xlarge': { ...G6E, gpusPerNode: 1, vcpu: 4, memoryGiB: 32, networkGbps: 2.5, localNvmeGB: 250, onDemandUsdPerHour: 1.861 },
  'g6e.2xlarge': { ...G6E, gpusPerNode: 1, vcpu: 8, memoryGiB: 64, networkGbps: 5, localNvmeGB: 450, onDemandUsdPerHour: 2.24208 },
  'g6e.4xlarge': { ...G6E, gpusPerNode: 1, vcpu: 16, memoryGiB: 128, networkGbps: 20, localNvmeGB: 600, onDemandUsdPerHour: 3.00424 },
  'g6e.8xlarge': { ...G6E, gpusPerNode: 1, vcpu: 32, memoryGiB: 256, networkGbps: 25, efa: 1, localNvmeGB: 900, onDemandUsdPerHour: 4.52856 },
  'g6e.12xlarge': { ...G6E, gpusPerNode: 4, vcpu: 48, memoryGiB: 384, networkGbps: 100, efa: 1, localNvmeGB: 3800, onDemandUsdPerHour: 10.49264 },
  'g6e.16xlarge': { ...G6E, gpusPerNode: 1, vcpu: 64, memoryGiB: 512, networkGbps: 35, efa: 1, localNvmeGB: 1900, onDemandUsdPerHour: 7.57719 },
  'g6e.24xlarge': { ...G6E, gpusPerNode: 4, vcpu: 96, memoryGiB: 768, networkGbps: 200, efa: 2, localNvmeGB: 3800, onDemandUsdPerHour: 15.06559 },
  'g6e.48xlarge': { ...G6E, gpusPerNode: 8, vcpu: 192, memoryGiB: 1536, networkGbps: 400, efa: 4, localNvmeGB: 7600, onDemandUsdPerHour: 30.13118 },
  'g6f.large': { ...G6F, gpuMemoryMiBReported: 2861, gpuMemoryGiB: 3, gpuFraction: 0.125, vcpu: 2, memoryGiB: 8, networkGbps: 1.5, localNvmeGB: 100, onDemandUsdPerHour: 0.202 },
  'g6f.xlarge': { ...G6F, gpuMemoryMiBReported: 2861, gpuMemoryGiB: 3, gpuFraction: 0.125, vcpu: 4, memoryGiB: 16, networkGbps: 2.5, localNvmeGB: 100, onDemandUsdPerHour: 0.2375 },
  'g6f.2xlarge': { ...G6F, gpuMemoryMiBReported: 5722, gpuMemoryGiB: 6, gpuFraction: 0.25, vcpu: 8, memoryGiB: 32, networkGbps: 5, localNvmeGB: 200, onDemandUsdPerHour: 0.475 },
  'g6f.4xlarge': { ...G6F, gpuMemoryMiBReported: 11444, gpuMemoryGiB: 12, gpuFraction: 0.5, vcpu: 16, memoryGiB: 64, networkGbps: 10, localNvmeGB: 450, onDemandUsdPerHour: 0.95 },
  'gr6f.4xlarge': { ...G6F, gpuMemoryMiBReported: 11444, gpuMemoryGiB: 12, gpuFraction: 0.5, vcpu: 16, memoryGiB: 128, networkGbps: 10, localNvmeGB: 450, onDemandUsdPerHour: 1.066 },
  'g7.2xlarge': { ...G7, gpusPerNode: 1, vcpu: 8, memoryGiB: 32, networkGbps: 60, localNvmeGB: 440, onDemandUsdPerHour: 2.52 },
  'g7.4xlarge': { ...G7, gpusPerNode: 1, vcpu: 16, memoryGiB: 64, networkGbps: 60, localNvmeGB: 875, onDemandUsdPerHour: 3.04208 },
  'g7.8xlarge': { ...G7, gpusPerNode: 1, vcpu: 32, memoryGiB: 128, networkGbps: 80, efa: 1, localNvmeGB: 930, onDemandUsdPerHour: 4.08624 },
  'g7.12xlarge': { ...G7, gpusPerNode: 2, vcpu: 48, memoryGiB: 192, networkGbps: 175, efa: 1, localNvmeGB: 1900, onDemandUsdPerHour: 7.12832 },
  'g7.24xlarge': { ...G7, gpusPerNode: 4, vcpu: 96, memoryGiB: 384, networkGbps: 350, efa: 1, localNvmeGB: 3800, onDemandUsdPerHour: 14.25664 },
  'g7.48xlarge': { ...G7, gpusPerNode: 8, vcpu: 192, memoryGiB: 768, networkGbps: 700, efa: 2, localNvmeGB: 7600, onDemandUsdPerHour: 28.51328 },
  'g7e.2xlarge': { ...G7E, gpusPerNode: 1, vcpu: 8, memoryGiB: 64, networkGbps: 50, localNvmeGB: 1900, onDemandUsdPerHour: 3.36312 },
  'g7e.4xlarge': { ...G7E, gpusPerNode: 1, vcpu: 16, memoryGiB: 128, networkGbps: 50, localNvmeGB: 1900, onDemandUsdPerHour: 3.99816 },
  'g7e.8xlarge': { ...G7E, gpusPerNode: 1, vcpu: 32, memoryGiB: 256, networkGbps: 100, efa: 1, localNvmeGB: 1900, onDemandUsdPerHour: 5.26824 },
  'g7e.12xlarge': { ...G7E, gpusPerNode: 2, vcpu: 48, memoryGiB: 512, networkGbps: 400, efa: 1, localNvmeGB: 3800, onDemandUsdPerHour: 8.28608 },
  'g7e.24xlarge': { ...G7E, gpusPerNode: 4, vcpu: 96, memoryGiB: 1024, networkGbps: 800, efa: 2, localNvmeGB: 7600, onDemandUsdPerHour: 16.57216 },
  'g7e.48xlarge': { ...G7E, gpusPerNode: 8, vcpu: 192, memoryGiB: 2048, networkGbps: 1600, efa: 4, localNvmeGB: 15200, onDemandUsdPerHour: 33.14432 },
  'p3dn.24xlarge': { ...AWS_DEFAULTS, gpu: 'v100-32gb', gpuLabel: 'v100', gpuMemoryMiBReported: 32768, gpusPerNode: 8, vcpu: 96, memoryGiB: 768, networkGbps: 100, efa: 1, localNvmeGB: 1800, onDemandUsdPerHour: 31.212, status: 'previous' },
  'p4d.24xlarge': { ...AWS_DEFAULTS, gpu: 'a100-40gb', gpuLabel: 'a100', gpuMemoryMiBReported: 40960, gpusPerNode: 8, vcpu: 96, memoryGiB: 1152, networkGbps: 400, efa: 4, localNvmeGB: 8000, onDemandUsdPerHour: 21.957642 },
  'p4de.24xlarge': { ...AWS_DEFAULTS, gpu: 'a100-80gb', gpuLabel: 'a100', gpuMemoryMiBReported: 81920, gpusPerNode: 8, vcpu: 96, memoryGiB: 1152, networkGbps: 400, efa: 4, localNvmeGB: 8000, onDemandUsdPerHour: 27.44705 },
  'p5.4xlarge': { ...P5, gpusPerNode: 1, vcpu: 16, memoryGiB: 256, networkGbps: 100, efa: 1, localNvmeGB: 3800, onDemandUsdPerHour: 6.88 },
  'p5.48xlarge': { ...P5, gpusPerNode: 8, vcpu: 192, memoryGiB: 2048, networkGbps: 3200, efa: 32, localNvmeGB: 30400, onDemandUsdPerHour: 55.04 },
  'p5e.48xlarge': { ...AWS_DEFAULTS, gpu: 'h200-141gb', gpuLabel: 'h200', gpuMemoryMiBReported: 144384, gpusPerNode: 8, vcpu: 192, memoryGiB: 2048, networkGbps: 3200, efa: 32, localNvmeGB: 30400, ...NO_PRICE },
  'p5en.48xlarge': { ...AWS_DEFAULTS, gpu: 'h200-141gb', gpuLabel: 'h200', gpuMemoryMiBReported: 144384, gpusPerNode: 8, vcpu: 192, memoryGiB: 2048, networkGbps: 3200, efa: 16, localNvmeGB: 30400, onDemandUsdPerHour: 63.296 },
  'p6-b200.48xlarge': { ...AWS_DEFAULTS, gpu: 'b200-180gb', gpuLabel: 'b200', gpuMemoryMiBReported: 183359, gpusPerNode: 8, vcpu: 192, memoryGiB: 2048, networkGbps: 3200, efa: 8, localNvmeGB: 30400, onDemandUsdPerHour: 113.9328 },
  'p6-b300.48xlarge': { ...AWS_DEFAULTS, gpu: 'b300-269gb', gpuLabel: 'b300', gpuMemoryMiBReported: 275040, gpusPerNode: 8, vcpu: 192, memoryGiB: 4096, networkGbps: 6400, efa: 16, localNvmeGB: 30400, onDemandUsdPerHour: 142.416 },
  'p3.2xlarge': { ...P3, gpusPerNode: 1, vcpu: 8, memoryGiB: 61, networkGbps: 2.5, onDemandUsdPerHour: 3.06 },
  'p3.8xlarge': { ...P3, gpusPerNode: 4, vcpu: 32, memoryGiB: 244, networkGbps: 10, onDemandUsdPerHour: 12.24 },
  'p3.16xlarge': { ...P3, gpusPerNode: 8, vcpu: 64, memoryGiB: 488, networkGbps: 25, onDemandUsdPerHour: 24.48 },
  'p6e-gb200.36xlarge': { ...AWS_DEFAULTS, gpu: 'gb200-186gb', gpuLabel: null, gpuMemoryMiBReported: null, gpusPerNode: 4, vcpu: 144, memoryGiB: 960, networkGbps: 1600, rdma: 'EFA + NVLink domain (UltraServer)', localNvmeGB: 22500, arch: 'arm64', ...NO_PRICE, unverified: ['gpuMemoryGiB', 'vcpu', 'memoryGiB', 'networkGbps', 'localNvmeGB'], caveat: 'sold only as whole UltraServers in Capacity Blocks; needs Kubernetes 1.33 and the NVIDIA DRA driver, and neither Karpenter nor Auto Mode can start it', source: ULTRASERVERS },
} as const satisfies Record<string, MachineFacts>;
