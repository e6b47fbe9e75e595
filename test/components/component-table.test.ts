import { COMPONENT_NAMES, componentFacts } from '../../lib/components';
import { isDnsLabel } from '../../lib/kube';

describe('the component table', () => {
  test.each(COMPONENT_NAMES)('%s has an exact version, a repository and a source', (component) => {
    const { version, repo, source, title, charts, manifests, namespace } = componentFacts(component);
    expect(version).toMatch(/^v?\d+\.\d+\.\d+$/);
    expect(repo).toMatch(/^(https|oci):\/\/[^/]+(\/[^/]+)*$/);
    expect(source).not.toBe('');
    expect(title).not.toBe('');
    // Either charts with a namespace, or plain manifests without.
    expect(charts.length > 0).toBe(manifests === undefined);
    expect(namespace === undefined).toBe(manifests !== undefined);
  });

  test('spells versions as their repositories do, which differ in the leading v', () => {
    expect(componentFacts('gpu-operator').version).toBe('v26.7.0');
    expect(componentFacts('cert-manager').version).toMatch(/^v/);
    expect(componentFacts('keda').version).toBe('2.20.2');
    expect(componentFacts('nfd').version).toBe('0.19.0');
  });

  test('gives each release a name of its own that Helm takes', () => {
    const names = COMPONENT_NAMES.flatMap((component) => componentFacts(component).charts.map((c) => c.releaseName));
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(isDnsLabel(name) && name.length <= 53).toBe(true);
  });

  test('has each API group from one component', () => {
    const groups = COMPONENT_NAMES.flatMap((component) => componentFacts(component).crdGroups);
    expect(new Set(groups).size).toBe(groups.length);
  });

  test('requires and orders without circles', () => {
    const reach = (component: (typeof COMPONENT_NAMES)[number], above: string[]): void => {
      expect(above).not.toContain(component);
      const { requires, after } = componentFacts(component);
      for (const next of [...requires, ...after]) reach(next, [...above, component]);
    };
    for (const component of COMPONENT_NAMES) reach(component, []);
  });
});
