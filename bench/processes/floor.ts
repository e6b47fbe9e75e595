import { closeSync, openSync, writeSync } from 'node:fs';
import { modelService } from '../model-services';
import { Phases } from './phases';

/** The least there is to do: make the same objects, write the same YAML, keep nothing. */
const phases = new Phases();
const [services, , file] = process.argv.slice(2);
const WORD = /^(?:y|n|yes|no|on|off|true|false|null|~)$/i;
const PLAIN = /^[A-Za-z/-][\w./+=@ -]*(?::[\w.]+)?$|^\d+(?:%|Gi)$/;

phases.end('load');
const output = openSync(file!, 'w');
let text = '';
let isFirst = true;
for (let position = 0; position < Number(services); position++) {
  for (const { apiVersion, kind, metadata, ...rest } of modelService(position)) {
    text += isFirst ? '' : '---\n';
    isFirst = false;
    text += map({ apiVersion, kind }, '') + map({ metadata }, '') + map(rest, '');
    if (text.length > 64 * 1024) {
      writeSync(output, text);
      text = '';
    }
  }
}
writeSync(output, text);
closeSync(output);
phases.end('write');
phases.print();

function map(object: object, indent: string, first = indent): string {
  let lines = '';
  let start = first;
  for (const key of Object.keys(object).sort()) {
    const value: unknown = (object as Record<string, unknown>)[key];
    lines += `${start}${key}:`;
    if (Array.isArray(value)) lines += `\n${list(value, `${indent}  `)}`;
    else if (typeof value === 'object' && value !== null) lines += `\n${map(value, `${indent}  `)}`;
    else lines += ` ${scalar(value)}\n`;
    start = indent;
  }
  return lines;
}

function list(items: readonly unknown[], indent: string): string {
  let lines = '';
  for (const item of items) {
    if (typeof item === 'object' && item !== null) lines += map(item, `${indent}  `, `${indent}- `);
    else lines += `${indent}- ${scalar(item)}\n`;
  }
  return lines;
}

function scalar(value: unknown): string {
  if (typeof value !== 'string') return String(value);
  return PLAIN.test(value) && !WORD.test(value) ? value : JSON.stringify(value);
}
