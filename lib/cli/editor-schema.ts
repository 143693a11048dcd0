import { isObject } from '../private/json';
import type { Json, JsonObject } from '../private/json';
import { getAt } from '../private/tree';
import { defaultValues } from '../values/generated/defaults';
import { valuesSchema } from '../values/generated/schema';

/**
 * The JSON Schema of a values file as somebody writes it. The chart's own is about values with the defaults merged in, where
 * a key may only be missing because it was set to null; here a key that has a default is not required.
 */
export function editorSchema(): JsonObject {
  const schema = structuredClone(valuesSchema());
  allowDefaults(schema, defaultValues(), schema);
  return schema;
}

function allowDefaults(schema: JsonObject, defaults: Json, root: JsonObject): void {
  if (!isObject(defaults)) return;
  for (const part of partsOf(schema, root)) {
    delete part.required;
    if (!isObject(part.properties)) continue;
    for (const [key, property] of Object.entries(part.properties)) {
      if (Object.hasOwn(defaults, key)) allowDefaults(property as JsonObject, defaults[key], root);
    }
  }
}

/** The schema and all that it refers to. */
function partsOf(schema: JsonObject, root: JsonObject): JsonObject[] {
  const { $ref, allOf } = schema;
  const referred = typeof $ref === 'string' ? [getAt(root, $ref.slice(2).split('/')) as JsonObject] : [];
  return [schema, ...[...referred, ...((allOf ?? []) as JsonObject[])].flatMap((part) => partsOf(part, root))];
}
