import type { KeyPath } from '../json/diagnostic';
import { isObject } from '../json/json';
import type { JsonObject } from '../json/json';
import { DEPRECATED_KEYS } from '../plan/deprecations';
import { allDefaults } from '../values/layers';
import { valuesSchema } from '../values/generated/schema';
import { schemaAt } from '../values/schema-words';

/** A key of a values file, as its schema describes it. */
export interface Topic {
  readonly path: KeyPath;
  readonly schema: JsonObject;
  /** Keys below it, or below each item of the list that it is; deprecated ones left out. */
  readonly children: { readonly [key: string]: JsonObject };
}

/** A key after a dot or at the start, an index, or a quoted key. */
const PART = /(?:^|\.)[^.[\]]+|\[\d*\]|\["(?:[^"\\]|\\.)*"\]/g;

/**
 * The topic of a path as messages print it, `tenants[0].name` or `podLabels["a.b/c"]`; since all items of a list are alike,
 * also `tenants.name`. Undefined for a text that is no path.
 */
export function topicAt(path: string): Topic | { readonly unknown: string; readonly above: Topic } | undefined {
  const text = path.replace(/\.$/, '');
  const parts = text.match(PART) ?? [];
  if (parts.join('') !== text) return undefined;
  let topic = topicOf([]);
  for (const part of parts) {
    const below = /^\[\d*\]$/.test(part) ? anItem(topic) : keyBelow(topic, keyOf(part));
    if (!below) return { unknown: part.replace(/^\./, ''), above: topic };
    topic = topicOf(below);
  }
  return topic;
}

const keyOf = (part: string): string =>
  part.startsWith('[') ? (JSON.parse(part.slice(1, -1)) as string) : part.replace(/^\./, '');

const anItem = ({ path, schema }: Topic): KeyPath | undefined => (schema.items ? [...path, 0] : undefined);

function keyBelow(topic: Topic, key: string): KeyPath | undefined {
  const item = anItem(topic) ?? topic.path;
  const takesAnyKey = isObject(schemaAt(valuesSchema(), item).additionalProperties);
  return takesAnyKey || Object.hasOwn(propertiesAt(item), key) ? [...item, key] : undefined;
}

function topicOf(path: KeyPath): Topic {
  const schema = schemaAt(valuesSchema(), path);
  const topic = { path, schema, children: {} };
  const item = anItem(topic) ?? path;
  const keys = Object.keys(propertiesAt(item)).filter((key) => !isDeprecated([...item, key]));
  return { ...topic, children: Object.fromEntries(keys.map((key) => [key, schemaAt(valuesSchema(), [...item, key])])) };
}

function propertiesAt(path: KeyPath): JsonObject {
  const { properties } = schemaAt(valuesSchema(), path);
  return isObject(properties) ? properties : {};
}

/** Whether a key is one of earlier charts, or holds nothing but such keys. */
export function isDeprecated(path: KeyPath): boolean {
  const dotted = path.join('.');
  const isOurs = schemaAt(valuesSchema(), path).description !== undefined;
  return DEPRECATED_KEYS.some((key) => key.path === dotted || (!isOurs && key.path.startsWith(`${dotted}.`)));
}

/** Whether the schema names the key, where others have items or keys that the user has chosen. */
export const isNamed = (path: KeyPath): boolean => Object.hasOwn(propertiesAt(path.slice(0, -1)), String(path.at(-1)));

/** Paths of the keys in values.yaml and of those in its lists, for the shells' completion. */
export function topics(): string[] {
  return below(allDefaults(), []);
}

function below(values: JsonObject, above: KeyPath): string[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const path = [...above, key];
    if (isObject(value)) return [path.join('.'), ...below(value, path)];
    const inItems = Object.keys(propertiesAt([...path, 0])).map((name) => [...path, name].join('.'));
    return [path.join('.'), ...inItems];
  });
}
