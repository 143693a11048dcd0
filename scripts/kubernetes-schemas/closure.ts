import type { OpenApiSchemas, Schema } from './schemas';

const DROPPED_KEYWORDS = [
  'description',
  'discriminator',
  'externalDocs',
  'x-kubernetes-map-type',
  'x-kubernetes-patch-merge-key',
  'x-kubernetes-patch-strategy',
  'x-kubernetes-unions',
  'x-kubernetes-validations',
];

/** A type and all that it refers to, without what is said in words only. */
export function closure(schemas: OpenApiSchemas, root: string, types: { [name: string]: Schema } = {}): OpenApiSchemas {
  if (types[root]) return types;
  types[root] = simplify(schemas[root]);
  for (const name of references(types[root])) closure(schemas, name, types);
  return types;
}

function references(schema: Schema): Set<string> {
  const refs = JSON.stringify(schema).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
  return new Set([...refs].map((match) => match[1]));
}

export function simplify(schema: Schema): Schema {
  if (schema.allOf?.[0].$ref) return schema.allOf[0];
  const entries = Object.entries(schema)
    .filter(([keyword, value]) => !DROPPED_KEYWORDS.includes(keyword) && !isEmptyDefault(keyword, value))
    .map(([keyword, value]): [string, unknown] => [keyword, simplifyKeyword(keyword, value)]);
  return Object.fromEntries(entries);
}

function isEmptyDefault(keyword: string, value: unknown): boolean {
  return keyword === 'default' && (value === '' || JSON.stringify(value) === '{}');
}

function simplifyKeyword(keyword: string, value: unknown): unknown {
  if (keyword === 'properties') {
    const entries = Object.entries(value as OpenApiSchemas);
    return Object.fromEntries(entries.map(([field, schema]) => [field, simplify(schema)]));
  }
  if (['allOf', 'anyOf', 'oneOf'].includes(keyword)) return (value as Schema[]).map(simplify);
  return keyword === 'items' || (keyword === 'additionalProperties' && value !== true) || keyword === 'not'
    ? simplify(value as Schema)
    : value;
}
