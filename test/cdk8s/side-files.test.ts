import { checkSideFiles } from '../../lib/cdk8s/side-files';

const owner = (constructPath: string) => ({ kind: 'AiCluster', constructPath });

test('files of different names are fine', () => {
  expect(checkSideFiles([])).toEqual([]);
  expect(
    checkSideFiles([
      { path: 'a.yaml', owner: owner('a') },
      { path: 'b/a.yaml', owner: owner('b') },
    ]),
  ).toEqual([]);
});

test('every file that would take the place of an earlier one is told, with a name that is free', () => {
  const issues = checkSideFiles(['a', 'b', 'c'].map((id) => ({ path: 'helmfile.yaml', owner: owner(id) })));
  expect(issues.map(({ owner: { constructPath }, hint }) => `${constructPath}: ${hint}`)).toEqual([
    "b: write delivery: { helmfile: { file: 'b/helmfile.yaml' } }",
    "c: write delivery: { helmfile: { file: 'c/helmfile.yaml' } }",
  ]);
});
