import type { ComponentNeed } from '../components';
import type { AutoscaledModelServiceProps } from './autoscaled-model-service';
import { type ModelServiceContext, signalOf } from './serving-setup';

/** Whether the service's pods are scraped by a PodMonitor: where asked for, or where scaling goes by what is scraped. */
export function scrapes(props: AutoscaledModelServiceProps): boolean {
  return props.metrics ?? signalOf(props) === 'engine-metrics';
}

/** Upstream parts without which the service would not scale or be seen, each with the reason. */
export function modelServiceNeeds(
  props: AutoscaledModelServiceProps,
  { name }: Pick<ModelServiceContext, 'name'>,
): ComponentNeed[] {
  const service = `model service '${name}'`;
  const { min, max } = props.replicas;
  const signal = signalOf(props);
  const needs: ComponentNeed[] = [];
  if (signal !== 'none')
    needs.push({ component: 'keda', why: `${service} scales from ${min} to ${max} replicas by it` });
  if (signal === 'held-requests') {
    needs.push({ component: 'keda-http-add-on', why: `it holds requests while ${service} is at zero, and wakes it` });
  }
  if (signal === 'engine-metrics' && props.prometheusAddress === undefined) {
    needs.push({ component: 'prometheus', why: `${service} scales by metrics that it collects` });
  } else if (scrapes(props)) {
    needs.push({ component: 'prometheus', why: `it brings the PodMonitor by which ${service} is scraped` });
  }
  return needs;
}
