import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { App } from '../../lib/cdk8s';
import { Phases } from './phases';

const SHAPES = { ladder, layers, chain, groups, star };

/** Dependencies of one shape and size in one chart, then a synth. */
const [shape, size, outdir] = process.argv.slice(2);
const phases = new Phases();
let made = 0;
phases.end('load');
const app = new App({ outdir });
const chart = new Chart(app, 'chart');
SHAPES[shape as keyof typeof SHAPES](Number(size));
phases.end('declare');
app.synth();
phases.end('synth');
phases.print();

/** Two objects on every rung, each after both of the rung below. */
function ladder(rungs: number): void {
  let below: ApiObject[] = [];
  for (let rung = 0; rung < rungs; rung++) {
    const pair = [object(chart), object(chart)];
    for (const upper of pair) upper.addDependency(...below);
    below = pair;
  }
}

/** Layers of ten, each object after every object of the layer below. */
function layers(count: number): void {
  let below: ApiObject[] = [];
  for (let layer = 0; layer < count; layer++) {
    const objects = Array.from({ length: 10 }, () => object(chart));
    for (const upper of objects) upper.addDependency(...below);
    below = objects;
  }
}

function chain(length: number): void {
  let below = object(chart);
  for (let link = 1; link < length; link++) {
    const next = object(chart);
    next.addDependency(below);
    below = next;
  }
}

/** One construct of many objects after another of as many. */
function groups(members: number): void {
  const [upper, lower] = [new Construct(chart, 'upper'), new Construct(chart, 'lower')];
  for (let member = 0; member < members; member++) {
    object(upper);
    object(lower);
  }
  upper.node.addDependency(lower);
}

/** One object after all others. */
function star(rays: number): void {
  const center = object(chart);
  for (let ray = 0; ray < rays; ray++) center.addDependency(object(chart));
}

function object(scope: Construct): ApiObject {
  const name = `o${made++}`;
  return new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
}
