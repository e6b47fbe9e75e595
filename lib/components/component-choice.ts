import { type ConfigIssue, shown, suggestWord } from '../errors';
import { isDnsLabel, isPlainMap } from '../kube';
import type { ComponentName } from './chart-release';
import { checkKeys, checkNamespace } from './closed-map';
import { COMPONENT_NAMES, componentFacts, isComponentName } from './component-table';
import { checkChartValues } from './plain-values';

/** How a component is installed where the defaults do not fit. */
export interface InstallChoice {
  /**
   * Chart version exactly as its repository spells it, with or without a leading `v`. Ranges are refused: a synth
   * must give the same result tomorrow.
   *
   * @default - the version this library is tested with
   */
  readonly version?: string;
  /**
   * Where its pods run.
   *
   * @default - the namespace that its project recommends
   */
  readonly namespace?: string;
  /**
   * Helm repository, `https://…` or `oci://…` without the chart name, for a mirror behind a firewall.
   *
   * @default - the project's own
   */
  readonly repo?: string;
  /**
   * Chart values, merged last over this library's. Lists replace, `null` takes a default of this library away.
   *
   * @default - this library's values for the platform
   */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** Says that a component stands in the cluster already, and where. */
export interface PresentChoice {
  readonly present: true;
  /**
   * The namespace it runs in, where others must find it.
   *
   * @default - the namespace that its project recommends
   */
  readonly namespace?: string;
  /**
   * Name of the Helm release of a Prometheus stack (`kube-prometheus-stack`): services that scale by metrics find it by
   * this name, and monitors carry it as the label `release`, without which such a Prometheus ignores them. Only for
   * `prometheus`; nothing else is found by its release.
   *
   * @default 'prometheus'
   */
  readonly release?: string;
}

/**
 * Where a component comes from. `install`: with this cluster. `present`: it is there already and left alone. `absent`:
 * it must not be used, so whatever needs it is an error.
 */
export type ComponentChoice = 'install' | 'present' | 'absent' | InstallChoice | PresentChoice;

/** Choices for some components; the others are installed when something needs them. */
export type ComponentChoices = Partial<Readonly<Record<ComponentName, ComponentChoice>>>;

const WORDS = ['install', 'present', 'absent'] as const;
const PLACES_OF_INSTALL = ['version', 'namespace', 'repo', 'values'] as const;
const EXACT_VERSION = /^v?\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$/;

/** A choice that passed its checks, in one shape. */
export interface SettledChoice extends InstallChoice, Pick<PresentChoice, 'release'> {
  readonly kind: 'undecided' | 'install' | 'present' | 'absent' | 'broken';
}

/** Every choice in one shape, and what is wrong with those that have none. */
export function settleChoices(
  choices: unknown,
  path: string,
): { settled: ReadonlyMap<ComponentName, SettledChoice>; issues: ConfigIssue[] } {
  const settled = new Map<ComponentName, SettledChoice>();
  if (choices === undefined) return { settled, issues: [] };
  if (!isPlainMap(choices)) {
    const hint = "write { keda: 'present' }";
    return { settled, issues: [{ code: 'VALUE_INVALID', path, reason: `${shown(choices)} is not a map`, hint }] };
  }
  const issues: ConfigIssue[] = [];
  for (const [name, choice] of Object.entries(choices)) {
    const at = `${path}.${name}`;
    if (!isComponentName(name)) {
      const hint = suggestWord(name, COMPONENT_NAMES);
      issues.push({ code: 'VALUE_INVALID', path: at, reason: 'is not a component this library knows', hint });
      continue;
    }
    const found = checkChoice(name, choice, at);
    issues.push(...found);
    settled.set(name, found.length > 0 ? { kind: 'broken' } : inOneShape(choice as ComponentChoice | undefined));
  }
  return { settled, issues };
}

function inOneShape(choice: ComponentChoice | undefined): SettledChoice {
  if (choice === undefined) return { kind: 'undecided' };
  if (typeof choice === 'string') return { kind: choice };
  if (!('present' in choice)) return { kind: 'install', ...choice };
  const { namespace, release } = choice;
  return {
    kind: 'present',
    ...(namespace === undefined ? {} : { namespace }),
    ...(release === undefined ? {} : { release }),
  };
}

function checkChoice(component: ComponentName, choice: unknown, path: string): ConfigIssue[] {
  if (choice === undefined) return [];
  if (typeof choice === 'string') {
    if ((WORDS as readonly string[]).includes(choice)) return [];
    return [{ code: 'VALUE_INVALID', path, reason: `${shown(choice)} is no choice`, hint: suggestWord(choice, WORDS) }];
  }
  if (!isPlainMap(choice)) {
    const hint = typeof choice === 'boolean' ? `write '${choice ? 'install' : 'absent'}'` : suggestWord(choice, WORDS);
    return [{ code: 'VALUE_INVALID', path, reason: `${shown(choice)} is no choice`, hint }];
  }
  if ('present' in choice) return checkPresent(component, choice, path);
  const issues = [
    ...checkKeys(choice, PLACES_OF_INSTALL, path),
    ...checkVersion(component, choice.version, `${path}.version`),
    ...checkNamespace(choice.namespace, `${path}.namespace`),
    ...checkRepo(component, choice.repo, `${path}.repo`),
  ];
  if (choice.values !== undefined) {
    if (isPlainMap(choice.values)) issues.push(...checkChartValues(choice.values, `${path}.values`));
    else issues.push(...checkKeys(choice.values, ['replicaCount'], `${path}.values`));
  }
  return [...issues, ...checkChartless(component, choice, path)];
}

function checkPresent(component: ComponentName, choice: Record<string, unknown>, path: string): ConfigIssue[] {
  const known = component === 'prometheus' ? ['present', 'namespace', 'release'] : ['present', 'namespace'];
  const issues = [
    ...checkKeys(choice, known, path),
    ...checkNamespace(choice.namespace, `${path}.namespace`),
    ...(component === 'prometheus' ? checkRelease(choice.release, `${path}.release`) : []),
  ];
  if (choice.present !== true) {
    const reason = `${shown(choice.present)} is not true`;
    const hint = choice.present === false ? "write 'absent', or 'install'" : 'write present: true';
    issues.push({ code: 'VALUE_INVALID', path: `${path}.present`, reason, hint });
  }
  return issues;
}

/** Helm takes names of 53 characters, which leaves room for what charts add. */
function checkRelease(release: unknown, path: string): ConfigIssue[] {
  if (release === undefined || (isDnsLabel(release) && release.length <= 53)) return [];
  const words = typeof release === 'string' ? release.toLowerCase().match(/[a-z0-9]+/g) : null;
  const near = (words?.join('-') ?? 'prometheus').slice(0, 53).replace(/-$/, '');
  const hint = `write '${near}', or what 'helm list -A' shows`;
  return [{ code: 'NAME_INVALID', path, reason: `${shown(release)} is not the name of a Helm release`, hint }];
}

function checkVersion(component: ComponentName, version: unknown, path: string): ConfigIssue[] {
  if (version === undefined || (typeof version === 'string' && EXACT_VERSION.test(version))) return [];
  const { version: tested } = componentFacts(component);
  return [
    {
      code: 'VALUE_INVALID',
      path,
      reason: `${shown(version)} is not an exact version`,
      hint: `write it like '${nearVersion(version, tested)}'`,
    },
  ];
}

/** The version that was meant, filled up to three numbers, as this component's repository spells versions. */
function nearVersion(version: unknown, tested: string): string {
  const numbers = /\d+(\.\d+){0,2}/.exec(typeof version === 'number' ? String(version) : shown(version))?.[0];
  if (numbers === undefined) return tested;
  const [major, minor = '0', patch = '0'] = numbers.split('.');
  return `${tested.startsWith('v') ? 'v' : ''}${major}.${minor}.${patch}`;
}

function checkRepo(component: ComponentName, repo: unknown, path: string): ConfigIssue[] {
  if (repo === undefined || (typeof repo === 'string' && /^(https?|oci):\/\/[^\s/]+(\/[^\s/]+)*\/?$/.test(repo))) {
    return [];
  }
  const hint = `write it like '${componentFacts(component).repo}'`;
  return [{ code: 'VALUE_INVALID', path, reason: `${shown(repo)} is not a repository`, hint }];
}

/** What has no chart has no values, and CRDs alone stand in no namespace. */
function checkChartless(component: ComponentName, choice: Record<string, unknown>, path: string): ConfigIssue[] {
  const { charts, title } = componentFacts(component);
  if (charts.length > 0) return [];
  return (['namespace', 'values'] as const)
    .filter((key) => choice[key] !== undefined)
    .map((key) => ({
      code: 'VALUES_CONFLICT',
      path: `${path}.${key}`,
      reason: `${title} has no chart, so it takes no ${key}`,
      hint: `drop '${key}'`,
    }));
}
