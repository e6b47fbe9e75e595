import { ApiObject, Chart } from 'cdk8s';
import { PlainObject } from '../plain-object';
import type { YamlWriter } from './yaml-writer';

/** One Kubernetes object that is to be written. */
export interface Manifest {
  /** As cdk8s renders it. Tokens are resolved once, however often this is asked. */
  json(): unknown;
  writeTo(writer: YamlWriter): void;
}

/** What a chart is made of, one object at a time. A chart with a `toJson` of its own decides for itself. */
export function* manifestsOf(chart: Chart, objects: () => readonly ApiObject[]): Generator<Manifest> {
  if (chart.toJson === Chart.prototype.toJson) {
    for (const object of objects()) yield new ObjectManifest(object);
  } else {
    for (const json of Object.values<unknown>(chart.toJson())) {
      yield { json: () => json, writeTo: (writer) => writer.anything(json) };
    }
  }
}

export class ObjectManifest implements Manifest {
  private rendered: { json: unknown } | undefined;

  constructor(private readonly object: ApiObject) {}

  json(): unknown {
    this.rendered ??= { json: this.object.toJson() };
    return this.rendered.json;
  }

  writeTo(writer: YamlWriter): void {
    const { object } = this;
    if (object instanceof PlainObject && object.isUntouched && writer.sortsKeys) {
      if (writer.manifest(object.manifest, object.completeMetadata())) return;
    }
    const isTree = object.toJson === ApiObject.prototype.toJson || object.toJson === PlainObject.prototype.toJson;
    if (isTree) writer.tree(this.json());
    else writer.anything(this.json());
  }
}

/** Bytes that are gathered before they are handed to the system. */
const CHUNK = 128 * 1024;

/** A file with these objects, chunk by chunk. */
export function* yamlOf(manifests: Iterable<Manifest>, writer: YamlWriter): Generator<Buffer> {
  let isFirst = true;
  for (const manifest of manifests) {
    if (!isFirst) writer.separator();
    manifest.writeTo(writer);
    isFirst = false;
    if (writer.length >= CHUNK) yield writer.take();
  }
  if (writer.length > 0) yield writer.take();
}
