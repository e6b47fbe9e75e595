import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const project = mkdtempSync(join(tmpdir(), 'cdk8s-ai-consumer-'));
const env = { ...process.env, CDK8S_CHECK_UPGRADE: 'false' };
const run = (command: string, ...args: string[]) =>
  execFileSync(command, args, { cwd: project, env, stdio: ['ignore', 'pipe', 'inherit'] }).toString();

jest.setTimeout(600_000);
afterAll(() => rmSync(project, { recursive: true, force: true }));

beforeAll(() => {
  const packed = join(project, 'packed');
  mkdirSync(packed);
  execFileSync('npm', ['pack', '--silent', '--pack-destination', packed], { cwd: ROOT, env });
  const [tarball] = readdirSync(packed);
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  const wanted = ['cdk8s', 'cdk8s-cli', 'cdk8s-plus-29', 'constructs', 'typescript', '@types/node'];
  const dependencies = Object.fromEntries(wanted.map((name) => [name, devDependencies[name]]));
  write('package.json', JSON.stringify({ name: 'infra', version: '0.0.0', private: true, dependencies }));
  run('npm', 'install', '--silent', '--no-audit', '--no-fund', join(packed, tarball!));
  write('cdk8s.yaml', 'language: typescript\napp: node build/main.js\noutput: dist\n');
  const compilerOptions = { strict: true, module: 'node16', target: 'ES2022', outDir: 'build', skipLibCheck: true };
  write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['main.ts'] }));
  for (const file of ['main.ts', 'platform.ts']) cpSync(join(ROOT, 'examples/eks', file), join(project, file));
});

test('a fresh project that installs the package synthesizes what the example synthesizes', () => {
  run('npx', 'tsc', '-p', '.');
  run('npx', 'cdk8s', 'synth');
  const written = readFileSync(join(project, 'dist/eks.k8s.yaml'), 'utf8');
  expect(written).toBe(readFileSync(join(ROOT, 'examples/eks/manifests/eks.k8s.yaml'), 'utf8'));
});

test('the command line tool of the package shows the plan', () => {
  const plan = run('npx', 'cdk8s-ai', 'plan');
  expect(plan).toContain('p5.48xlarge');
  expect(plan).toContain('8 mig-3g.40gb');
});

test('a profile that the GPU does not have does not compile against the packed types', () => {
  const right = readFileSync(join(project, 'platform.ts'), 'utf8');
  write('platform.ts', right.replace("'2g.20gb': 1", "'2g.35gb': 1"));
  const { status, stdout } = spawnSync('npx', ['tsc', '-p', '.', '--noEmit'], { cwd: project, env });
  write('platform.ts', right);
  expect(status).not.toBe(0);
  expect(stdout.toString()).toContain('2g.35gb');
});

test('a project set up by cdk8s init, which resolves modules the old way, compiles too', () => {
  const compilerOptions = { strict: true, module: 'CommonJS', target: 'ES2017', lib: ['es2016'], noEmit: true };
  write('tsconfig.init.json', JSON.stringify({ compilerOptions, files: ['main.ts'] }));
  const { status, stdout } = spawnSync('npx', ['tsc', '-p', 'tsconfig.init.json'], { cwd: project, env });
  expect({ status, problems: stdout.toString() }).toEqual({ status: 0, problems: '' });
});

test('the package brings no tests, stored manifests or source maps', () => {
  const files = readdirSync(join(project, 'node_modules/cdk8s-ai'), { recursive: true, encoding: 'utf8' });
  expect(files.filter((file) => /\.map$|(^|\/)(test|bench)\/|^examples\/.*manifests/.test(file))).toEqual([]);
  expect(files).toContain('LICENSE');
});

function write(name: string, text: string): void {
  writeFileSync(join(project, name), text);
}
