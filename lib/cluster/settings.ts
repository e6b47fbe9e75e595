import type { Construct } from 'constructs';
import type { ComponentChoices, Delivery } from '../components';
import type { KubeObject } from '../kube';
import type { Platform } from '../platforms';

/** What a cluster needs to know besides what is declared in it. Both engines take these. */
export interface ClusterSettings {
  /** The place the cluster runs: `eks() gke() aks() onPrem() local()`. The only line that differs between places. */
  readonly platform: Platform;
  /**
   * Namespace of model services that name none; it is created, like every namespace that a model service names.
   * Workloads made with cdk8s-plus keep the namespace of their chart.
   *
   * @default 'default'
   */
  readonly namespace?: string;
  /**
   * How the upstream charts reach the cluster.
   *
   * @default 'argocd', and 'helmfile' on local()
   */
  readonly delivery?: Delivery;
  /**
   * Which upstream parts are installed, are there already, or must not be used.
   *
   * @default - what the declaration needs is installed, except what the platform brings
   */
  readonly components?: ComponentChoices;
  /**
   * Sees every object that this library makes before it is written, charts rendered inline too, and returns what shall
   * be written instead: add labels, rewrite images. It returns an object for each; leaving one out is an error.
   *
   * @default - objects are written as made
   */
  readonly eachObject?: (object: KubeObject, owner: Construct) => KubeObject;
}
