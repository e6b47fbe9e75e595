import { GpuConfigError, ISSUE_CODES, type KubeObject, type Platform } from 'cdk8s-ai';
import type { AiCluster } from 'cdk8s-ai/cdk8s';
import { App } from 'cdk8s-ai/cdk8s';
import fc from 'fast-check';
import { judge, UNJUDGED } from '../schemas/judgement';
import { declare, type Declared, type Program, program } from './programs';

const RUNS = Number(process.env['RUNS'] ?? 4000);
/** Objects held against their schemas; more of them would take minutes. */
const JUDGED = 700;

const accepted = new Map<string, KubeObject>();
const outcomes = { accepted: 0, refused: 0 };

test('a program gives objects for everything declared, or a GpuConfigError that says what is wrong with what', () => {
  fc.assert(
    fc.property(program, (given) => {
      const { cluster, declared } = declare(new App(), given);
      const error = errorOf(cluster);
      if (error === undefined) {
        outcomes.accepted++;
        checkAccepted(cluster, declared, given);
      } else {
        outcomes.refused++;
        checkRefused(error);
      }
    }),
    { numRuns: RUNS },
  );
  // Both ways must really have been gone.
  expect(outcomes.accepted).toBeGreaterThan(RUNS / 20);
  expect(outcomes.refused).toBeGreaterThan(RUNS / 20);
});

test('what such programs give is valid by the schemas that projects publish', () => {
  const all = [...accepted.values()];
  const step = Math.max(1, all.length / JUDGED);
  const some = Array.from({ length: Math.min(JUDGED, all.length) }, (_, i) => all[Math.floor(i * step)]!);
  const { verdicts, unjudged } = judge(some);
  expect(verdicts.length).toBeGreaterThan(100);
  expect(verdicts.filter(({ problems }) => problems.length > 0)).toEqual([]);
  expect(unjudged.filter((kind) => !UNJUDGED.includes(kind))).toEqual([]);
}, 60_000);

function errorOf(cluster: AiCluster): GpuConfigError | undefined {
  try {
    void cluster.materialized;
    return undefined;
  } catch (error) {
    if (error instanceof GpuConfigError) return error;
    throw error;
  }
}

function checkRefused({ issues, message }: GpuConfigError): void {
  expect(issues.length).toBeGreaterThan(0);
  for (const { code, path, reason, hint, owner } of issues) {
    expect(Object.keys(ISSUE_CODES)).toContain(code);
    expect(typeof path).toBe('string');
    for (const text of [reason, hint]) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/\[object /);
    }
    expect(owner.constructPath).toMatch(/^prod/);
    expect(owner.madeAt).toContain('programs.ts');
    expect(message).toContain(`[${code}]`);
  }
}

function checkAccepted(cluster: AiCluster, declared: readonly Declared[], { platform }: Program): void {
  const { objects, nodeTemplates } = cluster.materialized;
  for (const { object } of objects) {
    const text = JSON.stringify(object);
    expect(text).not.toContain('undefined');
    expect(JSON.parse(text)).toEqual(object);
    accepted.set(text, object);
  }
  const { gpus, gpuStack } = platform as Platform & { gpus?: string; gpuStack?: string };
  for (const { construct, part, handle } of declared) {
    const made = objects.filter(({ owner }) => owner === construct).map(({ object }) => object);
    if (part.kind === 'pool') {
      // Nodes that carry the labels they are chosen by need no object, Google's among them; a laptop's CPU is no node.
      const found = part.props['nodeSelector'] !== undefined || gpuStack === 'gke' || gpus === 'cpu';
      expect(made.length > 0 || found).toBe(true);
      expect([...nodeTemplates.keys()].length).toBeGreaterThan(0);
    }
    if (part.kind === 'service') {
      const deployment = made.find(({ kind }) => kind === 'Deployment');
      expect(deployment).toBeDefined();
      expect(made.some(({ kind }) => kind === 'Service')).toBe(true);
      if (handle !== undefined && gpus !== 'cpu') expect(gpusAskedFor(deployment!)).toBe(handle.count);
    }
  }
}

/** GPUs, slices or shares in a Deployment's limits, or the one claim that stands for all. */
function gpusAskedFor(deployment: KubeObject): number {
  const { spec } = (deployment['spec'] as { template: { spec: PodSpec } }).template;
  const claims = spec.resourceClaims ?? [];
  if (claims.length > 0) return claims.length;
  const limits = Object.entries(spec.containers[0]?.resources.limits ?? {});
  return limits.filter(([name]) => name.startsWith('nvidia.com/')).reduce((sum, [, count]) => sum + Number(count), 0);
}

interface PodSpec {
  readonly resourceClaims?: readonly object[];
  readonly containers: readonly { readonly resources: { readonly limits?: Readonly<Record<string, string>> } }[];
}
