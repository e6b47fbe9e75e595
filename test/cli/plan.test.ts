import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { plan } from '../../lib/cli/plan';
import type { ClusterPlan } from '../../lib/planning';

const ROOT = join(__dirname, '../..');
const RUN_TS = join(__dirname, 'run-ts.cjs');

/** A folder that is no project. */
const elsewhere = mkdtempSync(join(tmpdir(), 'cdk8s-ai-cli-'));
afterAll(() => rmSync(elsewhere, { recursive: true }));

/** Runs the command line as a process of its own: what the app itself prints can be seen only so. */
function cli(args: readonly string[]) {
  const program = [RUN_TS, join(ROOT, 'lib/cli/main.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: elsewhere, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** Runs the command in this process, in the folder that is no project. */
function planned(...args: string[]) {
  const out = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      out[stream] += String(text);
      return true;
    }),
  );
  const before = process.cwd();
  process.chdir(elsewhere);
  try {
    return { status: plan(args), ...out };
  } finally {
    process.chdir(before);
    for (const spy of spies) spy.mockRestore();
  }
}

/** A command that runs a TypeScript program as an app. */
function app(name: string, text?: string): string {
  const file = text === undefined ? join(ROOT, 'examples', name, 'main.ts') : join(elsewhere, `${name}.ts`);
  if (text !== undefined) writeFileSync(file, text);
  return `"${process.execPath}" "${RUN_TS}" "${file}"`;
}

test('plan shows what an app asks for as tables', () => {
  const { status, stdout, stderr } = planned('--app', app('eks'));
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toContain('eks: eks, Kubernetes 1.35');
  expect(stdout).toMatch(/h100 +0 to 25 +p5\.48xlarge +8 h100-80gb +.*8 mig-3g\.40gb/);
  expect(stdout).toMatch(/chat +meta-llama\/Llama-3\.1-8B-Instruct +0 to 200 +1 x mig-3g\.40gb of h100 +25/);
  expect(stdout).toMatch(/0\.00 to \d+\.\d\d \(.+, \d{4}-\d\d/);
});

test('plan --json gives one document with the same figures, also from the app of cdk8s.yaml', () => {
  writeFileSync(join(elsewhere, 'cdk8s.yaml'), `language: typescript\napp: '${app('eks')}'\n`);
  const { status, stdout } = planned('--json');
  expect(status).toBe(0);
  const plans = JSON.parse(stdout) as ClusterPlan[];
  expect(plans.map(({ cluster }) => cluster)).toEqual(['eks']);
  expect(plans[0]!.services).toContainEqual(expect.objectContaining({ name: 'chat', pool: 'h100', nodesAtMax: 25 }));
  expect(readdirSync(elsewhere)).not.toContain('dist');
  rmSync(join(elsewhere, 'cdk8s.yaml'));
});

test('an app with mistakes shows them once, and the exit code tells', () => {
  const broken = `import { local } from 'cdk8s-ai';
import { AiCluster, App } from 'cdk8s-ai/cdk8s';
const app = new App();
new AiCluster(app, 'prod', { platform: local() });
app.synth();
`;
  const { status, stdout, stderr } = cli(['plan', '--app', app('broken', broken)]);
  expect(status).toBe(1);
  expect(stdout).toBe('');
  expect(stderr.match(/\[CLUSTER_EMPTY\]/g)).toHaveLength(1);
  expect(stderr).toContain("AiCluster 'prod' cannot be built");
});

test('an app that looks at its objects before it declares more is planned as it ends', () => {
  const twice = `import { GpuNodePool, local } from 'cdk8s-ai';
import { AiCluster, App } from 'cdk8s-ai/cdk8s';
const app = new App();
for (const id of ['prod', 'test']) {
  const cluster = new AiCluster(app, id, { platform: local(), delivery: 'argocd' });
  const pool = new GpuNodePool(cluster, 'a', { gpu: 't4', nodes: { min: 0, max: 1 } });
  cluster.objectsOf(pool);
  new GpuNodePool(cluster, 'b', { gpu: 't4', nodes: { min: 0, max: 1 } });
}
app.synth();
`;
  const { status, stdout } = planned('--json', '--app', app('twice', twice));
  expect(status).toBe(0);
  const plans = JSON.parse(stdout) as ClusterPlan[];
  expect(plans.map(({ cluster, pools }) => [cluster, pools.length])).toEqual([
    ['prod', 2],
    ['test', 2],
  ]);
});

test.each<[string, string[], number, RegExp]>([
  ['an app without a cluster', ['--app', 'true'], 1, /'true' synthesized no AiCluster/],
  ['a folder without an app', [], 2, /there is no cdk8s\.yaml with an app here; say --app COMMAND/],
  ['an option nobody knows', ['--jsn'], 2, /--jsn/],
  ['an argument too many', ['eks'], 2, /eks/],
])('%s is told on standard error', (_, args, code, says) => {
  const { status, stdout, stderr } = planned(...args);
  expect([status, stdout]).toEqual([code, '']);
  expect(stderr).toMatch(/^cdk8s-ai plan: /);
  expect(stderr).toMatch(says);
});

test('a cdk8s.yaml that cannot be read or names no app is a mistake of the command line', () => {
  for (const text of ['app: [', 'language: typescript', '', 'app: 7']) {
    writeFileSync(join(elsewhere, 'cdk8s.yaml'), text);
    expect(planned().status).toBe(2);
  }
  rmSync(join(elsewhere, 'cdk8s.yaml'));
});

test('what a plan wrote on its way is gone after it', () => {
  const folders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('cdk8s-ai-plan-'));
  const before = folders();
  expect(planned('--app', 'true').status).toBe(1);
  expect(folders().filter((name) => !before.includes(name))).toEqual([]);
});

test.each<[string, string[]]>([
  ['a command nobody knows', ['plam']],
  ['no command', []],
])('%s is answered with the usage, as a mistake', (_, args) => {
  const { status, stdout, stderr } = cli(args);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/usage: cdk8s-ai plan[^]*Exit codes/);
});

test('help is no mistake', () => {
  const { status, stdout, stderr } = cli(['--help']);
  expect([status, stderr]).toEqual([0, '']);
  expect(stdout).toContain('usage: cdk8s-ai plan');
});

test.each([['plan', '--help'], ['-h'], ['help']])('%s %s is no mistake either', (...args) => {
  expect(cli(args)).toMatchObject({ status: 0, stderr: '' });
});

test('the version is that of the package', () => {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string };
  expect(cli(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n` });
});
