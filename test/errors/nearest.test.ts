import { nearestWord, suggestWord } from '../../lib/errors';

test.each([
  ['p5.48xlage', ['p5.48xlarge', 'p4d.24xlarge'], 'p5.48xlarge'],
  ['H100', ['h100-80gb', 'l4'], 'h100-80gb'],
  ['argo', ['argocd', 'flux'], 'argocd'],
  ['a100', ['a10', 'a100-40gb', 'a100-80gb'], 'a100-40gb'],
  ['h200', ['a30', 't4', 'h200-141gb'], 'h200-141gb'],
  ['nvidia-l4', ['l40s', 'l4'], 'l4'],
  ['httpAddOn', ['keda', 'keda-http-add-on'], 'keda-http-add-on'],
  ['3g.40g', ['1g.10gb', '3g.40gb'], '3g.40gb'],
])('%s is near to %j', (typed, known, nearest) => {
  expect(nearestWord(typed, known)).toBe(nearest);
});

test('words that have little in common are not near', () => {
  expect(nearestWord('mainframe', ['l4', 't4'])).toBeUndefined();
  expect(nearestWord('', ['kubernetes'])).toBeUndefined();
});

test('an exact match wins over everything else', () => {
  expect(nearestWord('l4', ['l40s', 'l4', 't4'])).toBe('l4');
});

test('a suggestion names the nearest word, or some of those there are', () => {
  expect(suggestWord('flx', ['argocd', 'flux'])).toBe("did you mean 'flux'?");
  expect(suggestWord(7, ['argocd', 'flux'])).toBe("use one of 'argocd', 'flux'");
  const many = Array.from({ length: 20 }, (_, i) => `word-${i}`);
  expect(suggestWord(undefined, many)).toMatch(/^use one of 'word-0', .*'word-11', … \(20 in all\)$/);
});
