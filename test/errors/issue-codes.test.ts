import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ISSUE_CODES } from '../../lib/errors';

const LIB = join(__dirname, '../../lib');
const text = readdirSync(LIB, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('issue-codes.ts'))
  .map((name) => readFileSync(join(LIB, name), 'utf8'))
  .join('\n');

test.each(Object.entries(ISSUE_CODES))(
  '%s is a code of one style, explained in a sentence, and in use',
  (code, meaning) => {
    expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
    expect(meaning).toMatch(/^[A-Z].+\.$/);
    expect(text).toContain(`'${code}'`);
  },
);
