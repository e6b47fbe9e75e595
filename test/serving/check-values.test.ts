import * as fc from 'fast-check';
import { checkModelServiceValues } from '../../lib/serving/check-values';
import { timeSlice } from './situations';

const GOOD = { model: 'org/model', replicas: { min: 0, max: 4 } };
const late = { __pulumiOutput: true, apply: () => undefined };

function issuesOf(change: Record<string, unknown>) {
  return checkModelServiceValues({ ...GOOD, ...change }).map(({ code, path }) => `${code} ${path}`);
}

test.each<[string, Record<string, unknown>]>([
  ['the least', {}],
  ['a model of no organisation', { model: 'gpt2' }],
  ['a token in a Secret', { token: { secret: 'hf', key: 'token' } }],
  ['a Secret named at deploy time', { token: { secret: late, key: 'token' } }],
  ['a handle', { gpu: timeSlice(4).handle }],
  ['a fixed number of replicas', { replicas: { min: 3, max: 3 } }],
  ['a digest', { image: `registry:5000/a/b@sha256:${'0'.repeat(64)}` }],
  ['a tag', { image: 'registry:5000/a/b:v1' }],
  ['a claim that exists', { cache: { claim: 'weights', readOnly: true } }],
  ['half a core', { resources: { cpu: 0.5 } }],
  ['no idle time at all', { idleSeconds: 0 }],
  ['a Prometheus known at deploy time', { prometheusAddress: late }],
  ['a file of llama.cpp', { gguf: 'org/model-GGUF:Q8_0' }],
])('accepts %s', (_, change) => {
  expect(issuesOf(change)).toEqual([]);
});

test.each<[string, Record<string, unknown>, string]>([
  ['no model', { model: undefined }, 'VALUE_REQUIRED model'],
  ['a model from plain JavaScript', { model: null }, 'VALUE_REQUIRED model'],
  ['a model with spaces', { model: 'my model' }, 'VALUE_INVALID model'],
  ['a flag for a model', { model: '--help' }, 'VALUE_INVALID model'],
  ['a revision that is a flag', { revision: '--x' }, 'VALUE_INVALID revision'],
  ['a literal token', { token: 'hf_secret' }, 'SECRET_IN_PLAIN_TEXT token'],
  ['a token without key', { token: { secret: 'hf' } }, 'VALUE_INVALID token.key'],
  ['a token without Secret', { token: { key: 'x' } }, 'VALUE_INVALID token.secret'],
  ['a profile for a handle', { gpu: '3g.40gb' }, 'VALUE_INVALID gpu'],
  ['a misspelt prop', { contextToken: 4096 }, 'VALUE_INVALID contextToken'],
  ['a misspelt bound', { replicas: { min: 0, max: 4, minimum: 1 } }, 'VALUE_INVALID replicas.minimum'],
  ['a misspelt part of the token', { token: { secret: 'hf', key: 'k', name: 'x' } }, 'VALUE_INVALID token.name'],
  ['a misspelt part of the cache', { cache: { sizeGib: 50 } }, 'VALUE_INVALID cache.sizeGib'],
  ['a misspelt resource', { resources: { memory: 4 } }, 'VALUE_INVALID resources.memory'],
  ['no replicas', { replicas: undefined }, 'VALUE_REQUIRED replicas'],
  ['replicas as text', { replicas: { min: '3', max: 4 } }, 'VALUE_INVALID replicas.min'],
  ['replicas that are no number', { replicas: { min: 0, max: NaN } }, 'VALUE_INVALID replicas.max'],
  ['half a replica', { replicas: { min: 0.5, max: 4 } }, 'VALUE_INVALID replicas.min'],
  ['a minimum above the maximum', { replicas: { min: 5, max: 4 } }, 'VALUE_OUT_OF_RANGE replicas'],
  ['a maximum of zero', { replicas: { min: 0, max: 0 } }, 'VALUE_OUT_OF_RANGE replicas.max'],
  ['an unknown engine', { engine: 'vlm' }, 'VALUE_INVALID engine'],
  ['the latest image', { image: 'vllm/vllm-openai:latest' }, 'IMAGE_NOT_PINNED image'],
  ['an image without tag', { image: 'registry:5000/vllm' }, 'IMAGE_NOT_PINNED image'],
  ['an image with spaces', { image: 'a b' }, 'VALUE_INVALID image'],
  ['one text for flags', { args: '--x' }, 'VALUE_INVALID args'],
  ['a number among flags', { args: ['--x', 3] }, 'VALUE_INVALID args[1]'],
  ['a context as text', { contextTokens: '8192' }, 'VALUE_INVALID contextTokens'],
  ['no requests at once', { concurrency: 0 }, 'VALUE_OUT_OF_RANGE concurrency'],
  ['a file path for a GGUF repository', { gguf: '/models/a.gguf' }, 'VALUE_INVALID gguf'],
  ['a cache in words', { cache: 'big' }, 'VALUE_INVALID cache'],
  ['an unknown access mode', { cache: { accessMode: 'RWX' } }, 'VALUE_INVALID cache.accessMode'],
  ['a size for a claim that exists', { cache: { claim: 'a', sizeGiB: 3 } }, 'VALUES_CONFLICT cache'],
  [
    'a new volume that is only read',
    { cache: { storageClass: 'a', readOnly: true } },
    'VALUES_CONFLICT cache.readOnly',
  ],
  ['an instant start', { startupSeconds: 1 }, 'VALUE_OUT_OF_RANGE startupSeconds'],
  ['a namespace in capitals', { namespace: 'Team A' }, 'VALUE_INVALID namespace'],
  ['cores as text', { resources: { cpu: '4' } }, 'VALUE_INVALID resources.cpu'],
  ['memory that is no number', { resources: { memoryGiB: NaN } }, 'VALUE_INVALID resources.memoryGiB'],
  ['metrics as text', { metrics: 'yes' }, 'VALUE_INVALID metrics'],
  ['an address without http', { prometheusAddress: 'prometheus:9090' }, 'VALUE_INVALID prometheusAddress'],
])('refuses %s', (_, change, issue) => {
  expect(issuesOf(change)).toContain(issue);
});

test('hints name what was probably meant', () => {
  const hints = checkModelServiceValues({
    model: 'https://huggingface.co/Qwen/Qwen3-8B/tree/main',
    replicas: { min: 5, max: 4 },
    engine: 'vlm',
    namespace: 'Team A',
    prometheusAddress: 'prometheus:9090',
  }).map(({ hint }) => hint);
  expect(hints).toEqual([
    "write 'Qwen/Qwen3-8B'",
    'use { min: 4, max: 5 }',
    "did you mean 'vllm'?",
    "write 'team-a'",
    "write 'http://prometheus:9090'",
  ]);
});

test('a token written out is not repeated in the error', () => {
  expect(JSON.stringify(checkModelServiceValues({ ...GOOD, token: 'hf_abcdef' }))).not.toContain('hf_abcdef');
});

test('anything at all gives issues, never an exception', () => {
  const names = [
    'model',
    'revision',
    'token',
    'gpu',
    'replicas',
    'engine',
    'image',
    'args',
    'cache',
    'resources',
    'gguf',
  ];
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), fc.anything()), (props) => {
      const issues = checkModelServiceValues(props);
      // Neither a model nor replicas that anything could stand for by chance.
      if (!('replicas' in props)) expect(issues.map(({ path }) => path)).toContain('replicas');
      for (const issue of issues) expect(issue.hint).not.toBe('');
    }),
    { numRuns: 500 },
  );
});
