import fc from 'fast-check';
import { isObject } from '../../lib/private/json';
import type { Json, JsonObject } from '../../lib/private/json';
import { schemaAt } from '../../lib/values/schema-words';
import { text } from './texts';

const DEEPEST = 5;
const LONGEST = 3;

/** Values that a draft-07 schema allows, as far as the schemas of this project go. `root` holds the definitions. */
export function fromSchema(schema: JsonObject, root: JsonObject, depth = 0): fc.Arbitrary<Json> {
  const { not, ...resolved } = schemaAt({ ...schema, definitions: root.definitions }, []);
  const arbitrary = valueOf(resolved, root, depth);
  const forbidden = isObject(not) && Array.isArray(not.enum) ? not.enum : [];
  return forbidden.length > 0 ? arbitrary.filter((value) => !forbidden.includes(value)) : arbitrary;
}

function valueOf(schema: JsonObject, root: JsonObject, depth: number): fc.Arbitrary<Json> {
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const types = [schema.type ?? []].flat().map(String);
  if (types.length === 0) return fc.constant(true);
  return fc.oneof(...types.map((type) => ofType(type, schema, root, depth)));
}

function ofType(type: string, schema: JsonObject, root: JsonObject, depth: number): fc.Arbitrary<Json> {
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'integer':
    case 'number':
      return integer(schema);
    case 'string':
      return string(schema);
    case 'array':
      return array(schema, root, depth);
    case 'object':
      return object(schema, root, depth);
    default:
      throw new Error(`no values of type ${type}`);
  }
}

function integer({ minimum, maximum }: JsonObject): fc.Arbitrary<number> {
  const min = typeof minimum === 'number' ? minimum : -2147483648;
  const max = typeof maximum === 'number' ? maximum : 2147483647;
  const edges = [min, max, 0, 1, 1000000, 16777217].filter((edge) => edge >= min && edge <= max);
  return fc.oneof(
    fc.constantFrom(...edges),
    fc.integer({ min, max: Math.min(max, min + 100) }),
    fc.integer({ min, max }),
  );
}

function string({ pattern, minLength, maxLength }: JsonObject): fc.Arbitrary<string> {
  const min = typeof minLength === 'number' ? minLength : 0;
  const max = typeof maxLength === 'number' ? maxLength : 400;
  const fits = (value: string): boolean => [...value].length >= min && [...value].length <= max;
  if (typeof pattern !== 'string') return text().filter(fits);
  // The blanks that JavaScript and Go do not agree on are tried in the table of files.
  return matching(pattern).filter((value) => fits(value) && isPrintable(value));
}

const MATCHING = new Map<string, fc.Arbitrary<string>>();

/** To take an expression apart takes longer than all else that a file needs. */
function matching(pattern: string): fc.Arbitrary<string> {
  const known = MATCHING.get(pattern) ?? fc.stringMatching(new RegExp(pattern, 'u'));
  MATCHING.set(pattern, known);
  return known;
}

const isPrintable = (value: string): boolean => !/[\p{C}\p{Z}]/u.test(value.replaceAll(' ', ''));

function array({ items, minItems, maxItems }: JsonObject, root: JsonObject, depth: number): fc.Arbitrary<Json[]> {
  const minLength = typeof minItems === 'number' ? minItems : 0;
  const maxLength = Math.max(
    minLength,
    Math.min(depth < DEEPEST ? LONGEST : 0, typeof maxItems === 'number' ? maxItems : LONGEST),
  );
  return fc.array(fromSchema((items ?? {}) as JsonObject, root, depth + 1), { minLength, maxLength });
}

function object(schema: JsonObject, root: JsonObject, depth: number): fc.Arbitrary<JsonObject> {
  const properties = (schema.properties ?? {}) as { [key: string]: JsonObject };
  const required = (schema.required ?? []) as string[];
  const more = isObject(schema.additionalProperties) ? map(schema, root, depth) : fc.constant({});
  const optional = Object.keys(properties).filter((key) => !required.includes(key));
  const chosen = fc.subarray(optional, { maxLength: depth < DEEPEST ? Math.min(LONGEST, optional.length) : 0 });
  return fc.tuple(chosen, more).chain(([keys, rest]) => {
    const entries = [...required, ...keys].map((key) => [key, fromSchema(properties[key], root, depth + 1)] as const);
    return fc.record(Object.fromEntries(entries)).map((own) => ({ ...rest, ...own }));
  });
}

function map(schema: JsonObject, root: JsonObject, depth: number): fc.Arbitrary<JsonObject> {
  const { propertyNames, additionalProperties } = schema;
  const key = isObject(propertyNames)
    ? fromSchema({ type: 'string', ...propertyNames }, root)
    : text().filter((value) => value !== '');
  const value = fromSchema(additionalProperties as JsonObject, root, depth + 1);
  return fc.dictionary(key as fc.Arbitrary<string>, value, { maxKeys: LONGEST, noNullPrototype: true });
}
