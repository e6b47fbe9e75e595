import { type ConfigIssue, shown, suggestWord } from '../errors';
import { checkPlainValue, isKubeObject, isPlainMap, type KubeObject, mergePatch } from '../kube';

const WORDS = { holder: 'a manifest', nullMeans: 'null removes a field' };

/** Lays a construct's overrides over the objects it makes. An override that meets no object is an issue, never dropped. */
export function applyOverrides(
  objects: readonly KubeObject[],
  overrides: unknown,
): { objects: readonly KubeObject[]; issues: ConfigIssue[] } {
  if (overrides === undefined) return { objects, issues: [] };
  if (!isPlainMap(overrides)) {
    const reason = `${shown(overrides)} is not a map`;
    const hint = 'write { Deployment: { spec: { … } } }';
    return { objects, issues: [{ code: 'OVERRIDE_INVALID', path: 'overrides', reason, hint }] };
  }
  const known = [...new Set(objects.flatMap((object) => [...targetsOf(object)]))];
  const patches = Object.entries(overrides).filter(([, patch]) => patch !== undefined);
  const issues = patches.flatMap(([target, patch]) => checkPatch(target, patch, known));
  if (issues.length > 0) return { objects, issues };
  const changed = objects.map((object) => {
    const meant = patches.filter(([target]) => targetsOf(object).includes(target));
    return meant.reduce((result, [, patch]) => mergePatch(result, patch), object);
  });
  for (const [i, object] of changed.entries()) {
    if (!isKubeObject(object)) issues.push(unnamed(objects[i]!, patches));
  }
  return { objects: changed, issues };
}

function targetsOf({ kind, metadata }: KubeObject): readonly string[] {
  return [kind, `${kind}/${metadata.name}`];
}

function checkPatch(target: string, patch: unknown, known: readonly string[]): ConfigIssue[] {
  const path = `overrides['${target}']`;
  if (!known.includes(target)) {
    const reason = 'names no object that this construct makes';
    const hint = known.length === 0 ? 'drop it: the construct makes none here' : suggestWord(target, known);
    return [{ code: 'OVERRIDE_INVALID', path, reason, hint }];
  }
  if (!isPlainMap(patch)) {
    const reason = `${shown(patch)} would take the place of the whole object`;
    return [{ code: 'OVERRIDE_INVALID', path, reason, hint: 'write a map of the fields to change' }];
  }
  return [...checkIdentity(patch, path), ...checkDottedKeys(patch, path), ...checkPlainValue(patch, path, WORDS)];
}

function unnamed(object: KubeObject, patches: readonly [string, unknown][]): ConfigIssue {
  const target = patches.map(([name]) => name).find((name) => targetsOf(object).includes(name))!;
  return {
    code: 'OVERRIDE_INVALID',
    path: `overrides['${target}']`,
    reason: 'leaves the object without a version, a kind or a name in text',
    hint: `keep apiVersion '${object.apiVersion}', kind '${object.kind}' and a metadata.name`,
  };
}

/** Other objects refer to this one by what it is called, so these follow from the declaration. */
function checkIdentity({ apiVersion, kind, metadata }: Record<string, unknown>, path: string): ConfigIssue[] {
  const { name, namespace } = isPlainMap(metadata) ? metadata : {};
  const fields = Object.entries({ apiVersion, kind, 'metadata.name': name, 'metadata.namespace': namespace });
  return fields
    .filter(([, value]) => value !== undefined)
    .map(([field]): ConfigIssue => {
      const reason = 'would make another object of it, and what refers to it would miss it';
      const hint = field.startsWith('metadata') ? 'choose another id or namespace for the construct' : 'drop it';
      return { code: 'OVERRIDE_INVALID', path: `${path}.${field}`, reason, hint };
    });
}

/** No field of an object or its spec has a dot in its name, so such a key is a path that somebody hoped would be followed. */
function checkDottedKeys(patch: Record<string, unknown>, path: string): ConfigIssue[] {
  const spec = isPlainMap(patch['spec']) ? patch['spec'] : {};
  const places = [
    { map: patch, at: path },
    { map: spec, at: `${path}.spec` },
  ];
  return places.flatMap(({ map, at }) =>
    Object.keys(map)
      .filter((key) => key.includes('.'))
      .map((key): ConfigIssue => {
        const nested = key.split('.').reduceRight((inner, part) => `{ ${part}: ${inner} }`, '…');
        return {
          code: 'OVERRIDE_INVALID',
          path: `${at}['${key}']`,
          reason: 'is not a field',
          hint: `nest it: ${nested}`,
        };
      }),
  );
}
