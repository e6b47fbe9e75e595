import path from 'node:path';
import { type ApiObject, App as Cdk8sApp, type AppProps, type Chart, Names, YamlOutputType } from 'cdk8s';
import type { SideFile } from '../components';
import { PlainObject, sortsKeys } from './plain-object';
import { indexConstructs } from './synthesis/construct-index';
import { type Looks, orderApp, orderDeclaredCharts } from './synthesis/dependency-order';
import { type ChartContent, renderChart, yamlOf, yamlOfObject, yamlOfRendered } from './synthesis/manifests';
import { StagedFiles } from './synthesis/staged-files';
import { validateOnce } from './synthesis/validation';
import { YamlWriter } from './synthesis/yaml-writer';

/**
 * A cdk8s App that writes the same files as cdk8s's own, byte for byte, in time linear in what is declared.
 *
 * Everything is validated, ordered and rendered before the first file appears: a synth that fails leaves the output
 * folder as it was. Files of earlier runs that are no longer produced stay, as with cdk8s.
 *
 * A Chart with a `toJson` of its own is asked for its objects, at the cost that has in cdk8s.
 *
 * @see https://cdk8s.io/docs/latest/basics/app/
 */
export class App extends Cdk8sApp {
  // Hard-private, like everything else below: a subclass may use any name that cdk8s leaves free.
  readonly #recordsMetadata: boolean;

  constructor(props: AppProps = {}) {
    super(props);
    this.#recordsMetadata = props.recordConstructMetadata ?? process.env['CDK8S_RECORD_CONSTRUCT_METADATA'] === 'true';
  }

  /** All charts, those that others depend on first. */
  override get charts(): Chart[] {
    return orderDeclaredCharts(indexConstructs(this));
  }

  override synth(): void {
    const inFolders = this.yamlOutputType === YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE;
    const { charts, chartsAtEnd } = prepare(this, { beforeValidation: false, againPerChart: !inFolders });
    const files = new StagedFiles(this.outdir);
    try {
      writeManifests(this, charts, files);
      if (this.#recordsMetadata)
        files.write('construct-metadata.json', [Buffer.from(constructMetadata(chartsAtEnd()))]);
      for (const { chart } of charts) writeSideFiles(chart, files);
      files.commit();
    } finally {
      files.discard();
    }
  }

  override synthYaml(): string {
    const { charts } = prepare(this, { beforeValidation: true, againPerChart: true });
    const chunks = yamlOf(charts, new YamlWriter(sortsKeys()));
    let text = '';
    for (const chunk of chunks) text += chunk.toString();
    return text;
  }
}

/** A chart when it is its turn to be written. */
interface ChartInTurn extends ChartContent {
  readonly fileName: () => string;
}

function prepare(app: App, looks: Looks): { charts: ChartInTurn[]; chartsAtEnd: () => ChartInTurn[] } {
  const { index, isDeclared } = validateOnce(app);
  const { charts, chartsDepend, chartsAtEnd, objectsOf } = orderApp(index, isDeclared, looks);
  const inTurn = (position: number, turn: number): ChartInTurn => {
    const chart = index.constructs[position] as Chart;
    const prefix = chartsDepend ? `${String(turn).padStart(4, '0')}-` : '';
    return { chart, fileName: () => prefix + Names.toDnsLabel(chart), objects: () => objectsOf(position) };
  };
  return { charts: charts.map(inTurn), chartsAtEnd: () => chartsAtEnd().map(inTurn) };
}

function writeManifests(app: App, charts: readonly ChartInTurn[], files: StagedFiles): void {
  const writer = new YamlWriter(sortsKeys());
  const extension = app.outputFileExtension;
  switch (app.yamlOutputType) {
    case YamlOutputType.FILE_PER_APP:
      if (charts.length > 0) files.write(`app${extension}`, yamlOf(charts, writer));
      break;
    case YamlOutputType.FILE_PER_CHART:
      for (const chart of charts) files.write(chart.fileName() + extension, yamlOf([chart], writer));
      break;
    case YamlOutputType.FILE_PER_RESOURCE:
      for (const chart of charts) writeResources(chart, files, writer, extension);
      break;
    case YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE:
      for (const { fileName, objects } of charts) {
        const folder = fileName();
        files.addFolder(folder);
        for (const object of objects()) {
          const name = resourceFileName(object.kind, givenName(object)) + extension;
          files.write(path.join(folder, name), yamlOfObject(object, writer));
        }
      }
      break;
  }
}

function writeResources(chart: ChartInTurn, files: StagedFiles, writer: YamlWriter, extension: string): void {
  for (const rendered of renderChart(chart)) {
    if (rendered.json === undefined) continue;
    const { kind, metadata } = rendered.json as { kind: unknown; metadata: { name: unknown } };
    files.write(resourceFileName(kind, metadata.name) + extension, yamlOfRendered(rendered, writer));
  }
}

/** Asking a PlainObject for its metadata would make it. */
function givenName(object: ApiObject): unknown {
  return object instanceof PlainObject ? object.name : object.metadata.name;
}

function resourceFileName(kind: unknown, name: unknown): string {
  return `${String(kind)}.${String(name)}`.replace(/[^0-9a-zA-Z-_.]/g, '');
}

function constructMetadata(charts: readonly ChartInTurn[]): string {
  const resources: Record<string, { path: string }> = {};
  for (const { objects } of charts) {
    for (const { name, node } of objects()) resources[name] = { path: node.path };
  }
  return JSON.stringify({ version: '1.0.0', resources });
}

/** Charts of this package may have files that belong beside their manifests. */
function writeSideFiles({ sideFiles }: Chart & { readonly sideFiles?: readonly SideFile[] }, files: StagedFiles): void {
  for (const { path: name, content } of sideFiles ?? []) {
    files.addFolder(path.dirname(name));
    files.write(name, [Buffer.from(content)]);
  }
}
