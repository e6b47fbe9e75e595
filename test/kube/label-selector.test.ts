import fc from 'fast-check';
import { checkLabelSelector } from '../../lib/kube';

describe('a label selector', () => {
  test.each([
    'app=train',
    'app==train',
    'app != train',
    'example.com/team=search,app=train',
    'app in (train, tune),!interactive',
    'app notin (chat)',
    'gpu',
    'app=',
  ])("may be '%s'", (selector) => {
    expect(checkLabelSelector(selector, 'podSelector')).toEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'app=train'],
    ['empty', '', 'app=train'],
    ['a map', { app: 'train', tier: 'batch' }, "write 'app=train,tier=batch'"],
    ['written as in YAML', 'app: train', "write it like 'app=train'"],
    ['half a list', 'app in (train', 'app=train'],
    ['two signs', 'app=train=tune', 'app=train'],
    ['ended by a comma', 'app=train,', 'app=train'],
    ['no label key', '-app=train', 'app=train'],
    ['a value of 64 characters', `app=${'x'.repeat(64)}`, 'app=train'],
    ['a number', 3, 'app=train'],
    ['null', null, 'app=train'],
    ['a map of maps', { app: { in: ['train'] } }, 'app=train'],
  ])('that is %s is refused with a remedy', (_, selector, remedy) => {
    const issues = checkLabelSelector(selector, 'podSelector');
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ path: 'podSelector', hint: expect.stringContaining(remedy) as string });
  });

  test('that hides its text behind an odd object is judged too', () => {
    expect(checkLabelSelector({ app: { toString: 0 } }, 'podSelector')).toHaveLength(1);
  });

  test('is judged, not thrown at, whatever it is', () => {
    fc.assert(fc.property(fc.anything(), (selector) => Array.isArray(checkLabelSelector(selector, 'podSelector'))));
  });
});
