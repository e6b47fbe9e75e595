import { ApiObject, ApiObjectMetadataDefinition, type App, Chart, type JsonPatch } from 'cdk8s';
import { Construct, type IDependable } from 'constructs';
import type { KubeObject } from '../kube';
import { NotPlain, tidyCopy } from './synthesis/plain-values';

/**
 * The parent at run time is Construct, the parent by type is ApiObject. cdk8s knows its objects by a mark and not by
 * their class, so to it this is one, at half the memory and a quarter of the time to make.
 */
const LightApiObject = Construct as unknown as new (scope: Construct, id: string) => ApiObject;
const API_OBJECT = Symbol.for('cdk8s.ApiObject');
/** For Lazy, tokens and unions: none of them does anything to plain values. */
const BUILT_IN_RESOLVERS = 3;

/**
 * A Kubernetes object that is already complete: plain values, no tokens.
 *
 * Behaves as an ApiObject made from the same manifest and renders the same, but 100,000 of them are no burden.
 */
export class PlainObject extends LightApiObject {
  declare readonly name: string;
  declare readonly chart: Chart;
  declare readonly apiVersion: string;
  declare readonly apiGroup: string;
  declare readonly kind: string;
  declare readonly metadata: ApiObjectMetadataDefinition;
  /** @internal */
  readonly manifest: KubeObject;
  /** What was asked for or added after creation; from then on cdk8s renders this object itself. */
  private changes: { metadata?: ApiObjectMetadataDefinition; patches?: JsonPatch[] } | undefined;

  // cdk8s has these as fields of every instance; its own rendering finds `props` and `patches` here too.
  static {
    const getters: Record<string, (this: PlainObject) => unknown> = {
      props: function () {
        return this.manifest;
      },
      patches: function () {
        return this.changes?.patches ?? [];
      },
      kind: function () {
        return this.manifest.kind;
      },
      apiVersion: function () {
        return this.manifest.apiVersion;
      },
      apiGroup: function () {
        return groupOf(this.manifest.apiVersion);
      },
      metadata: function () {
        this.changes ??= {};
        return (this.changes.metadata ??= new ApiObjectMetadataDefinition({
          ...this.completeMetadata(),
          apiObject: this,
        }));
      },
    };
    for (const [name, get] of Object.entries(getters)) Object.defineProperty(this.prototype, name, { get });
    Object.defineProperty(this.prototype, API_OBJECT, { value: true });
  }

  constructor(scope: Construct, id: string, manifest: KubeObject) {
    super(scope, id);
    groupOf(manifest.apiVersion);
    this.manifest = manifest;
    this.changes = undefined;
    this.chart = Chart.of(this);
    this.name = (manifest.metadata as KubeObject['metadata'] | undefined)?.name ?? this.chart.generateObjectName(this);
  }

  override addDependency(...dependencies: IDependable[]): void {
    this.node.addDependency(...dependencies);
  }

  override addJsonPatch(...ops: JsonPatch[]): void {
    this.changes ??= {};
    (this.changes.patches ??= []).push(...ops);
  }

  override toJson(): unknown {
    return this.isUntouched && sortsKeys() ? this.tidyManifest() : ApiObject.prototype.toJson.call(this);
  }

  /**
   * Whether to tidy the manifest is all that rendering this object takes. No longer so once someone has patched it or
   * asked for its metadata, nor in an app with resolvers of its own.
   *
   * @internal
   */
  get isUntouched(): boolean {
    return this.changes === undefined && (this.node.root as Partial<App>).resolvers?.length === BUILT_IN_RESOLVERS;
  }

  /**
   * What the manifest says about itself, and what the chart adds.
   *
   * @internal
   */
  completeMetadata(): Record<string, unknown> {
    const given = this.manifest.metadata as (KubeObject['metadata'] & Record<string, unknown>) | undefined;
    if (given?.name !== undefined && addsNothing(this.chart)) return given;
    return {
      name: this.name,
      ...given,
      namespace: given?.namespace ?? this.chart.namespace,
      labels: { ...this.chart.labels, ...given?.labels },
    };
  }

  private tidyManifest(): unknown {
    try {
      const { apiVersion, kind, ...rest } = { ...this.manifest, metadata: undefined };
      const top = { apiVersion, kind, metadata: tidyCopy(this.completeMetadata(), { dropsEmpty: true }) };
      const present = Object.entries(top).filter(([, value]) => value !== undefined && value !== null);
      return Object.assign(Object.fromEntries(present), tidyCopy(rest, { dropsEmpty: false }));
    } catch (error) {
      if (error instanceof NotPlain) return ApiObject.prototype.toJson.call(this);
      throw error;
    }
  }
}

/** Whether a chart leaves the metadata of its objects alone. Asked once per chart, since its labels are copied. */
function addsNothing(chart: Chart): boolean {
  const known = chartsThatAddNothing.get(chart);
  if (known !== undefined) return known;
  const answer = chart.namespace === undefined && Object.keys(chart.labels).length === 0;
  chartsThatAddNothing.set(chart, answer);
  return answer;
}
const chartsThatAddNothing = new WeakMap<Chart, boolean>();

/** Whether cdk8s has been told to leave keys in the order in which they were given. */
export function sortsKeys(): boolean {
  return !process.env['CDK8S_DISABLE_SORT'];
}

/** @throws as cdk8s does for a version that is neither `v1` nor `group/v1` */
function groupOf(apiVersion: string): string {
  const parts = apiVersion.split('/');
  if (parts.length <= 2) return parts.length === 1 ? 'core' : parts[0]!;
  throw new Error(`invalid apiVersion ${apiVersion}, expecting GROUP/VERSION`);
}
