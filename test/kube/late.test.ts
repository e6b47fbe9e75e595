import { isLate, latePaths } from '../../lib/kube';
import { late } from '../cluster/programs';

test('a deploy-time value is known by its shape, and nothing else is taken for one', () => {
  expect(isLate(late())).toBe(true);
  for (const other of [undefined, null, 'text', {}, { __pulumiOutput: true }, { apply: () => 1 }, () => 1])
    expect(isLate(other)).toBe(false);
});

test('where deploy-time values stand is told without looking into them', () => {
  const spec = { role: late(), subnets: [{ id: 'a' }, { id: late() }], name: 'plain', none: null };
  expect(latePaths({ spec }, 'EC2NodeClass/h100')).toEqual([
    'EC2NodeClass/h100.spec.role',
    'EC2NodeClass/h100.spec.subnets[1].id',
  ]);
  expect(latePaths({ spec: { name: 'plain' } }, 'x')).toEqual([]);
});
