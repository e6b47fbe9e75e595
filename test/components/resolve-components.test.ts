import fc from 'fast-check';
import {
  COMPONENT_NAMES,
  type ComponentChoices,
  type ComponentName,
  componentNamespace,
  type ComponentNeed,
  type Delivery,
  isChart,
  resolveComponents,
} from '../../lib/components';
import { aks, eks, gke, local, onPrem, type Platform } from '../../lib/platforms';

const EKS = eks({ kubernetesVersion: '1.35', clusterName: 'prod' });
const AUTO = eks({ kubernetesVersion: '1.35', autoMode: true });
const GKE = gke({ kubernetesVersion: '1.35' });
const AKS = aks({ kubernetesVersion: '1.35' });
const RACK = onPrem({ kubernetesVersion: '1.35' });
const LAPTOP = local();

function need(component: ComponentName, why = `service 'prod/chat' needs ${component}`): ComponentNeed {
  return { component, why };
}

function resolve(platform: Platform, needs: ComponentNeed[], choices: ComponentChoices = {}, delivery?: Delivery) {
  const answer = resolveComponents({ platform, needs, choices, ...(delivery === undefined ? {} : { delivery }) });
  return { ...answer, installed: answer.releases.map(({ releaseName }) => releaseName) };
}

describe('resolveComponents', () => {
  test('installs nothing when nothing is needed', () => {
    expect(resolve(EKS, [])).toEqual({ releases: [], present: [], issues: [], installed: [] });
  });

  test('installs what is needed, once, however many need it', () => {
    expect(resolve(EKS, [need('keda', 'a'), need('keda', 'b')]).installed).toEqual(['keda']);
  });

  test('installs what is asked for though nobody needs it', () => {
    expect(resolve(EKS, [], { lws: 'install', kueue: {} }).installed).toEqual(['lws', 'kueue']);
  });

  test('leaves alone what is declared present', () => {
    const { installed, present, issues } = resolve(EKS, [need('keda')], { keda: 'present' });
    expect({ installed, present, issues }).toEqual({ installed: [], present: ['keda'], issues: [] });
  });

  test('says who needs what is declared absent, and what to do', () => {
    const needs = [
      need('keda', "service 'prod/chat' scales with it"),
      need('keda', "service 'prod/rank' scales with it"),
    ];
    expect(resolve(EKS, needs, { keda: 'absent' }).issues).toEqual([
      {
        code: 'COMPONENT_MISSING',
        path: 'components.keda',
        reason:
          "KEDA is declared absent, but service 'prod/chat' scales with it, and service 'prod/rank' scales with it",
        hint: "drop the line to have KEDA 2.20.2 installed, or write 'present' if the cluster has it",
      },
    ]);
  });

  test('takes absent quietly when nobody needs it', () => {
    expect(resolve(EKS, [], { keda: 'absent' }).issues).toEqual([]);
  });

  test('installs what a component itself needs, before it', () => {
    expect(resolve(EKS, [need('keda-http-add-on')]).installed).toEqual(['keda', 'http-add-on']);
  });

  test('does not install KEDA again under its add-on', () => {
    expect(resolve(EKS, [need('keda-http-add-on')], { keda: 'present' }).installed).toEqual(['http-add-on']);
  });

  test('names the component that needs an absent one', () => {
    const [issue] = resolve(EKS, [], { 'keda-http-add-on': 'install', keda: 'absent' }).issues;
    expect(issue?.code).toBe('COMPONENT_MISSING');
    expect(issue?.reason).toContain('KEDA HTTP add-on works only with it');
  });

  test('asks nothing for a component that is there already', () => {
    const { issues } = resolve(EKS, [need('keda-http-add-on')], { 'keda-http-add-on': 'present', keda: 'absent' });
    expect(issues).toEqual([]);
  });

  test('keeps the add-on in the namespace of KEDA, installed or present', () => {
    for (const keda of [{ namespace: 'scaling' }, { present: true, namespace: 'scaling' }] as const) {
      const { releases } = resolve(EKS, [need('keda-http-add-on')], { keda });
      const addOn = releases.find(({ component }) => component === 'keda-http-add-on')!;
      expect(isChart(addOn) && addOn.namespace).toBe('scaling');
      expect(componentNamespace('keda-http-add-on', { keda })).toBe('scaling');
    }
    expect(componentNamespace('keda-http-add-on')).toBe('keda');
    expect(componentNamespace('gateway-api')).toBeUndefined();
  });

  test('installs both charts of KWOK, the rules after the controller', () => {
    expect(resolve(LAPTOP, [need('kwok')]).installed).toEqual(['kwok', 'kwok-stage-fast']);
  });

  test('gives namespaces of host-reaching components the pod-security level they need, and no others', () => {
    const { releases } = resolve(EKS, [need('nfd'), need('keda')]);
    const labels = Object.fromEntries(releases.filter(isChart).map((r) => [r.component, r.namespaceLabels]));
    expect(labels).toEqual({
      nfd: { 'pod-security.kubernetes.io/enforce': 'privileged' },
      keda: undefined,
    });
  });

  test('keeps the spelling of a version, a mirror and a namespace', () => {
    const keda = { version: 'v2.21.0-rc.1', namespace: 'scaling', repo: 'oci://registry.internal/charts/' };
    const [release] = resolve(EKS, [], { keda }).releases;
    expect(release).toMatchObject({
      version: 'v2.21.0-rc.1',
      namespace: 'scaling',
      repo: 'oci://registry.internal/charts',
    });
  });

  test('counts what another construct installs as present', () => {
    const { releases, present, issues } = resolveComponents({
      platform: EKS,
      needs: [need('dra-driver'), need('gpu-operator')],
      provided: ['gpu-operator', 'nfd'],
    });
    expect(releases.map(({ component }) => component)).toEqual(['dra-driver']);
    expect(present).toEqual(['gpu-operator', 'nfd']);
    expect(issues).toEqual([]);
  });

  test.each(['install', 'present', 'absent'] as const)(
    'refuses the choice %s for what another construct installs',
    (choice) => {
      const { issues } = resolveComponents({
        platform: EKS,
        needs: [],
        choices: { 'gpu-operator': choice },
        provided: ['gpu-operator'],
      });
      expect(issues.map(({ code, path }) => [code, path])).toEqual([['VALUES_CONFLICT', 'components.gpu-operator']]);
    },
  );

  test('sends who needs the GPU Operator to its construct', () => {
    const [issue] = resolve(EKS, [need('gpu-operator')]).issues;
    expect(issue?.hint).toContain('new GpuOperator');
  });
});

describe('Karpenter', () => {
  test.each([
    ['EKS, where whoever made the cluster set it up', EKS],
    ['EKS Auto Mode', AUTO],
    ['AKS', AKS],
  ])('is present on %s', (_, platform) => {
    const { installed, present, issues } = resolve(platform, [need('karpenter')]);
    expect({ installed, present, issues }).toEqual({ installed: [], present: ['karpenter'], issues: [] });
  });

  test('is installed on EKS when asked', () => {
    expect(resolve(EKS, [need('karpenter')], { karpenter: 'install' }).installed).toEqual(['karpenter']);
  });

  test('is not installed without the name of its cluster', () => {
    const unnamed = eks({ kubernetesVersion: '1.35' });
    const { issues, installed } = resolve(unnamed, [], { karpenter: 'install' });
    expect(issues.map(({ code, path }) => [code, path])).toEqual([['VALUE_REQUIRED', 'platform.clusterName']]);
    expect(installed).toEqual([]);
  });

  test.each([
    ['EKS Auto Mode', AUTO],
    ['AKS', AKS],
  ])('is not installed a second time on %s', (_, platform) => {
    const { issues, installed } = resolve(platform, [], { karpenter: 'install' });
    expect(issues.map(({ code }) => code)).toEqual(['VALUES_CONFLICT']);
    expect(installed).toEqual([]);
  });

  test('has no chart for other places, and the remedy is the provisioner of the place', () => {
    const [issue] = resolve(GKE, [need('karpenter', "pool 'prod/l4' gets its nodes from it")]).issues;
    expect(issue?.code).toBe('COMPONENT_NOT_DELIVERABLE');
    expect(issue?.reason).toContain("pool 'prod/l4' gets its nodes from it");
    expect(issue?.hint).toContain("provisioner 'compute-class'");
  });

  test('may be declared present anywhere', () => {
    expect(resolve(RACK, [need('karpenter')], { karpenter: 'present' }).issues).toEqual([]);
  });

  test('is not offered for installation where the cluster has it', () => {
    const [issue] = resolve(AKS, [need('karpenter')], { karpenter: 'absent' }).issues;
    expect(issue?.hint).toBe('drop the line: a cluster like this has it');
  });
});

describe('KWOK', () => {
  test('is there in a cluster that it runs itself', () => {
    const { installed, present } = resolve(local({ distribution: 'kwok' }), [need('kwok')]);
    expect({ installed, present }).toEqual({ installed: [], present: ['kwok'] });
  });
});

describe('Gateway API, which has no chart', () => {
  test.each<Delivery>(['argocd', 'flux', { argocd: {} }])('is delivered from git by %j', (delivery) => {
    const { releases, issues } = resolve(EKS, [need('gateway-api')], {}, delivery);
    expect(issues).toEqual([]);
    expect(releases).toEqual([
      {
        component: 'gateway-api',
        repo: 'https://github.com/kubernetes-sigs/gateway-api',
        path: 'config/crd/standard',
        version: 'v1.6.1',
        releaseName: 'gateway-api',
        after: [],
      },
    ]);
  });

  test.each<Delivery>(['helm', 'helmfile', { helm: { executable: 'helm4' } }])(
    'cannot be delivered by %j',
    (delivery) => {
      const [issue] = resolve(EKS, [need('gateway-api')], {}, delivery).issues;
      expect(issue?.code).toBe('COMPONENT_NOT_DELIVERABLE');
      expect(issue?.hint).toContain('v1.6.1/standard-install.yaml');
      expect(issue?.hint).toContain("'gateway-api' 'present'");
    },
  );

  test('is refused on a laptop, whose delivery is helmfile, unless it is there', () => {
    expect(resolve(LAPTOP, [need('gateway-api')]).issues).toHaveLength(1);
    expect(resolve(LAPTOP, [need('gateway-api')], { 'gateway-api': 'present' }).issues).toEqual([]);
  });
});

describe('the answer', () => {
  const platforms = [
    EKS,
    AUTO,
    eks({ kubernetesVersion: '1.33' }),
    GKE,
    AKS,
    RACK,
    LAPTOP,
    local({ distribution: 'kwok' }),
  ];
  const component = fc.constantFrom(...COMPONENT_NAMES);
  const goodChoice = fc.oneof(
    fc.constantFrom('install' as const, 'present' as const, 'absent' as const, undefined),
    fc.record({ version: fc.constant('1.2.3'), values: fc.constant({ a: null }) }, { requiredKeys: [] }),
    fc.constant({ present: true as const, namespace: 'elsewhere' }),
  );
  const badChoice = fc.oneof(
    fc.anything(),
    fc.record({ version: fc.anything(), values: fc.anything(), repo: fc.anything() }),
  );
  const request = (choice: fc.Arbitrary<unknown>) =>
    fc.record({
      platform: fc.constantFrom(...platforms),
      needs: fc.array(component.map((name) => need(name))),
      choices: fc.dictionary(fc.oneof(component, fc.string()), choice),
      provided: fc.constantFrom<ComponentName[]>([], ['gpu-operator', 'nfd']),
      delivery: fc.constantFrom<Delivery>('argocd', 'flux', 'helm', 'helmfile'),
    });

  test.each([
    ['sensible', goodChoice],
    ['arbitrary', badChoice],
  ])('has each needed component once: released, present, or in an issue (%s choices)', (_, choice) => {
    fc.assert(
      fc.property(request(choice), (random) => {
        const { releases, present, issues } = resolveComponents(random as Parameters<typeof resolveComponents>[0]);
        for (const { component: needed } of random.needs) {
          const released = releases.some((release) => release.component === needed);
          const there = present.includes(needed);
          // Every answer names the component, or the prop whose absence keeps it out.
          const refused = issues.some(
            ({ path }) =>
              path.startsWith(`components.${needed}`) || path === 'components' || path.startsWith('platform.'),
          );
          expect(Number(released) + Number(there)).toBeLessThanOrEqual(1);
          expect(released || there || refused).toBe(true);
        }
        const names = releases.map(({ releaseName }) => releaseName);
        expect(new Set(names).size).toBe(names.length);
        for (const issue of issues) {
          expect([issue.reason, issue.hint].every((text) => text.length > 0)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('is the same whatever the order of needs and choices', () => {
    fc.assert(
      fc.property(request(goodChoice), ({ needs, choices, ...rest }) => {
        const turned = Object.fromEntries(Object.entries(choices).reverse());
        const one = resolveComponents({ ...rest, needs, choices: choices as ComponentChoices });
        const other = resolveComponents({ ...rest, needs: [...needs].reverse(), choices: turned as ComponentChoices });
        expect(other.releases).toEqual(one.releases);
        expect(other.present).toEqual(one.present);
      }),
      { numRuns: 300 },
    );
  });
});
