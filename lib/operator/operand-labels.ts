import type { ResolvedPool } from '../nodes';
import { type StackPart, usesOperator } from './operator-context';

/** The operator's name for each part, in labels of nodes. */
const OPERANDS: Readonly<Record<StackPart, string>> = {
  driver: 'driver',
  toolkit: 'container-toolkit',
  devicePlugin: 'device-plugin',
  featureDiscovery: 'gpu-feature-discovery',
  migManager: 'mig-manager',
};

/**
 * Labels that keep operands off a pool's nodes where another owner brings the part. A chart value switches a part on or
 * off in the whole cluster, so pools that differ are told apart by these labels, which nodes carry from birth.
 */
export function operandLabels(pool: ResolvedPool, allPools: readonly ResolvedPool[]): Record<string, string> {
  // Nothing real runs on simulated nodes, and the operator never learns of their GPUs.
  if (pool.provisioner === 'simulated' || !allPools.some(usesOperator)) return {};
  if (!usesOperator(pool)) return { 'nvidia.com/gpu.deploy.operands': 'false' };
  const parts = Object.entries(OPERANDS) as [StackPart, string][];
  return Object.fromEntries(
    parts
      .filter(([part]) => pool.owners[part] !== 'operator')
      .filter(([part]) => allPools.some(({ owners }) => owners[part] === 'operator'))
      .map(([, operand]) => [`nvidia.com/gpu.deploy.${operand}`, 'false']),
  );
}
