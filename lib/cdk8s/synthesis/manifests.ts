import { ApiObject, Chart } from 'cdk8s';
import { PlainObject } from '../plain-object';
import type { YamlWriter } from './yaml-writer';

/** A chart with its objects in the order in which they are written. */
export interface ChartContent {
  readonly chart: Chart;
  readonly objects: () => readonly ApiObject[];
}

/** An object as cdk8s renders it. */
export interface Rendered {
  readonly json: unknown;
  /** Whether it was rendered in one piece: plain values, and no object in two places. */
  readonly isTree: boolean;
}

/** Bytes that are gathered before they are handed to the system. */
const CHUNK = 128 * 1024;

/** A file with everything in these charts, chunk by chunk. */
export function* yamlOf(charts: Iterable<ChartContent>, writer: YamlWriter): Generator<Buffer> {
  let isFirst = true;
  for (const content of charts) {
    const rendersItself = hasOwnRendering(content.chart);
    for (const part of rendersItself ? renderedBy(content.chart) : content.objects()) {
      if (!isFirst) writer.separator();
      isFirst = false;
      if (rendersItself) writeRendered(part as Rendered, writer);
      else writeObject(part as ApiObject, writer);
      if (writer.length >= CHUNK) yield writer.take();
    }
  }
  if (writer.length > 0) yield writer.take();
}

/** A file with one object. */
export function yamlOfObject(object: ApiObject, writer: YamlWriter): [Buffer] {
  writeObject(object, writer);
  return [writer.take()];
}

/** A file with one object that is already rendered. */
export function yamlOfRendered(rendered: Rendered, writer: YamlWriter): [Buffer] {
  writeRendered(rendered, writer);
  return [writer.take()];
}

/** Everything in a chart, rendered. */
export function renderChart({ chart, objects }: ChartContent): Iterable<Rendered> {
  return hasOwnRendering(chart) ? renderedBy(chart) : objects().map(render);
}

/** A chart with a `toJson` of its own decides for itself what it consists of. */
function hasOwnRendering(chart: Chart): boolean {
  return chart.toJson !== Chart.prototype.toJson;
}

function renderedBy(chart: Chart): Rendered[] {
  return Object.values<unknown>(chart.toJson()).map((json) => ({ json, isTree: false }));
}

function render(object: ApiObject): Rendered {
  const isTree = object.toJson === ApiObject.prototype.toJson || object.toJson === PlainObject.prototype.toJson;
  return { json: object.toJson() as unknown, isTree };
}

function writeObject(object: ApiObject, writer: YamlWriter): void {
  if (object instanceof PlainObject && object.isUntouched && writer.sortsKeys) {
    if (writer.manifest(object.manifest, object.completeMetadata())) return;
  }
  writeRendered(render(object), writer);
}

function writeRendered({ json, isTree }: Rendered, writer: YamlWriter): void {
  if (isTree) writer.tree(json);
  else writer.anything(json);
}
