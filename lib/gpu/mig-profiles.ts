import type { GpuModel } from './gpu-models';

/** Engines that belong to an instance, counted as `nvidia-smi mig -lgip` prints them. */
export interface MigEngines {
  readonly nvdec: number;
  readonly jpeg: number;
  readonly ofa: number;
  readonly copy: number;
  readonly nvenc?: number;
}

/** One kind of instance that a GPU can be cut into. */
export interface MigProfileFacts {
  /** GPU instance profile id, as `nvidia-smi mig -cgi` takes it. */
  readonly profileId: number;
  readonly computeSlices: number;
  readonly memorySlices: number;
  /** Size in the profile's name; less of it can be used. */
  readonly memoryGiB: number;
  /** Smallest usable memory seen on any board and driver; absent where no output was published. */
  readonly usableMemoryMiB?: number;
  /** Streaming multiprocessors, where an output was published; SXM boards where boards differ. */
  readonly multiprocessors?: number;
  /** Instances of this profile that fit on one empty GPU. */
  readonly maxInstances: number;
  /** Where an instance may begin on the placement axis. */
  readonly starts: readonly number[];
  /** Units it covers on the placement axis. */
  readonly size: number;
  /** Absent where no trustworthy count was published. */
  readonly engines?: MigEngines;
  /** Oldest driver branch that offers the profile, where it is not the first one with MIG. */
  readonly minDriverBranch?: number;
}

/**
 * Every data-centre GPU with seven compute slices has the same seven kinds of instance in the same places; only names
 * and memory differ. `1gx2` is the 1g with two memory slices.
 */
const SEVENTHS = {
  '1g': { profileId: 19, computeSlices: 1, memorySlices: 1, maxInstances: 7, starts: [0, 1, 2, 3, 4, 5, 6], size: 1 },
  '1g+me': {
    profileId: 20,
    computeSlices: 1,
    memorySlices: 1,
    maxInstances: 1,
    starts: [0, 1, 2, 3, 4, 5, 6],
    size: 1,
  },
  '1gx2': { profileId: 15, computeSlices: 1, memorySlices: 2, maxInstances: 4, starts: [0, 2, 4, 6], size: 2 },
  '2g': { profileId: 14, computeSlices: 2, memorySlices: 2, maxInstances: 3, starts: [0, 2, 4], size: 2 },
  '3g': { profileId: 9, computeSlices: 3, memorySlices: 4, maxInstances: 2, starts: [0, 4], size: 4 },
  '4g': { profileId: 5, computeSlices: 4, memorySlices: 4, maxInstances: 1, starts: [0], size: 4 },
  '7g': { profileId: 0, computeSlices: 7, memorySlices: 8, maxInstances: 1, starts: [0], size: 8 },
} as const;

const A100 = {
  '1g': { ...SEVENTHS['1g'], engines: { nvdec: 0, jpeg: 0, ofa: 0, copy: 1 } },
  '1g+me': { ...SEVENTHS['1g+me'], engines: { nvdec: 1, jpeg: 1, ofa: 1, copy: 1 }, minDriverBranch: 470 },
  '1gx2': { ...SEVENTHS['1gx2'], engines: { nvdec: 1, jpeg: 0, ofa: 0, copy: 1 } },
  '2g': { ...SEVENTHS['2g'], engines: { nvdec: 1, jpeg: 0, ofa: 0, copy: 2 } },
  '3g': { ...SEVENTHS['3g'], engines: { nvdec: 2, jpeg: 0, ofa: 0, copy: 3 } },
  '4g': { ...SEVENTHS['4g'], engines: { nvdec: 2, jpeg: 0, ofa: 0, copy: 4 } },
  '7g': { ...SEVENTHS['7g'], engines: { nvdec: 5, jpeg: 1, ofa: 1, copy: 7 } },
} as const;

const HOPPER = {
  '1g': { ...SEVENTHS['1g'], engines: { nvdec: 1, jpeg: 1, ofa: 0, copy: 1 } },
  '1g+me': { ...SEVENTHS['1g+me'], engines: { nvdec: 1, jpeg: 1, ofa: 1, copy: 1 } },
  '1gx2': { ...SEVENTHS['1gx2'], engines: { nvdec: 1, jpeg: 1, ofa: 0, copy: 1 } },
  '2g': { ...SEVENTHS['2g'], engines: { nvdec: 2, jpeg: 2, ofa: 0, copy: 2 } },
  '3g': { ...SEVENTHS['3g'], engines: { nvdec: 3, jpeg: 3, ofa: 0, copy: 3 } },
  '4g': { ...SEVENTHS['4g'], engines: { nvdec: 4, jpeg: 4, ofa: 0, copy: 4 } },
  '7g': { ...SEVENTHS['7g'], engines: { nvdec: 7, jpeg: 7, ofa: 1, copy: 8 } },
} as const;

// Engines of the larger instances were never printed, so no engine check is made on these.
const BLACKWELL = {
  ...SEVENTHS,
  '1g': { ...SEVENTHS['1g'], engines: { nvdec: 1, jpeg: 1, ofa: 0, copy: 2 } },
  '1g+me': { ...SEVENTHS['1g+me'], engines: { nvdec: 1, jpeg: 1, ofa: 1, copy: 2 } },
  '1gx2': { ...SEVENTHS['1gx2'], engines: { nvdec: 1, jpeg: 1, ofa: 0, copy: 2 } },
  '2g': { ...SEVENTHS['2g'], engines: { nvdec: 2, jpeg: 2, ofa: 0, copy: 4 } },
} as const;

const A30_QUARTER = {
  computeSlices: 1,
  memorySlices: 1,
  memoryGiB: 6,
  usableMemoryMiB: 5949,
  starts: [0, 1, 2, 3],
  size: 1,
} as const;
const A30_HALF = {
  computeSlices: 2,
  memorySlices: 2,
  memoryGiB: 12,
  usableMemoryMiB: 11970,
  starts: [0, 2],
  size: 2,
} as const;

/** RTX PRO 6000: placements are counted in twelfths of the GPU. */
const PRO_QUARTER = {
  computeSlices: 1,
  memorySlices: 1,
  memoryGiB: 24,
  usableMemoryMiB: 23674,
  multiprocessors: 46,
  starts: [0, 3, 6, 9],
  size: 3,
} as const;
const PRO_HALF = {
  computeSlices: 2,
  memorySlices: 2,
  memoryGiB: 48,
  usableMemoryMiB: 47616,
  multiprocessors: 94,
  starts: [0, 6],
  size: 6,
} as const;
const PRO_WHOLE = {
  computeSlices: 4,
  memorySlices: 4,
  memoryGiB: 96,
  usableMemoryMiB: 97402,
  multiprocessors: 188,
  starts: [0],
  size: 12,
  maxInstances: 1,
  engines: { nvdec: 4, jpeg: 4, ofa: 1, copy: 4, nvenc: 4 },
} as const;

/**
 * What each GPU can be cut into: GPU id, then profile name.
 *
 * Instance counts are NVIDIA's everywhere; whether start positions were seen or inferred is `mig.placements` of
 * `GPU_MODELS`. Sources as there. GPUs whose tables are unsettled have no row.
 */
export const MIG_PROFILES = {
  a30: {
    '1g.6gb': { ...A30_QUARTER, profileId: 14, maxInstances: 4, engines: { nvdec: 0, jpeg: 0, ofa: 0, copy: 1 } },
    '1g.6gb+me': {
      ...A30_QUARTER,
      profileId: 21,
      maxInstances: 1,
      engines: { nvdec: 1, jpeg: 1, ofa: 1, copy: 1 },
      minDriverBranch: 470,
    },
    '2g.12gb': { ...A30_HALF, profileId: 5, maxInstances: 2, engines: { nvdec: 2, jpeg: 0, ofa: 0, copy: 2 } },
    '2g.12gb+me': {
      ...A30_HALF,
      profileId: 6,
      maxInstances: 1,
      engines: { nvdec: 2, jpeg: 1, ofa: 1, copy: 2 },
      minDriverBranch: 525,
    },
    '4g.24gb': {
      profileId: 0,
      computeSlices: 4,
      memorySlices: 4,
      memoryGiB: 24,
      usableMemoryMiB: 24064,
      maxInstances: 1,
      starts: [0],
      size: 4,
      engines: { nvdec: 4, jpeg: 1, ofa: 1, copy: 4 },
    },
  },
  'a100-40gb': {
    '1g.5gb': { ...A100['1g'], memoryGiB: 5, usableMemoryMiB: 4864 },
    '1g.5gb+me': { ...A100['1g+me'], memoryGiB: 5, usableMemoryMiB: 4864 },
    '1g.10gb': { ...A100['1gx2'], memoryGiB: 10, usableMemoryMiB: 9856, minDriverBranch: 525 },
    '2g.10gb': { ...A100['2g'], memoryGiB: 10, usableMemoryMiB: 9856 },
    '3g.20gb': { ...A100['3g'], memoryGiB: 20, usableMemoryMiB: 19968 },
    '4g.20gb': { ...A100['4g'], memoryGiB: 20, usableMemoryMiB: 19968 },
    '7g.40gb': { ...A100['7g'], memoryGiB: 40, usableMemoryMiB: 40192 },
  },
  'a100-80gb': {
    '1g.10gb': { ...A100['1g'], memoryGiB: 10, usableMemoryMiB: 9856 },
    '1g.10gb+me': { ...A100['1g+me'], memoryGiB: 10, usableMemoryMiB: 9856 },
    '1g.20gb': { ...A100['1gx2'], memoryGiB: 20, usableMemoryMiB: 19968 },
    '2g.20gb': { ...A100['2g'], memoryGiB: 20, usableMemoryMiB: 19968 },
    '3g.40gb': { ...A100['3g'], memoryGiB: 40, usableMemoryMiB: 40192 },
    '4g.40gb': { ...A100['4g'], memoryGiB: 40, usableMemoryMiB: 40192 },
    '7g.80gb': { ...A100['7g'], memoryGiB: 80, usableMemoryMiB: 80384 },
  },
  // Memory of the PCIe board, which has a little less than SXM5 (9984 MiB in a 1g).
  'h100-80gb': {
    '1g.10gb': { ...HOPPER['1g'], memoryGiB: 10, usableMemoryMiB: 9850, multiprocessors: 16 },
    '1g.10gb+me': { ...HOPPER['1g+me'], memoryGiB: 10, usableMemoryMiB: 9850, multiprocessors: 16 },
    '1g.20gb': { ...HOPPER['1gx2'], memoryGiB: 20, usableMemoryMiB: 19968, multiprocessors: 26 },
    '2g.20gb': { ...HOPPER['2g'], memoryGiB: 20, usableMemoryMiB: 19968, multiprocessors: 32 },
    '3g.40gb': { ...HOPPER['3g'], memoryGiB: 40, usableMemoryMiB: 40192, multiprocessors: 60 },
    '4g.40gb': { ...HOPPER['4g'], memoryGiB: 40, usableMemoryMiB: 40192, multiprocessors: 64 },
    '7g.80gb': { ...HOPPER['7g'], memoryGiB: 80, usableMemoryMiB: 80896, multiprocessors: 132 },
  },
  'h100-94gb': {
    '1g.12gb': { ...HOPPER['1g'], memoryGiB: 12, usableMemoryMiB: 11008, multiprocessors: 16 },
    '1g.12gb+me': { ...HOPPER['1g+me'], memoryGiB: 12, usableMemoryMiB: 11008, multiprocessors: 16 },
    '1g.24gb': { ...HOPPER['1gx2'], memoryGiB: 24, usableMemoryMiB: 22138, multiprocessors: 26 },
    '2g.24gb': { ...HOPPER['2g'], memoryGiB: 24, usableMemoryMiB: 22138, multiprocessors: 32 },
    '3g.47gb': { ...HOPPER['3g'], memoryGiB: 47, usableMemoryMiB: 47493 },
    '4g.47gb': { ...HOPPER['4g'], memoryGiB: 47, usableMemoryMiB: 47493 },
    '7g.94gb': { ...HOPPER['7g'], memoryGiB: 94, usableMemoryMiB: 95354 },
  },
  'h100-96gb': {
    '1g.12gb': { ...HOPPER['1g'], memoryGiB: 12 },
    '1g.12gb+me': { ...HOPPER['1g+me'], memoryGiB: 12 },
    '1g.24gb': { ...HOPPER['1gx2'], memoryGiB: 24 },
    '2g.24gb': { ...HOPPER['2g'], memoryGiB: 24 },
    '3g.48gb': { ...HOPPER['3g'], memoryGiB: 48 },
    '4g.48gb': { ...HOPPER['4g'], memoryGiB: 48 },
    '7g.96gb': { ...HOPPER['7g'], memoryGiB: 96 },
  },
  'h200-141gb': {
    '1g.18gb': { ...HOPPER['1g'], memoryGiB: 18, usableMemoryMiB: 16384, multiprocessors: 16 },
    '1g.18gb+me': { ...HOPPER['1g+me'], memoryGiB: 18, usableMemoryMiB: 16384, multiprocessors: 16 },
    '1g.35gb': { ...HOPPER['1gx2'], memoryGiB: 35, usableMemoryMiB: 33024, multiprocessors: 26 },
    '2g.35gb': { ...HOPPER['2g'], memoryGiB: 35, usableMemoryMiB: 33024, multiprocessors: 32 },
    '3g.71gb': { ...HOPPER['3g'], memoryGiB: 71, usableMemoryMiB: 71168, multiprocessors: 60 },
    '4g.71gb': { ...HOPPER['4g'], memoryGiB: 71, usableMemoryMiB: 71168, multiprocessors: 64 },
    '7g.141gb': { ...HOPPER['7g'], memoryGiB: 141, usableMemoryMiB: 143104, multiprocessors: 132 },
  },
  'gh200-144gb': {
    '1g.18gb': { ...HOPPER['1g'], memoryGiB: 18, usableMemoryMiB: 17920, multiprocessors: 16 },
    '1g.18gb+me': { ...HOPPER['1g+me'], memoryGiB: 18, usableMemoryMiB: 17920, multiprocessors: 16 },
    '1g.36gb': { ...HOPPER['1gx2'], memoryGiB: 36, usableMemoryMiB: 36096, multiprocessors: 26 },
    '2g.36gb': { ...HOPPER['2g'], memoryGiB: 36, usableMemoryMiB: 36096, multiprocessors: 32 },
    '3g.72gb': { ...HOPPER['3g'], memoryGiB: 72 },
    '4g.72gb': { ...HOPPER['4g'], memoryGiB: 72 },
    '7g.144gb': { ...HOPPER['7g'], memoryGiB: 144 },
  },
  // A 1g.23gb showed 22528 MiB on one driver and 20992 on a later one.
  'b200-180gb': {
    '1g.23gb': { ...BLACKWELL['1g'], memoryGiB: 23, usableMemoryMiB: 20992, multiprocessors: 18 },
    '1g.23gb+me': { ...BLACKWELL['1g+me'], memoryGiB: 23, usableMemoryMiB: 20992, multiprocessors: 18 },
    '1g.45gb': { ...BLACKWELL['1gx2'], memoryGiB: 45, usableMemoryMiB: 45312, multiprocessors: 30 },
    '2g.45gb': { ...BLACKWELL['2g'], memoryGiB: 45, usableMemoryMiB: 45312, multiprocessors: 36 },
    '3g.90gb': { ...BLACKWELL['3g'], memoryGiB: 90 },
    '4g.90gb': { ...BLACKWELL['4g'], memoryGiB: 90 },
    '7g.180gb': { ...BLACKWELL['7g'], memoryGiB: 180 },
  },
  'gb200-186gb': {
    '1g.23gb': { ...BLACKWELL['1g'], memoryGiB: 23, usableMemoryMiB: 22528, multiprocessors: 18 },
    '1g.23gb+me': { ...BLACKWELL['1g+me'], memoryGiB: 23, usableMemoryMiB: 22528, multiprocessors: 18 },
    '1g.47gb': { ...BLACKWELL['1gx2'], memoryGiB: 47, usableMemoryMiB: 46592, multiprocessors: 32 },
    '2g.47gb': { ...BLACKWELL['2g'], memoryGiB: 47, usableMemoryMiB: 46592, multiprocessors: 38 },
    '3g.93gb': { ...BLACKWELL['3g'], memoryGiB: 93 },
    '4g.93gb': { ...BLACKWELL['4g'], memoryGiB: 93 },
    '7g.186gb': { ...BLACKWELL['7g'], memoryGiB: 186 },
  },
  'b300-269gb': {
    '1g.34gb': { ...SEVENTHS['1g'], memoryGiB: 34 },
    '1g.34gb+me': { ...SEVENTHS['1g+me'], memoryGiB: 34 },
    '1g.67gb': { ...SEVENTHS['1gx2'], memoryGiB: 67 },
    '2g.67gb': { ...SEVENTHS['2g'], memoryGiB: 67 },
    '3g.135gb': { ...SEVENTHS['3g'], memoryGiB: 135 },
    '4g.135gb': { ...SEVENTHS['4g'], memoryGiB: 135 },
    '7g.269gb': { ...SEVENTHS['7g'], memoryGiB: 269 },
  },
  'gb300-278gb': {
    '1g.35gb': { ...SEVENTHS['1g'], memoryGiB: 35 },
    '1g.35gb+me': { ...SEVENTHS['1g+me'], memoryGiB: 35 },
    '1g.70gb': { ...SEVENTHS['1gx2'], memoryGiB: 70 },
    '2g.70gb': { ...SEVENTHS['2g'], memoryGiB: 70 },
    '3g.139gb': { ...SEVENTHS['3g'], memoryGiB: 139 },
    '4g.139gb': { ...SEVENTHS['4g'], memoryGiB: 139 },
    '7g.278gb': { ...SEVENTHS['7g'], memoryGiB: 278 },
  },
  // `+me` carries the optical flow engine, `+me.all` every media engine, `-me` none, `+gfx` graphics.
  'rtx-pro-6000-blackwell': {
    '1g.24gb': {
      ...PRO_QUARTER,
      profileId: 14,
      maxInstances: 4,
      engines: { nvdec: 1, jpeg: 1, ofa: 0, copy: 1, nvenc: 1 },
    },
    '1g.24gb+me': {
      ...PRO_QUARTER,
      profileId: 21,
      maxInstances: 1,
      engines: { nvdec: 1, jpeg: 1, ofa: 1, copy: 1, nvenc: 1 },
    },
    '1g.24gb+gfx': {
      ...PRO_QUARTER,
      profileId: 47,
      maxInstances: 4,
      engines: { nvdec: 1, jpeg: 1, ofa: 0, copy: 1, nvenc: 1 },
    },
    '1g.24gb+me.all': {
      ...PRO_QUARTER,
      profileId: 65,
      maxInstances: 1,
      engines: { nvdec: 4, jpeg: 4, ofa: 1, copy: 1, nvenc: 4 },
    },
    '1g.24gb-me': {
      ...PRO_QUARTER,
      profileId: 67,
      maxInstances: 4,
      engines: { nvdec: 0, jpeg: 0, ofa: 0, copy: 1, nvenc: 0 },
    },
    '2g.48gb': {
      ...PRO_HALF,
      profileId: 5,
      maxInstances: 2,
      engines: { nvdec: 2, jpeg: 2, ofa: 0, copy: 2, nvenc: 2 },
    },
    '2g.48gb+gfx': {
      ...PRO_HALF,
      profileId: 35,
      maxInstances: 2,
      engines: { nvdec: 2, jpeg: 2, ofa: 0, copy: 2, nvenc: 2 },
    },
    '2g.48gb+me.all': {
      ...PRO_HALF,
      profileId: 64,
      maxInstances: 1,
      engines: { nvdec: 4, jpeg: 4, ofa: 1, copy: 2, nvenc: 4 },
    },
    '2g.48gb-me': {
      ...PRO_HALF,
      profileId: 66,
      maxInstances: 2,
      engines: { nvdec: 0, jpeg: 0, ofa: 0, copy: 2, nvenc: 0 },
    },
    '4g.96gb': { ...PRO_WHOLE, profileId: 0 },
    '4g.96gb+gfx': { ...PRO_WHOLE, profileId: 32 },
  },
} as const satisfies Partial<Record<GpuModel, Readonly<Record<string, MigProfileFacts>>>>;
