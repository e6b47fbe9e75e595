import { checkKeys, checkNamespace, checkText } from '../../lib/components/closed-map';

describe('options of a closed set', () => {
  test('pass when all are known', () => {
    expect(checkKeys({ file: 'x' }, ['file', 'executable'], 'delivery')).toEqual([]);
  });

  test('name the nearest known option for each that is not', () => {
    expect(checkKeys({ fille: 1, exe: 2 }, ['file', 'executable'], 'delivery')).toMatchObject([
      { path: 'delivery.fille', hint: "did you mean 'file'?" },
      { path: 'delivery.exe', hint: "did you mean 'executable'?" },
    ]);
  });

  test('must be a map', () => {
    expect(checkKeys([], ['file'], 'delivery')).toMatchObject([{ reason: 'a list is not a map' }]);
  });
});

test('namespaces and texts may be left out, but not be something else', () => {
  expect(checkNamespace(undefined, 'n')).toEqual([]);
  expect(checkNamespace('Argo', 'n')).toHaveLength(1);
  expect(checkText(undefined, 't', 'x')).toEqual([]);
  expect(checkText('  ', 't', 'x')).toMatchObject([{ hint: "write it like 'x'" }]);
});
