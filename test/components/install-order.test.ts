import type { ChartRelease, ComponentName } from '../../lib/components';
import { inInstallOrder, installStages, predecessors } from '../../lib/components/install-order';

function release(component: ComponentName, after: ComponentName[] = [], releaseName: string = component): ChartRelease {
  return {
    component,
    repo: 'https://x.io',
    chart: 'c',
    version: '1.0.0',
    namespace: 'n',
    releaseName,
    values: {},
    after,
  };
}

describe('the install order', () => {
  test('puts each release after those it builds on, and ties by name', () => {
    const releases = [
      release('kueue', ['cert-manager']),
      release('nfd'),
      release('cert-manager'),
      release('dra-driver', ['nfd']),
    ];
    const names = inInstallOrder(releases).map(({ component }) => component);
    expect(names).toEqual(['cert-manager', 'nfd', 'dra-driver', 'kueue']);
    expect(inInstallOrder([...releases].reverse()).map(({ component }) => component)).toEqual(names);
  });

  test('ignores components that are not installed', () => {
    expect([...installStages([release('kueue', ['jobset'])]).values()]).toEqual([0]);
  });

  test('keeps the charts of one component in their order, and dependents after the last', () => {
    const first = release('kwok', [], 'one');
    const second = release('kwok', [], 'two');
    const dependent = release('keda', ['kwok']);
    expect(inInstallOrder([dependent, first, second])).toEqual([first, second, dependent]);
    expect(predecessors(second, [first, second])).toEqual([first]);
  });

  test('survives a circle, in which somebody must go first', () => {
    const releases = [release('keda', ['lws']), release('lws', ['keda']), release('nfd', ['nfd'])];
    expect(inInstallOrder(releases)).toHaveLength(3);
  });
});
