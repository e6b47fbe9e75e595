import { type ComponentChoices, resolveComponents } from '../../lib/components';
import { eks } from '../../lib/platforms';

function issuesOf(choices: unknown) {
  return resolveComponents({
    platform: eks({ kubernetesVersion: '1.35' }),
    needs: [],
    choices: choices as ComponentChoices,
  }).issues;
}
const circle: Record<string, unknown> = {};
circle.self = circle;

describe('choices from plain JavaScript', () => {
  test.each<[string, unknown, string, string]>([
    ['an unknown component', { kedda: 'install' }, 'components.kedda', "did you mean 'keda'?"],
    ['an unknown word', { keda: 'instal' }, 'components.keda', "did you mean 'install'?"],
    ['null for a choice', { keda: null }, 'components.keda', "use one of 'install', 'present', 'absent'"],
    ['a boolean for a choice', { keda: false }, 'components.keda', "write 'absent'"],
    ['null for all choices', null, 'components', "write { keda: 'present' }"],
    ['a list of choices', ['keda'], 'components', "write { keda: 'present' }"],
    ['a misspelt option', { keda: { verson: '2.20.2' } }, 'components.keda.verson', "did you mean 'version'?"],
    ['a number for a version', { keda: { version: 2.2 } }, 'components.keda.version', "write it like '2.2.0'"],
    ['a range of versions', { keda: { version: '^2.19' } }, 'components.keda.version', "write it like '2.19.0'"],
    ['latest', { nfd: { version: 'latest' } }, 'components.nfd.version', "write it like '0.19.0'"],
    [
      'a version of a repository that writes a v',
      { 'cert-manager': { version: '1.20' } },
      'components.cert-manager.version',
      "write it like 'v1.20.0'",
    ],
    ['NaN for a version', { keda: { version: NaN } }, 'components.keda.version', "write it like '2.20.2'"],
    ['a 300-character namespace', { keda: { namespace: 'n'.repeat(300) } }, 'components.keda.namespace', 'at most 63'],
    ['a Unicode namespace', { keda: { namespace: 'größe' } }, 'components.keda.namespace', 'a-z'],
    [
      'a repository without a scheme',
      { keda: { repo: 'example.com/charts' } },
      'components.keda.repo',
      'https://kedacore',
    ],
    ['text for values', { keda: { values: 'a: 1' } }, 'components.keda.values', 'write {'],
    ['NaN in values', { keda: { values: { a: { b: NaN } } } }, 'components.keda.values.a.b', 'finite numbers'],
    ['a function in values', { keda: { values: { a: [() => 1] } } }, 'components.keda.values.a[0]', 'use text'],
    ['a date in values', { keda: { values: { at: new Date(0) } } }, 'components.keda.values.at', 'use text'],
    ['values that contain themselves', { keda: { values: circle } }, 'components.keda.values.self', 'use text'],
    ['present: false', { keda: { present: false } }, 'components.keda.present', "write 'absent'"],
    [
      'a version of what is present',
      { keda: { present: true, version: '1.2.3' } },
      'components.keda.version',
      'use one of',
    ],
    [
      'a release of what is not found by it',
      { keda: { present: true, release: 'scaler' } },
      'components.keda.release',
      "'present', 'namespace'",
    ],
    [
      'a name that no Helm release can have',
      { prometheus: { present: true, release: 'Kube Prometheus' } },
      'components.prometheus.release',
      "write 'kube-prometheus'",
    ],
    [
      'a number for a release',
      { prometheus: { present: true, release: 3 } },
      'components.prometheus.release',
      "write 'prometheus'",
    ],
    [
      'values for what has no chart',
      { 'gateway-api': { values: {} } },
      'components.gateway-api.values',
      "drop 'values'",
    ],
  ])('%s is an issue with the nearest fix', (_, choices, path, hint) => {
    const issues = issuesOf(choices);
    expect(issues).toHaveLength(1);
    expect(issues[0]?.path).toBe(path);
    expect(issues[0]?.hint).toContain(hint);
  });

  test('undefined is no choice', () => {
    expect(issuesOf({ keda: undefined })).toEqual([]);
    expect(issuesOf(undefined)).toEqual([]);
  });

  test('values known only at deploy time are copied', () => {
    const late = { __pulumiOutput: true, apply: () => undefined };
    expect(issuesOf({ keda: { values: { region: late, none: null, list: [1, true, 'x'] } } })).toEqual([]);
  });

  test('a component with a broken choice is not installed with half of it', () => {
    const { releases } = resolveComponents({
      platform: eks({ kubernetesVersion: '1.35' }),
      needs: [{ component: 'keda', why: 'x' }],
      choices: { keda: { version: 'latest' } },
    });
    expect(releases).toEqual([]);
  });
});
