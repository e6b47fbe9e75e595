import * as fc from 'fast-check';
import { checkModelService, modelServiceNeeds, renderModelService } from '../../lib/serving';
import { cpuService, g6, LAPTOP, mpsShare, p5, service, slice, timeSlice, wholeGpus } from './situations';

type Situation = Parameters<typeof checkModelService>;

function check(situation: Situation) {
  return checkModelService(...situation);
}
function only(situation: Situation) {
  const issues = check(situation);
  expect(issues).toHaveLength(1);
  return issues[0]!;
}
const replicas = (min: number, max: number) => ({ replicas: { min, max } });

test.each<[string, Situation]>([
  ['the front page: 200 replicas on slices of 25 nodes', service(slice('3g.40gb'), replicas(0, 200))],
  ['a model of which nothing is known', service(slice('1g.10gb'), { model: 'somebody/else' })],
  [
    '70 billion parameters on four GPUs',
    service(wholeGpus(p5({ diskGiB: 400 }), 4), { model: 'meta-llama/Llama-3.1-70B-Instruct' }),
  ],
  ['a small model on a share', service(timeSlice(4), { model: 'Qwen/Qwen2.5-0.5B' })],
  ['a model on the CPU', cpuService()],
  ['a laptop that serves on its CPU', service(slice('3g.40gb'), { gguf: 'a/b-GGUF' }, { platform: LAPTOP })],
  ['a volume for one replica', service(wholeGpus(g6()), { ...replicas(0, 1), cache: { accessMode: 'ReadWriteOnce' } })],
])('accepts %s', (_, situation) => {
  expect(check(situation)).toEqual([]);
});

describe('the engine', () => {
  test('vllm wants a GPU', () => {
    expect(only(service(undefined, { engine: 'vllm' }))).toMatchObject({ code: 'VALUE_REQUIRED', path: 'gpu' });
  });

  test('llama.cpp wants a file in its format, and the hint names the likely one', () => {
    const issue = only(service(undefined, {}));
    expect(issue).toMatchObject({ code: 'VALUE_REQUIRED', path: 'gguf' });
    expect(issue.hint).toContain('Llama-3.1-8B-Instruct-GGUF:Q4_K_M');
  });

  test('so does a laptop that serves on its CPU, and the reason says so', () => {
    expect(only(service(slice('3g.40gb'), {}, { platform: LAPTOP })).reason).toContain('this place serves on the CPU');
  });

  test.each([
    ['--max-model-len=4096', 'contextTokens'],
    ['--max_model_len=4096', 'contextTokens'],
    ['--tensor-parallel-size', 'gpu'],
    ['--hf-token=abc', 'token'],
  ])('refuses %s, which %s sets', (flag, prop) => {
    const issue = only(service(slice('3g.40gb'), { args: [flag, '2'] }));
    expect(issue.code).toBe('ENGINE_FLAG_TAKEN');
    expect(issue.hint).toContain(prop);
  });

  test('refuses a flag that is given twice', () => {
    expect(only(service(slice('3g.40gb'), { args: ['--seed=1', '--seed', '2'] })).code).toBe('ENGINE_FLAG_TAKEN');
  });

  test.each([
    ['vllm', 'VLLM_API_KEY', (args: string[]) => service(slice('3g.40gb'), { args })],
    ['llama.cpp', 'LLAMA_API_KEY', (args: string[]) => cpuService({ args })],
  ] as const)('refuses a key of %s in plain text, and names %s instead', (_, variable, situation) => {
    for (const args of [['--api-key=hunter2'], ['--api-key', 'hunter2']]) {
      const issue = only(situation(args));
      expect(issue).toMatchObject({ code: 'SECRET_IN_PLAIN_TEXT', path: 'args' });
      expect(issue.hint).toContain(variable);
      expect(JSON.stringify(issue)).not.toContain('hunter2');
    }
    expect(check(situation(['--api-key=$(KEY)']))).toEqual([]);
  });

  test('a revision means nothing to llama.cpp', () => {
    expect(only(cpuService({ revision: 'abc' }))).toMatchObject({ code: 'VALUES_CONFLICT', path: 'revision' });
  });
});

describe('memory', () => {
  test('says by how much a model does not fit, and the slice of the layout that holds it', () => {
    const issue = only(service(slice('1g.10gb')));
    expect(issue).toMatchObject({ code: 'MODEL_DOES_NOT_FIT', path: 'gpu' });
    expect(issue.reason).toContain('needs 18.0 GiB');
    expect(issue.reason).toContain('8.99 GiB more than the 8.97 GiB it may use there');
    // 2g.20gb would hold it by its name, and does not by what the hardware reports of it.
    expect(issue.hint).toBe("take the layout's '3g.40gb' slice");
  });

  test('finds the longest context that fits, before anything larger', () => {
    const issue = only(service(slice('2g.20gb'), { contextTokens: 16_384 }));
    expect(issue.hint).toMatch(
      /^set contextTokens to 8192, or take the layout's '3g.40gb' slice, or halve the weights/,
    );
    expect(check(service(slice('2g.20gb'), { contextTokens: 8192 }))).toEqual([]);
    expect(check(service(slice('2g.20gb'), { contextTokens: 9216 }))).not.toEqual([]);
    expect(check(service(slice('3g.40gb'), { contextTokens: 16_384 }))).toEqual([]);
  });

  test('finds the number of GPUs that hold it', () => {
    const large = { model: 'meta-llama/Llama-3.1-70B-Instruct', cache: { storageClass: 'shared' } };
    const issue = only(service(wholeGpus(p5(), 1), large));
    expect(issue.hint).toContain('give it 2 GPUs: pool.gpus(2)');
    expect(check(service(wholeGpus(p5(), 2), large))).toEqual([]);
  });

  test('finds how many may share a GPU', () => {
    const issue = only(service(timeSlice(8), { model: 'Qwen/Qwen2.5-0.5B' }));
    expect(issue.hint).toContain('share the GPU between 6 pods');
    expect(check(service(timeSlice(6), { model: 'Qwen/Qwen2.5-0.5B' }))).toEqual([]);
    expect(check(service(timeSlice(7), { model: 'Qwen/Qwen2.5-0.5B' }))).not.toEqual([]);
    expect(check(service(mpsShare(6), { model: 'Qwen/Qwen2.5-0.5B' }))).toEqual([]);
  });

  test('names a GPU that holds it where the pool has none', () => {
    const issue = only(service(wholeGpus(g6()), { model: 'Qwen/Qwen3-32B', cache: { storageClass: 'shared' } }));
    expect(issue.hint).toMatch(/^take it from a pool of machine: '[a-z0-9.]+' \(\d × .*\) by pool\.gpus\(\d\)$/);
  });

  test('reads the quantization off the flags', () => {
    const args = ['--quantization', 'fp8'];
    expect(check(service(slice('2g.20gb'), { args, contextTokens: 65_536 }))).toEqual([]);
    expect(only(service(slice('1g.10gb'), { args })).code).toBe('MODEL_DOES_NOT_FIT');
    expect(check(service(slice('1g.10gb'), { args: ['--quantization=awq'] }))).toEqual([]);
  });

  test('attention heads are split evenly or not at all', () => {
    const issue = only(service(wholeGpus(p5(), 3)));
    expect(issue.reason).toBe('32 attention heads of meta-llama/Llama-3.1-8B-Instruct cannot be split over 3 GPUs');
    expect(issue.hint).toBe('use pool.gpus(2)');
  });

  test('no context is longer than the model was made for', () => {
    const issue = only(service(wholeGpus(p5(), 1), { model: 'Qwen/Qwen3-8B', contextTokens: 65_536 }));
    expect(issue).toMatchObject({ code: 'VALUE_OUT_OF_RANGE', path: 'contextTokens', hint: 'use 40960' });
  });

  test('on the CPU the container must hold the model', () => {
    const big = { model: 'meta-llama/Llama-3.1-8B-Instruct', gguf: 'a/b-GGUF:Q8_0', resources: { memoryGiB: 8 } };
    const issue = only(cpuService(big));
    expect(issue).toMatchObject({ code: 'MODEL_DOES_NOT_FIT', path: 'resources.memoryGiB' });
    const needed = Number(/give it (\d+)/.exec(issue.hint)![1]);
    expect(check(cpuService({ ...big, resources: { memoryGiB: needed } }))).toEqual([]);
  });
});

describe('the pool', () => {
  test('holds as many replicas as its nodes, GPUs and slices make', () => {
    const issue = only(service(slice('3g.40gb'), replicas(0, 300)));
    expect(issue).toMatchObject({ code: 'POOL_TOO_SMALL', path: 'replicas.max' });
    expect(issue.reason).toBe('300 replicas are more than the pool can hold: 25 nodes × 8 GPUs × 1 slice = 200');
    expect(issue.hint).toBe('set max to 200, or let the pool have 38 nodes (nodes.max)');
  });

  test('and does not advise a maximum below the minimum', () => {
    expect(only(service(timeSlice(4), { model: 'Qwen/Qwen2.5-0.5B', ...replicas(90, 100) })).hint).toBe(
      'let the pool have 25 nodes (nodes.max)',
    );
  });

  test('counts pods of several GPUs', () => {
    expect(only(service(wholeGpus(p5({ maxNodes: 1 }), 4), replicas(1, 3))).reason).toContain(
      '1 node × 2 times 4 GPUs = 2',
    );
  });

  test('must have a node with the CPU and memory asked for', () => {
    const paths = check(service(wholeGpus(g6()), { resources: { cpu: 64, memoryGiB: 999 } })).map(({ path }) => path);
    expect(paths).toEqual(['resources.cpu', 'resources.memoryGiB']);
  });

  test('must have the disk for all weights on a node, and the hint is the disk that has it', () => {
    const small = only(service(slice('3g.40gb', p5({ diskGiB: 100 }))));
    expect(small).toMatchObject({ code: 'CACHE_DOES_NOT_FIT', path: 'cache' });
    const diskGiB = Number(/diskGiB: (\d+)/.exec(small.hint)![1]);
    expect(check(service(slice('3g.40gb', p5({ diskGiB }))))).toEqual([]);
    expect(check(service(slice('3g.40gb', p5({ diskGiB: diskGiB - 10 }))))).not.toEqual([]);
    expect(check(service(slice('3g.40gb', p5({ diskGiB: 100, provisioner: 'existing' }))))).toEqual([]);
  });

  test('may keep weights on local disks, and a bigger boot disk is no hint where those are too small', () => {
    expect(check(service(slice('3g.40gb', p5({ diskGiB: 100, ephemeralGiB: 28_312 }))))).toEqual([]);
    const small = only(service(slice('3g.40gb', p5({ diskGiB: 200, ephemeralGiB: 110 }))));
    expect(small.reason).toContain('the 110 GiB of disk');
    expect(small.hint).not.toContain('diskGiB');
    const local = Number(/machines with (\d+) GiB of local disk/.exec(small.hint)![1]);
    expect(check(service(slice('3g.40gb', p5({ diskGiB: 200, ephemeralGiB: local }))))).toEqual([]);
    expect(check(service(slice('3g.40gb', p5({ diskGiB: 200, ephemeralGiB: local - 10 }))))).not.toEqual([]);
  });
});

test('a volume for one node does not serve many replicas', () => {
  const issue = only(service(wholeGpus(g6()), { cache: { accessMode: 'ReadWriteOnce' } }));
  expect(issue).toMatchObject({ code: 'CACHE_NOT_SHARED', path: 'cache.accessMode' });
});

test('scaling that goes by metrics does not go without', () => {
  expect(only(service(wholeGpus(g6()), { ...replicas(1, 4), metrics: false }))).toMatchObject({ path: 'metrics' });
  expect(check(service(wholeGpus(g6()), { ...replicas(0, 4), metrics: false }))).toEqual([]);
});

test('idle time means nothing to replicas that always run', () => {
  expect(only(service(wholeGpus(g6()), { ...replicas(1, 4), idleSeconds: 60 }))).toMatchObject({ path: 'idleSeconds' });
});

test('more context, more sharers or a larger type never turn a refusal into an acceptance', () => {
  const model = fc.constantFrom('Qwen/Qwen2.5-0.5B', 'Qwen/Qwen2.5-7B', 'meta-llama/Llama-3.1-8B');
  fc.assert(
    fc.property(
      model,
      fc.integer({ min: 256, max: 30_000 }),
      fc.integer({ min: 2, max: 9 }),
      (name, context, sharers) => {
        const refused = (contextTokens: number, count: number, args: string[] = []) =>
          check(service(timeSlice(count), { model: name, contextTokens, args, cache: { storageClass: 'a' } })).length >
          0;
        if (!refused(context, sharers)) return;
        expect(refused(context + 1000, sharers)).toBe(true);
        expect(refused(context, sharers + 1)).toBe(true);
        if (refused(context, sharers, ['--quantization=fp8'])) expect(refused(context, sharers)).toBe(true);
      },
    ),
    { numRuns: 200 },
  );
});

test('whatever the props are, they give issues or objects, and never an exception', () => {
  // Mostly left out, so that enough of the rest is looked at.
  const oneOf = (...values: unknown[]) =>
    fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, { weight: 3, arbitrary: fc.constantFrom(...values) });
  const props = fc.record({
    model: fc.constantFrom('Qwen/Qwen2.5-0.5B', 'meta-llama/Llama-3.1-8B', 'a/b', '模型', null),
    revision: oneOf('main', 3),
    replicas: fc.oneof(
      {
        weight: 9,
        arbitrary: fc.record({ min: fc.integer({ min: 0, max: 3 }), max: fc.integer({ min: 1, max: 90 }) }),
      },
      { weight: 1, arbitrary: fc.anything() },
    ),
    engine: oneOf('vllm', 'llama-cpp', 'x'),
    args: oneOf(['--seed', '1'], ['--port=1'], [], 'x'),
    contextTokens: oneOf(512, 8192, 100_000, NaN, '4096'),
    concurrency: oneOf(1, 64, -1),
    gguf: oneOf('a/b', 'a/b:Q8_0', 7),
    cache: oneOf(
      {},
      { sizeGiB: 9 },
      { storageClass: 'x' },
      { claim: 'c', readOnly: true },
      { accessMode: 'ReadWriteOnce' },
      null,
    ),
    startupSeconds: oneOf(60, 0),
    idleSeconds: oneOf(0, 9000, 'x'),
    resources: oneOf({}, { cpu: 2 }, { memoryGiB: 5.5 }, { cpu: Infinity }, []),
    metrics: oneOf(true, false),
  });
  const place = fc.constantFrom(slice('3g.40gb'), wholeGpus(p5(), 8), timeSlice(4), mpsShare(2), undefined);
  let rendered = 0;
  fc.assert(
    fc.property(props, place, fc.boolean(), (change, allocation, laptop) => {
      const situation = service(allocation, change as never, laptop ? { platform: LAPTOP } : {});
      const issues = check(situation);
      for (const { code, hint, reason } of issues) expect([code, hint, reason]).not.toContain('');
      if (issues.length > 0) return;
      rendered++;
      const text = JSON.stringify([renderModelService(...situation), modelServiceNeeds(...situation)]);
      expect(text).not.toMatch(/NaN|undefined|Infinity|null/);
    }),
    { numRuns: 2000 },
  );
  expect(rendered).toBeGreaterThan(50);
});
