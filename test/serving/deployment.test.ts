import type { Deployment } from 'kubernetes-types/apps/v1';
import { renderModelService } from '../../lib/serving';
import { cpuService, g6, LAPTOP, mpsShare, p5, service, slice, timeSlice, wholeGpus } from './situations';

type Situation = Parameters<typeof renderModelService>;

function deployment(situation: Situation) {
  const object = renderModelService(...situation).find(({ kind }) => kind === 'Deployment');
  const { spec } = object as unknown as Required<Deployment>;
  const pod = spec.template.spec!;
  return { spec, pod, container: pod.containers[0]! };
}
const args = (situation: Situation) => deployment(situation).container.args!;
const fixed = { replicas: { min: 2, max: 2 } };

describe('replicas', () => {
  test('are nobody else’s business where an autoscaler decides them', () => {
    expect(deployment(service(slice('3g.40gb'))).spec).not.toHaveProperty('replicas');
    expect(deployment(service(slice('3g.40gb'), { replicas: { min: 1, max: 9 } })).spec).not.toHaveProperty('replicas');
  });

  test('are written down where their number is fixed', () => {
    expect(deployment(service(slice('3g.40gb'), fixed)).spec.replicas).toBe(2);
  });

  test('go before their successors come, since there is no spare GPU', () => {
    const { rollingUpdate } = deployment(service(slice('3g.40gb'))).spec.strategy!;
    expect(rollingUpdate).toEqual({ maxSurge: 0, maxUnavailable: '10%' });
    expect(deployment(cpuService()).spec.strategy!.rollingUpdate).toEqual({ maxSurge: 1, maxUnavailable: 0 });
  });

  test('leave a volume that only one can mount before the next comes', () => {
    const once = { replicas: { min: 0, max: 1 }, cache: { accessMode: 'ReadWriteOnce' } } as const;
    expect(deployment(service(wholeGpus(g6()), once)).spec.strategy).toEqual({ type: 'Recreate' });
  });
});

describe('the pod', () => {
  test('goes where its GPU is, and takes it', () => {
    const { pod, container } = deployment(service(slice('3g.40gb')));
    expect(pod.nodeSelector).toEqual({ 'cdk8s-ai/pool': 'pool' });
    expect(pod.tolerations).toHaveLength(1);
    for (const side of [container.resources!.limits!, container.resources!.requests!]) {
      expect(side['nvidia.com/mig-3g.40gb']).toBe('1');
    }
  });

  test('claims its GPU where GPUs are claimed', () => {
    const claim = {
      deviceClassName: 'gpu.nvidia.com',
      count: 1,
      selectors: ['true'],
      apiVersion: 'resource.k8s.io/v1',
    } as const;
    const situation = service({ ...wholeGpus(p5()), resources: {}, claim }, fixed);
    const { pod, container } = deployment(situation);
    const template = renderModelService(...situation).find(({ kind }) => kind === 'ResourceClaimTemplate')!;
    expect(pod.resourceClaims).toEqual([{ name: 'gpu', resourceClaimTemplateName: template.metadata.name }]);
    expect(container.resources!.claims).toEqual([{ name: 'gpu' }]);
    expect(JSON.stringify(container.resources)).not.toContain('nvidia.com');
  });

  test('passes the restricted profile', () => {
    const { pod, container } = deployment(service(slice('3g.40gb')));
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 2000, runAsGroup: 0, fsGroup: 0 });
    expect(pod.securityContext!.seccompProfile).toEqual({ type: 'RuntimeDefault' });
    expect(container.securityContext).toMatchObject({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    });
    expect(pod.volumes!.some((volume) => volume.hostPath !== undefined)).toBe(false);
  });

  test('has a root that is writable where a GPU is injected, and only there', () => {
    expect(deployment(service(slice('3g.40gb'))).container.securityContext!.readOnlyRootFilesystem).toBe(false);
    expect(deployment(cpuService()).container.securityContext!.readOnlyRootFilesystem).toBe(true);
  });

  test('is spread over zones, but not away from a node that was made for several', () => {
    const spread = (situation: Situation) => deployment(situation).pod.topologySpreadConstraints;
    for (const provisioner of ['karpenter', 'compute-class'] as const) {
      expect(spread(service(slice('3g.40gb', p5({ provisioner }))))).toBeUndefined();
      expect(spread(service(wholeGpus(p5({ provisioner, diskGiB: 500 }), 4)))).toBeUndefined();
    }
    const softly = [expect.objectContaining({ whenUnsatisfiable: 'ScheduleAnyway' })];
    expect(spread(service(slice('3g.40gb', p5({ provisioner: 'existing' }))))).toEqual(softly);
    expect(spread(service(wholeGpus(g6())))).toEqual(softly);
    expect(spread(cpuService())).toEqual(softly);
  });

  test('is spared the variables of other Services', () => {
    expect(deployment(service(slice('3g.40gb'))).pod.enableServiceLinks).toBe(false);
  });

  test('gets its token from a Secret', () => {
    const { env } = deployment(service(slice('3g.40gb'), { token: { secret: 'hf', key: 'token' } })).container;
    expect(env![0]).toEqual({ name: 'HF_TOKEN', valueFrom: { secretKeyRef: { name: 'hf', key: 'token' } } });
  });

  test('has shared memory within its memory limit, more for GPUs that work together', () => {
    const sizes = [1, 4].map((count) => {
      const { pod, container } = deployment(service(wholeGpus(p5({ diskGiB: 1000 }), count)));
      const { emptyDir } = pod.volumes!.find(({ name }) => name === 'shared-memory')!;
      expect(emptyDir!.medium).toBe('Memory');
      const size = parseInt(emptyDir!.sizeLimit!);
      expect(parseInt(container.resources!.limits!.memory!)).toBeGreaterThan(size);
      return size;
    });
    expect(sizes).toEqual([1, 8]);
  });

  test.each<[string, Situation]>([
    ['vllm', service(slice('3g.40gb'))],
    ['llama.cpp', cpuService()],
  ])('is given more time to end than %s takes to leave and drain', (_, situation) => {
    const { pod, container } = deployment(situation);
    const left = container.lifecycle!.preStop!.sleep!.seconds;
    const drained = Number(/--shutdown-timeout=(\d+)/.exec(container.args!.join(' '))?.[1] ?? 15);
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(left + drained);
  });
});

describe('the time to start', () => {
  const budget = (situation: Situation) => {
    const { periodSeconds, failureThreshold } = deployment(situation).container.startupProbe!;
    return periodSeconds! * failureThreshold!;
  };

  test('is ten minutes at least, and grows with the model', () => {
    expect(budget(cpuService())).toBe(600);
    expect(budget(service(slice('3g.40gb')))).toBe(600);
    const large = { model: 'meta-llama/Llama-3.1-70B-Instruct' };
    expect(budget(service(wholeGpus(p5({ diskGiB: 400 }), 4), large))).toBe(1500);
  });

  test('is what the user says', () => {
    expect(budget(service(slice('3g.40gb'), { startupSeconds: 95 }))).toBe(100);
  });

  test('is over before the rollout is called failed', () => {
    const situation = service(slice('3g.40gb'), { startupSeconds: 3000 });
    expect(deployment(situation).spec.progressDeadlineSeconds).toBeGreaterThan(budget(situation));
  });

  test('is the startup probe’s business alone: others wait for it without a delay of their own', () => {
    const { livenessProbe, readinessProbe } = deployment(service(slice('3g.40gb'))).container;
    for (const probe of [livenessProbe, readinessProbe]) expect(probe).not.toHaveProperty('initialDelaySeconds');
  });
});

describe('vllm', () => {
  test('is told what the memory check counted with', () => {
    expect(args(service(wholeGpus(p5({ diskGiB: 400 }), 4)))).toEqual(
      expect.arrayContaining(['--tensor-parallel-size=4', '--gpu-memory-utilization=0.92', '--max-model-len=8192']),
    );
  });

  test('divides a GPU that is shared by the number of those who share it', () => {
    const small = { model: 'Qwen/Qwen2.5-0.5B' };
    expect(args(service(timeSlice(4), small))).toContain('--gpu-memory-utilization=0.23');
    expect(args(service(timeSlice(3), small))).toContain('--gpu-memory-utilization=0.306');
  });

  test('is told the size of its cache on parts of a GPU, which it may measure wrong, and only there', () => {
    const pinned = (situation: Situation) =>
      Number(/--kv-cache-memory-bytes=(\d+)/.exec(args(situation).join(' '))?.[1]);
    // 39.5 GiB × 0.92 less 14.96 GiB of weights and 2 GiB of overhead.
    expect(pinned(service(slice('3g.40gb'))) / 2 ** 30).toBeCloseTo(19.38, 1);
    expect(pinned(service(mpsShare(2), { model: 'Qwen/Qwen2.5-0.5B' })) / 2 ** 30).toBeCloseTo(7.43, 1);
    expect(pinned(service(wholeGpus(p5())))).toBeNaN();
    expect(pinned(service(timeSlice(4), { model: 'Qwen/Qwen2.5-0.5B' }))).toBeNaN();
    expect(pinned(service(slice('3g.40gb'), { model: 'somebody/else' }))).toBeNaN();
  });

  test('keeps the user’s spelling of a model that is known by another case', () => {
    const line = args(service(slice('3g.40gb'), { model: 'Meta-Llama/llama-3.1-8b-instruct' }));
    expect(line[0]).toBe('Meta-Llama/llama-3.1-8b-instruct');
    expect(line.join(' ')).toContain('--kv-cache-memory-bytes=');
  });

  test('takes the user’s flags last', () => {
    expect(args(service(slice('3g.40gb'), { args: ['--enforce-eager'], revision: 'abc' }))).toEqual(
      expect.arrayContaining(['--revision=abc', '--enforce-eager']),
    );
  });
});

describe('llama.cpp', () => {
  test('gives each request the whole context', () => {
    const line = args(cpuService({ contextTokens: 2048, concurrency: 3 })).join(' ');
    expect(line).toContain('--ctx-size 6144 --parallel 3');
    expect(line).toContain('-hf Qwen/Qwen2.5-0.5B-Instruct-GGUF:Q4_K_M');
  });

  test('can be reached and measured', () => {
    expect(args(cpuService()).join(' ')).toMatch(/--host 0\.0\.0\.0 --port 8080 --metrics/);
  });

  test('stands in for vllm on a laptop’s CPU, without GPU, image or flags of vllm', () => {
    const change = { gguf: 'a/b-GGUF', args: ['--enforce-eager'], image: 'my/vllm:v1' };
    const { pod, container } = deployment(service(slice('3g.40gb'), change, { platform: LAPTOP }));
    expect(container.image).toMatch(/^ghcr\.io\/ggml-org\/llama\.cpp:server-b\d+$/);
    expect(container.args).not.toContain('--enforce-eager');
    expect(JSON.stringify(pod)).not.toContain('nvidia');
    expect(pod.nodeSelector).toBeUndefined();
  });

  test('serves from a GPU when asked to', () => {
    const { container } = deployment(service(wholeGpus(g6()), { engine: 'llama-cpp', gguf: 'a/b-GGUF' }));
    expect(container.image).toMatch(/:server-cuda-b\d+$/);
    expect(container.args!.join(' ')).toContain('--n-gpu-layers 999');
  });
});

test('images are pinned', () => {
  for (const situation of [cpuService(), service(wholeGpus(g6()))]) {
    expect(deployment(situation).container.image).toMatch(/:(v\d|server-b\d)/);
  }
});
