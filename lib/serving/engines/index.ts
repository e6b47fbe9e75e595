import type { Engine, EngineName } from './engine';
import { LLAMA_CPP } from './llama-cpp';
import { VLLM } from './vllm';

export { type Engine, type EngineName, ENGINES } from './engine';
export { listFlags, readFlags } from './flags';

const BY_NAME: Readonly<Record<EngineName, Engine>> = { vllm: VLLM, 'llama-cpp': LLAMA_CPP };

/** What is known of an engine. */
export function engineFacts(name: EngineName): Engine {
  return BY_NAME[name];
}
