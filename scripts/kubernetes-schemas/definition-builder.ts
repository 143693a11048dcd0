import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../lib/json/json';
import { PATTERN_WORDS, VALUE_CONSTRAINTS } from '../../lib/values/kubernetes';
import { at } from './schemas';
import type { OpenApiSchemas, Schema } from './schemas';

type TypeNames = { readonly [field: string]: string };

const KEPT_KEYWORDS = [
  'enum',
  'maxItems',
  'maxLength',
  'maxProperties',
  'maximum',
  'minItems',
  'minLength',
  'minProperties',
  'minimum',
  'pattern',
  'type',
];

/** Collects definitions and all that they refer to. */
export class DefinitionBuilder {
  readonly definitions: { [name: string]: JsonObject } = structuredClone(VALUE_CONSTRAINTS.definitions);
  readonly #used = new Set<string>();
  readonly #origins = new Map<string, string>();

  /** `inPlaceTypes`: names of the types that schemas without references write out in place, by the field they are in. */
  constructor(
    private readonly schemas: OpenApiSchemas,
    private readonly inPlaceTypes: TypeNames,
  ) {}

  /** A reference to an OpenAPI type, which becomes a definition. */
  reference(fullName: string): JsonObject {
    const name = fullName.slice(fullName.lastIndexOf('.') + 1);
    const origin = this.#origins.get(name) ?? fullName;
    if (origin !== fullName) throw new Error(`${origin} and ${fullName} would both be ${name}`);
    this.#origins.set(name, fullName);
    if (!this.definitions[name]) {
      if (!this.schemas[fullName]) throw new Error(`no such type: ${fullName}`);
      this.#define(name, this.schemas[fullName], {});
    }
    return refTo(name);
  }

  /** Adds a definition from a schema without references; the named types in it become definitions, too. */
  addInPlace(name: string, schema: Schema): void {
    const known = this.definitions[name];
    this.#define(name, schema, this.inPlaceTypes);
    if (known && !isDeepStrictEqual(known, this.definitions[name])) {
      throw new Error(`two different types would both be ${name}`);
    }
  }

  /** A constraint that no field uses is a spelling mistake, or the API changed. */
  checkTables(): void {
    const { fields, fieldTypes, required, onlyFields } = VALUE_CONSTRAINTS;
    const unused = [fields, fieldTypes, required, onlyFields]
      .flatMap((table) => Object.keys(table))
      .filter((key) => !this.#used.has(key));
    if (unused.length) throw new Error(`no such fields: ${unused.join(', ')}`);
  }

  #define(name: string, schema: Schema, typeNames: TypeNames): void {
    // Reserved first: types may refer to themselves.
    const definition = (this.definitions[name] = {} as JsonObject);
    Object.assign(definition, this.#translate(this.#narrow(name, schema), name, typeNames));
    const required = [...(schema.required ?? []), ...(this.#lookUp(VALUE_CONSTRAINTS.required, name) ?? [])];
    if (required.length) definition.required = [...new Set(required)].sort();
  }

  #narrow(name: string, schema: Schema): Schema {
    const fields = this.#lookUp(VALUE_CONSTRAINTS.onlyFields, name);
    if (!fields) return schema;
    return { ...schema, properties: Object.fromEntries(fields.map((field) => [field, at(schema, field)])) };
  }

  /** `path` is `Definition` or `Definition.field`, with `[]` and `{}` for items and map values. */
  #translate(schema: Schema, path: string, typeNames: TypeNames): JsonObject {
    const ref = schema.$ref ?? schema.allOf?.[0].$ref;
    if (ref) return this.reference(ref.slice(ref.lastIndexOf('/') + 1));
    const result: JsonObject = { ...basics(schema), ...this.#lookUp(VALUE_CONSTRAINTS.fields, path) };
    if (schema.required) result.required = [...schema.required];
    if (schema.items) result.items = this.#child(schema.items, `${path}[]`, typeNames);
    if (schema.properties) {
      result.additionalProperties = false;
      result.properties = this.#properties(schema.properties, path, typeNames);
    } else if (schema.additionalProperties) {
      result.additionalProperties = this.#child(schema.additionalProperties, `${path}{}`, typeNames);
    }
    return result;
  }

  #properties(properties: OpenApiSchemas, path: string, typeNames: TypeNames): JsonObject {
    const entries = Object.entries(properties).map(([field, schema]) => {
      const type = this.#lookUp(VALUE_CONSTRAINTS.fieldTypes, `${path}.${field}`);
      return [field, type ? refTo(type) : this.#child(schema, `${path}.${field}`, typeNames)];
    });
    return Object.fromEntries(entries) as JsonObject;
  }

  #child(schema: Schema, path: string, typeNames: TypeNames): JsonObject {
    const field = path.slice(path.lastIndexOf('.') + 1).replace('[]', '');
    const name = typeNames[field];
    if (!schema.properties || !name) return this.#translate(schema, path, typeNames);
    this.addInPlace(name, schema);
    return refTo(name);
  }

  #lookUp<T>(table: { readonly [key: string]: T }, key: string): T | undefined {
    if (!Object.hasOwn(table, key)) return undefined;
    this.#used.add(key);
    return table[key];
  }
}

function refTo(name: string): JsonObject {
  return { $ref: `#/definitions/${name}` };
}

/** Helm reads numbers of files as float64 and those of --set as int64: beyond these bounds they would differ. */
const BOUNDS: { readonly [format: string]: JsonObject } = {
  int32: { minimum: -2147483648, maximum: 2147483647 },
  int64: { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
};

function basics(schema: Schema): JsonObject {
  const kept = Object.entries(schema).filter(([keyword]) => KEPT_KEYWORDS.includes(keyword));
  return {
    ...(schema.format ? BOUNDS[schema.format] : {}),
    ...(Object.fromEntries(kept) as { [keyword: string]: Json }),
    ...wordsFor(schema.pattern),
  };
}

function wordsFor(pattern: string | undefined): JsonObject {
  if (!pattern) return {};
  if (!PATTERN_WORDS[pattern]) throw new Error(`no words for the pattern ${pattern}`);
  return { $comment: PATTERN_WORDS[pattern] };
}
