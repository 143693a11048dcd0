import { Ajv, type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { isObject } from '../../lib/json/json';
import type { Json, JsonObject } from '../../lib/json/json';
import { schemaAt } from '../../lib/values/schema-words';
import { merge } from '../support/objects';
import { text } from './texts';

const DEEPEST = 5;
const LONGEST = 3;
/** Where demands on several keys must be met there is room for keys and for those below them, however deep it is. */
const SPACIOUS = DEEPEST - 2;

/** Values that a draft-07 schema allows, as far as the schemas of this project go. `root` holds the definitions. */
export function fromSchema(schema: JsonObject, root: JsonObject, depth = 0): fc.Arbitrary<Json> {
  const { not, ...resolved } = schemaAt({ ...schema, definitions: root.definitions }, []);
  const arbitrary = valueOf(resolved, root, depth);
  const forbidden = isObject(not) && Array.isArray(not.enum) ? not.enum : [];
  return forbidden.length > 0 ? arbitrary.filter((value) => !forbidden.includes(value)) : arbitrary;
}

/** A step from a schema to one below it: a property, or the items of a list (`[]`) or a map (`{}`). */
type Step = string;

/** A value with a certain key, however deep it is. Left to chance, keys far below are hardly ever there. */
export function reaching(schema: JsonObject, root: JsonObject, [step, ...rest]: readonly Step[]): fc.Arbitrary<Json> {
  const resolved = schemaAt({ ...schema, definitions: root.definitions }, []);
  if (step === undefined) return fromSchema(schema, root);
  if (step === '[]') return reaching(resolved.items as JsonObject, root, rest).map((item) => [item]);
  if (step === '{}') {
    const value = reaching(resolved.additionalProperties as JsonObject, root, rest);
    return fc.tuple(keyOf(resolved, root), value).map(([key, item]) => ({ [key]: item }));
  }
  const properties = resolved.properties as { [key: string]: JsonObject };
  const required = ((resolved.required ?? []) as string[]).filter((key) => key !== step);
  const isDemanding = demands(resolved) !== undefined;
  const depth = isDemanding ? SPACIOUS : DEEPEST;
  const others = required.map((key) => [key, fromSchema(properties[key], root, depth)] as const);
  const reached = fc.record(Object.fromEntries([...others, [step, reaching(properties[step], root, rest)] as const]));
  if (!isDemanding) return reached;
  // A key alone may not be allowed.
  const beside = fc.oneof(fc.constant({}), members(resolved, root, depth));
  return fc
    .tuple(beside, reached)
    .map(([more, own]) => merge(more, own))
    .filter(meets(resolved));
}

/** What a schema demands of several keys at once. */
function demands({ allOf, oneOf, minProperties, maxProperties }: JsonObject): JsonObject | undefined {
  const found = Object.entries({ allOf, oneOf, minProperties, maxProperties }).filter(
    ([, value]) => value !== undefined,
  );
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

const ajv = new Ajv({ strict: false });
const DEMANDS = new Map<string, ValidateFunction>();

/** Whether a value meets them. To compile a schema takes longer than all else that a value needs. */
function meets(schema: JsonObject): (value: Json) => boolean {
  const text = JSON.stringify(demands(schema) ?? {});
  const validate = DEMANDS.get(text) ?? ajv.compile(JSON.parse(text) as object);
  DEMANDS.set(text, validate);
  return (value) => validate(value);
}

/** All ways down a schema, each as far as it meets what it has met before. */
export function waysDown(schema: JsonObject, root: JsonObject, met: readonly Json[] = []): Step[][] {
  if (schema.$ref && met.includes(schema.$ref)) return [[]];
  const known = [...met, schema.$ref];
  const { properties, items, additionalProperties } = schemaAt({ ...schema, definitions: root.definitions }, []);
  const below: [Step, JsonObject][] = [
    ...Object.entries((properties ?? {}) as { [key: string]: JsonObject }),
    ...(isObject(items) ? [['[]', items] as [Step, JsonObject]] : []),
    ...(isObject(additionalProperties) ? [['{}', additionalProperties] as [Step, JsonObject]] : []),
  ];
  if (below.length === 0) return [[]];
  return below.flatMap(([step, inner]) => waysDown(inner, root, known).map((way) => [step, ...way]));
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
  const min = typeof minimum === 'number' ? Math.ceil(minimum) : -2147483648;
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
  // A schema may refer to itself.
  if (maxLength === 0) return fc.constant([]);
  return fc.array(fromSchema((items ?? {}) as JsonObject, root, depth + 1), { minLength, maxLength });
}

function object(schema: JsonObject, root: JsonObject, depth: number): fc.Arbitrary<JsonObject> {
  if (demands(schema) === undefined) return members(schema, root, depth);
  return members(schema, root, Math.min(depth, SPACIOUS)).filter(meets(schema));
}

function members(schema: JsonObject, root: JsonObject, depth: number): fc.Arbitrary<JsonObject> {
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
  if (depth >= DEEPEST) return fc.constant({});
  const value = fromSchema(schema.additionalProperties as JsonObject, root, depth + 1);
  return fc.dictionary(keyOf(schema, root), value, { maxKeys: LONGEST, noNullPrototype: true });
}

function keyOf({ propertyNames }: JsonObject, root: JsonObject): fc.Arbitrary<string> {
  if (!isObject(propertyNames)) return text().filter((value) => value !== '');
  return fromSchema({ type: 'string', ...propertyNames }, root) as fc.Arbitrary<string>;
}
