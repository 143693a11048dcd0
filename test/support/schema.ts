import { readFileSync } from 'node:fs';
import { isIPv4, isIPv6 } from 'node:net';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { crossFieldErrors } from './schema-rules';

type Schema = { [keyword: string]: any };
type Schemas = { [name: string]: Schema };

export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly type: string;
}

interface Constraints {
  /** `Type.field`, `Type.field[]` for items and `Type.field{}` for the values of a map, to more keywords. */
  readonly fields: Schemas;
  readonly fieldTypes: { [field: string]: string };
  readonly required: { [type: string]: string[] };
  readonly scalars: Schemas;
}

const { resources } = load<{ resources: Resource[] }>('resources.json');
const constraints = load<Constraints>('constraints.json');
const types = load<Schemas>('types.json');

/** The kinds whose objects can be validated. */
export const knownKinds: readonly Resource[] = resources;

const INT32 = { minimum: -2147483648, maximum: 2147483647 };
const DNS_LABEL = {
  maxLength: 63,
  pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
  $comment: 'lower-case letters, digits and "-", at most 63 characters',
};
const SERVICE_NAME = {
  maxLength: 63,
  pattern: '^[a-z]([-a-z0-9]*[a-z0-9])?$',
  $comment: 'lower-case letters, digits and "-", a letter first, at most 63 characters',
};
/** Kinds whose names are narrower than those of other objects. */
const NAMES: Schemas = { Namespace: DNS_LABEL, Service: SERVICE_NAME };

const FORMATS = {
  byte: true,
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  ipv4: isIPv4,
  ipv6: isIPv6,
} as const;

const ajv = createAjv();
const validators = new Map<string, ValidateFunction>();

/**
 * What a Kubernetes API server would refuse in an object, as far as its schemas and names say: `path: message` each.
 * Unknown fields are errors; kinds the project does not use are unknown.
 */
export function validateObject(object: unknown): string[] {
  const { apiVersion, kind } = (object ?? {}) as { apiVersion?: unknown; kind?: unknown };
  const resource = resources.find((other) => other.apiVersion === apiVersion && other.kind === kind);
  if (!resource) return [`kind: unknown kind ${JSON.stringify(kind)} of apiVersion ${JSON.stringify(apiVersion)}`];
  const validate = validatorOf(resource);
  if (validate(object)) return crossFieldErrors(object as object);
  const messages = validate
    .errors!.filter(({ keyword }) => keyword !== 'propertyNames' && keyword !== 'if')
    .map(describe);
  return [...new Set(messages)];
}

function validatorOf({ apiVersion, kind, type }: Resource): ValidateFunction {
  const key = `${apiVersion} ${kind}`;
  const known = validators.get(key);
  if (known) return known;
  const metadata = { type: 'object', required: ['name'], properties: NAMES[kind] ? { name: NAMES[kind] } : {} };
  const validate = ajv.compile({
    $ref: `types#/definitions/${type}`,
    properties: { metadata },
    required: ['apiVersion', 'kind', 'metadata'],
  });
  validators.set(key, validate);
  return validate;
}

/** The JSON Schema of a kind with all that it refers to, for programs that read one file. */
export function standaloneSchema({ type }: Resource): Schema {
  const schema = { $ref: `types#/definitions/${type}`, definitions: definitions() };
  return JSON.parse(JSON.stringify(schema).replaceAll('"types#/', '"#/')) as Schema;
}

function createAjv(): Ajv {
  const result = new Ajv({
    allErrors: true,
    verbose: true,
    allowUnionTypes: true,
    strictTypes: false,
    formats: FORMATS,
  });
  result.addKeyword({ keyword: 'uniqueBy', type: 'array', schemaType: 'object', validate: uniqueBy, errors: true });
  return result.addSchema({ $id: 'types', definitions: definitions() });
}

function definitions(): Schemas {
  const entries = Object.entries(types).map(([name, type]) => {
    const short = name.split('.').at(-1)!;
    const schema = constraints.scalars[short] ?? strict(type, short);
    const required = [...(schema.required ?? []), ...(constraints.required[short] ?? [])];
    return [name, required.length ? { ...schema, required: [...new Set(required)] } : schema];
  });
  return Object.fromEntries([...entries, ...Object.entries(constraints.scalars)]) as Schemas;
}

/** JSON Schema of an OpenAPI schema: no unknown fields, no duplicates, integers within their size. */
function strict(schema: Schema, path: string): Schema {
  if (schema.$ref) return { $ref: reference(schema.$ref) };
  if (schema['x-kubernetes-int-or-string']) return constraints.scalars.IntOrString;
  const { items, properties, additionalProperties, format, default: _, ...rest } = schema;
  const result: Schema = { ...withoutExtensions(rest), ...(format === 'int32' && inInt32(schema)) };
  if (format in FORMATS) result.format = format;
  if (items) Object.assign(result, { items: strict(items, `${path}[]`) }, uniqueness(schema));
  if (properties) Object.assign(result, { properties: strictFields(properties, path), additionalProperties: false });
  else if (additionalProperties) result.additionalProperties = strict(additionalProperties, `${path}{}`);
  return { ...result, ...constraints.fields[path] };
}

function strictFields(properties: Schemas, path: string): Schemas {
  const entries = Object.entries(properties).map(([field, schema]) => {
    const type = constraints.fieldTypes[`${path}.${field}`];
    return [field, type ? { $ref: reference(type) } : strict(schema, `${path}.${field}`)];
  });
  return Object.fromEntries(entries);
}

function reference(name: string): string {
  return `types#/definitions/${name.replace('#/components/schemas/', '')}`;
}

function withoutExtensions(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => !keyword.startsWith('x-kubernetes-')));
}

function inInt32({ minimum, maximum }: Schema): Schema {
  return { minimum: minimum ?? INT32.minimum, maximum: maximum ?? INT32.maximum };
}

function uniqueness(list: Schema): Schema {
  if (list['x-kubernetes-list-type'] === 'set') return { uniqueItems: true };
  const keys: string[] = list['x-kubernetes-list-map-keys'] ?? [];
  if (!keys.length) return {};
  const item = list.items.$ref ? types[list.items.$ref.replace('#/components/schemas/', '')] : list.items;
  const defaults = keys.map((key) => [key, item.properties[key]?.default ?? null]);
  return { uniqueBy: Object.fromEntries(defaults) };
}

/** `keys` are the fields that identify an item, each with its default. */
function uniqueBy(keys: { [key: string]: unknown }, items: unknown[]): boolean {
  const seen = new Set<string>();
  const duplicates = items.filter((item) => {
    const id = identity(keys, item);
    if (!seen.has(id)) return !seen.add(id);
    return true;
  });
  const message = duplicates.map((item) => `two items with ${identity(keys, item)}`).join(', ');
  uniqueBy.errors = duplicates.length ? [{ keyword: 'uniqueBy', message, params: {} }] : [];
  return duplicates.length === 0;
}
uniqueBy.errors = [] as Partial<ErrorObject>[];

function identity(keys: { [key: string]: unknown }, item: unknown): string {
  const fields = (item ?? {}) as { [key: string]: unknown };
  const parts = Object.entries(keys).map(([key, byDefault]) => `${key} ${JSON.stringify(fields[key] ?? byDefault)}`);
  return parts.join(' and ');
}

function describe(error: ErrorObject): string {
  const { keyword, params, parentSchema } = error;
  const path = [...error.instancePath.split('/').slice(1), ...fieldOf(error)].map(unescape).reduce(appendPart, '');
  if (keyword === 'additionalProperties') return `${path}: unknown field`;
  if (keyword === 'required') return `${path}: required`;
  if (keyword === 'enum') return `${path}: must be one of ${params.allowedValues.join(', ')}`;
  const words = ['maxProperties', 'minProperties', 'pattern'].includes(keyword) ? parentSchema?.$comment : undefined;
  return `${path || '(object)'}: ${words ? `must be ${words}` : error.message}`;
}

function fieldOf({ params, propertyName }: ErrorObject): string[] {
  const field = params.additionalProperty ?? params.missingProperty ?? propertyName;
  return field === undefined ? [] : [field];
}

function unescape(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function appendPart(path: string, part: string): string {
  if (/^\d+$/.test(part)) return `${path}[${part}]`;
  if (/[^\w-]/.test(part)) return `${path}["${part}"]`;
  return path ? `${path}.${part}` : part;
}

function load<T>(file: string): T {
  return JSON.parse(readFileSync(join(__dirname, '..', 'schemas', file), 'utf8')) as T;
}
