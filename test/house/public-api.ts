import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '../..');
export const ENTRY_POINTS = ['lib/index.ts', 'lib/cdk8s/index.ts'] as const;

const config = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT, { noEmit: true });
const program = ts.createProgram(
  ENTRY_POINTS.map((entry) => join(ROOT, entry)),
  options,
);
export const checker = program.getTypeChecker();

/** What an entry point exports, aliases followed. */
export function exportsOf(entry: (typeof ENTRY_POINTS)[number]): ts.Symbol[] {
  const source = program.getSourceFile(join(ROOT, entry))!;
  return checker.getExportsOfModule(checker.getSymbolAtLocation(source)!);
}

/** The symbol itself, behind any re-export. */
export function target(symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Whether a declaration stands in this package. */
export function isOurs(declaration: ts.Node): boolean {
  return declaration.getSourceFile().fileName.startsWith(join(ROOT, 'lib'));
}
