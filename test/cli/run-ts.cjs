// Runs a TypeScript program of this repository without a build: `node run-ts.cjs program.ts arguments…`. Types are
// stripped, and the package's own name leads to its sources.
const { readFileSync } = require('node:fs');
const Module = require('node:module');
const { join, resolve } = require('node:path');
const ts = require('typescript');

const ROOT = join(__dirname, '../..');
const OWN = { 'cdk8s-ai': 'lib/index.ts', 'cdk8s-ai/cdk8s': 'lib/cdk8s/index.ts' };
const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };

require.extensions['.ts'] = (module, file) => {
  module._compile(ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions }).outputText, file);
};
const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  return resolveFilename.call(this, Object.hasOwn(OWN, request) ? join(ROOT, OWN[request]) : request, ...rest);
};

const program = resolve(process.argv[2]);
process.argv.splice(1, 2, program);
require(program);
