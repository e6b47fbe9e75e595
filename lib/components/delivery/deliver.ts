import type { KubeObject } from '../../kube';
import { type ChartRelease, isChart, type Release, type SideFile } from '../chart-release';
import { inInstallOrder } from '../install-order';
import { argoCdObjects } from './argocd';
import { type Delivery, settleDelivery } from './delivery';
import { fluxObjects } from './flux';
import { helmfileOf } from './helmfile';
import { isLabelled, namespaceObject, neededNamespaces } from './namespaces';

/** What brings the releases to the cluster. */
export interface Delivered {
  /** Objects of the tool that installs them, and namespaces that the tool cannot make as they must be. */
  readonly objects: readonly KubeObject[];
  /** Files that stand beside the manifests. */
  readonly files: readonly SideFile[];
  /** Charts that the engine renders with the helm CLI. */
  readonly inline: readonly ChartRelease[];
}

/** What else is known of the cluster that the releases go to. */
export interface DeliveryContext {
  /**
   * Namespaces that are declared as objects elsewhere, with the labels they need.
   *
   * @default - none
   */
  readonly ownedNamespaces?: readonly string[];
}

/** Turns releases into what a GitOps tool, helmfile or the engine needs to install them. */
export function deliver(
  releases: readonly Release[],
  delivery: Delivery,
  { ownedNamespaces = [] }: DeliveryContext = {},
): Delivered {
  const ordered = inInstallOrder(releases);
  const charts = ordered.filter(isChart);
  const namespaces = neededNamespaces(charts, ownedNamespaces);
  const settled = settleDelivery(delivery);
  switch (settled.mode) {
    case 'argocd':
      return { objects: argoCdObjects(ordered, namespaces, settled.options), files: [], inline: [] };
    case 'flux':
      return { objects: fluxObjects(ordered, namespaces, settled.options), files: [], inline: [] };
    case 'helm':
      // Rendered charts hold no namespace for themselves.
      return { objects: namespaces.map(namespaceObject), files: [], inline: charts };
    case 'helmfile':
      return {
        objects: namespaces.filter(isLabelled).map(namespaceObject),
        files: charts.length === 0 ? [] : [helmfileOf(charts, settled.options)],
        inline: [],
      };
  }
}
