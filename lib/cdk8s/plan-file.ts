import { appendFileSync } from 'node:fs';
import type { Construct } from 'constructs';
import type { Materialization } from '../cluster';
import { planCluster } from '../planning';
import { modelShape } from '../serving';

const numbers = new WeakMap<Construct, number>();
let clusters = 0;

/**
 * Leaves the plan of a cluster where `cdk8s-ai plan` asked for it, one line each time it is made; nothing happens in an
 * ordinary synth. The number tells later plans of one cluster from plans of others that have the same name.
 */
export function leavePlan(cluster: Construct, { cluster: resolved, services, others }: Materialization): void {
  const file = process.env['CDK8S_AI_PLAN'];
  if (file === undefined || file === '') return;
  const plan = planCluster({
    cluster: cluster.node.path,
    platform: resolved.settings.platform,
    shapes: [...resolved.shapes.values()],
    services: [
      ...services.map(({ construct: { props }, context: { name, allocation } }) => ({
        name,
        model: props.model,
        sizeKnown: modelShape(props.model) !== undefined,
        replicas: props.replicas,
        ...(allocation === undefined ? {} : { allocation }),
      })),
      ...others.map(({ owner, allocation, replicas }) => ({
        name: owner.constructPath,
        sizeKnown: false,
        replicas: { min: replicas, max: replicas },
        allocation,
      })),
    ],
  });
  const number = numbers.get(cluster) ?? clusters++;
  numbers.set(cluster, number);
  appendFileSync(file, `${JSON.stringify({ of: `${process.pid}.${number}`, plan })}\n`);
}
