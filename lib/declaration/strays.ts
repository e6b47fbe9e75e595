import type { Construct } from 'constructs';
import type { OwnedIssue } from '../errors';

/** By root of the tree: what stands outside any cluster, as issues to be spelled out when somebody asks. */
const strays = new WeakMap<Construct, Map<Construct, () => OwnedIssue>>();

/** Notes that something at this place of the tree belongs to no cluster, so nothing would be made of it. */
export function noteStray(place: Construct, issue: () => OwnedIssue): void {
  const root = place.node.root as Construct;
  const known = strays.get(root) ?? new Map<Construct, () => OwnedIssue>();
  strays.set(root, known.set(place, issue));
}

/** Issues of everything in the tree that belongs to no cluster, in the order of construct paths. */
export function strayIssues(root: Construct): OwnedIssue[] {
  const noted = [...(strays.get(root) ?? [])];
  if (noted.length === 0) return [];
  const present = new Set<unknown>(root.node.findAll());
  return noted
    .filter(([place]) => present.has(place))
    .sort(([a], [b]) => (a.node.path < b.node.path ? -1 : 1))
    .map(([, issue]) => issue());
}
