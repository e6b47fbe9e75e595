import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';

const LIB = join(__dirname, '../../lib');
const files = readdirSync(LIB, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join(LIB, name));

/** Members of exported interfaces whose name ends in Props or Settings: what users write. */
const members = files.flatMap((file) => {
  const source = ts.createSourceFile(file, ts.sys.readFile(file)!, ts.ScriptTarget.ES2022, true);
  return source.statements.filter(isPropsInterface).flatMap((declaration) =>
    declaration.members.filter(ts.isPropertySignature).map((member) => ({
      name: `${relative(LIB, file)} ${declaration.name.text}.${member.name.getText()}`,
      optional: member.questionToken !== undefined,
      readonly: member.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword) ?? false,
      doc: ts.getJSDocCommentsAndTags(member).length > 0,
      hasDefault: ts.getJSDocTags(member).some(({ tagName }) => tagName.text === 'default'),
    })),
  );
});

test('there are props to look at', () => expect(members.length).toBeGreaterThan(50));

test('every prop has a docstring', () => {
  expect(members.filter(({ doc }) => !doc).map(({ name }) => name)).toEqual([]);
});

test('every prop is readonly', () => {
  expect(members.filter((member) => !member.readonly).map(({ name }) => name)).toEqual([]);
});

test('every optional prop says its @default', () => {
  expect(members.filter(({ optional, hasDefault }) => optional && !hasDefault).map(({ name }) => name)).toEqual([]);
});

function isPropsInterface(node: ts.Statement): node is ts.InterfaceDeclaration {
  return (
    ts.isInterfaceDeclaration(node) &&
    /(Props|Settings|Options)$/.test(node.name.text) &&
    (node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false)
  );
}
