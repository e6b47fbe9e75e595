import { type ConfigIssue, suggestWord } from '../errors';
import { checkKnownKeys, checkRange, checkWhole, isDnsLabel, isDnsSubdomain, isLate } from '../kube';
import { ENGINES, type EngineName } from './engines';
import { CACHE_KEYS, REPLICA_KEYS, RESOURCE_KEYS, SERVICE_KEYS, TOKEN_KEYS } from './known-keys';

type Unknown = Readonly<Record<string, unknown>>;

/** Issues of each prop taken by itself, whatever plain JavaScript may have put there. Never throws. */
export function checkModelServiceValues(props: Unknown): ConfigIssue[] {
  return [
    ...checkKnownKeys(props, SERVICE_KEYS),
    ...checkModel(props.model),
    ...checkOptional(props.revision, 'revision', isRevision, 'write a branch, tag or commit'),
    ...checkToken(props.token),
    ...checkHandle(props.gpu),
    ...checkKnownKeys(asMap(props.replicas) ?? {}, REPLICA_KEYS, 'replicas'),
    ...checkRange(props.replicas, 'replicas', { max: 10_000 }),
    ...checkEngine(props.engine),
    ...checkImage(props.image),
    ...checkArgsAreTexts(props.args),
    ...checkOptionalWhole(props.contextTokens, 'contextTokens', 256, 10_000_000),
    ...checkOptionalWhole(props.concurrency, 'concurrency', 1, 10_000),
    ...checkOptional(props.gguf, 'gguf', isGguf, "write it like 'Qwen/Qwen2.5-0.5B-Instruct-GGUF:Q4_K_M'"),
    ...checkCache(props.cache),
    ...checkOptionalWhole(props.startupSeconds, 'startupSeconds', 30, 24 * 3600),
    ...checkOptionalWhole(props.idleSeconds, 'idleSeconds', 0, 7 * 24 * 3600),
    ...checkOptional(props.namespace, 'namespace', isDnsLabel, nearestLabel(props.namespace)),
    ...checkOptional(
      props.serviceAccountName,
      'serviceAccountName',
      isDnsSubdomain,
      'name a service account of the namespace',
    ),
    ...checkResources(props.resources),
    ...checkOptional(props.metrics, 'metrics', isBoolean, 'write true or false'),
    ...checkAddress(props.prometheusAddress),
  ];
}

function checkModel(model: unknown): ConfigIssue[] {
  const hint = "write its Hugging Face id, like 'meta-llama/Llama-3.1-8B-Instruct'";
  if (model === undefined || model === null || model === '') {
    return [{ code: 'VALUE_REQUIRED', path: 'model', reason: 'no model is named', hint }];
  }
  if (isRepository(model)) return [];
  const id = typeof model === 'string' ? /huggingface\.co\/([\w.-]+\/[\w.-]+)/.exec(model)?.[1] : undefined;
  const better = id === undefined ? hint : `write '${id}'`;
  return [{ code: 'VALUE_INVALID', path: 'model', reason: `${show(model)} is not a Hugging Face id`, hint: better }];
}

function checkToken(token: unknown): ConfigIssue[] {
  if (token === undefined) return [];
  const hint = "name the Secret that holds it: { secret: 'hf-token', key: 'token' }";
  if (typeof token === 'string') {
    // What was written may be the token itself, so it is not repeated.
    return [
      { code: 'SECRET_IN_PLAIN_TEXT', path: 'token', reason: 'a text would stand readable in every manifest', hint },
    ];
  }
  const map = asMap(token) ?? {};
  const { secret, key } = map;
  const issues = checkKnownKeys(map, TOKEN_KEYS, 'token');
  if (!isDnsSubdomain(secret) && !isLate(secret)) {
    issues.push({ code: 'VALUE_INVALID', path: 'token.secret', reason: 'is not the name of a Secret', hint });
  }
  if (typeof key !== 'string' || !/^[-._a-zA-Z0-9]{1,253}$/.test(key)) {
    issues.push({ code: 'VALUE_INVALID', path: 'token.key', reason: 'is not a key of a Secret', hint });
  }
  return issues;
}

function checkHandle(gpu: unknown): ConfigIssue[] {
  if (gpu === undefined) return [];
  const { pool, kind } = asMap(gpu) ?? {};
  if (asMap(pool) !== undefined && ['whole', 'slice', 'share'].includes(kind as string)) return [];
  const hint = "pass what pool.gpus(1), slices.slice('…') or shared.share() gives";
  return [{ code: 'VALUE_INVALID', path: 'gpu', reason: `${show(gpu)} is not a GPU handle`, hint }];
}

function checkEngine(engine: unknown): ConfigIssue[] {
  if (engine === undefined || ENGINES.includes(engine as EngineName)) return [];
  const hint = suggestWord(engine, ENGINES);
  return [{ code: 'VALUE_INVALID', path: 'engine', reason: `${show(engine)} is not an engine`, hint }];
}

function checkImage(image: unknown): ConfigIssue[] {
  if (image === undefined) return [];
  if (typeof image !== 'string' || !/^[\w.-]+(:\d+)?(\/[\w.-]+)*(:[\w.-]+)?(@sha256:[0-9a-f]{64})?$/.test(image)) {
    const hint = "write it like 'registry.example.com/vllm:v1'";
    return [{ code: 'VALUE_INVALID', path: 'image', reason: `${show(image)} is not an image`, hint }];
  }
  const tag = /:([\w.-]+)$/.exec(image.split('@')[0]!.split('/').at(-1)!)?.[1];
  if (image.includes('@') || (tag !== undefined && tag !== 'latest')) return [];
  const reason =
    tag === undefined ? 'has no tag, so it means latest' : 'may be another program at every start of a pod';
  const hint = 'name a version tag or a digest (@sha256:…)';
  return [{ code: 'IMAGE_NOT_PINNED', path: 'image', reason: `'${image}' ${reason}`, hint }];
}

function checkArgsAreTexts(args: unknown): ConfigIssue[] {
  if (args === undefined) return [];
  const hint = "write a list of texts: ['--max-num-seqs=64']";
  if (!Array.isArray(args))
    return [{ code: 'VALUE_INVALID', path: 'args', reason: `${show(args)} is not a list`, hint }];
  return args.flatMap((arg: unknown, i): ConfigIssue[] =>
    typeof arg === 'string'
      ? []
      : [
          {
            code: 'VALUE_INVALID',
            path: `args[${i}]`,
            reason: `${show(arg)} is not a text`,
            hint: `write '${show(arg)}'`,
          },
        ],
  );
}

function checkCache(cache: unknown): ConfigIssue[] {
  if (cache === undefined) return [];
  const map = asMap(cache);
  if (map === undefined) {
    const hint = "write { storageClass: 'shared', sizeGiB: 50 }";
    return [{ code: 'VALUE_INVALID', path: 'cache', reason: `${show(cache)} is not a cache`, hint }];
  }
  const modes = ['ReadWriteOnce', 'ReadWriteMany'];
  const issues = [
    ...checkKnownKeys(map, CACHE_KEYS, 'cache'),
    ...checkOptionalWhole(map.sizeGiB, 'cache.sizeGiB', 1, 100_000),
    ...checkOptional(map.storageClass, 'cache.storageClass', isDnsSubdomain, 'name a StorageClass of the cluster'),
    ...checkOptional(map.claim, 'cache.claim', isDnsSubdomain, 'name a PersistentVolumeClaim of the namespace'),
    ...checkOptional(
      map.accessMode,
      'cache.accessMode',
      (mode) => modes.includes(mode as string),
      suggestWord(map.accessMode, modes),
    ),
    ...checkOptional(map.readOnly, 'cache.readOnly', isBoolean, 'write true or false'),
  ];
  const made = ['sizeGiB', 'storageClass', 'accessMode'].filter((prop) => map[prop] !== undefined);
  if (map.claim !== undefined && made.length > 0) {
    const hint = `leave out ${made.join(' and ')}, or leave out claim to have a volume made`;
    issues.push({
      code: 'VALUES_CONFLICT',
      path: 'cache',
      reason: 'a claim that exists has its size and class already',
      hint,
    });
  }
  if (map.claim === undefined && map.readOnly === true) {
    const hint = 'name a filled PersistentVolumeClaim in cache.claim, or leave out readOnly';
    issues.push({
      code: 'VALUES_CONFLICT',
      path: 'cache.readOnly',
      reason: 'a new volume is empty and must be written',
      hint,
    });
  }
  return issues;
}

function checkResources(resources: unknown): ConfigIssue[] {
  if (resources === undefined) return [];
  const map = asMap(resources);
  if (map === undefined) {
    const hint = 'write { cpu: 4, memoryGiB: 32 }';
    return [{ code: 'VALUE_INVALID', path: 'resources', reason: `${show(resources)} is not a map`, hint }];
  }
  const numbers = RESOURCE_KEYS.flatMap((prop): ConfigIssue[] => {
    const value = map[prop];
    if (value === undefined || (typeof value === 'number' && value >= 0.1 && value <= 10_000)) return [];
    const nearest = Number(value) > 0 ? Math.min(10_000, Math.max(0.1, Number(value))) : 1;
    return [
      {
        code: 'VALUE_INVALID',
        path: `resources.${prop}`,
        reason: `${show(value)} is not a number from 0.1 to 10000`,
        hint: `write ${nearest}`,
      },
    ];
  });
  return [...checkKnownKeys(map, RESOURCE_KEYS, 'resources'), ...numbers];
}

function checkAddress(address: unknown): ConfigIssue[] {
  if (address === undefined || isLate(address)) return [];
  if (typeof address === 'string' && /^https?:\/\/[\w.-]+(:\d+)?(\/\S*)?$/.test(address)) return [];
  const bare = typeof address === 'string' && /^[\w.-]+(:\d+)?$/.test(address);
  const hint = bare ? `write 'http://${address}'` : "write it like 'http://prometheus.monitoring:9090'";
  return [
    { code: 'VALUE_INVALID', path: 'prometheusAddress', reason: `${show(address)} is not an http address`, hint },
  ];
}

function checkOptional(value: unknown, path: string, valid: (value: unknown) => boolean, hint: string): ConfigIssue[] {
  if (value === undefined || valid(value)) return [];
  return [{ code: 'VALUE_INVALID', path, reason: `${show(value)} cannot stand there`, hint }];
}

function checkOptionalWhole(value: unknown, path: string, min: number, max: number): ConfigIssue[] {
  return value === undefined ? [] : checkWhole(value, path, { min, max });
}

/** The namespace that was probably meant. */
function nearestLabel(name: unknown): string {
  const plain = (typeof name === 'string' ? name : '')
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');
  return isDnsLabel(plain) ? `write '${plain}'` : 'name a namespace: lower case letters, digits and dashes';
}

function isRepository(text: unknown): text is string {
  return typeof text === 'string' && text.length <= 193 && /^[\w][\w.-]*(\/[\w][\w.-]*)?$/.test(text);
}

function isGguf(text: unknown): boolean {
  return typeof text === 'string' && /^[\w][\w.-]*\/[\w][\w.-]*(:[\w.-]+)?$/.test(text);
}

function isRevision(text: unknown): boolean {
  return typeof text === 'string' && /^[\w][\w./-]{0,199}$/.test(text);
}

function isBoolean(value: unknown): boolean {
  return typeof value === 'boolean';
}

function asMap(value: unknown): Unknown | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Unknown) : undefined;
}

/** A value as its writer would recognise it, whatever it is and however long. */
function show(value: unknown): string {
  if (typeof value === 'string') return value.length > 60 ? `'${value.slice(0, 60)}…'` : `'${value}'`;
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
