import { isObject } from '../json/json';
import type { Json, JsonObject } from '../json/json';
import { getAt } from '../json/tree';
import { allDefaults } from '../values/layers';
import { valuesSchema } from '../values/generated/schema';

/**
 * The JSON Schema of a values file as somebody writes it. The chart's own is about values with the defaults merged in, where
 * null has deleted a key; here a key that has a default is not required, and is null where the chart does not require it.
 */
export function editorSchema(): JsonObject {
  const schema = structuredClone(valuesSchema());
  // Places share parts of the schema, so that none is altered before all are seen.
  const places = [...placesWithDefaults(schema, allDefaults(), schema)];
  for (const { part, deletable } of places) {
    delete part.required;
    for (const key of deletable) allowNull(part, key);
  }
  return schema;
}

interface Place {
  readonly part: JsonObject;
  /** Keys that have a default here and may go without one. */
  readonly deletable: readonly string[];
}

/** All parts of the schema that are about maps with defaults. */
function* placesWithDefaults(schema: JsonObject, defaults: Json, root: JsonObject): Generator<Place> {
  if (!isObject(defaults)) return;
  const parts = partsOf(schema, root);
  const required = parts.flatMap((part) => (part.required ?? []) as string[]);
  for (const part of parts) {
    const properties = (part.properties ?? {}) as { [key: string]: JsonObject };
    const described = Object.keys(defaults).filter((key) => properties[key] ?? isObject(part.additionalProperties));
    for (const key of described) yield* placesWithDefaults(properties[key] ?? {}, defaults[key], root);
    yield { part, deletable: described.filter((key) => !required.includes(key)) };
  }
}

function allowNull(part: JsonObject, key: string): void {
  const properties = (part.properties ??= {}) as JsonObject;
  const schema = (properties[key] ??= structuredClone(part.additionalProperties)) as JsonObject;
  const { type, enum: values } = schema;
  if (type === undefined) properties[key] = referenceOrNull(schema);
  else if (![type].flat().includes('null')) {
    schema.type = [type, 'null'].flat();
    if (Array.isArray(values)) schema.enum = [...values, null];
  }
}

/** Where a schema refers to another, draft-07 leaves out what stands beside. */
function referenceOrNull(schema: JsonObject): JsonObject {
  if (schema.anyOf) return schema;
  const { $ref, ...rest } = schema;
  return { ...rest, anyOf: [{ $ref }, { type: 'null' }] };
}

/** The schema and all that it refers to. */
function partsOf(schema: JsonObject, root: JsonObject): JsonObject[] {
  const { $ref, allOf } = schema;
  const referred = typeof $ref === 'string' ? [getAt(root, $ref.slice(2).split('/')) as JsonObject] : [];
  return [schema, ...[...referred, ...((allOf ?? []) as JsonObject[])].flatMap((part) => partsOf(part, root))];
}
