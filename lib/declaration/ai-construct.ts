import { Construct } from 'constructs';
import { type ConfigIssue, GpuConfigError, type IssueOwner, type OwnedIssue, shown } from '../errors';
import { dnsLabel } from '../kube';
import { CreationSite } from './creation-site';
import { noteStray, strayIssues } from './strays';

/** Where this library's constructs are declared: an `AiCluster`, or any construct inside one. */
export type AiClusterScope = Construct;

const CLUSTER = Symbol.for('cdk8s-ai.AiCluster');
const rootsWithClusters = new WeakSet<object>();

/** Declares that constructs below this one belong to one cluster. Called by the engines. */
export function markAsCluster(construct: Construct): void {
  Object.defineProperty(construct, CLUSTER, { value: true });
  rootsWithClusters.add(construct.node.root);
}

/** Makes a synth fail for something that stands outside any cluster, with all else that does. */
export function refuseStray(place: Construct, issue: () => OwnedIssue): void {
  noteStray(place, issue);
  place.node.addValidation({
    validate: () => {
      const { root } = place.node;
      // A cluster tells of strays together with its own issues, so that all are told at once.
      if (!rootsWithClusters.has(root)) throw new GpuConfigError(strayIssues(root as Construct));
      return [];
    },
  });
}

/** The cluster a construct is declared in, or undefined outside any. */
export function clusterOf(construct: Construct): Construct | undefined {
  return construct.node.scopes.reverse().find((scope) => CLUSTER in scope);
}

/**
 * What all constructs of this library have in common: they record their props and the line of code that made them.
 * They create nothing and refuse nothing; checks and rendering happen on the complete declaration.
 */
export abstract class AiConstruct<Props extends object> extends Construct {
  /** The props as given, whatever they are: checks tell what is wrong with them. */
  readonly props: Props;

  private readonly creation: CreationSite;
  private readonly idIssues: readonly ConfigIssue[];

  constructor(scope: AiClusterScope, id: string, props: Props) {
    const free = freeId(scope, id);
    super(scope, free.id);
    this.idIssues = free.issues;
    this.props = typeof props === 'object' && (props as Props | null) !== null ? props : ({} as Props);
    this.creation = new CreationSite(new.target);
    if (clusterOf(this) === undefined) refuseStray(this, () => ({ ...STRAY, owner: this.issueOwner }));
  }

  /** The class name that error messages use. */
  get kind(): string {
    return this.constructor.name;
  }

  /** Who an issue of this construct belongs to. */
  get issueOwner(): IssueOwner {
    const madeAt = this.creation.line;
    return { kind: this.kind, constructPath: this.node.path, ...(madeAt === undefined ? {} : { madeAt }) };
  }

  /** Issues of the id itself; empty for nearly everybody. */
  checkId(): readonly ConfigIssue[] {
    return this.idIssues;
  }

  /** The Kubernetes name of what this construct makes: its path below the cluster, joined by dashes. */
  nameInCluster(...suffix: readonly string[]): string {
    const { scopes } = this.node;
    const cluster = clusterOf(this);
    const inside = cluster === undefined ? scopes : scopes.slice(scopes.indexOf(cluster) + 1);
    return dnsLabel([...inside.map((scope) => scope.node.id), ...suffix]);
  }
}

const STRAY: ConfigIssue = {
  code: 'NOT_IN_CLUSTER',
  path: '',
  reason: 'stands outside any AiCluster, so nothing would be made of it',
  hint: 'pass an AiCluster, or a construct inside one, as its scope',
};

/** The constructs library throws on a doubled or empty id; a declaration records it instead, to be told with the rest. */
export function freeId(scope: Construct, id: unknown): { id: string; issues: ConfigIssue[] } {
  const wanted = typeof id === 'string' && id !== '' ? id : 'unnamed';
  const issues: ConfigIssue[] = [];
  if (wanted !== id) {
    issues.push({
      code: 'NAME_INVALID',
      path: 'id',
      reason: `${shown(id)} is not an id`,
      hint: 'give the construct a short text as id',
    });
  }
  if (wanted in Object.prototype) {
    // The constructs library keeps children in a plain object, which has these names from birth.
    const reason = `'${wanted}' is a name that every JavaScript object has`;
    issues.push({ code: 'NAME_INVALID', path: 'id', reason, hint: `call it '${wanted.replace(/\W|_/g, '')}-1'` });
    return { id: freeId(scope, `${wanted}#`).id, issues };
  }
  const children = scope.node;
  if (children.tryFindChild(wanted) === undefined) return { id: wanted, issues };
  let copy = 2;
  while (children.tryFindChild(`${wanted}#${copy}`) !== undefined) copy++;
  issues.push({
    code: 'NAME_TAKEN',
    path: 'id',
    reason: `'${wanted}' is the id of another construct in the same scope`,
    hint: `call this one '${wanted}-${copy}'`,
  });
  return { id: `${wanted}#${copy}`, issues };
}
