import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { STORIES } from '../../examples/stories';
import { judge, UNJUDGED } from '../schemas/judgement';

const ROOT = join(__dirname, '../..');

const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

describe.each(STORIES)('example %s', (story) => {
  const ours = synthesize(story);

  test('synthesizes what is stored beside it; npm run examples stores it anew', () => {
    const stored = readFolder(join(ROOT, 'examples', story, 'manifests'));
    expect([...ours.keys()]).toEqual([...stored.keys()]);
    for (const [name, text] of ours) expect(`${name}\n${text}`).toBe(`${name}\n${stored.get(name)}`);
  });

  test('gives the same bytes a second time', () => {
    expect(synthesize(story)).toEqual(ours);
  });

  test('gives the same files with the App of cdk8s itself', () => {
    expect(synthesize(story, 'stock')).toEqual(ours);
  });
});

test('every object of every example is valid by the schema its project publishes', () => {
  const objects = STORIES.flatMap((story) => objectsOf(synthesize(story)));
  const { verdicts, unjudged } = judge(objects);
  expect(verdicts.length).toBeGreaterThan(60);
  expect(verdicts.filter(({ problems }) => problems.length > 0)).toEqual([]);
  expect(unjudged.filter((kind) => !UNJUDGED.includes(kind))).toEqual([]);
});

test('the judge of schemas finds unknown fields, wrong types and missing ones', () => {
  const pod = (spec: object) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec });
  const bad = [
    pod({ containers: [{ name: 'c', image: 'i', imagePullPolice: 'Always' }] }),
    pod({ containers: [{ name: 'c', image: 7 }] }),
    pod({}),
  ];
  const good = pod({ containers: [{ name: 'c', image: 'i' }] });
  expect(judge([...bad, good]).verdicts.map(({ problems }) => problems.length > 0)).toEqual([true, true, true, false]);
});

/** Runs an example's program into a folder of its own and returns the files it wrote. */
function synthesize(story: string, app: 'ours' | 'stock' = 'ours'): Map<string, string> {
  const outdir = mkdtempSync(join(tmpdir(), 'cdk8s-ai-example-'));
  folders.push(outdir);
  const before = process.env['CDK8S_OUTDIR'];
  process.env['CDK8S_OUTDIR'] = outdir;
  try {
    jest.isolateModules(() => {
      if (app === 'stock') {
        jest.doMock('cdk8s-ai/cdk8s', () => ({
          ...jest.requireActual<object>('cdk8s-ai/cdk8s'),
          App: jest.requireActual<{ App: unknown }>('cdk8s').App,
        }));
      } else {
        jest.dontMock('cdk8s-ai/cdk8s');
      }
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- each run needs a fresh copy of the program
      require(join(ROOT, 'examples', story, 'main'));
    });
  } finally {
    if (before === undefined) delete process.env['CDK8S_OUTDIR'];
    else process.env['CDK8S_OUTDIR'] = before;
  }
  return readFolder(outdir);
}

function readFolder(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));
  return new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

function objectsOf(files: Map<string, string>): object[] {
  return [...files]
    .filter(([name]) => name.endsWith('.k8s.yaml'))
    .flatMap(([, text]) => parseAllDocuments(text).map((document) => document.toJS() as object));
}
