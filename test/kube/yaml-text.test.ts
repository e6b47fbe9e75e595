import { parse } from 'yaml';
import { yamlText } from '../../lib/kube';

test('text is YAML, unbroken however long, and repeated parts are written out', () => {
  const part = { words: 'word '.repeat(40).trim() };
  const text = yamlText({ first: part, second: part });
  expect(parse(text)).toEqual({ first: part, second: part });
  expect(text.split('\n')).toHaveLength(5);
  expect(text).not.toContain('&');
});
