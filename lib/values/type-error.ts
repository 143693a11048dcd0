import { formatPath, KEY_WITH_VALUE } from '../json/diagnostic';
import type { KeyPath } from '../json/diagnostic';
import { isObject } from '../json/json';
import type { Json, JsonObject } from '../json/json';
import { words } from './schema-words';

/** A longer list of keys would not be read. */
const MOST_KEYS = 6;

/** Says of a value of the wrong type what is allowed and how to mend it, without quoting it. */
export function typeError(path: KeyPath, schema: JsonObject, value: Json | undefined): string {
  const isItem = typeof path.at(-1) === 'number' && [schema.type].flat().includes('object');
  const allowed = isItem && keysOf(schema) ? `a map with ${keysOf(schema)}` : words(schema);
  return `must be ${allowed}, not ${kindOf(value)}${remedy(path, schema, value)}`;
}

function remedy(path: KeyPath, schema: JsonObject, value: Json | undefined): string {
  const types = [schema.type].flat();
  const allows = (...names: string[]): boolean => names.some((name) => types.includes(name));
  if (value === null) return '; remove the key or give it a value';
  if (allows('array')) return '; begin each item with `- `';
  if (typeof value === 'string' && allows('integer', 'number')) return textForNumber(path, schema, value);
  if (typeof value === 'string' && allows('boolean')) return '; write true or false without quotes';
  if (typeof value === 'number' && allows('boolean'))
    return `; write ${allows('string') ? 'yes or no' : 'true or false'}`;
  const isWord = !Array.isArray(schema.enum) || schema.enum.includes(String(value));
  if ((typeof value === 'number' || typeof value === 'boolean') && allows('string'))
    return isWord ? '; put it in quotes' : '; write one of these';
  if (allows('object')) return forMap(path, schema, value);
  if (path[0] === 'secrets' && isReference(value)) return `; refer to a Secret with ${referenceOf(path)}`;
  return typeof value === 'number' ? '; write it without a fraction' : '; give a single value';
}

/** A map by which Kubernetes and other charts name a Secret. */
const isReference = (value: Json | undefined): boolean =>
  isObject(value) && ['valueFrom', 'secretKeyRef', 'secretName', 'existingSecret', 'name'].some((key) => key in value);

function referenceOf(path: KeyPath): string {
  const key = formatPath([...path.slice(0, -1), 'valueFrom', path.at(-1)!]);
  return `${key}.name and .key`;
}

function textForNumber(path: KeyPath, { description }: JsonObject, text: string): string {
  if (/^[-+]?\d+(\.\d+)?$/.test(text.trim())) return '; remove the quotes';
  if (!/\d\s*(ms|s|m|min|h|d)$/i.test(text.trim())) return '; write a number';
  const [unit] = /(milli)?seconds/i.exec(`${String(description)} ${String(path.at(-1))}`) ?? [];
  return `; write the number without a unit${unit ? `, in ${unit.toLowerCase()}` : ''}`;
}

function forMap(path: KeyPath, schema: JsonObject, value: Json | undefined): string {
  const isUnspaced = typeof value === 'string' && !/:\s|\n/.test(value) && KEY_WITH_VALUE.exec(value)?.[2] === ':';
  if (isUnspaced) return '; write a space after the colon';
  if (typeof value === 'string' && /:\s/.test(value)) return '; remove the | or the quotes, so that its lines are keys';
  if (Array.isArray(value)) return '; remove the `- ` before its keys';
  const keys = keysOf(schema);
  if (typeof path.at(-1) === 'number') return `; write each item as a map${keys && ' of these keys'}`;
  return `; write its keys below it${keys && `: ${keys}`}`;
}

/** The keys that a map must have, or those that it may have; of many the first. */
function keysOf({ required, properties }: JsonObject): string {
  const names = Array.isArray(required) ? required.map(String) : Object.keys((properties ?? {}) as JsonObject);
  return names.slice(0, MOST_KEYS).join(', ') + (names.length > MOST_KEYS ? ', …' : '');
}

function kindOf(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'a text';
  if (typeof value === 'number') return Number.isInteger(value) ? 'a number' : 'a fraction';
  return typeof value === 'boolean' ? 'true or false' : 'a map';
}
