import type { ConfigIssue } from '../errors';
import type { AutoscaledModelServiceProps } from './autoscaled-model-service';
import { checkModelServiceValues } from './check-values';
import { engineFacts, listFlags } from './engines';
import { adviseFit } from './fit-advice';
import { nodeRoom, roomForCaches } from './host-share';
import { enginesOf, type ModelServiceContext, type ServingSetup, setUpServing } from './serving-setup';

/** Everything that is wrong with one service, in its place. Never throws, whatever the props are. */
export function checkModelService(props: AutoscaledModelServiceProps, context: ModelServiceContext): ConfigIssue[] {
  const values = checkModelServiceValues(props as unknown as Readonly<Record<string, unknown>>);
  if (values.length > 0) return values;
  const shape = [
    ...checkEngineFits(props, context),
    ...checkFlags(props),
    ...checkScaling(props),
    ...checkCacheShared(props),
  ];
  if (shape.length > 0) return shape;
  const setup = setUpServing(props, context);
  return [
    ...checkContext(setup),
    ...checkMemory(setup),
    ...checkHostMemory(setup),
    ...checkPoolHolds(setup),
    ...checkNodeHolds(setup),
    ...(setup.fit?.fits === false ? [] : checkDisk(setup)),
  ];
}

/** vLLM needs a GPU, llama.cpp a file in its own format. */
function checkEngineFits(props: AutoscaledModelServiceProps, { platform }: ModelServiceContext): ConfigIssue[] {
  const { declared, actual } = enginesOf(props, platform);
  const issues: ConfigIssue[] = [];
  if (declared === 'vllm' && props.gpu === undefined) {
    const hint = "pass gpu: pool.gpus(1), or serve it on the CPU with engine: 'llama-cpp' and gguf";
    issues.push({ code: 'VALUE_REQUIRED', path: 'gpu', reason: 'vllm serves from a GPU, and none is given', hint });
  }
  if (actual === 'llama-cpp' && props.gguf === undefined) {
    const where = declared === 'vllm' ? 'this place serves on the CPU, by llama.cpp, which' : 'llama.cpp';
    const name = props.model.split('/').at(-1)!;
    const hint = `name a repository with such files, often called like '${name}-GGUF', in gguf: '<owner>/${name}-GGUF:Q4_K_M'`;
    issues.push({ code: 'VALUE_REQUIRED', path: 'gguf', reason: `${where} reads models in GGUF format only`, hint });
  }
  if (declared === 'llama-cpp' && props.revision !== undefined) {
    const hint = "leave it out, or serve with engine: 'vllm'";
    issues.push({
      code: 'VALUES_CONFLICT',
      path: 'revision',
      reason: 'llama.cpp always takes the newest file of gguf',
      hint,
    });
  }
  return issues;
}

function checkFlags(props: AutoscaledModelServiceProps): ConfigIssue[] {
  const { apiKeyVariable, ownedFlags, name } = engineFacts(
    props.engine ?? (props.gpu === undefined ? 'llama-cpp' : 'vllm'),
  );
  const seen = new Set<string>();
  return listFlags(props.args ?? []).flatMap(([flag, value]): ConfigIssue[] => {
    // `$(NAME)` is filled in by Kubernetes, from a variable that may come from a Secret.
    if (flag === '--api-key' && !/^\$\(\w+\)$/.test(value)) {
      const reason = 'the key after --api-key would stand readable in every manifest';
      const hint = `remove it, put the key into a Secret, and let eachObject of the cluster add ${apiKeyVariable} from it to the container's env`;
      return [{ code: 'SECRET_IN_PLAIN_TEXT', path: 'args', reason, hint }];
    }
    const instead = ownedFlags.get(flag);
    if (instead !== undefined) {
      return [
        {
          code: 'ENGINE_FLAG_TAKEN',
          path: 'args',
          reason: `${flag} would stand twice on the command line of ${name}`,
          hint: instead,
        },
      ];
    }
    if (seen.has(flag)) {
      return [
        { code: 'ENGINE_FLAG_TAKEN', path: 'args', reason: `${flag} stands there twice`, hint: 'keep one of the two' },
      ];
    }
    seen.add(flag);
    return [];
  });
}

function checkScaling({
  idleSeconds,
  metrics,
  prometheusAddress,
  replicas,
}: AutoscaledModelServiceProps): ConfigIssue[] {
  const { min, max } = replicas;
  const issues: ConfigIssue[] = [];
  if (idleSeconds !== undefined && min > 0) {
    const hint = `set replicas.min to 0, or leave out idleSeconds`;
    issues.push({
      code: 'VALUES_CONFLICT',
      path: 'idleSeconds',
      reason: `${min} replicas run whether idle or not`,
      hint,
    });
  }
  if (metrics === false && prometheusAddress === undefined && min > 0 && min < max) {
    const hint = 'leave out metrics, or name in prometheusAddress a Prometheus that scrapes the pods by itself';
    issues.push({
      code: 'VALUES_CONFLICT',
      path: 'metrics',
      reason: `scaling from ${min} to ${max} goes by the engine's metrics`,
      hint,
    });
  }
  return issues;
}

/** A volume that one node mounts at a time keeps all replicas but those of that node waiting forever. */
function checkCacheShared({ cache, replicas: { max } }: AutoscaledModelServiceProps): ConfigIssue[] {
  if (cache?.accessMode !== 'ReadWriteOnce' || max === 1) return [];
  const hint = "use accessMode: 'ReadWriteMany' with a storage class that offers it, or leave out cache";
  return [
    {
      code: 'CACHE_NOT_SHARED',
      path: 'cache.accessMode',
      reason: `ReadWriteOnce holds for one node, and ${max} replicas stand on several`,
      hint,
    },
  ];
}

function checkContext({ contextTokens, props, shape }: ServingSetup): ConfigIssue[] {
  if (shape === undefined || contextTokens <= shape.contextTokens) return [];
  const reason = `${contextTokens} is more than the ${shape.contextTokens} tokens that ${props.model} is made for`;
  return [{ code: 'VALUE_OUT_OF_RANGE', path: 'contextTokens', reason, hint: `use ${shape.contextTokens}` }];
}

function checkMemory(setup: ServingSetup): ConfigIssue[] {
  const { engine, fit, memory, props } = setup;
  if (fit === undefined || memory === undefined) return [];
  const { devices, shape } = memory;
  if (engine.name === 'vllm' && shape.heads % devices !== 0) {
    const fitting = [8, 7, 4, 2, 1].filter((count) => count < devices && shape.heads % count === 0)[0] ?? 1;
    const reason = `${shape.heads} attention heads of ${props.model} cannot be split over ${devices} GPUs`;
    return [{ code: 'MODEL_DOES_NOT_FIT', path: 'gpu', reason, hint: `use pool.gpus(${fitting})` }];
  }
  if (fit.fits) return [];
  const each = devices === 1 ? '' : ` on each of ${devices} GPUs`;
  const parts = `${gib(fit.weightsGiB)} of weights, ${gib(memory.overheadGiB)} of overhead and a cache of ${memory.tokens} tokens`;
  const reason =
    `${props.model} needs ${gib(fit.neededGiB)}${each} (${parts}), ` +
    `${gib(fit.neededGiB - memory.budgetGiB)} more than the ${gib(memory.budgetGiB)} it may use there`;
  return [{ code: 'MODEL_DOES_NOT_FIT', path: 'gpu', reason, hint: adviseFit(setup) }];
}

/** On the CPU the whole model lives in the container's memory. */
function checkHostMemory({
  allocation,
  concurrency,
  contextTokens,
  host,
  props,
  context,
}: ServingSetup): ConfigIssue[] {
  const given = props.resources?.memoryGiB;
  if (allocation !== undefined || given === undefined) return [];
  const needed = setUpServing({ ...props, resources: undefined, contextTokens, concurrency }, context);
  if (needed.weightsGiB === undefined || needed.host.memoryGiB <= host.memoryGiB) return [];
  const reason = `${props.model} needs ${needed.host.memoryGiB} GiB on the CPU, ${gib(needed.host.memoryGiB - given)} more than given`;
  const hint = `give it ${needed.host.memoryGiB}, or lower contextTokens or concurrency`;
  return [{ code: 'MODEL_DOES_NOT_FIT', path: 'resources.memoryGiB', reason, hint }];
}

function checkPoolHolds({ allocation, props }: ServingSetup): ConfigIssue[] {
  if (allocation === undefined) return [];
  const { maxNodes, perNode } = allocation;
  const { min, max } = props.replicas;
  if (max <= perNode * maxNodes || perNode < 1) return [];
  const reason = `${max} replicas are more than the pool can hold: ${capacityInWords(allocation)} = ${perNode * maxNodes}`;
  const nodes = `let the pool have ${Math.ceil(max / perNode)} nodes (nodes.max)`;
  const hint = min <= perNode * maxNodes ? `set max to ${perNode * maxNodes}, or ${nodes}` : nodes;
  return [{ code: 'POOL_TOO_SMALL', path: 'replicas.max', reason, hint }];
}

function capacityInWords({
  devices,
  handle,
  maxNodes,
  perNode,
  pool,
}: NonNullable<ServingSetup['allocation']>): string {
  const nodes = plural(maxNodes, 'node');
  if (handle.kind === 'whole') return `${nodes} × ${perNode} times ${plural(devices, 'GPU')}`;
  const perGpu = perNode / pool.gpusPerNode;
  const unit = handle.kind === 'slice' ? 'slice' : 'share';
  if (!Number.isInteger(perGpu)) return `${nodes} × ${plural(perNode, unit)}`;
  return `${nodes} × ${plural(pool.gpusPerNode, 'GPU')} × ${plural(perGpu, unit)}`;
}

/** CPU and memory that were asked for must exist on some node of the pool. */
function checkNodeHolds({ allocation, props }: ServingSetup): ConfigIssue[] {
  const room = allocation === undefined ? undefined : nodeRoom(allocation.pool);
  if (room === undefined) return [];
  const issues: ConfigIssue[] = [];
  const { cpu, memoryGiB } = props.resources ?? {};
  if (cpu !== undefined && cpu > room.cpu) {
    const reason = `no node of the pool has ${cpu} cores for one pod`;
    issues.push({
      code: 'POOL_TOO_SMALL',
      path: 'resources.cpu',
      reason,
      hint: `use at most ${Math.floor(room.cpu * 10) / 10}`,
    });
  }
  if (memoryGiB !== undefined && memoryGiB > room.memoryGiB) {
    const reason = `no node of the pool has ${memoryGiB} GiB of memory for one pod`;
    issues.push({
      code: 'POOL_TOO_SMALL',
      path: 'resources.memoryGiB',
      reason,
      hint: `use at most ${Math.floor(room.memoryGiB)}`,
    });
  }
  return issues;
}

/** Replicas that fill their node's disk are evicted. Disks of nodes that exist already are not ours to know. */
function checkDisk({ allocation, cache, props }: ServingSetup): ConfigIssue[] {
  if (allocation === undefined || cache.kind !== 'pod') return [];
  const { perNode, pool } = allocation;
  if (pool.provisioner === 'existing' || pool.provisioner === 'simulated') return [];
  const room = roomForCaches(allocation);
  if (cache.sizeGiB <= room) return [];
  const pods = perNode === 1 ? 'a replica' : `each of ${perNode} replicas on a node`;
  const disk = Math.ceil((cache.sizeGiB * perNode + 25) / 0.9 / 10) * 10;
  const more =
    pool.ephemeralGiB === pool.diskGiB
      ? `give the pool diskGiB: ${disk}`
      : `use machines with ${disk} GiB of local disk`;
  const reason = `${props.model} takes ${cache.sizeGiB} GiB, and the ${pool.ephemeralGiB} GiB of disk leave ${pods} ${gib(Math.max(0, room))}`;
  const hint = `${more}, or let replicas share a volume by cache.storageClass`;
  return [{ code: 'CACHE_DOES_NOT_FIT', path: 'cache', reason, hint }];
}

function gib(value: number): string {
  return `${value >= 10 ? value.toFixed(1) : value.toFixed(2)} GiB`;
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
