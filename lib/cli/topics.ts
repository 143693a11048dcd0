import type { KeyPath } from '../private/diagnostic';
import { isObject } from '../private/json';
import type { JsonObject } from '../private/json';
import { defaultValues } from '../values/generated/defaults';
import { valuesSchema } from '../values/generated/schema';
import { schemaAt } from '../values/schema-words';

/** A key of a values file, as its schema describes it. */
export interface Topic {
  readonly path: KeyPath;
  readonly schema: JsonObject;
  /** Keys below it, or below each item of the list that it is; deprecated ones left out. */
  readonly children: { readonly [key: string]: JsonObject };
}

/** The topic of a path such as `tenants[0].name` or, since all items of a list are alike, `tenants.name`. */
export function topicAt(path: string): Topic | { readonly unknown: string; readonly above: Topic } {
  let topic = topicOf([]);
  for (const key of path
    .replace(/\[\d*\]/g, '')
    .split('.')
    .filter(isKey)) {
    const item = itemOf(topic);
    if (!Object.hasOwn(propertiesAt(item), key)) return { unknown: key, above: topic };
    topic = topicOf([...item, key]);
  }
  return topic;
}

const isKey = (part: string): boolean => part !== '' && !/^\d+$/.test(part);

/** Where the keys of a topic stand: in the map itself, or in the items of the list. */
const itemOf = ({ path, schema }: Topic): KeyPath => (schema.items ? [...path, 0] : path);

function topicOf(path: KeyPath): Topic {
  const schema = schemaAt(valuesSchema(), path);
  const topic = { path, schema, children: {} };
  const item = itemOf(topic);
  const children = Object.keys(propertiesAt(item)).map(
    (key) => [key, schemaAt(valuesSchema(), [...item, key])] as const,
  );
  return { ...topic, children: Object.fromEntries(children.filter(([, child]) => !isDeprecated(child))) };
}

function propertiesAt(path: KeyPath): JsonObject {
  const { properties } = schemaAt(valuesSchema(), path);
  return isObject(properties) ? properties : {};
}

export const isDeprecated = ({ description }: JsonObject): boolean => String(description).startsWith('Deprecated');

/** Paths of the keys in values.yaml, for the shells' completion. */
export function topics(): string[] {
  const below = (values: JsonObject, path: string): string[] =>
    Object.entries(values).flatMap(([key, value]) => [
      path + key,
      ...(isObject(value) ? below(value, `${path}${key}.`) : []),
    ]);
  return below(defaultValues(), '');
}
