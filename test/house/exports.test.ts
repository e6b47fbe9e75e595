import ts from 'typescript';
import { checker, ENTRY_POINTS, exportsOf, target } from './public-api';

test.each(ENTRY_POINTS)('%s exports what it is meant to, and nothing by accident', (entry) => {
  const names = exportsOf(entry).map((symbol) => {
    const isValue = (target(symbol).flags & ts.SymbolFlags.Value) !== 0;
    return isValue ? symbol.name : `type ${symbol.name}`;
  });
  expect(names.sort()).toMatchSnapshot();
});

test.each(ENTRY_POINTS)('everything %s exports says what it is', (entry) => {
  const silent = exportsOf(entry).filter((symbol) => target(symbol).getDocumentationComment(checker).length === 0);
  expect(silent.map(({ name }) => name)).toEqual([]);
});
