import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const LIB = join(__dirname, '../../lib');

/** Folders from the ground up; a file may import its own folder and those on lower floors. */
const FLOORS = [
  ['errors'],
  ['kube', 'gpu'],
  ['machines', 'declaration'],
  ['platforms'],
  ['components'],
  ['nodes'],
  ['sharing'],
  ['operator', 'serving'],
  ['planning', 'cluster'],
  ['cdk8s', 'pulumi'],
  ['cli'],
];

/** Packages that only some folders may load, so that nobody pays for what he does not use. */
const GUARDED = [
  { packages: /^cdk8s(-plus-.*)?$/, folders: ['cdk8s'] },
  { packages: /^@pulumi\//, folders: ['pulumi'] },
];

const files = listFiles(LIB);
const imports = files.flatMap((file) => importsOf(file).map(({ target, typeOnly }) => ({ file, target, typeOnly })));

test('imports go down only', () => {
  const floorOf = (folder: string) => FLOORS.findIndex((floor) => floor.includes(folder));
  const climbing = imports
    .filter(({ target }) => target.startsWith('.'))
    .map(({ file, target }) => ({ file, from: folderOf(file), to: folderOf(resolve(dirname(file), target)) }))
    .filter(({ from, to }) => from !== to && from !== '' && floorOf(to) >= floorOf(from))
    .map(({ file, to }) => `${relative(LIB, file)} imports ${to}/`);
  expect(climbing).toEqual([]);
});

test('every folder of lib has a floor', () => {
  const folders = readdirSync(LIB).filter((name) => statSync(join(LIB, name)).isDirectory());
  expect(folders.filter((folder) => !FLOORS.flat().includes(folder))).toEqual([]);
});

test('only the engines load cdk8s or Pulumi', () => {
  const strays = imports
    .filter(({ file, target }) =>
      GUARDED.some(({ packages, folders }) => packages.test(target) && !folders.includes(folderOf(file))),
    )
    .map(({ file, target }) => `${relative(LIB, file)} imports ${target}`);
  expect(strays).toEqual([]);
});

test('no file imports itself in a circle', () => {
  const edges = new Map(files.map((file) => [file, [] as string[]]));
  for (const { file, target, typeOnly } of imports) {
    if (typeOnly || !target.startsWith('.')) continue;
    const base = resolve(dirname(file), target);
    const found = [`${base}.ts`, join(base, 'index.ts')].find((path) => edges.has(path));
    if (found !== undefined) edges.get(file)!.push(found);
  }
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: string[]) => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].map((step) => relative(LIB, step)).join(' -> '));
      return;
    }
    if (done.has(file)) return;
    for (const next of edges.get(file)!) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function importsOf(file: string): { target: string; typeOnly: boolean }[] {
  const pattern = /(?:^|\n)(?:import|export)\s+(type\s+)?[^;]*?from\s+'([^']+)'/g;
  return [...readFileSync(file, 'utf8').matchAll(pattern)].map(([, type, target]) => ({
    target: target!,
    typeOnly: type !== undefined,
  }));
}

function folderOf(path: string): string {
  const [folder, ...rest] = relative(LIB, path).split('/');
  const isFolder = rest.length > 0 || FLOORS.flat().includes(folder!);
  return isFolder ? folder! : '';
}
