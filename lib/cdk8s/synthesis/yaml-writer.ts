import { ByteBuffer } from './byte-buffer';
import { KeyList } from './key-list';
import { isArrayIndex, isMisleading, isNothing, isPlainMap, NotPlain, type PlainMap } from './plain-values';
import { spell, YamlScalars } from './yaml-scalars';

/** How much of the rendering is still to be done while a value is written. */
const enum Style {
  /** The value is as cdk8s has rendered it. */
  AsIs,
  /** Keys are sorted, and entries that hold nothing are left out. */
  Tidy,
  /** In metadata also the entries that hold an empty list or map. */
  TidyMetadata,
}

/**
 * Writes Kubernetes objects as the YAML that cdk8s writes, byte for byte, at a fraction of its cost.
 *
 * Block style only, which is all that manifests need. A document with anything that would change the layout
 * (references to one object from two places, class instances, functions, keys over several lines) is left to cdk8s.
 *
 * Gathers the documents of one file after another, and hands over what it has in between.
 */
export class YamlWriter {
  private readonly scalars = new YamlScalars();
  private readonly out = new ByteBuffer();
  private readonly keyTexts: Map<string, KeyText>[] = [];
  /** One list per depth, used again for every map: the keys of the map that is being written there. */
  private readonly keyLists: KeyList[] = [];

  /** @param sortsKeys whether `manifest` may be asked: it sorts. */
  constructor(readonly sortsKeys: boolean) {}

  /** Bytes gathered so far. */
  get length(): number {
    return this.out.length;
  }

  /** Hands over what was gathered, valid until the next document. */
  take(): Buffer {
    return this.out.take();
  }

  /** Ends a document before the next one. */
  separator(): void {
    this.out.append('---\n');
  }

  /** A document that may hold anything. */
  anything(document: unknown): void {
    if (isTree(document, new Set())) this.tree(document);
    else this.out.append(spell(document));
  }

  /** A document of plain values in which no object occurs twice. */
  tree(document: unknown): void {
    const isWritten = this.attempt(() => {
      const keys = this.keysOf(document as object, 0, Style.AsIs);
      if (keys.count === 0) throw new NotPlain();
      this.entries(document as PlainMap, keys, 0, false, Style.AsIs);
    });
    if (!isWritten) this.out.append(spell(document));
  }

  /**
   * A document as cdk8s would render it from this manifest and metadata.
   *
   * @returns whether that can be told without cdk8s; if not, nothing was written.
   */
  manifest(manifest: PlainMap, metadata: PlainMap): boolean {
    return this.attempt(() => {
      const { apiVersion, kind } = manifest;
      if (isNothing(apiVersion) || isNothing(kind) || isHollow(metadata)) throw new NotPlain();
      const keys = this.keysOf(manifest, 0, Style.Tidy);
      if (isArrayIndex(keys.names[0]!)) throw new NotPlain();
      this.entry('apiVersion', apiVersion, 0, false, Style.Tidy);
      this.entry('kind', kind, 0, true, Style.Tidy);
      this.entry('metadata', metadata, 0, true, Style.TidyMetadata);
      for (let position = 0; position < keys.count; position++) {
        const key = keys.names[position]!;
        if (!LEADING.has(key)) this.entry(key, manifest[key], 0, true, Style.Tidy);
      }
    });
  }

  /** Writes a document, or nothing if something in it is not plain. */
  private attempt(write: () => void): boolean {
    const start = this.out.length;
    try {
      write();
      this.out.append('\n');
      return true;
    } catch (error) {
      if (!(error instanceof NotPlain)) throw error;
      this.out.rewind(start);
      return false;
    }
  }

  /** Entries of a map; the first one without its line break where it follows a dash. */
  private entries(map: PlainMap, keys: KeyList, depth: number, startsLine: boolean, style: Style): void {
    let onNewLine = startsLine;
    for (let position = 0; position < keys.count; position++) {
      const key = keys.names[position]!;
      const value = map[key];
      if (style === Style.TidyMetadata && isHollow(value)) continue;
      this.entry(key, value, depth, onNewLine, style);
      onNewLine = true;
    }
  }

  private entry(key: string, value: unknown, depth: number, onNewLine: boolean, style: Style): void {
    const { line, inline } = this.keyText(key, depth);
    this.out.append(onNewLine ? line : inline);
    if (typeof value !== 'object' || value === null) {
      this.out.append(' ');
      this.scalar(value, depth);
    } else if (Array.isArray(value)) {
      if (value.length === 0) this.out.append(' []');
      else this.items(value, depth + 1, true, style);
    } else {
      const keys = this.keysOf(value, depth + 1, style);
      if (keys.count === 0) this.out.append(' {}');
      else this.entries(value as PlainMap, keys, depth + 1, true, style);
    }
  }

  /** Items of a list; the first one without its line break where it follows a dash. */
  private items(list: readonly unknown[], depth: number, startsLine: boolean, style: Style): void {
    for (let position = 0; position < list.length; position++) {
      if (position > 0 || startsLine) this.out.append(lineStart(depth));
      this.out.append('- ');
      this.item(list[position], depth, style);
    }
  }

  private item(value: unknown, depth: number, style: Style): void {
    if (typeof value !== 'object' || value === null) this.scalar(value, depth);
    else if (style === Style.TidyMetadata && isHollow(value)) this.out.append('null');
    else if (Array.isArray(value)) {
      if (value.length === 0) this.out.append('[]');
      else this.items(value, depth + 1, false, style);
    } else {
      const keys = this.keysOf(value, depth + 1, style);
      if (keys.count === 0) this.out.append('{}');
      else this.entries(value as PlainMap, keys, depth + 1, false, style);
    }
  }

  private scalar(value: unknown, depth: number): void {
    const text = this.scalars.value(value);
    const hasLines = depth > 0 && text.includes('\n');
    this.out.append(hasLines ? text.replace(/\n(?!\n|$)/g, lineStart(depth)) : text);
  }

  private keyText(key: string, depth: number): KeyText {
    const texts = (this.keyTexts[depth] ??= new Map());
    const known = texts.get(key);
    if (known !== undefined) return known;
    const inline = `${this.scalars.key(key)}:`;
    const text = { inline, line: lineStart(depth) + inline };
    if (texts.size < MAX_KEYS_PER_DEPTH) texts.set(key, text);
    return text;
  }

  private keysOf(value: object, depth: number, style: Style): KeyList {
    if (!isPlainMap(value)) throw new NotPlain();
    const list = (this.keyLists[depth] ??= new KeyList());
    if (style === Style.AsIs) list.take(value);
    else list.takeSorted(value);
    return list;
  }
}

/** A key with its colon, and the same with the line break and indentation before it. */
interface KeyText {
  readonly inline: string;
  readonly line: string;
}

/** Whether nothing is left of a value once everything empty is taken out of it. */
function isHollow(value: unknown): boolean {
  if (isNothing(value)) return true;
  if (typeof value !== 'object') return false;
  if (Array.isArray(value)) return value.length === 0;
  if (!isPlainMap(value)) return false;
  for (const key in value) if (isMisleading(key) || !isHollow(value[key])) return false;
  return true;
}

/** Whether no object is reachable twice and none has a say in how it is written. */
function isTree(value: unknown, seen: Set<unknown>): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (seen.has(value)) return false;
  seen.add(value);
  if (Array.isArray(value)) return value.every((item) => isTree(item, seen));
  if (!isPlainMap(value) || typeof value['toJSON'] === 'function') return false;
  for (const key in value) if (!isTree(value[key], seen)) return false;
  return true;
}

function lineStart(depth: number): string {
  return (LINE_STARTS[depth] ??= `\n${'  '.repeat(depth)}`);
}
/** Written before the rest of a manifest. */
const LEADING = new Set(['apiVersion', 'kind', 'metadata']);
const LINE_STARTS: string[] = [];
const MAX_KEYS_PER_DEPTH = 2000;
