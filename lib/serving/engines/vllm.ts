import { gpuFacts, type GpuModel } from '../../gpu';
import { vllmFormat } from '../memory-fit';
import type { Engine } from './engine';

const HOME = '/home/vllm';
const CACHE = `${HOME}/.cache`;
const DRAIN_SECONDS = 90;

/**
 * vLLM's OpenAI server. Figures and flags: vllm-project/vllm docs, read 2026-11.
 *
 * The image carries the user 2000 in group 0, whose home is writable; a read-only root would break the injection of
 * GPUs, so only the rest of the restricted profile applies.
 */
export const VLLM: Engine = {
  name: 'vllm',
  port: 8000,
  cachePath: CACHE,
  weightsPath: `${CACHE}/huggingface`,
  user: { runAsUser: 2000, runAsGroup: 0, fsGroup: 0 },
  drainSeconds: DRAIN_SECONDS,
  scratch: [],
  image: () => 'docker.io/vllm/vllm-openai:v0.30.0',
  command: ['vllm', 'serve'],
  args: ({ props, allocation, contextTokens, utilization, cacheBytes }) => [
    props.model,
    ...(props.revision === undefined ? [] : [`--revision=${props.revision}`]),
    `--served-model-name=${props.model}`,
    '--port=8000',
    `--tensor-parallel-size=${allocation?.devices ?? 1}`,
    `--gpu-memory-utilization=${utilization}`,
    ...(cacheBytes === undefined ? [] : [`--kv-cache-memory-bytes=${cacheBytes}`]),
    `--max-model-len=${contextTokens}`,
    ...(needsHalf(allocation?.pool.gpus ?? [], props.args ?? []) ? ['--dtype=half'] : []),
    // Without it a replica that is told to stop drops every answer it is writing.
    `--shutdown-timeout=${DRAIN_SECONDS}`,
    '--disable-access-log-for-endpoints=/health,/metrics,/ping',
  ],
  env: ({ cache }) => [
    { name: 'HOME', value: HOME },
    { name: 'HF_HOME', value: `${CACHE}/huggingface` },
    // What torch compiled at the first start is found again by the next on the same volume.
    { name: 'VLLM_CACHE_ROOT', value: `${CACHE}/vllm` },
    ...(cache.kind === 'claim' && cache.readOnly ? [{ name: 'HF_HUB_OFFLINE', value: '1' }] : []),
  ],
  apiKeyVariable: 'VLLM_API_KEY',
  ownedFlags: new Map([
    ['--model', 'it is set by model'],
    ['--served-model-name', 'it is set by model'],
    ['--revision', 'it is set by revision'],
    ['--hf-token', 'name a Secret in token instead'],
    ['--host', 'leave it out; the Service finds the server'],
    ['--port', 'leave it out; the Service finds the server'],
    ['--tensor-parallel-size', 'it is set by how many GPUs the handle in gpu stands for'],
    ['-tp', 'it is set by how many GPUs the handle in gpu stands for'],
    ['--pipeline-parallel-size', 'leave it out; the GPUs of a replica work as one by tensor parallelism'],
    ['-pp', 'leave it out; the GPUs of a replica work as one by tensor parallelism'],
    ['--data-parallel-size', 'leave it out; raise replicas.max instead'],
    ['-dp', 'leave it out; raise replicas.max instead'],
    ['--gpu-memory-utilization', "it is set by the replica's share of the GPU"],
    ['--kv-cache-memory-bytes', "it is set by the replica's share of the GPU"],
    ['--max-model-len', 'it is set by contextTokens'],
    ['--shutdown-timeout', "it is set together with the pod's grace period"],
    ['--disable-access-log-for-endpoints', 'leave it out; probes are kept out of the log already'],
  ]),
  format: vllmFormat,
  signals: (selector) => ({
    load: `sum(vllm:num_requests_running{${selector}} + vllm:num_requests_waiting{${selector}})`,
    // Older servers lack this series; then only the load decides.
    waiting: `sum(vllm:num_requests_waiting_by_reason{reason="capacity",${selector}}) or vector(0)`,
  }),
};

/** Most models come in bfloat16, which GPUs before Ampere lack; the engine does not fall back by itself. */
function needsHalf(gpus: readonly GpuModel[], args: readonly string[]): boolean {
  const chosen = args.some((arg) => /^--dtype(=|$)/.test(arg));
  return !chosen && gpus.some((gpu) => Number(gpuFacts(gpu).computeCapability) < 8);
}
