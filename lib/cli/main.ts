#!/usr/bin/env node
import { plan } from './plan';

const USAGE = `usage: cdk8s-ai plan [--app COMMAND] [--json]

  plan   run the app and show what it asks for: nodes, how each GPU is cut, who sits where, what it costs
         --app COMMAND  how to run the app (default: the app of cdk8s.yaml)
         --json         one JSON document instead of tables

Exit codes: 0 the plan stands, 1 the app failed (its mistakes are shown), 2 the command line is wrong.
`;

function main([command, ...args]: readonly string[]): number {
  if (command === 'plan') return plan(args);
  const asked = command === '--help' || command === 'help';
  (asked ? process.stdout : process.stderr).write(USAGE);
  return asked ? 0 : 2;
}

process.exitCode = main(process.argv.slice(2));
