import type { MigGeometry } from './gpu-facts';
import { GPU_MODELS, type GpuModel } from './gpu-models';
import { MIG_PROFILES, type MigProfileFacts } from './mig-profiles';

/** GPUs whose MIG profiles are known well enough to be used. */
export type MigCapableGpu = keyof typeof MIG_PROFILES;

type ProfilesOf = {
  [G in GpuModel]: G extends MigCapableGpu ? (typeof MIG_PROFILES)[G] : Record<never, never>;
};

/** Every profile name of any GPU. */
type AnyMigProfile = { [G in MigCapableGpu]: keyof (typeof MIG_PROFILES)[G] }[MigCapableGpu];

/**
 * The profile names that are legal on a GPU: `MigProfile<'h100-80gb'>` is `'1g.10gb' | … | '7g.80gb'`.
 *
 * For a pool that may hold any of several GPUs, the profiles that all of them have; `never` where MIG does not exist.
 * For a GPU known only at run time (the whole `GpuModel`) every name is allowed and checked at synth.
 */
export type MigProfile<G extends GpuModel = GpuModel> = [GpuModel] extends [G] ? AnyMigProfile : keyof ProfilesOf[G];

/** How one GPU is cut: instances per profile, `{ '3g.40gb': 1, '1g.10gb': 4 }`. Slices left over stay unused. */
export type MigLayout<G extends GpuModel = GpuModel> = [MigProfile<G>] extends [never]
  ? Readonly<Record<string, never>>
  : Readonly<Partial<Record<MigProfile<G>, number>>>;

/** Ids of the GPUs with usable MIG profiles, in the order of the table. */
export const MIG_CAPABLE_GPUS = Object.keys(MIG_PROFILES) as readonly MigCapableGpu[];

/** Whether layouts can be declared for this GPU. */
export function isMigCapable(model: GpuModel): model is MigCapableGpu {
  return Object.hasOwn(MIG_PROFILES, model);
}

/** The profiles of a GPU by name, smallest first; empty where it has no usable MIG. */
export function migProfilesOf(model: GpuModel): Readonly<Record<string, MigProfileFacts>> {
  return isMigCapable(model) ? MIG_PROFILES[model] : {};
}

/** How MIG divides a GPU; undefined where it has no usable MIG. */
export function migGeometryOf(model: GpuModel): MigGeometry | undefined {
  const { mig } = GPU_MODELS[model];
  return mig === null || 'unsettled' in mig ? undefined : mig;
}
