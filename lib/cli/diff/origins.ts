import { canonicalJson } from '../../json/canonical-json';
import { isObject } from '../../json/json';
import type { JsonObject } from '../../json/json';
import { compareObjects } from './compare';
import type { ObjectChanges, ObjectName } from './compare';

/** What the new side is made from. */
export interface Made {
  readonly values: JsonObject;
  readonly objects: readonly object[];
  /** The objects of other values, which may break rules; undefined where none can be made. */
  readonly remake: (values: JsonObject) => readonly object[] | undefined;
}

/** Names with each change the keys of `defaults` without whose change it would be otherwise. */
export function withOrigins(changes: ObjectChanges, old: JsonObject, now: Made): ObjectChanges {
  const origins = originsOf(sharedOf(old), now);
  const originOf = (place: string): { from?: readonly string[] } => {
    const from = origins.get(place);
    return from ? { from } : {};
  };
  const { added, removed, changed } = changes;
  return {
    added: added.map((object) => ({ ...object, ...(!isIn(removed, object) && originOf(placeOf(object, ADDED))) })),
    removed: removed.map((object) => ({ ...object, ...(!isIn(added, object) && originOf(placeOf(object, REMOVED))) })),
    changed: changed.map((object) => ({
      ...object,
      fields: object.fields.map((field) => ({ ...field, ...originOf(placeOf(object, field.path)) })),
    })),
  };
}

const ADDED = '+';
const REMOVED = '-';

/** A Job of which only the hash in its name changes comes and goes, for more reasons than one: whether it comes at all is another question. */
const isIn = (objects: readonly ObjectName[], object: ObjectName): boolean =>
  objects.some((other) => placeOf(other) === placeOf(object));

const sharedOf = ({ defaults }: JsonObject): JsonObject => (isObject(defaults) ? defaults : {});

/** Keys of `defaults` by the places that are otherwise where such a key is as it was. */
function originsOf(old: JsonObject, { values, objects, remake }: Made): Map<string, string[]> {
  const origins = new Map<string, string[]>();
  for (const key of changedKeys(old, sharedOf(values))) {
    const { [key]: _, ...others } = sharedOf(values);
    const defaults = Object.hasOwn(old, key) ? { ...others, [key]: old[key] } : others;
    const without = remake({ ...values, defaults });
    for (const place of without ? placesOf(compareObjects(without, objects)) : [])
      origins.set(place, [...(origins.get(place) ?? []), `defaults.${key}`]);
  }
  return origins;
}

function changedKeys(old: JsonObject, now: JsonObject): string[] {
  const text = (values: JsonObject, key: string): string =>
    Object.hasOwn(values, key) ? canonicalJson(values[key]) : '';
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => text(old, key) !== text(now, key));
}

const placesOf = ({ added, removed, changed }: ObjectChanges): Set<string> =>
  new Set([
    ...added.filter((object) => !isIn(removed, object)).map((object) => placeOf(object, ADDED)),
    ...removed.filter((object) => !isIn(added, object)).map((object) => placeOf(object, REMOVED)),
    ...changed.flatMap((object) => object.fields.map(({ path }) => placeOf(object, path))),
  ]);

/** A field of an object, its coming or its going, or the object. */
const placeOf = ({ kind, namespace, name }: ObjectName, part?: string): string =>
  JSON.stringify([kind, namespace, name, part]);
