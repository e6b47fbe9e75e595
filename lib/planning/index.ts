export {
  type ClusterPlan,
  type CostRange,
  planCluster,
  type PlanInput,
  type PoolPlan,
  type ServicePlan,
} from './cluster-plan';
export { planText } from './plan-text';
