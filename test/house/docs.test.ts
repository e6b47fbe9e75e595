import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorsPage } from '../../docs/generate-errors';

test('docs/errors.md lists the codes as they are; npm run docs writes it anew', () => {
  expect(readFileSync(join(__dirname, '../../docs/errors.md'), 'utf8')).toBe(errorsPage());
});
