import { issueOf, resolved } from './pools';

const taint = { key: 'example.com/not-ready', effect: 'NoSchedule' };

describe('a startup taint', () => {
  test('is kept apart from the taints that pods tolerate', () => {
    const pool = resolved('eks', { gpu: 'l4', startupTaint: { ...taint, remover: 'nfd' } });
    expect(pool.startupTaint).toEqual({ ...taint, remover: 'nfd' });
    expect(pool.taints).not.toContainEqual(expect.objectContaining({ key: taint.key }));
  });

  test.each([
    ['eks', taint, /startupTaint.remover: nobody is named who removes it/],
    ['eks', { ...taint, remover: 'nfdd' }, /startupTaint.remover: 'nfdd' is not a component; did you mean 'nfd'\?/],
    ['eks', { ...taint, key: '', remover: 'nfd' }, /startupTaint.key/],
    ['eks', 'not-ready', /startupTaint: 'not-ready' is not a taint/],
    ['gke', { ...taint, remover: 'nfd' }, /startupTaint: only Karpenter gives nodes a taint to start with/],
  ] as const)('on %s is refused as %j', (platform, startupTaint, message) => {
    expect(issueOf(platform, { gpu: 'l4', startupTaint })).toMatch(message);
  });
});
