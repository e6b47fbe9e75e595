import type { Platform } from '../platforms';
import { type GpuAllocation, TimeSlicedGpu } from '../sharing';
import type { AutoscaledModelServiceProps } from './autoscaled-model-service';
import { type CachePlan, planCache } from './cache';
import { type Engine, engineFacts, type EngineName, readFlags } from './engines';
import { type HostShare, planHost } from './host-share';
import {
  fitMemory,
  GPU_MEMORY_UTILIZATION,
  type MemoryFit,
  type MemoryQuestion,
  type NumberFormat,
  overheadGiB,
  weightBytes,
} from './memory-fit';
import { modelShape, type ModelShape } from './models';
import { ServingNames } from './names';

const GIB = 2 ** 30;

/** What the cluster tells a service. */
export interface ModelServiceContext {
  readonly platform: Platform;
  /** Kubernetes name of the service, by its place in the declaration. */
  readonly name: string;
  readonly namespace: string;
  /** The GPU each replica gets; undefined without one. */
  readonly allocation?: GpuAllocation;
  /**
   * Namespace of KEDA and its HTTP add-on.
   *
   * @default 'keda'
   */
  readonly kedaNamespace?: string;
  /**
   * The Prometheus of the cluster's components.
   *
   * @default - as the component `prometheus` is installed
   */
  readonly prometheus?: { readonly address: string; readonly release: string };
}

/** Who decides how many replicas run: nobody, engine metrics, or a proxy that counts requests and holds them at zero. */
export type ScalingSignal = 'none' | 'engine-metrics' | 'held-requests';

/** A service with everything derived that checks and objects need; made only of props that passed the value checks. */
export interface ServingSetup {
  readonly props: AutoscaledModelServiceProps;
  readonly context: ModelServiceContext;
  readonly names: ServingNames;
  readonly engine: Engine;
  /** The GPU of each replica, unless it is served on the CPU after all. */
  readonly allocation?: GpuAllocation;
  readonly shape?: ModelShape;
  readonly format?: NumberFormat;
  readonly contextTokens: number;
  readonly concurrency: number;
  /** Fraction of the device's memory that the engine is told it may take. */
  readonly utilization: number;
  /** Undefined where the model's shape is not known. */
  readonly memory?: MemoryQuestion;
  readonly fit?: MemoryFit;
  /** Size of the cache of keys and values per device, where the engine must not find it out by itself. */
  readonly cacheBytes?: number;
  readonly weightsGiB?: number;
  readonly startupSeconds: number;
  readonly idleSeconds: number;
  readonly signal: ScalingSignal;
  readonly host: HostShare;
  readonly cache: CachePlan;
  readonly image: string;
  /** Flags of the user's that apply to the engine. */
  readonly extraArgs: readonly string[];
}

/** Whether the place has no GPUs and serves on CPUs whatever is asked for. */
function servesOnCpu(platform: Platform): boolean {
  return platform.kind === 'local' && platform.gpus === 'cpu';
}

/** The engine that a service has by itself, and the one that will serve it in this place. */
export function enginesOf(
  { engine, gpu }: Pick<AutoscaledModelServiceProps, 'engine' | 'gpu'>,
  platform: Platform,
): { declared: EngineName; actual: EngineName } {
  const declared = engine ?? (gpu === undefined ? 'llama-cpp' : 'vllm');
  return { declared, actual: servesOnCpu(platform) ? 'llama-cpp' : declared };
}

/** Derives everything about a service that follows from its props and its place. */
export function setUpServing(props: AutoscaledModelServiceProps, context: ModelServiceContext): ServingSetup {
  const { declared, actual } = enginesOf(props, context.platform);
  const engine = engineFacts(actual);
  const allocation = servesOnCpu(context.platform) ? undefined : context.allocation;
  const extraArgs = declared === actual ? (props.args ?? []) : [];
  const shape = modelShape(props.model);
  const format = engine.format(readFlags(extraArgs), props.gguf);
  const contextTokens = props.contextTokens ?? Math.min(shape?.contextTokens ?? Infinity, allocation ? 8192 : 4096);
  const utilization = utilizationOf(allocation);
  const memory = askMemory(allocation, engine, shape, format, contextTokens, props.concurrency);
  const fit = memory === undefined ? undefined : fitMemory(memory);
  const concurrency = props.concurrency ?? defaultConcurrency(allocation, engine, fit, contextTokens);
  const weightsGiB = shape && format ? weightBytes(shape, format) / GIB : undefined;
  const startupSeconds = props.startupSeconds ?? startupBudget(weightsGiB ?? deviceMemory(allocation));
  const base = { allocation, engine, weightsGiB, shape, format, contextTokens, concurrency };
  return {
    ...withoutUndefined({
      allocation,
      shape,
      format,
      memory,
      fit,
      weightsGiB,
      cacheBytes: pinnedCache(allocation, engine, fit),
    }),
    props,
    context,
    names: new ServingNames(context.name, context.namespace),
    engine,
    contextTokens,
    concurrency,
    utilization,
    startupSeconds,
    idleSeconds: props.idleSeconds ?? clamp(startupSeconds, 300, 3600),
    signal: signalOf(props),
    host: planHost(props.resources ?? {}, base),
    cache: planCache(props, base),
    image: (declared === actual ? props.image : undefined) ?? engine.image(allocation !== undefined),
    extraArgs,
  };
}

export function signalOf({ replicas: { min, max } }: AutoscaledModelServiceProps): ScalingSignal {
  if (min === max) return 'none';
  // At zero replicas there is no engine to be asked, so somebody else must see the first request.
  return min === 0 ? 'held-requests' : 'engine-metrics';
}

/** How many replicas share one device; 1 unless devices are shared. */
export function sharersOf({ handle, perNode, pool }: GpuAllocation): number {
  return handle.kind === 'share' ? Math.max(1, Math.round(perNode / pool.gpusPerNode)) : 1;
}

/** The engine measures the whole device, whatever part of it is meant for this replica. */
function utilizationOf(allocation: GpuAllocation | undefined): number {
  const sharers = allocation === undefined ? 1 : sharersOf(allocation);
  return Math.floor((GPU_MEMORY_UTILIZATION / sharers) * 1000) / 1000;
}

/** Memory of one device that the engine may take. Time slices see the whole device and must leave the others their part. */
export function deviceBudget(allocation: GpuAllocation): number {
  const sharers = allocation.handle.source instanceof TimeSlicedGpu ? sharersOf(allocation) : 1;
  return (allocation.memoryGiB * GPU_MEMORY_UTILIZATION) / sharers;
}

function askMemory(
  allocation: GpuAllocation | undefined,
  engine: Engine,
  shape: ModelShape | undefined,
  format: NumberFormat | undefined,
  contextTokens: number,
  slots = 2,
): MemoryQuestion | undefined {
  if (allocation === undefined || shape === undefined || format === undefined) return undefined;
  return {
    shape,
    format,
    // vLLM starts when one full request fits; llama.cpp reserves all its slots.
    tokens: engine.name === 'vllm' ? contextTokens : contextTokens * slots,
    devices: allocation.devices,
    budgetGiB: deviceBudget(allocation),
    overheadGiB: overheadGiB(shape, allocation.devices),
  };
}

function defaultConcurrency(
  allocation: GpuAllocation | undefined,
  engine: Engine,
  fit: MemoryFit | undefined,
  contextTokens: number,
): number {
  if (allocation === undefined || engine.name === 'llama-cpp') return 2;
  if (fit === undefined) return 16;
  return clamp(Math.floor(fit.cachedTokens / contextTokens), 1, 64);
}

/**
 * On a part of a GPU some vLLM versions size the cache by the whole GPU (vllm-project/vllm#41776), so it is written
 * down there. Nowhere else: it would forgo memory that the estimate left unused.
 */
function pinnedCache(
  allocation: GpuAllocation | undefined,
  engine: Engine,
  fit: MemoryFit | undefined,
): number | undefined {
  if (allocation === undefined || fit === undefined || engine.name !== 'vllm') return undefined;
  const part = allocation.handle.kind !== 'whole' && !(allocation.handle.source instanceof TimeSlicedGpu);
  return part && fit.cacheGiB > 0 ? Math.floor(fit.cacheGiB * GIB) : undefined;
}

/** Twice what a download at 0.2 GiB/s takes, with three minutes to load, compile and capture graphs. */
function startupBudget(weightsGiB: number): number {
  return Math.ceil(clamp(180 + weightsGiB / 0.1, 600, 3600) / 10) * 10;
}

/** Upper bound of the weights where the model is not known: what its devices hold. */
function deviceMemory(allocation: GpuAllocation | undefined): number {
  return allocation === undefined ? 8 : deviceBudget(allocation) * allocation.devices;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function withoutUndefined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Defined<T>;
}
