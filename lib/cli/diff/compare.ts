import { isObject } from '../../json/json';
import type { Json, JsonObject } from '../../json/json';
import { formatFieldPath } from './field-path';
import type { FieldPath } from './field-path';
import { shownName, shownValue } from './redact';

export interface FieldChange {
  /** E.g. `spec.template.spec.containers[api].env[MULTI_TENANT].value`. */
  readonly path: string;
  readonly change: 'added' | 'removed' | 'changed';
  /** As JSON. @default - absent before, or not to be shown */
  readonly old?: string;
  /** As JSON. @default - absent now, or not to be shown */
  readonly new?: string;
  /** Keys of `defaults` from which it comes. @default - none is known */
  readonly from?: readonly string[];
}

export interface ObjectName {
  readonly kind: string;
  /** Without the hash that the name of a Job may end in. */
  readonly name: string;
  readonly namespace?: string;
  /** Keys of `defaults` by which it comes or goes. @default - none is known */
  readonly from?: readonly string[];
}

export interface ObjectChange extends ObjectName {
  /** Whether pods are replaced by new ones. */
  readonly rollsPods: boolean;
  /** Fields that Kubernetes refuses to change: the object must be deleted and made anew. */
  readonly immutableFields: readonly string[];
  readonly fields: readonly FieldChange[];
}

export interface ObjectChanges {
  readonly added: readonly ObjectName[];
  readonly removed: readonly ObjectName[];
  readonly changed: readonly ObjectChange[];
}

/** A manifest of which only the names are known. */
type Manifest = JsonObject & {
  kind: string;
  apiVersion: string;
  metadata: JsonObject & { name: string; namespace?: string };
};

/** What becomes of each object. Neither the data of Secrets and ConfigMaps nor what may be a secret elsewhere is told, only that it changed. */
export function compareObjects(old: readonly object[], now: readonly object[]): ObjectChanges {
  const before = byIdentity(old as Manifest[]);
  const after = byIdentity(now as Manifest[]);
  const changed = [...after].flatMap(([id, object]) => {
    const previous = before.get(id);
    const change = previous && compareObject(previous, object);
    return change && change.fields.length > 0 ? [change] : [];
  });
  return { added: names(after, before), removed: names(before, after), changed };
}

function byIdentity(objects: readonly Manifest[]): Map<string, Manifest> {
  return new Map(objects.map((object) => [identity(object), object]));
}

function identity({ apiVersion, kind, metadata }: Manifest): string {
  return JSON.stringify([apiVersion.split('/').at(-2) ?? '', kind, metadata.namespace, metadata.name]);
}

function names(of: Map<string, Manifest>, without: Map<string, Manifest>): ObjectName[] {
  return [...of].filter(([id]) => !without.has(id)).map(([, object]) => nameOf(object));
}

function nameOf({ kind, metadata: { name, namespace } }: Manifest): ObjectName {
  return { kind, name: shownName(kind, name), ...(namespace !== undefined && { namespace }) };
}

function compareObject(old: Manifest, now: Manifest): ObjectChange {
  const differences = compare(old, now, []);
  const paths = differences.map(({ path }) => path.filter((part) => typeof part === 'string').join('.'));
  const touches = (field: string): boolean => paths.some((path) => path === field || path.startsWith(`${field}.`));
  return {
    ...nameOf(now),
    rollsPods: ROLLED.includes(now.kind) && touches('spec.template'),
    immutableFields: immutableFields(old).filter(touches),
    fields: differences.map((difference) => fieldChange(now.kind, difference)),
  };
}

/** Kinds whose controller replaces the pods of a changed template. */
const ROLLED = ['Deployment', 'StatefulSet', 'DaemonSet'];

/**
 * Fields of the objects made here that the API server does not let change: pkg/apis/{apps,batch,core}/validation of Kubernetes.
 * `loadBalancerClass` may change where the type does, which it never does here.
 */
const IMMUTABLE: { readonly [kind: string]: readonly string[] } = {
  Deployment: ['spec.selector'],
  Job: ['spec.template', 'spec.podFailurePolicy'],
  Service: ['spec.loadBalancerClass'],
  Secret: ['type'],
};

function immutableFields({ kind, metadata }: Manifest): readonly string[] {
  // Helm deletes the object of a hook before it makes it again.
  if (isObject(metadata.annotations) && metadata.annotations['helm.sh/hook']) return [];
  return IMMUTABLE[kind] ?? [];
}

interface Difference {
  readonly path: FieldPath;
  readonly old: Json | undefined;
  readonly now: Json | undefined;
}

function compare(old: Json | undefined, now: Json | undefined, path: FieldPath): Difference[] {
  if (isObject(old) && isObject(now)) return compareMaps(old, now, path);
  if (Array.isArray(old) && Array.isArray(now)) return compareLists(old, now, path);
  return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ path, old, now }];
}

function compareMaps(old: JsonObject, now: JsonObject, path: FieldPath): Difference[] {
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return keys.flatMap((key) => compare(valueOf(old, key), valueOf(now, key), [...path, key]));
}

const valueOf = (map: JsonObject, key: string): Json | undefined => (Object.hasOwn(map, key) ? map[key] : undefined);

/** Items that have names are compared by name, as Kubernetes does; their order is compared too, since it counts for some. */
function compareLists(old: readonly Json[], now: readonly Json[], path: FieldPath): Difference[] {
  const before = byName(old);
  const after = byName(now);
  if (!before || !after) {
    const length = Math.max(old.length, now.length);
    return Array.from({ length }).flatMap((_, index) => compare(old[index], now[index], [...path, index]));
  }
  const items = [...new Set([...before.keys(), ...after.keys()])];
  const inside = items.flatMap((name) => compare(before.get(name), after.get(name), [...path, { item: name }]));
  const kept = (map: Map<string, Json>, other: Map<string, Json>): Json =>
    [...map.keys()].filter((name) => other.has(name));
  return [...inside, ...compareOrder(kept(before, after), kept(after, before), path)];
}

function compareOrder(old: Json, now: Json, path: FieldPath): Difference[] {
  return JSON.stringify(old) === JSON.stringify(now) ? [] : [{ path: [...path, { item: 'order' }], old, now }];
}

function byName(items: readonly Json[]): Map<string, Json> | undefined {
  const entries = items.map((item): [unknown, Json] => [isObject(item) ? item.name : undefined, item]);
  const named = entries.every(([name]) => typeof name === 'string');
  const map = new Map(entries as [string, Json][]);
  return named && map.size === items.length ? map : undefined;
}

function fieldChange(kind: string, { path, old, now }: Difference): FieldChange {
  const shown = (value: Json | undefined): string | undefined => shownValue(kind, path, value);
  const change = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
  const [oldText, newText] = [shown(old), shown(now)];
  return {
    path: formatFieldPath(path),
    change,
    ...(oldText !== undefined && { old: oldText }),
    ...(newText !== undefined && { new: newText }),
  };
}
