import { basename } from 'node:path';
import ts from 'typescript';
import { checker, ENTRY_POINTS, exportsOf, isOurs, target } from './public-api';

/** Types that users receive and pass on, and never write by hand. */
const RECEIVED = new Set([
  'AksPlatform',
  'ClusterPlan',
  'DeployTimeValue',
  'EksPlatform',
  'GkePlatform',
  'GpuHandle',
  'GpuNodePool',
  'IssueOwner',
  'KubeObject',
  'LocalPlatform',
  'ModelShape',
  'OnPremPlatform',
  'OwnedIssue',
]);

interface Member {
  readonly name: string;
  readonly optional: boolean;
  readonly readonly: boolean;
  readonly doc: boolean;
  readonly hasDefault: boolean;
}

/** Every property a user can write: those of the parameters of exported constructors and functions, all the way down. */
const members = writtenMembers();

test('there are props to look at, of all constructs and platforms', () => {
  const names = members.map(({ name }) => name).join('\n');
  for (const known of ['diskGiB', 'layout', 'replicas', 'nodeRole', 'dcgmExporter', 'eachObject', 'nodeOverlay']) {
    expect(names).toContain(known);
  }
});

test('every prop has a docstring', () => {
  expect(members.filter(({ doc }) => !doc).map(({ name }) => name)).toEqual([]);
});

test('every prop is readonly', () => {
  expect(members.filter((member) => !member.readonly).map(({ name }) => name)).toEqual([]);
});

test('every optional prop says its @default', () => {
  expect(members.filter(({ optional, hasDefault }) => optional && !hasDefault).map(({ name }) => name)).toEqual([]);
});

function writtenMembers(): Member[] {
  const found = new Map<string, Member>();
  const seen = new Set<ts.Type>();
  const visit = (type: ts.Type) => {
    if (seen.has(type)) return;
    seen.add(type);
    if (type.isUnionOrIntersection()) type.types.forEach(visit);
    checker.getTypeArguments(type as ts.TypeReference).forEach(visit);
    const owner = type.aliasSymbol ?? type.getSymbol();
    if (owner !== undefined && RECEIVED.has(owner.name)) return;
    for (const property of type.getProperties()) {
      const declaration = property.declarations?.find(ts.isPropertySignature);
      if (declaration === undefined || !isOurs(declaration) || isForbidden(declaration)) continue;
      const parent = declaration.parent;
      const holder = ts.isInterfaceDeclaration(parent) ? parent.name.text : 'inline';
      const name = `${basename(declaration.getSourceFile().fileName)} ${holder}.${property.name}`;
      found.set(name, describe(name, property, declaration));
      visit(checker.getNonNullableType(checker.getTypeOfSymbol(property)));
    }
  };
  for (const symbol of ENTRY_POINTS.flatMap(exportsOf).map(target)) {
    if (!(symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Function | ts.SymbolFlags.Variable))) continue;
    const type = checker.getTypeOfSymbol(symbol);
    for (const signature of [...type.getConstructSignatures(), ...type.getCallSignatures()]) {
      for (const parameter of signature.parameters) visit(checker.getTypeOfSymbol(parameter));
    }
  }
  return [...found.values()];
}

function describe(name: string, symbol: ts.Symbol, declaration: ts.PropertySignature): Member {
  return {
    name,
    optional: declaration.questionToken !== undefined,
    readonly: declaration.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ReadonlyKeyword) ?? false,
    doc: symbol.getDocumentationComment(checker).length > 0 || symbol.getJsDocTags().length > 0,
    hasDefault: symbol.getJsDocTags().some(({ name: tag }) => tag === 'default'),
  };
}

/** `gpu?: undefined` says that a prop may not be given beside another. */
function isForbidden({ type }: ts.PropertySignature): boolean {
  return type?.kind === ts.SyntaxKind.UndefinedKeyword;
}
