import { isObject } from '../../lib/json/json';
import type { Json, JsonObject } from '../../lib/json/json';

/** Everything in which two sets of objects differ, one line each; nothing is ignored, and the order of lists counts. */
export function objectDifferences(left: readonly JsonObject[], right: readonly JsonObject[]): string[] {
  const [a, b] = [byId(left), byId(right)];
  const ids = [...new Set([...a.keys(), ...b.keys()])].sort();
  return ids.flatMap((id) => {
    const [one, other] = [a.get(id) ?? [], b.get(id) ?? []];
    if (one.length !== 1 || other.length !== 1) return [`${id}: ${one.length} and ${other.length} objects`];
    return differences(one[0], other[0], id);
  });
}

function byId(objects: readonly JsonObject[]): Map<string, JsonObject[]> {
  const map = new Map<string, JsonObject[]>();
  for (const object of objects) {
    const { name, namespace } = (object.metadata ?? {}) as { name?: string; namespace?: string };
    const id = `${String(object.apiVersion)} ${String(object.kind)} ${namespace}/${name}`;
    map.set(id, [...(map.get(id) ?? []), object]);
  }
  return map;
}

function differences(a: Json | undefined, b: Json | undefined, path: string): string[] {
  if (Array.isArray(a) && Array.isArray(b)) {
    const length = Math.max(a.length, b.length);
    return Array.from({ length }, (_, index) => differences(a[index], b[index], `${path}[${index}]`)).flat();
  }
  if (isObject(a) && isObject(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
    return keys.flatMap((key) => differences(own(a, key), own(b, key), `${path}.${key}`));
  }
  // Minus zero, which may be written in a values file, is the number zero.
  return a === b ? [] : [`${path}: ${show(a)} and ${show(b)}`];
}

const own = (object: JsonObject, key: string): Json | undefined =>
  Object.hasOwn(object, key) ? object[key] : undefined;

const show = (value: Json | undefined): string => (value === undefined ? 'nothing' : JSON.stringify(value));
