import { modelServiceNeeds } from '../../lib/serving';
import { service, slice } from './situations';

const needs = (min: number, max: number, change = {}) =>
  modelServiceNeeds(...service(slice('3g.40gb'), { replicas: { min, max }, ...change })).map(
    ({ component }) => component,
  );

test.each<[string, string[], string[]]>([
  ['a fixed number of replicas needs nothing', needs(2, 2), []],
  ['metrics that are asked for need Prometheus', needs(2, 2, { metrics: true }), ['prometheus']],
  ['scaling from zero needs the HTTP add-on', needs(0, 9), ['keda', 'keda-http-add-on']],
  ['scaling from one needs Prometheus', needs(1, 9), ['keda', 'prometheus']],
  [
    'a Prometheus elsewhere, which scrapes by itself, is enough',
    needs(1, 9, { prometheusAddress: 'http://mine:9090', metrics: false }),
    ['keda'],
  ],
])('%s', (_, found, wanted) => {
  expect(found).toEqual(wanted);
});

test('each need says who has it and why', () => {
  const needs = modelServiceNeeds(...service(slice('3g.40gb')));
  expect(needs.length).toBeGreaterThan(0);
  for (const { why } of needs) expect(why).toContain("model service 'chat'");
});
