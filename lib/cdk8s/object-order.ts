import type { ApiObject } from 'cdk8s';
import { type Construct, Dependable, type IConstruct } from 'constructs';

type Objects = readonly ApiObject[];

const linked = new WeakSet<IConstruct>();

/** The objects made for a construct or for any construct inside it, for all constructs of a cluster. */
export function objectsBelow(
  cluster: Construct,
  byOwner: ReadonlyMap<Construct, Objects>,
): ReadonlyMap<IConstruct, Objects> {
  const below = new Map<IConstruct, ApiObject[]>();
  for (const [owner, objects] of byOwner) {
    for (const scope of scopesInside(cluster, owner)) {
      const known = below.get(scope);
      if (known === undefined) below.set(scope, [...objects]);
      else known.push(...objects);
    }
  }
  return below;
}

/**
 * The objects of a construct hang on the chart and not on the construct, so cdk8s would find nothing below it to put in
 * order. From here on whoever depends on one of these constructs comes after the objects.
 *
 * @param objectsNow the objects as they stand when somebody asks; a later declaration makes them anew
 */
export function leadToObjects(
  constructs: Iterable<IConstruct>,
  objectsNow: (construct: IConstruct) => Objects | undefined,
): void {
  for (const construct of constructs) {
    if (linked.has(construct)) continue;
    linked.add(construct);
    const before = Dependable.of(construct);
    Dependable.implement(construct, {
      get dependencyRoots() {
        return [...before.dependencyRoots, ...(objectsNow(construct) ?? [])];
      },
    });
  }
}

/** Gives objects the dependencies of the construct they were made for, and of those around it. */
export function inheritDependencies(cluster: Construct, byOwner: ReadonlyMap<Construct, Objects>): void {
  for (const [owner, made] of byOwner) {
    const wanted = new Set(scopesInside(cluster, owner).flatMap(({ node }) => node.dependencies));
    const others = [...wanted].filter((target) => !made.includes(target as ApiObject));
    if (others.length > 0) for (const object of made) object.addDependency(...others);
  }
}

/** The construct itself and those around it, up to the cluster and without it. */
function scopesInside(cluster: Construct, construct: Construct): IConstruct[] {
  const { scopes } = construct.node;
  const at = scopes.indexOf(cluster);
  return at < 0 ? [] : scopes.slice(at + 1);
}
