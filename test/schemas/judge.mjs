// Judges Kubernetes objects by the schemas that npm packages publish. Reads a JSON list of objects on standard input and
// prints { verdicts: [{ id, problems }], unjudged: [kind…] }. A process of its own, because those packages are ES modules.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import ts from 'typescript';

const PACKAGES = [
  'kubernetes-models',
  '@kubernetes-models/karpenter',
  '@kubernetes-models/keda',
  '@kubernetes-models/argo-cd',
  '@kubernetes-models/flux-cd',
  '@kubernetes-models/prometheus-operator',
  '@kubernetes-models/cert-manager',
  '@kubernetes-models/gateway-api',
];
const require = createRequire(import.meta.url);
const objects = JSON.parse(readFileSync(0, 'utf8'));

const verdicts = [];
const unjudged = new Set();
const typed = [];
for (const object of objects) {
  const { apiVersion, kind, metadata } = object;
  const id = `${apiVersion} ${kind} ${metadata.namespace ?? ''}/${metadata.name}`;
  const model = await modelOf(apiVersion, kind);
  if (model === undefined) {
    unjudged.add(`${apiVersion} ${kind}`);
    continue;
  }
  const problems = [];
  try {
    new model.type(object).validate();
  } catch (error) {
    problems.push(error.message);
  }
  verdicts.push({ id, problems });
  typed.push({ problems, object, module: model.module, kind });
}
noteUnknownFields(typed);
process.stdout.write(JSON.stringify({ verdicts, unjudged: [...unjudged].sort() }));

async function modelOf(apiVersion, kind) {
  for (const name of PACKAGES) {
    const module = `${name}/${apiVersion}`;
    try {
      const type = (await import(module))[kind];
      if (type !== undefined) return { type, module };
    } catch (error) {
      if (error.code !== 'ERR_PACKAGE_PATH_NOT_EXPORTED' && error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    }
  }
  return undefined;
}

/** The validators accept fields they do not know; the packages' types do not, so the type checker names those. */
function noteUnknownFields(entries) {
  const file = join(dirname(require.resolve('typescript/package.json')), '..', 'objects-under-judgement.mts');
  const lines = entries.map(
    ({ object, module, kind }, i) =>
      `export const o${i}: ConstructorParameters<typeof import(${JSON.stringify(module)}).${kind}>[0] & { apiVersion: ${JSON.stringify(object.apiVersion)}; kind: ${JSON.stringify(kind)} } = ${JSON.stringify(object)};`,
  );
  const text = lines.join('\n');
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => path === file || fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === file ? ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) : getSourceFile(path, ...rest);
  const program = ts.createProgram([file], options, host);
  for (const { start, messageText } of program.getSemanticDiagnostics(program.getSourceFile(file))) {
    const line = text.slice(0, start).split('\n').length - 1;
    entries[line].problems.push(ts.flattenDiagnosticMessageText(messageText, ' '));
  }
}
