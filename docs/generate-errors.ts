import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ISSUE_CODES } from '../lib/errors';

/** The page of all issue codes, from their one table. */
export function errorsPage(): string {
  const rows = Object.entries(ISSUE_CODES).map(([code, meaning]) => `| \`${code}\` | ${meaning} |`);
  return [
    '# Issue codes',
    '',
    'Every mistake in a declaration is told at synth in one `GpuConfigError`, each with one of these codes, the construct',
    'path, the line of your code that made the construct, the reason and the nearest change that works. The codes are',
    'stable: match on `error.issues[i].code`, never on the text.',
    '',
    '| code | what is wrong |',
    '| --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

if (require.main === module) writeFileSync(join(process.cwd(), 'docs', 'errors.md'), errorsPage());
