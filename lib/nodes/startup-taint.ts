import type { ComponentName } from '../components';
import type { Taint } from '../kube';

/** A taint that a component of the cluster removes once a node is ready for pods. */
export interface StartupTaint extends Taint {
  /** The component that removes the taint; it is installed with the cluster, or must be declared present. */
  readonly remover: ComponentName;
}
