import { isObject } from '../../../lib/json/json';
import type { Json, JsonObject } from '../../../lib/json/json';
import { OTHER_FILES } from './other-files';

/**
 * The schema in words that suit those who read the chart's: Helm 4 tells no place of a key that `propertyNames` refuses, and quotes what
 * does not match a pattern; `cdk8s import` makes types of what it knows, which are plain references, maps and one type a place.
 */
export function chartSchema(schema: JsonObject): JsonObject {
  const chart = rewritten(withPlainReferences(schema)) as JsonObject & { patternProperties: JsonObject };
  const keys = `^(${Object.keys(OTHER_FILES).join('|')})$`;
  const ofOtherFiles = { description: 'Of a file that holds no values of this chart, or holds them further in.' };
  return { ...chart, patternProperties: { ...chart.patternProperties, [keys]: ofOtherFiles } };
}

function rewritten(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(rewritten);
  if (!isObject(schema)) return schema;
  const parts = withoutQuotes(
    Object.fromEntries(
      Object.entries(schema).map(([key, part]) => [
        key,
        ['default', 'propertyNames'].includes(key) ? part : rewritten(part),
      ]),
    ),
  );
  const plain = isMap(schema) && isObject(schema.propertyNames) ? withPlainWords(parts) : parts;
  if (isMap(schema) && typesOf(schema).length > 1) return asOnePart(plain);
  return isObject(plain.properties) ? { ...plain, properties: withoutTwins(plain.properties) } : plain;
}

const typesOf = ({ type }: JsonObject): unknown[] => [type].flat().filter((name) => name !== 'null');

const isMap = (schema: JsonObject): boolean => typesOf(schema).includes('object');

/** What is said of keys stands apart, so that the map is one of its values alone. */
function withPlainWords({ propertyNames, ...rest }: JsonObject): JsonObject {
  const { pattern, not, $comment, ...others } = propertyNames as JsonObject & { not?: { enum: string[] } };
  if (Object.keys(others).length > 0)
    throw new Error(`the chart has no words for ${Object.keys(others).join()} of keys`);
  const { properties = {} }: { properties?: JsonObject } = rest;
  const known = Object.keys(properties).map((key): [string, Json] => [key, {}]);
  const keys: JsonObject = {
    $comment: `keys: ${String($comment)}`,
    properties: Object.fromEntries<Json>([...known, ...(not?.enum ?? []).map((key): [string, Json] => [key, false])]),
    ...(typeof pattern === 'string' ? { patternProperties: { [pattern]: {} }, additionalProperties: false } : {}),
  };
  return { ...rest, allOf: [...((rest.allOf ?? []) as Json[]), keys] };
}

/** `cdk8s import` takes a map for an object alone; what it does not look into it takes for any value. */
function asOnePart({ description, default: standard, ...rest }: JsonObject): JsonObject {
  return { description, default: standard, allOf: [rest] };
}

/** Of two keys that differ in case alone, the deprecated one gets no type: Go takes both for one file. */
function withoutTwins(properties: JsonObject): JsonObject {
  const names = Object.keys(properties).map((key) => key.toLowerCase());
  const isTwin = (key: string): boolean => names.filter((name) => name === key.toLowerCase()).length > 1;
  const parts = Object.entries(properties).map(([key, part]): [string, Json] => {
    const isOld = isObject(part) && String(part.description).startsWith('Deprecated');
    return [key, isOld && isTwin(key) ? asOnePart(part) : part];
  });
  return Object.fromEntries(parts);
}

const INNER = /^#\/definitions\/([^/]+)\/(properties|definitions)\/([^/]+)$/;

/** Each part of a definition that is referred to becomes a definition. */
function withPlainReferences(schema: JsonObject): JsonObject {
  const whole = structuredClone(schema);
  const definitions = whole.definitions as { [name: string]: JsonObject };
  for (const reference of referencesIn(whole)) {
    const [, outer, kind, key] = INNER.exec(reference) ?? [];
    if (outer) moveOut(definitions, outer, kind, key);
  }
  const plain = JSON.parse(JSON.stringify(whole), (key, value: Json) =>
    key === '$ref'
      ? String(value).replace(
          INNER,
          (_, outer: string, _kind, inner: string) => `#/definitions/${nameOf(outer, inner)}`,
        )
      : value,
  ) as JsonObject;
  return withoutUnused(plain);
}

const nameOf = (outer: string, key: string): string => outer + key[0].toUpperCase() + key.slice(1);

function referencesIn(schema: Json): Set<string> {
  return new Set([...JSON.stringify(schema).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference));
}

function moveOut(definitions: { [name: string]: JsonObject }, outer: string, kind: string, key: string): void {
  const name = nameOf(outer, key);
  if (definitions[name]) throw new Error(`the chart's schema has two definitions ${name}`);
  const parts = definitions[outer][kind] as JsonObject;
  definitions[name] = parts[key] as JsonObject;
  if (kind === 'properties') parts[key] = { $ref: `#/definitions/${name}` };
  else delete parts[key];
  if (Object.keys(parts).length === 0) delete definitions[outer][kind];
}

function withoutUnused(schema: JsonObject): JsonObject {
  const { definitions, ...rest } = schema as JsonObject & { definitions: JsonObject };
  const used = referencesIn(rest);
  // A set that grows while it is gone through.
  for (const reference of used) for (const next of referencesIn(definitions[reference.split('/')[2]])) used.add(next);
  const kept = Object.entries(definitions).filter(([name]) => used.has(`#/definitions/${name}`));
  return { ...rest, definitions: Object.fromEntries(kept.sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** Signs of a secret: a user before a host, or a long text that is no name of several words. */
const MAYBE_SECRET = '@|[A-Za-z0-9+/=_]{16,}';

/**
 * Helm 4 quotes a value that does not match a pattern. What may be a secret is asked for by `not`, of which it only tells the place.
 */
function withoutQuotes(schema: JsonObject): JsonObject {
  const { pattern, ...rest } = schema;
  if (typeof pattern !== 'string' || 'if' in rest) return schema;
  return { ...rest, if: { pattern: MAYBE_SECRET }, then: { not: { not: { pattern } } }, else: { pattern } };
}
