import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  interleave,
  median,
  peak,
  ratio,
  type Run,
  runNode,
  runPeer,
  synth,
  wall,
  whereTimeGoes,
  work,
} from './measure';
import { jsonnetArguments, kustomization } from './peers';
import type { Line } from './report';

export interface Benchmark {
  readonly name: string;
  run(): Line[];
}

export function benchmarks(scratch: string, isQuick: boolean): Benchmark[] {
  const rounds = isQuick ? 3 : 7;
  const out = (name: string) => path.join(scratch, name);
  const program = (script: string, services: number, charts: 'one' | 'many') => () => {
    const outdir = out(`${script}-${charts}-${services}`);
    // As the CLI of cdk8s does.
    rmSync(outdir, { recursive: true, force: true });
    return runNode(script, String(services), charts, outdir);
  };
  return [
    { name: '1,000 model services', run: () => againstStock(program, out, rounds) },
    { name: 'a whole cluster', run: () => wholeCluster(out, rounds) },
    { name: 'peers', run: () => againstPeers(program, out, isQuick ? 100 : 1000) },
    { name: 'many charts', run: () => charts(program, rounds) },
    { name: 'growth', run: () => growth(program, isQuick ? 2 : 3) },
    { name: 'streaming floor', run: () => againstFloor(program, out, rounds) },
    ...GRAPHS.map(([shape, size]) => ({
      name: `dependencies: ${shape}`,
      run: () => graph(shape, size, out(shape), isQuick ? 2 : 5),
    })),
    { name: 'loading', run: () => loading(isQuick ? 5 : 15) },
  ];
}

type Program = (script: string, services: number, charts: 'one' | 'many') => () => Run;
type Out = (name: string) => string;

/** Shapes of dependencies, and the size at which cdk8s fails or takes minutes. */
const GRAPHS: readonly (readonly [shape: string, size: number])[] = [
  ['ladder', 10_000],
  ['layers', 2000],
  ['chain', 12_000],
  ['groups', 20_000],
  ['star', 150_000],
];

function againstStock(program: Program, out: Out, rounds: number): Line[] {
  const { ours, dropIn, stock } = interleave(rounds, {
    ours: program('ours', 1000, 'one'),
    dropIn: program('drop-in', 1000, 'one'),
    stock: program('stock', 1000, 'one'),
  });
  interleave(1, { ours: program('drop-in', 50, 'many'), stock: program('stock', 50, 'many') });
  const isSame =
    digest(out('ours-one-1000')) === digest(out('stock-one-1000')) &&
    digest(out('drop-in-one-1000')) === digest(out('stock-one-1000')) &&
    digest(out('drop-in-many-50')) === digest(out('stock-many-50'));
  if (!isSame) throw new Error('the files differ from those of cdk8s');
  return [
    { what: '1,000 services / cdk8s', ratio: ratio(ours, stock), goal: 0.25, detail: whereTimeGoes(ours) },
    {
      what: '1,000 services of ApiObject / cdk8s',
      ratio: ratio(dropIn, stock),
      goal: undefined,
      detail: whereTimeGoes(dropIn),
    },
  ];
}

/** Checks and rendering of this library included, on both sides. */
function wholeCluster(out: Out, rounds: number): Line[] {
  const { ours, stock } = interleave(rounds, {
    ours: () => runNode('cluster', '1000', 'ours', out('cluster-ours')),
    stock: () => runNode('cluster', '1000', 'stock', out('cluster-stock')),
  });
  if (digest(out('cluster-ours')) !== digest(out('cluster-stock')))
    throw new Error('the files differ from those of cdk8s');
  const what = 'AiCluster of 1,000 services / with the App of cdk8s';
  return [{ what, ratio: ratio(ours, stock), goal: undefined, detail: whereTimeGoes(ours) }];
}

function againstPeers(program: Program, out: Out, services: number): Line[] {
  const ours = interleave(3, { ours: program('ours', services, 'one') }).ours;
  const peers = [
    {
      name: 'kubectl kustomize',
      program: 'kubectl',
      goal: 1 / 250,
      args: ['kustomize', kustomization(out('kustomize'), services)],
    },
    { name: 'jsonnet', program: 'jsonnet', goal: 1 / 15, args: jsonnetArguments(services) },
  ];
  return peers.map(({ name, program: command, goal, args }) => {
    const what = `${services} services / ${name}`;
    const peer = runPeer(command, args, out(`${command}.yaml`));
    if (peer === undefined) return { what, ratio: undefined, goal, detail: `${command} is not installed here` };
    // A goal set for a thousand services says nothing about fewer.
    const judged = services === 1000 ? goal : undefined;
    return { what, ratio: median(ours.map(wall)) / peer.wallMs, goal: judged, detail: whereTimeGoes(ours) };
  });
}

function charts(program: Program, rounds: number): Line[] {
  const { many, one } = interleave(rounds, {
    many: program('ours', 5000, 'many'),
    one: program('ours', 5000, 'one'),
  });
  return [{ what: '5,000 charts / one chart', ratio: ratio(many, one), goal: 1.3, detail: whereTimeGoes(many) }];
}

/** The power of the number of services by which the work grows; starting Node would hide it. */
function growth(program: Program, rounds: number): Line[] {
  return (['one', 'many'] as const).map((charts) => {
    const { large, small } = interleave(rounds, {
      large: program('ours', 20_000, charts),
      small: program('ours', 1000, charts),
    });
    const exponent = Math.log(ratio(large, small, work)) / Math.log(20);
    const what = `growth exponent, ${charts === 'one' ? 'one chart' : 'a chart per service'}`;
    return { what, ratio: exponent, goal: 1.1, detail: whereTimeGoes(large) };
  });
}

function againstFloor(program: Program, out: Out, rounds: number): Line[] {
  mkdirSync(out('floor'), { recursive: true });
  const { ours, floor } = interleave(rounds, {
    ours: program('ours', 5000, 'one'),
    floor: () => runNode('floor', '5000', 'one', path.join(out('floor'), 'all.k8s.yaml')),
  });
  if (digest(out('ours-one-5000')) !== digest(out('floor'))) throw new Error('the floor writes something else');
  return [
    { what: 'time / streaming plain objects', ratio: ratio(ours, floor), goal: 2.5, detail: whereTimeGoes(ours) },
    {
      what: 'peak memory / streaming',
      ratio: ratio(ours, floor, peak),
      goal: 2,
      detail: `${median(ours.map(peak)).toFixed(0)} MiB against ${median(floor.map(peak)).toFixed(0)} MiB`,
    },
  ];
}

function graph(shape: string, size: number, outdir: string, rounds: number): Line[] {
  const { full, half } = interleave(rounds, {
    full: () => runNode('graph', shape, String(size), outdir),
    half: () => runNode('graph', shape, String(size / 2), outdir),
  });
  const what = `${shape} of ${size.toLocaleString('en')} / half of it`;
  return [{ what, ratio: ratio(full, half, synth), goal: 2.2, detail: whereTimeGoes(full) }];
}

function loading(rounds: number): Line[] {
  const { ours, stock } = interleave(rounds, {
    ours: () => runNode('load-ours'),
    stock: () => runNode('load-stock'),
  });
  const what = 'loading cdk8s-ai/cdk8s / cdk8s and cdk8s-plus-29';
  return [{ what, ratio: ratio(ours, stock), goal: 1.3, detail: whereTimeGoes(ours) }];
}

/** The content of all files of a folder, by name. */
function digest(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(path.join(folder, name)));
  return hash.digest('hex');
}
