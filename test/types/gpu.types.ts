import { type GpuModel, isPlaceable, type MigLayout, type MigProfile } from '../../lib/gpu';
import type { GpuOf, MachineName, MachineOf, NvidiaMachine } from '../../lib/machines';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Does not compile unless the two types are the same. */
declare function same<A, B>(equal: Equal<A, B>): void;
/** Does not compile unless the value has the type. */
declare function takes<T>(value: T): void;

// Profiles of one GPU
same<MigProfile<'a100-40gb'>, '1g.5gb' | '1g.5gb+me' | '1g.10gb' | '2g.10gb' | '3g.20gb' | '4g.20gb' | '7g.40gb'>(true);
same<MigProfile<'l40s'>, never>(true);
same<MigProfile<'rtx-pro-5000-blackwell'>, never>(true);

// Profiles that all of several GPUs have
same<MigProfile<'h100-94gb' | 'h100-96gb'>, '1g.12gb' | '1g.12gb+me' | '1g.24gb' | '2g.24gb'>(true);
same<MigProfile<'a100-80gb' | 'h100-80gb'>, MigProfile<'h100-80gb'>>(true);
same<MigProfile<'h100-80gb' | 'l4'>, never>(true);

// A GPU known only at run time: any profile, checked at synth
takes<MigProfile>('1g.6gb');
takes<MigProfile<GpuModel>>('7g.269gb');
// @ts-expect-error no GPU has such a profile
takes<MigProfile>('1g.11gb');

takes<MigLayout<'h100-80gb'>>({ '3g.40gb': 1, '1g.10gb': 4 });
// @ts-expect-error a profile of the H200 is not one of the H100
takes<MigLayout<'h100-80gb'>>({ '3g.71gb': 1 });
// @ts-expect-error a typo in a profile
takes<MigLayout<'h100-80gb'>>({ '3g.40g': 1 });
// @ts-expect-error an L40S has no MIG
takes<MigLayout<'l40s'>>({ '1g.10gb': 1 });
// @ts-expect-error the two GPUs call their 3g differently
takes<MigLayout<'h100-94gb' | 'h100-96gb'>>({ '3g.47gb': 1 });
// @ts-expect-error a count is a number
takes<MigLayout<'h100-80gb'>>({ '3g.40gb': '1' });
// @ts-expect-error no such GPU to place a layout on
isPlaceable('h100', {});

// @ts-expect-error no such GPU
takes<GpuModel>('h100');
// @ts-expect-error AMD GPUs cannot be driven
takes<GpuModel>('mi300x');

// The GPU in a machine
same<GpuOf<'p5.48xlarge'>, 'h100-80gb'>(true);
same<GpuOf<'g6.xlarge' | 'a3-ultragpu-8g'>, 'l4' | 'h200-141gb'>(true);
same<GpuOf<NvidiaMachine>, GpuModel>(true);
same<GpuOf<'g4ad.xlarge'>, never>(true);

takes<NvidiaMachine>('Standard_ND96isr_H100_v5');
// @ts-expect-error its GPU is made by AMD
takes<NvidiaMachine>('g4ad.xlarge');
// @ts-expect-error no such size
takes<MachineName>('p5.49xlarge');
takes<MachineOf<'gcp'>>('n1-standard-8+nvidia-tesla-t4');
// @ts-expect-error a machine of AWS
takes<MachineOf<'gcp'>>('p5.48xlarge');
