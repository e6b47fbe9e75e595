import type { EnvVar } from 'kubernetes-types/core/v1';
import type { NumberFormat } from '../memory-fit';
import type { ServingSetup } from '../serving-setup';

/** Programs that serve a model. */
export const ENGINES = ['vllm', 'llama-cpp'] as const;
/** Programs that can serve a model. */
export type EngineName = (typeof ENGINES)[number];

/** What differs between programs that serve a model. */
export interface Engine {
  readonly name: EngineName;
  readonly port: number;
  /** Where the cache volume is mounted; all that is downloaded or compiled lies below. */
  readonly cachePath: string;
  /** Below `cachePath`: where weights come from when the volume is only read. */
  readonly weightsPath: string;
  readonly user: { readonly runAsUser: number; readonly runAsGroup: number; readonly fsGroup: number };
  /** Seconds the engine lets requests finish after it is told to stop. */
  readonly drainSeconds: number;
  /** Further writable places the engine needs where its root is read-only. */
  readonly scratch: readonly string[];
  readonly image: (onGpu: boolean) => string;
  readonly command?: readonly string[];
  readonly args: (setup: ServingSetup) => string[];
  readonly env: (setup: ServingSetup) => EnvVar[];
  /** Variable from which the engine takes the key that clients must show. */
  readonly apiKeyVariable: string;
  /** Flags that props or the library set, each with what to do instead. */
  readonly ownedFlags: ReadonlyMap<string, string>;
  /** How the weights are stored; undefined where that is not known. */
  readonly format: (flags: ReadonlyMap<string, string>, gguf: string | undefined) => NumberFormat | undefined;
  /** PromQL over the series that `selector` picks, each one number: requests in flight, and requests that wait for room. */
  readonly signals: (selector: string) => { readonly load: string; readonly waiting: string };
}
