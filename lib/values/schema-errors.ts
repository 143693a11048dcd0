import type { Diagnostic, KeyPath } from '../private/diagnostic';
import { isObject } from '../private/json';
import type { Json, JsonObject } from '../private/json';
import { closest } from '../private/closest';
import { getAt } from '../private/tree';
import { valuesSchema } from './generated/schema';
import { validate } from './generated/validator';

/** What ajv says of one violation. Our own messages are made from the schema, since ajv's do not say what is allowed. */
interface AjvError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
  /** Set on errors about the name of a key. */
  readonly propertyName?: string;
}

/** Rule of the error that stands for those not told. */
export const TOO_MANY_ERRORS = 'too-many-errors';

/** Checks coalesced values against the schema. No message quotes a value: it may be a secret. */
export function schemaErrors(values: JsonObject): Diagnostic[] {
  if (validate(values)) return [];
  const schema = valuesSchema();
  const errors = ((validate.errors ?? []) as AjvError[]).filter((error) => error.propertyName === undefined);
  const told = errors.slice(0, MOST_ERRORS).map((error) => toDiagnostic(error, values, schema));
  const more = errors.length - told.length;
  return [...told.filter(isFirstOfItsKind()), ...(more > 0 ? [tooMany(more)] : [])];
}

/** More would take memory and help nobody. */
const MOST_ERRORS = 10_000;

function tooMany(more: number): Diagnostic {
  const message = `${more} more errors are not told, and no cross-field rule is checked; mend the first ones`;
  return { severity: 'error', rule: TOO_MANY_ERRORS, message, path: [] };
}

/** A value that several branches of a schema refuse for the same reason is reported once. */
function isFirstOfItsKind(): (diagnostic: Diagnostic) => boolean {
  const seen = new Set<string>();
  return ({ path, message }) => {
    const id = JSON.stringify([path, message]);
    return !seen.has(id) && seen.add(id) !== undefined;
  };
}

function toDiagnostic(error: AjvError, values: JsonObject, root: JsonObject): Diagnostic {
  const path = toKeyPath(error.instancePath, values);
  const schema = schemaAt(root, path);
  const value = getAt(values, path);
  const at = (rule: string, message: string, suffix: KeyPath = []): Diagnostic => ({
    severity: 'error',
    rule,
    message,
    path: [...path, ...suffix],
  });
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params.additionalProperty);
      return at('unknown-key', unknownKey(key, schema), [key]);
    }
    case 'required':
      return at('required', 'is required: give it a value', [String(error.params.missingProperty)]);
    case 'propertyNames':
      return at('key-name', `is not allowed as a key here: it must be ${words(schema.propertyNames as JsonObject)}`, [
        String(error.params.propertyName),
      ]);
    case 'type':
      return at('type', `must be ${words(schema)}, not ${kindOf(value)}${typeRemedy(schema, value)}`);
    default:
      return at(error.keyword, `must be ${words(schema)}`);
  }
}

/** A longer list of keys would not be read. */
const MOST_KEYS = 30;

function unknownKey(key: string, schema: JsonObject): string {
  const properties = (schema.properties ?? {}) as { [key: string]: JsonObject };
  const known = Object.entries(properties)
    .filter(([, { description }]) => !String(description).startsWith('Deprecated'))
    .map(([name]) => name);
  if (/^[\w-]+(\.[\w-]+)+$/.test(key)) return 'is not a known key; write each part as a key of its own, indented';
  const guess = closest(key, known);
  if (guess) return `is not a known key; did you mean ${guess}?`;
  const below = known.filter((name) => Object.hasOwn((properties[name].properties ?? {}) as object, key));
  if (below.length > 0) return `is not a known key here; it belongs into ${below.join(' or ')}`;
  return `is not a known key${known.length <= MOST_KEYS ? `; known here: ${known.join(', ')}` : ''}`;
}

function typeRemedy(schema: JsonObject, value: Json | undefined): string {
  const types = [schema.type].flat();
  if (typeof value === 'string' && types.includes('integer')) return '; remove the quotes';
  if (typeof value === 'string' && types.includes('boolean')) return '; write true or false without quotes';
  if ((typeof value === 'number' || typeof value === 'boolean') && types.includes('string'))
    return '; put it in quotes';
  if (value === null) return '; remove the key or give it a value';
  return '';
}

function kindOf(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'a text';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : 'a fraction';
  return typeof value === 'boolean' ? 'true or false' : 'a map';
}

const TYPE_WORDS: { [type: string]: string } = {
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  null: 'null',
};

/** What a schema allows, in words. */
export function words(schema: JsonObject): string {
  const comment = typeof schema.$comment === 'string' ? schema.$comment : undefined;
  const length = typeof schema.maxLength === 'number' ? `, at most ${schema.maxLength} characters` : '';
  if (comment) return comment.includes('at most') ? comment : comment + length;
  if (Array.isArray(schema.enum))
    return `one of ${schema.enum.map((value) => (value === '' ? '""' : String(value))).join(', ')}`;
  const types = [schema.type].flat().map((type) => TYPE_WORDS[String(type)]);
  return types.filter(Boolean).join(' or ') + bounds(schema) + length;
}

function bounds({ minimum, maximum, minLength, minItems }: JsonObject): string {
  if (minLength === 1) return ' that is not empty';
  if (minItems === 1) return ' that is not empty';
  if (typeof minimum !== 'number') return '';
  return typeof maximum === 'number' && maximum < 2147483647
    ? ` from ${minimum} to ${maximum}`
    : ` of at least ${minimum}`;
}

/** The schema of a place, with what it refers to merged in. */
export function schemaAt(root: JsonObject, path: KeyPath): JsonObject {
  let schema = resolve(root, root);
  for (const part of path) {
    const properties = (schema.properties ?? {}) as JsonObject;
    const next =
      typeof part === 'number'
        ? schema.items
        : Object.hasOwn(properties, part)
          ? properties[part]
          : schema.additionalProperties;
    schema = resolve(isObject(next) ? next : {}, root);
  }
  return schema;
}

function resolve(schema: JsonObject, root: JsonObject): JsonObject {
  const { $ref, allOf, ...own } = schema;
  const parts = (Array.isArray(allOf) ? allOf : []) as JsonObject[];
  const target = typeof $ref === 'string' ? [getAt(root, $ref.slice(2).split('/')) as JsonObject] : [];
  return Object.assign({}, ...[...target, ...parts].map((part) => resolve(part, root)), own) as JsonObject;
}

function toKeyPath(pointer: string, values: JsonObject): KeyPath {
  const path: (string | number)[] = [];
  let value: Json | undefined = values;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    const part: string | number = Array.isArray(value) ? Number(key) : key;
    path.push(part);
    value = getAt(value, [part]);
  }
  return path;
}
