import { isChart, resolveComponents } from '../../lib/components';
import { eks } from '../../lib/platforms';

test('releases are told apart: charts, and plain manifests from git', () => {
  const { releases } = resolveComponents({
    platform: eks({ kubernetesVersion: '1.35' }),
    needs: [],
    choices: { 'gateway-api': 'install', keda: 'install' },
  });
  expect(releases.map((release) => [release.component, isChart(release)])).toEqual([
    ['gateway-api', false],
    ['keda', true],
  ]);
});
