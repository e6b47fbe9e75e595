import { AiConstruct } from '../declaration';
import type { Late } from '../kube';
import type { GpuHandle } from '../nodes';
import type { EngineName } from './engines';

/** What a model service serves, on which GPUs, and between how many replicas. */
export interface AutoscaledModelServiceProps {
  /** The model, by its Hugging Face id: `meta-llama/Llama-3.1-8B-Instruct`. Clients ask for it by this name. */
  readonly model: string;
  /**
   * Branch, tag or commit of the model's repository. A commit keeps every replica on the same weights whatever is
   * pushed upstream.
   *
   * @default - the repository's main branch
   */
  readonly revision?: string;
  /**
   * The Hugging Face token for gated models, in a Secret of the service's namespace.
   *
   * @default - none: only open models can be fetched
   */
  readonly token?: SecretKey;
  /**
   * The GPU of each replica: whole GPUs (`pool.gpus(2)`), a slice (`slices.slice('3g.40gb')`) or a share
   * (`shared.share()`). Where a laptop serves on its CPU instead, the handle is passed over.
   *
   * @default - no GPU: the model is served on the CPU
   */
  readonly gpu?: GpuHandle;
  /**
   * How many replicas may run. With `min: 0` nothing is paid for while nobody asks, and the first request waits for a
   * cold start; with `min` equal to `max` there is no autoscaler.
   */
  readonly replicas: ReplicaRange;
  /**
   * What serves the model.
   *
   * @default 'vllm' with a GPU, 'llama-cpp' without
   */
  readonly engine?: EngineName;
  /**
   * Container image, with a tag other than `latest` or a digest. It must know the engine's user (2000 for vLLM), and
   * is passed over like `args` where a laptop serves on the CPU instead.
   *
   * @default - the engine's own image, pinned
   * @see https://docs.vllm.ai/en/stable/deployment/docker.html
   */
  readonly image?: string;
  /**
   * Further flags of the engine, as on its command line. They belong to the engine the service has by itself, so they
   * are left out where a laptop serves on the CPU instead.
   *
   * @default - none
   */
  readonly args?: readonly string[];
  /**
   * Longest conversation in tokens, prompt and answer together. It sets how much cache memory one request can take, so
   * a longer context means fewer requests at once on the same GPU.
   *
   * @default 8192 on a GPU, 4096 on the CPU
   */
  readonly contextTokens?: number;
  /**
   * Requests in flight per replica that the autoscaler aims at. Lower answers faster, higher costs less.
   *
   * @default - as many requests of full length as the cache memory holds, 1 to 64; 16 where the model's shape is not known; 2 on the CPU
   */
  readonly concurrency?: number;
  /**
   * The model in llama.cpp's format, as `repository` or `repository:quantization`: `Qwen/Qwen2.5-0.5B-Instruct-GGUF:Q4_K_M`.
   * Needed wherever llama.cpp serves, so also where a service with a GPU is to run on a laptop.
   *
   * @default - none
   */
  readonly gguf?: string;
  /**
   * Where the weights land. A volume that replicas share spares each new one the download, and spares the Hub the
   * rush: it answers 429 to hundreds of replicas behind one address, which then come up by and by.
   *
   * @default - a disk of the pod's own, sized for the model; every new replica downloads
   */
  readonly cache?: ModelCache;
  /**
   * Seconds a replica may take from its start to its first answer, download included, before it is restarted.
   *
   * @default - from the size of the model at 0.1 GiB/s, 600 to 3600
   */
  readonly startupSeconds?: number;
  /**
   * Seconds without any request after which the last replica goes. Only with `min: 0`. Longer costs an idle GPU,
   * shorter costs more cold starts.
   *
   * @default - as `startupSeconds`, 300 to 3600
   */
  readonly idleSeconds?: number;
  /**
   * Namespace of everything made for the service.
   *
   * @default - the cluster's
   */
  readonly namespace?: string;
  /**
   * A service account that exists, where pods need rights or cloud credentials.
   *
   * @default - one of its own, without rights and without a token in the pod
   */
  readonly serviceAccountName?: string;
  /**
   * CPU and memory of each replica besides its GPU.
   *
   * @default - from the size of the model, at most the replica's share of the node
   */
  readonly resources?: HostResources;
  /**
   * Whether Prometheus scrapes the engine, by a PodMonitor.
   *
   * @default - only where scaling needs it: `min` of 1 or more, below `max`
   */
  readonly metrics?: boolean;
  /**
   * Where KEDA asks for the metrics that scaling needs, as `http://host:port`. The series must carry the labels
   * `namespace` and `cdk8s_ai_service`, which our PodMonitor gives them.
   *
   * @default - the Prometheus of this cluster's components
   */
  readonly prometheusAddress?: Late<string>;
  /**
   * Patches laid over the objects made for this service, by kind or kind/name; the last word.
   *
   * @default - none
   */
  readonly overrides?: Readonly<Record<string, object>>;
}

/** Bounds of the number of replicas. */
export interface ReplicaRange {
  /** Replicas that always run. */
  readonly min: number;
  /** Replicas the service never exceeds, at least 1. */
  readonly max: number;
}

/** A value in a Secret. */
export interface SecretKey {
  /** Name of the Secret. */
  readonly secret: Late<string>;
  /** Key of the value in it. */
  readonly key: string;
}

/** Where a replica keeps its weights. */
export interface ModelCache {
  /**
   * Room for the weights, in GiB.
   *
   * @default - 1.2 times the weights
   */
  readonly sizeGiB?: number;
  /**
   * Puts the cache on a volume of this storage class, which outlives the replicas.
   *
   * @default - the pod's own disk, or the cluster's default class where `accessMode` is given
   */
  readonly storageClass?: string;
  /**
   * How the volume can be mounted. `ReadWriteOnce` holds for a single replica only.
   *
   * @default 'ReadWriteMany' with `storageClass`
   */
  readonly accessMode?: 'ReadWriteOnce' | 'ReadWriteMany';
  /**
   * A PersistentVolumeClaim that exists already, instead of one made for the service.
   *
   * @default - none
   */
  readonly claim?: string;
  /**
   * The claim is only read, and holds everything: the Hub is never asked.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/** What a replica takes of its node besides GPUs. */
export interface HostResources {
  /**
   * CPU cores, as a request; replicas may use more while others are idle.
   *
   * @default - 4 per GPU, at most the replica's share of the node
   */
  readonly cpu?: number;
  /**
   * Memory in GiB, as request and limit, shared memory included.
   *
   * @default - from the size of the model, at most the replica's share of the node
   */
  readonly memoryGiB?: number;
}

/**
 * A model behind an OpenAI-compatible address, with as many replicas as its users need.
 *
 * Clients reach it at `http://<name>.<namespace>:8080/v1`, whether it scales to zero or not.
 */
export class AutoscaledModelService extends AiConstruct<AutoscaledModelServiceProps> {}
