import { listFlags, readFlags } from '../../../lib/serving/engines';

test.each<[string, string[], [string, string][]]>([
  ['values after an equals sign', ['--dtype=half'], [['--dtype', 'half']]],
  ['values that follow', ['-q', 'fp8'], [['-q', 'fp8']]],
  [
    'flags without value',
    ['--enforce-eager', '--dtype', 'half'],
    [
      ['--enforce-eager', ''],
      ['--dtype', 'half'],
    ],
  ],
  ['negative numbers as values', ['--seed', '-1'], [['--seed', '-1']]],
  ['underscores as dashes', ['--max_model_len=4096'], [['--max-model-len', '4096']]],
  ['equals signs within values', ['--x={"a":"b=c"}'], [['--x', '{"a":"b=c"}']]],
])('reads %s', (_, args, flags) => {
  expect(listFlags(args)).toEqual(flags);
});

test('the last of two equal flags counts', () => {
  expect(readFlags(['--dtype=half', '--dtype', 'auto']).get('--dtype')).toBe('auto');
});
