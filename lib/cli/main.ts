#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { plan } from './plan';

const USAGE = `usage: cdk8s-ai plan [--app COMMAND] [--json]

  plan   run the app and show what it asks for: nodes, how each GPU is cut, who sits where, what it costs
         --app COMMAND  how to run the app (default: the app of cdk8s.yaml)
         --json         one JSON document instead of tables

Exit codes: 0 the plan stands, 1 the app failed (its mistakes are shown), 2 the command line is wrong.
`;

function main(words: readonly string[]): number {
  const [command, ...args] = words;
  if (words.some((word) => word === '--help' || word === '-h') || command === 'help') {
    process.stdout.write(USAGE);
    return 0;
  }
  if (command === '--version') {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  if (command === 'plan') return plan(args);
  process.stderr.write(USAGE);
  return 2;
}

function version(): string {
  const file = require.resolve('cdk8s-ai/package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

process.exitCode = main(process.argv.slice(2));
