import { componentNamespace, type ComponentNeed, prometheusPlace } from '../components';
import {
  type AutoscaledModelService,
  checkModelService,
  type ModelServiceContext,
  modelServiceNeeds,
} from '../serving';
import { allocationOf, type ResolvedCluster } from './resolve';

/** A model service with what the cluster knows about it. */
export interface SettledService {
  readonly construct: AutoscaledModelService;
  readonly context: ModelServiceContext;
  readonly needs: readonly ComponentNeed[];
}

/** Finds each service its GPU, checks it, and asks what it needs installed. Services with issues are left out. */
export function settleServices(cluster: ResolvedCluster): SettledService[] {
  const { declaration, found, settings } = cluster;
  return declaration.services.flatMap((construct) => {
    const { props } = construct;
    const handle = props.gpu;
    const { allocation, issues } = handle === undefined ? { issues: [] } : allocationOf(handle, cluster);
    found.add(construct, issues);
    // Without its pool a service cannot be judged; the pool's own issues say what is wrong.
    if (handle !== undefined && allocation === undefined) return [];
    const context: ModelServiceContext = {
      platform: settings.platform,
      name: construct.nameInCluster(),
      namespace: props.namespace ?? settings.namespace ?? 'default',
      kedaNamespace: componentNamespace('keda-http-add-on', settings.components),
      prometheus: prometheusPlace(settings.components),
      ...(allocation === undefined ? {} : { allocation }),
    };
    if (found.add(construct, checkModelService(props, context))) return [];
    return [{ construct, context, needs: modelServiceNeeds(props, context) }];
  });
}
