import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');
const pages = [
  join(ROOT, 'README.md'),
  ...readdirSync(join(ROOT, 'lib'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('README.md'))
    .map((name) => join(ROOT, 'lib', name)),
];

test('the TypeScript in every README compiles', () => {
  const files = new Map(pages.flatMap((page) => codeOf(page)));
  expect(files.size).toBeGreaterThan(1);
  expect(compile(files)).toEqual([]);
});

test('a README with a wrong profile would not pass', () => {
  const wrong = `import { GpuNodePool, MigPartitioning, type AiClusterScope } from 'cdk8s-ai';
declare const cluster: AiClusterScope;
const pool = new GpuNodePool(cluster, 'h100', { machine: 'p5.48xlarge', nodes: { min: 0, max: 1 } });
new MigPartitioning(cluster, 'slices', { pool, layout: { '3g.71gb': 1 } });`;
  expect(compile(new Map([[join(ROOT, 'wrong.ts'), wrong]]))).toHaveLength(1);
});

/** Code blocks as files beside the README; a first line `// name.ts` names the file, so that blocks can import each other. */
function codeOf(page: string): [string, string][] {
  const blocks = [...readFileSync(page, 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code!);
  return blocks.map((code, i) => {
    const name = /^\/\/ ([\w-]+\.ts)/.exec(code)?.[1] ?? `block-${i}.ts`;
    return [join(dirname(page), name), /^(import|export) /m.test(code) ? code : `${code}\nexport {};`];
  });
}

function compile(files: ReadonlyMap<string, string>): string[] {
  const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(
    config.config,
    ts.sys,
    ROOT,
    { noEmit: true },
    join(ROOT, 'tsconfig.json'),
  );
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, ...rest) =>
    files.has(path)
      ? ts.createSourceFile(path, files.get(path)!, language, true)
      : getSourceFile(path, language, ...rest);
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((path) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(path))
      .map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`),
  );
}
