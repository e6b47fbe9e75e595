import type { ConfigIssue } from '../errors';
import { mergePatch, type Taint } from '../kube';
import type { Platform } from '../platforms';
import type { ComponentName, DeliveryMode, Release } from './chart-release';
import { type ComponentChoices, type SettledChoice, settleChoices } from './component-choice';
import { COMPONENT_NAMES, componentFacts } from './component-table';
import { defaultValues } from './component-values';
import { defaultDelivery, deliveryMode, type Delivery } from './delivery/delivery';
import { inInstallOrder } from './install-order';
import { assumedPresent, broughtByPlatform, cannotInstall } from './platform-parts';

/** Something declared that works only with a component. */
export interface ComponentNeed {
  readonly component: ComponentName;
  /** A clause that says who needs it and what for: `service 'prod/chat' scales with it`. */
  readonly why: string;
}

/** What is asked of the components of one cluster. */
export interface ComponentRequest {
  readonly platform: Platform;
  readonly needs: readonly ComponentNeed[];
  /** @default - everything needed is installed, except what the platform brings */
  readonly choices?: ComponentChoices;
  /**
   * Taints of all nodes that daemon sets must reach.
   *
   * @default - none but the GPU taint
   */
  readonly taints?: readonly Taint[];
  /**
   * Names of the pools whose GPUs the DRA driver hands out; it keeps to their nodes.
   *
   * @default - every node with NVIDIA's GPUs, as in its chart
   */
  readonly draPools?: readonly string[];
  /**
   * Components that something else in the declaration installs: the GPU Operator, and the NFD bundled with it.
   *
   * @default - none
   */
  readonly provided?: readonly ComponentName[];
  /** @default - the platform's */
  readonly delivery?: Delivery;
}

/** Where the components of one cluster come from. */
export interface ComponentAnswer {
  /** What is to be installed, each once, in an order in which it can be. */
  readonly releases: readonly Release[];
  /** What is there without these releases: declared so, brought by the platform, or installed by something else. */
  readonly present: readonly ComponentName[];
  readonly issues: readonly ConfigIssue[];
}

const PATH = 'components';

/** Settles for each component whether it is installed, present or missing, and with which values. */
export function resolveComponents(request: ComponentRequest): ComponentAnswer {
  const { platform, provided = [] } = request;
  const { settled, issues } = settleChoices(request.choices, PATH);
  const mode = deliveryMode(request.delivery ?? defaultDelivery(platform));
  const whys = collectNeeds(request.needs, settled, platform, provided);
  const releases: Release[] = [];
  const present: ComponentName[] = [];
  for (const component of COMPONENT_NAMES) {
    const choice = settled.get(component) ?? { kind: 'undecided' };
    const whyNeeded = whys.get(component);
    switch (standing(component, choice, platform, provided, whyNeeded !== undefined)) {
      case 'missing':
        issues.push(missing(component, whyNeeded!, platform, mode));
        break;
      case 'present':
        present.push(component);
        issues.push(...installedTwice(component, choice, platform, provided));
        break;
      case 'install': {
        const obstacle = cannotInstall(component, platform, mode, whyNeeded);
        if (obstacle === undefined) releases.push(...releasesOf(component, choice, settled, request));
        else issues.push({ ...obstacle, path: obstacle.path === '' ? `${PATH}.${component}` : obstacle.path });
        break;
      }
      case 'unused':
        break;
    }
  }
  return { releases: inInstallOrder(releases), present, issues };
}

/** The namespace a component runs in, by the choices for it; undefined for what has no pods. */
export function componentNamespace(component: ComponentName, choices?: ComponentChoices): string | undefined {
  return namespaceIn(settleChoices(choices, PATH).settled, component);
}

/** The Helm release of a component's own chart, by the choices for it; undefined for what has no chart. */
export function componentRelease(component: ComponentName, choices?: ComponentChoices): string | undefined {
  const chosen = settleChoices(choices, PATH).settled.get(component)?.release;
  return chosen ?? componentFacts(component).charts[0]?.releaseName;
}

function namespaceIn(settled: ReadonlyMap<ComponentName, SettledChoice>, component: ComponentName): string | undefined {
  const chosen = settled.get(component)?.namespace;
  if (chosen !== undefined) return chosen;
  // The add-on's scaler and KEDA are told apart by nothing but their names, so they share a namespace.
  return component === 'keda-http-add-on' ? namespaceIn(settled, 'keda') : componentFacts(component).namespace;
}

/** All that is needed, directly or by what is installed, with the reasons. */
function collectNeeds(
  needs: readonly ComponentNeed[],
  settled: ReadonlyMap<ComponentName, SettledChoice>,
  platform: Platform,
  provided: readonly ComponentName[],
): Map<ComponentName, string[]> {
  const whys = new Map<ComponentName, Set<string>>();
  const installed = new Set<ComponentName>();
  const add = (component: ComponentName, why: string) => {
    const known = whys.get(component);
    if (known === undefined) whys.set(component, new Set([why]));
    else known.add(why);
    follow(component, true);
  };
  const follow = (component: ComponentName, needed: boolean) => {
    const choice = settled.get(component) ?? { kind: 'undecided' };
    if (installed.has(component) || standing(component, choice, platform, provided, needed) !== 'install') return;
    installed.add(component);
    const { requires, title } = componentFacts(component);
    for (const required of requires) add(required, `${title} works only with it`);
  };
  for (const { component, why } of needs) add(component, why);
  for (const component of settled.keys()) follow(component, false);
  return new Map([...whys].map(([component, reasons]) => [component, [...reasons]]));
}

function standing(
  component: ComponentName,
  { kind }: SettledChoice,
  platform: Platform,
  provided: readonly ComponentName[],
  needed: boolean,
): 'install' | 'present' | 'missing' | 'unused' {
  if (kind === 'broken') return 'unused';
  if (kind === 'present' || provided.includes(component)) return 'present';
  if (kind === 'absent') return needed ? 'missing' : 'unused';
  if (broughtByPlatform(component, platform) !== undefined) return needed || kind === 'install' ? 'present' : 'unused';
  if (kind === 'install') return 'install';
  if (!needed) return 'unused';
  return assumedPresent(component, platform) ? 'present' : 'install';
}

function missing(
  component: ComponentName,
  whys: readonly string[],
  platform: Platform,
  mode: DeliveryMode,
): ConfigIssue {
  const { title, version } = componentFacts(component);
  const there = broughtByPlatform(component, platform) !== undefined || assumedPresent(component, platform);
  const obstacle = cannotInstall(component, platform, mode, whys);
  const install = `drop the line to have ${title} ${version} installed, or write 'present' if the cluster has it`;
  return {
    code: 'COMPONENT_MISSING',
    path: `${PATH}.${component}`,
    reason: `${title} is declared absent, but ${whys.join(', and ')}`,
    hint: there ? `drop the line: a cluster like this has it` : (obstacle?.hint ?? install),
  };
}

/** Installing what is there already, or ruling out what is installed elsewhere, is a contradiction. */
function installedTwice(
  component: ComponentName,
  { kind }: SettledChoice,
  platform: Platform,
  provided: readonly ComponentName[],
): ConfigIssue[] {
  const { title } = componentFacts(component);
  const path = `${PATH}.${component}`;
  if (provided.includes(component) && kind !== 'undecided') {
    const reason = `a choice is made for ${title}, but another construct installs it`;
    const hint = component === 'gpu-operator' ? 'give the options to GpuOperator instead' : 'drop the line';
    return [{ code: 'VALUES_CONFLICT', path, reason, hint }];
  }
  const by = broughtByPlatform(component, platform);
  if (by === undefined || kind !== 'install') return [];
  return [{ code: 'VALUES_CONFLICT', path, reason: `${by}; a second one would fight it`, hint: 'drop the line' }];
}

function releasesOf(
  component: ComponentName,
  choice: SettledChoice,
  settled: ReadonlyMap<ComponentName, SettledChoice>,
  { platform, taints = [], draPools = [] }: ComponentRequest,
): Release[] {
  const facts = componentFacts(component);
  const repo = (choice.repo ?? facts.repo).replace(/\/$/, '');
  const version = choice.version ?? facts.version;
  const after = [...facts.requires, ...facts.after];
  if (facts.manifests !== undefined) {
    return [{ component, repo, path: facts.manifests, version, releaseName: component, after }];
  }
  const namespace = namespaceIn(settled, component)!;
  return facts.charts.map(({ chart, releaseName }, i) => ({
    component,
    repo,
    chart,
    version,
    namespace,
    releaseName,
    // Values are those of the component's own chart; charts installed beside it take none.
    values: i === 0 ? mergePatch(defaultValues(component, { platform, taints, draPools }), choice.values ?? {}) : {},
    ...(facts.privileged ? { namespaceLabels: { 'pod-security.kubernetes.io/enforce': 'privileged' } } : {}),
    after,
  }));
}
