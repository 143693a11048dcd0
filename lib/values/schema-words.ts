import type { KeyPath } from '../json/diagnostic';
import { isObject } from '../json/json';
import type { JsonObject } from '../json/json';
import { getAt } from '../json/tree';

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
  if (comment) return comment.includes(String(schema.maxLength)) ? comment : comment + length;
  if (Array.isArray(schema.enum))
    return `one of ${schema.enum.flatMap((value) => (value === null ? [] : value === '' ? '""' : String(value))).join(', ')}`;
  const all = [schema.type].flat();
  // Null is no value of its own: it takes the default away.
  const types = all.filter((type) => type !== 'null' || all.length === 1).map((type) => TYPE_WORDS[String(type)]);
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
  const resolved = (part: JsonObject): JsonObject => resolve(part, root);
  const parts = ((Array.isArray(allOf) ? allOf : []) as JsonObject[]).map(resolved);
  const target = typeof $ref === 'string' ? [resolved(getAt(root, $ref.slice(2).split('/')) as JsonObject)] : [];
  // Demands on several keys stay apart, since their words are about one of them.
  const demands = [
    ...target.flatMap((part) => part.allOf ?? []),
    ...parts.flatMap((part) => part.allOf ?? [part]),
  ] as JsonObject[];
  const merged = [...target, ...parts.filter((part) => !part.if)];
  return Object.assign({}, ...merged, own, demands.length > 0 ? { allOf: demands } : {}) as JsonObject;
}
