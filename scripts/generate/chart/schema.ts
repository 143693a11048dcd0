import { isObject } from '../../../lib/json/json';
import type { Json, JsonObject } from '../../../lib/json/json';

/** Of a key that `propertyNames` refuses Helm 4 tells the name only, and no place: in the chart's schema other words say the same. */
export function chartSchema(schema: JsonObject): JsonObject {
  return rewritten(schema) as JsonObject;
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
  return [schema.type].flat().includes('object') && isObject(schema.propertyNames) ? withPlainWords(parts) : parts;
}

function withPlainWords({ propertyNames, additionalProperties, ...rest }: JsonObject): JsonObject {
  const { pattern, not, $comment, ...others } = propertyNames as JsonObject & { not?: { enum: string[] } };
  if (Object.keys(others).length > 0)
    throw new Error(`the chart has no words for ${Object.keys(others).join()} of keys`);
  const reserved = Object.fromEntries((not?.enum ?? []).map((key) => [key, false]));
  return {
    ...rest,
    $comment: `keys: ${String($comment)}`,
    properties: { ...(rest.properties as JsonObject | undefined), ...reserved },
    ...(typeof pattern === 'string'
      ? { patternProperties: { [pattern]: additionalProperties }, additionalProperties: false }
      : { additionalProperties }),
  };
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
