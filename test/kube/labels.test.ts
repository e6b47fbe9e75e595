import fc from 'fast-check';
import { checkLabels } from '../../lib/kube';

test('labels as Kubernetes takes them have no issues', () => {
  expect(checkLabels(undefined)).toEqual([]);
  expect(checkLabels({ 'example.com/team': 'search', tier: '' })).toEqual([]);
});

test.each<[unknown, string, RegExp]>([
  ['team', 'labels', /is not a map/],
  [['team'], 'labels', /is not a map/],
  [null, 'labels', /is not a map/],
  [{ 'a/b/c': 'x' }, "labels['a/b/c']", /not a label key/],
  [{ team: 'two words' }, "labels['team']", /'two words' is not a label value/],
  [{ team: 3 }, "labels['team']", /write it as text: '3'/],
  [{ team: 'x'.repeat(64) }, "labels['team']", /at most 63/],
])('%j is refused', (labels, path, says) => {
  const [issue] = checkLabels(labels);
  expect(issue!.path).toBe(path);
  expect(`${issue!.reason}; ${issue!.hint}`).toMatch(says);
});

test('anything at all gives issues, never an exception', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.anything())), (labels) =>
      Array.isArray(checkLabels(labels)),
    ),
    { numRuns: 1000 },
  );
});
