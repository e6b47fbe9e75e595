export {
  type ChartRelease,
  type ComponentName,
  type DeliveryMode,
  isChart,
  type ManifestRelease,
  type Release,
  type SideFile,
} from './chart-release';
export type { ComponentChoice, ComponentChoices, InstallChoice, PresentChoice } from './component-choice';
export { COMPONENT_NAMES, type ComponentFacts, componentFacts, COMPONENTS } from './component-table';
export { deliver, type Delivered, type DeliveryContext } from './delivery/deliver';
export {
  type ArgoCdDelivery,
  checkDelivery,
  defaultDelivery,
  type Delivery,
  deliveryMode,
  type FluxDelivery,
  type HelmDelivery,
  type HelmfileDelivery,
  settleDelivery,
} from './delivery/delivery';
export { isSystemNamespace } from './delivery/namespaces';
export { prometheusPlace, type PrometheusPlace } from './prometheus';
export {
  type ComponentAnswer,
  componentNamespace,
  type ComponentNeed,
  type ComponentRequest,
  resolveComponents,
} from './resolve-components';
