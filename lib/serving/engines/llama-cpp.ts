import { ggufFormat } from '../memory-fit';
import type { Engine } from './engine';

const CACHE = '/cache';

/**
 * llama.cpp's server, for CPUs and laptops. Flags and metrics: ggml-org/llama.cpp tools/server/README.md and
 * docs/docker.md, read 2026-11. Its image runs as anyone, and with a read-only root.
 */
export const LLAMA_CPP: Engine = {
  name: 'llama-cpp',
  port: 8080,
  cachePath: CACHE,
  weightsPath: CACHE,
  user: { runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 },
  drainSeconds: 15,
  scratch: ['/tmp'],
  image: (onGpu) => `ghcr.io/ggml-org/llama.cpp:${onGpu ? 'server-cuda' : 'server'}-b11176`,
  args: ({ props, allocation, cache, contextTokens, concurrency, host }) => [
    '-hf',
    props.gguf ?? '',
    '--alias',
    props.model,
    '--host',
    '0.0.0.0',
    '--port',
    '8080',
    '--metrics',
    // The context is divided between the slots, so each request gets what was asked for.
    '--ctx-size',
    String(contextTokens * concurrency),
    '--parallel',
    String(concurrency),
    // By itself it starts as many threads as the whole node has cores.
    '--threads',
    String(Math.max(1, Math.ceil(host.cpuMillis / 1000))),
    ...(allocation === undefined ? [] : ['--n-gpu-layers', '999']),
    ...(cache.kind === 'claim' && cache.readOnly ? ['--offline'] : []),
  ],
  env: () => [
    { name: 'HOME', value: CACHE },
    { name: 'HF_HOME', value: CACHE },
    { name: 'LLAMA_CACHE', value: CACHE },
  ],
  apiKeyVariable: 'LLAMA_API_KEY',
  ownedFlags: new Map([
    ['-m', 'name the model in gguf'],
    ['--model', 'name the model in gguf'],
    ['-hf', 'it is set by gguf'],
    ['-hfr', 'it is set by gguf'],
    ['--hf-repo', 'it is set by gguf'],
    ['-hft', 'name a Secret in token instead'],
    ['--hf-token', 'name a Secret in token instead'],
    ['-a', 'it is set by model'],
    ['--alias', 'it is set by model'],
    ['--host', 'leave it out; the Service finds the server'],
    ['--port', 'leave it out; the Service finds the server'],
    ['--metrics', 'leave it out; metrics are on already'],
    ['-c', 'it is set by contextTokens and concurrency'],
    ['--ctx-size', 'it is set by contextTokens and concurrency'],
    ['-np', 'it is set by concurrency'],
    ['--parallel', 'it is set by concurrency'],
    ['-t', 'it is set by resources.cpu'],
    ['--threads', 'it is set by resources.cpu'],
    ['-ngl', 'leave it out; with a GPU all layers go there'],
    ['--gpu-layers', 'leave it out; with a GPU all layers go there'],
    ['--n-gpu-layers', 'leave it out; with a GPU all layers go there'],
  ]),
  format: (_flags, gguf) => (gguf === undefined ? undefined : ggufFormat(gguf)),
  signals: (selector) => ({
    load: `sum(llamacpp:requests_processing{${selector}} + llamacpp:requests_deferred{${selector}})`,
    waiting: `sum(llamacpp:requests_deferred{${selector}}) or vector(0)`,
  }),
};
