import { inspect } from 'node:util';
import { GpuConfigError, type OwnedIssue } from '../../lib/errors';

const owner = { kind: 'MigPartitioning', constructPath: 'inference' };
const OVERCOMMITTED: OwnedIssue = {
  code: 'MIG_OVERCOMMITTED',
  path: 'layout',
  reason: 'two 3g.40gb and one 2g.20gb need 8 of the 7 compute slices of h100-80gb',
  hint: 'drop the 2g.20gb',
  owner,
};

test('a message names the construct, the field, what is wrong, what works and the code', () => {
  expect(new GpuConfigError([OVERCOMMITTED]).message).toBe(
    [
      "MigPartitioning 'inference' cannot be built",
      '  layout: two 3g.40gb and one 2g.20gb need 8 of the 7 compute slices of h100-80gb; drop the 2g.20gb [MIG_OVERCOMMITTED]',
    ].join('\n'),
  );
});

test('issues of one construct stand together under its name and the line that made it', () => {
  const made = { ...owner, madeAt: '/home/me/main.ts:3:1' };
  const other = { kind: 'AiCluster', constructPath: 'prod' };
  const { message } = new GpuConfigError([
    { ...OVERCOMMITTED, owner: made },
    { ...OVERCOMMITTED, owner: other, path: '', reason: 'nothing is declared in it', hint: 'declare a pool' },
    { ...OVERCOMMITTED, owner: made, path: 'pool', reason: 'no pool is given', hint: 'pass one' },
  ]);
  expect(message.split('\n')).toEqual([
    "MigPartitioning 'inference' cannot be built (/home/me/main.ts:3:1)",
    expect.stringMatching(/^ {2}layout: /),
    '  pool: no pool is given; pass one [MIG_OVERCOMMITTED]',
    "AiCluster 'prod' cannot be built",
    '  nothing is declared in it; declare a pool [MIG_OVERCOMMITTED]',
  ]);
});

test('an error that nobody catches says everything once', () => {
  const text = inspect(new GpuConfigError([OVERCOMMITTED]));
  expect(text.match(/need 8 of the 7/g)).toHaveLength(1);
  expect(text).toMatch(/^GpuConfigError: MigPartitioning/);
});

test('its issues are there for programs', () => {
  const error = new GpuConfigError([OVERCOMMITTED]);
  expect(error.issues).toEqual([OVERCOMMITTED]);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('GpuConfigError');
});
