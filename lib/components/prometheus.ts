import type { ComponentChoices } from './component-choice';
import { COMPONENTS } from './component-table';
import { componentNamespace, componentRelease } from './resolve-components';

/** Where a cluster's Prometheus answers, and the Helm release that its monitors are labelled with. */
export interface PrometheusPlace {
  readonly address: string;
  readonly release: string;
}

/** The Prometheus of the stack chart, as it is installed or said to be there. */
export function prometheusPlace(choices?: ComponentChoices): PrometheusPlace {
  const { chart } = COMPONENTS.prometheus.charts[0];
  const release = componentRelease('prometheus', choices)!;
  const namespace = componentNamespace('prometheus', choices)!;
  // The chart does not repeat its name, and cuts what it makes of both at 26 characters.
  const fullName = (release.includes(chart) ? release : `${release}-${chart}`).slice(0, 26).replace(/-$/, '');
  return { address: `http://${fullName}-prometheus.${namespace}:9090`, release };
}
