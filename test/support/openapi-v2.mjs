// Encodes types as the OpenAPI v2 document that kubectl validates with on the client side. Kubernetes serves it in
// Protocol Buffers only: message Document in github.com/google/gnostic-models/openapiv2/OpenAPIv2.proto.

const FIELDS = {
  any: { yaml: 2 },
  document: { swagger: 1, info: 2, paths: 8, definitions: 9 },
  info: { title: 1, version: 2 },
  named: { name: 1, value: 2 },
  schema: {
    $ref: 1,
    format: 2,
    required: 19,
    additionalProperties: 21,
    type: 22,
    items: 23,
    properties: 25,
    extensions: 31,
  },
};
const FIRST_FIELD = 1;
const WIRE_TYPE_BYTES = 2;

/** Types as in test/schemas/types.json. */
export function encodeOpenApiV2(types, version) {
  const { swagger, info, paths, definitions } = FIELDS.document;
  return Buffer.concat([
    text(swagger, '2.0'),
    message(info, text(FIELDS.info.title, 'Kubernetes'), text(FIELDS.info.version, version)),
    message(paths),
    message(definitions, ...namedSchemas(types)),
  ]);
}

function namedSchemas(schemas) {
  return Object.entries(schemas).map(([name, schema]) => named(FIRST_FIELD, name, encodeSchema(schema)));
}

function encodeSchema(schema) {
  const { $ref, format, required = [], additionalProperties, type, items, properties } = singleType(schema);
  const fields = FIELDS.schema;
  return Buffer.concat([
    $ref ? text(fields.$ref, $ref.replace('#/components/schemas/', '#/definitions/')) : Buffer.alloc(0),
    format ? text(fields.format, format) : Buffer.alloc(0),
    ...required.map((field) => text(fields.required, field)),
    isSchema(additionalProperties)
      ? message(fields.additionalProperties, message(FIRST_FIELD, encodeSchema(additionalProperties)))
      : Buffer.alloc(0),
    type ? message(fields.type, text(FIRST_FIELD, type)) : Buffer.alloc(0),
    items ? message(fields.items, message(FIRST_FIELD, encodeSchema(items))) : Buffer.alloc(0),
    properties ? message(fields.properties, ...namedSchemas(properties)) : Buffer.alloc(0),
    ...extensions(schema),
  ]);
}

/** Version 2 has no alternatives: quantities and the like are strings there, and kubectl lets a number pass as one. */
function singleType(schema) {
  if (schema['x-kubernetes-int-or-string']) return { type: 'string', format: 'int-or-string' };
  return schema.oneOf && !schema.type ? { ...schema, type: 'string' } : schema;
}

function isSchema(value) {
  return typeof value === 'object' && value !== null;
}

function extensions(schema) {
  return Object.entries(schema)
    .filter(([keyword]) => keyword.startsWith('x-kubernetes-'))
    .map(([keyword, value]) => named(FIELDS.schema.extensions, keyword, text(FIELDS.any.yaml, JSON.stringify(value))));
}

function named(field, name, value) {
  return message(field, text(FIELDS.named.name, name), message(FIELDS.named.value, value));
}

function text(field, value) {
  return message(field, Buffer.from(value, 'utf8'));
}

function message(field, ...parts) {
  const body = Buffer.concat(parts);
  return Buffer.concat([varint((field << 3) | WIRE_TYPE_BYTES), varint(body.length), body]);
}

function varint(value) {
  const bytes = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return Buffer.from([...bytes, rest]);
    bytes.push((rest & 0x7f) | 0x80);
  }
}
