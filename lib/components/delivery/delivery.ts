import { type ConfigIssue, shown, suggestWord } from '../../errors';
import { checkWhole, isDnsLabel, isPlainMap } from '../../kube';
import type { Platform } from '../../platforms';
import type { DeliveryMode } from '../chart-release';
import { checkKeys, checkNamespace, checkText } from '../closed-map';

/** How Argo CD is to install charts: one Application for each. */
export interface ArgoCdDelivery {
  /**
   * Where Argo CD looks for Applications.
   *
   * @default 'argocd'
   */
  readonly namespace?: string;
  /**
   * Argo CD project; it must allow the charts' repositories and namespaces, and cluster-wide objects.
   *
   * @default 'default'
   */
  readonly project?: string;
  /**
   * The cluster to install into, by the address or the name under which Argo CD knows it.
   *
   * @default - the cluster Argo CD runs in
   */
  readonly destination?:
    | {
        /** Address of the cluster's API server. */
        readonly server: string;
      }
    | {
        /** Name of the cluster in Argo CD. */
        readonly name: string;
      };
  /**
   * Put before each Application's name. Needed when one Argo CD serves several clusters, whose Applications would
   * otherwise have the same names.
   *
   * @default ''
   */
  readonly namePrefix?: string;
  /**
   * Deleting an Application removes everything the chart installed, with CRDs and so every object of their kinds.
   *
   * @default false
   */
  readonly cascadeDelete?: boolean;
}

/** How Flux is to install charts: one HelmRelease for each. */
export interface FluxDelivery {
  /**
   * Where sources and HelmReleases stand.
   *
   * @default 'flux-system'
   */
  readonly namespace?: string;
  /**
   * How often Flux compares, in minutes.
   *
   * @default 60
   */
  readonly intervalMinutes?: number;
  /**
   * Service account that Flux acts as. Charts here make cluster-wide objects, so it needs wide rights.
   *
   * @default - Flux's own
   */
  readonly serviceAccount?: string;
}

/** Charts are rendered at synth by the helm CLI and written as manifests. */
export interface HelmDelivery {
  /**
   * The helm CLI, version 3 or 4.
   *
   * @default 'helm'
   */
  readonly executable?: string;
}

/** Charts are listed in a helmfile beside the manifests. */
export interface HelmfileDelivery {
  /**
   * File to write, relative to the manifests.
   *
   * @default 'helmfile.yaml'
   * @see https://helmfile.readthedocs.io/
   */
  readonly file?: string;
}

/** How all charts of a cluster get there: a word, or a word with options. */
export type Delivery =
  | DeliveryMode
  | {
      /** Applications of Argo CD. */
      readonly argocd: ArgoCdDelivery;
    }
  | {
      /** HelmReleases of Flux. */
      readonly flux: FluxDelivery;
    }
  | {
      /** Rendered at synth by the helm CLI. */
      readonly helm: HelmDelivery;
    }
  | {
      /** A helmfile beside the manifests. */
      readonly helmfile: HelmfileDelivery;
    };

/** Delivery options with the word as the key that tells them apart. */
export type SettledDelivery =
  | { readonly mode: 'argocd'; readonly options: ArgoCdDelivery }
  | { readonly mode: 'flux'; readonly options: FluxDelivery }
  | { readonly mode: 'helm'; readonly options: HelmDelivery }
  | { readonly mode: 'helmfile'; readonly options: HelmfileDelivery };

const OPTIONS: Readonly<Record<DeliveryMode, readonly string[]>> = {
  argocd: ['namespace', 'project', 'destination', 'namePrefix', 'cascadeDelete'],
  flux: ['namespace', 'intervalMinutes', 'serviceAccount'],
  helm: ['executable'],
  helmfile: ['file'],
};
const MODES = Object.keys(OPTIONS) as readonly DeliveryMode[];

/** How charts are delivered where nothing is said: by GitOps, and on a laptop by a file to run. */
export function defaultDelivery(platform: Platform): DeliveryMode {
  return platform.kind === 'local' ? 'helmfile' : 'argocd';
}

/** The way of delivery without its options; `argocd` where the value is not one, which its check tells. */
export function deliveryMode(delivery: Delivery): DeliveryMode {
  return settleDelivery(delivery).mode;
}

/** One shape for a delivery that passed its check. */
export function settleDelivery(delivery: Delivery): SettledDelivery {
  const mode = MODES.find((word) => delivery === word || (isPlainMap(delivery) && word in delivery)) ?? 'argocd';
  const options = isPlainMap(delivery) ? (delivery as Record<string, unknown>)[mode] : undefined;
  return { mode, options: isPlainMap(options) ? options : {} };
}

/** Issues of a way of delivery as a user may have written it. */
export function checkDelivery(delivery: unknown, path = 'delivery'): ConfigIssue[] {
  if (MODES.includes(delivery as DeliveryMode)) return [];
  if (!isPlainMap(delivery)) {
    const reason = `${shown(delivery)} is no way of delivery`;
    return [{ code: 'VALUE_INVALID', path, reason, hint: suggestWord(delivery, MODES) }];
  }
  const issues = checkKeys(delivery, MODES, path);
  const given = MODES.filter((mode) => mode in delivery);
  if (given.length > 1) {
    const reason = `${given.map((mode) => `'${mode}'`).join(' and ')} would both install the charts`;
    issues.push({ code: 'VALUES_CONFLICT', path, reason, hint: `keep '${given[0]}'` });
  }
  if (given.length === 0 && issues.length === 0) {
    issues.push({ code: 'VALUE_REQUIRED', path, reason: 'says no way', hint: suggestWord(undefined, MODES) });
  }
  return [...issues, ...given.flatMap((mode) => checkOptions(mode, delivery[mode], `${path}.${mode}`))];
}

function checkOptions(mode: DeliveryMode, options: unknown, path: string): ConfigIssue[] {
  const issues = checkKeys(options, OPTIONS[mode], path);
  if (!isPlainMap(options)) return issues;
  switch (mode) {
    case 'argocd':
      return [...issues, ...checkArgoCd(options, path)];
    case 'flux':
      return [...issues, ...checkFlux(options, path)];
    case 'helm':
      return [...issues, ...checkText(options.executable, `${path}.executable`, '/usr/local/bin/helm')];
    case 'helmfile':
      return [...issues, ...checkFile(options.file, `${path}.file`)];
  }
}

function checkArgoCd(options: Record<string, unknown>, path: string): ConfigIssue[] {
  const issues = [
    ...checkNamespace(options.namespace, `${path}.namespace`),
    ...checkText(options.project, `${path}.project`, 'platform'),
    ...checkDestination(options.destination, `${path}.destination`),
  ];
  const { namePrefix, cascadeDelete } = options;
  if (namePrefix !== undefined && !(typeof namePrefix === 'string' && isDnsLabel(`${namePrefix}${'x'.repeat(33)}`))) {
    const hint = "use at most 30 of a-z, 0-9 and dashes, like 'prod-'";
    const reason = `${shown(namePrefix)} cannot begin a name`;
    issues.push({ code: 'NAME_INVALID', path: `${path}.namePrefix`, reason, hint });
  }
  if (cascadeDelete !== undefined && typeof cascadeDelete !== 'boolean') {
    const reason = `${shown(cascadeDelete)} is neither true nor false`;
    const hint = `write ${cascadeDelete === 'true' ? 'true' : 'false'}`;
    issues.push({ code: 'VALUE_INVALID', path: `${path}.cascadeDelete`, reason, hint });
  }
  return issues;
}

function checkDestination(destination: unknown, path: string): ConfigIssue[] {
  if (destination === undefined) return [];
  const issues = checkKeys(destination, ['server', 'name'], path);
  if (!isPlainMap(destination) || issues.length > 0) return issues;
  const { server, name } = destination;
  if ((server === undefined) === (name === undefined)) {
    const reason = server === undefined ? 'names no cluster' : 'names the cluster twice';
    return [
      { code: 'VALUES_CONFLICT', path, reason, hint: "write either { server: 'https://…' } or { name: 'prod' }" },
    ];
  }
  return [
    ...checkText(server, `${path}.server`, 'https://kubernetes.default.svc'),
    ...checkText(name, `${path}.name`, 'prod'),
  ];
}

function checkFlux(options: Record<string, unknown>, path: string): ConfigIssue[] {
  const issues = [
    ...checkNamespace(options.namespace, `${path}.namespace`),
    ...checkNamespace(options.serviceAccount, `${path}.serviceAccount`),
  ];
  const { intervalMinutes } = options;
  if (intervalMinutes !== undefined) {
    issues.push(...checkWhole(intervalMinutes, `${path}.intervalMinutes`, { min: 1, max: 1440 }));
  }
  return issues;
}

function checkFile(file: unknown, path: string): ConfigIssue[] {
  if (file === undefined) return [];
  const parts = typeof file === 'string' ? file.split('/') : [];
  const last = parts.at(-1) ?? '';
  // Names that end in .gotmpl are templates to helmfile, which would read braces in chart values as its own.
  if (/^[^\\]+\.ya?ml$/.test(last) && !parts.some((part) => part === '' || part === '.' || part === '..')) return [];
  const hint = "write a path below the manifests that ends in .yaml, like 'helmfile.yaml'";
  return [{ code: 'VALUE_INVALID', path, reason: `${shown(file)} is not such a file`, hint }];
}
