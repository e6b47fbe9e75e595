import type { ChartRelease } from '../../../lib/components';
import { isSystemNamespace, namespaceObject, neededNamespaces } from '../../../lib/components/delivery/namespaces';

function chart(namespace: string, namespaceLabels?: Record<string, string>): ChartRelease {
  const rest = { repo: 'https://x.io', chart: 'c', version: '1.0.0', releaseName: 'r', values: {}, after: [] };
  return { component: 'keda', namespace, ...(namespaceLabels === undefined ? {} : { namespaceLabels }), ...rest };
}

describe('namespaces of charts', () => {
  test('come once each, with all labels wanted of them, in a stable order', () => {
    const charts = [chart('b', { one: '1' }), chart('a'), chart('b', { two: '2' })];
    expect(neededNamespaces(charts, [])).toEqual([
      { name: 'a', labels: {} },
      { name: 'b', labels: { one: '1', two: '2' } },
    ]);
  });

  test('leave out those of every cluster and those declared elsewhere', () => {
    expect(neededNamespaces([chart('kube-system', { one: '1' }), chart('mine')], ['mine'])).toEqual([]);
    expect(isSystemNamespace('default')).toBe(true);
    expect(isSystemNamespace('keda')).toBe(false);
  });

  test('say who made them', () => {
    expect(namespaceObject({ name: 'a', labels: { one: '1' } }).metadata.labels).toEqual({
      'app.kubernetes.io/managed-by': 'cdk8s-ai',
      one: '1',
    });
  });
});
