import { isObject, type Json, type JsonObject } from '../json/json';
import { own, put } from './own-keys';

/** Helm's MergeMaps: `over` wins, maps merge deeply, a null stays a null. Neither argument is changed. */
export function mergeValues(base: JsonObject, over: JsonObject): JsonObject {
  const merged: JsonObject = {};
  for (const key of Object.keys(base)) put(merged, key, base[key]);
  for (const key of Object.keys(over)) {
    const below = own(merged, key);
    const value = over[key];
    put(merged, key, isObject(below) && isObject(value) ? mergeValues(below, value) : value);
  }
  return merged;
}

/**
 * Helm's CoalesceValues without subcharts: user values win over a chart's defaults and a null takes a default away.
 * A null that meets no default stays a null, as in Helm 4.
 */
export function coalesceValues(values: JsonObject, defaults: JsonObject): JsonObject {
  return coalesce(values, defaults, true);
}

function coalesce(values: JsonObject, defaults: JsonObject, atRoot: boolean): JsonObject {
  const result: JsonObject = {};
  for (const key of Object.keys(values)) {
    const value = values[key];
    const fallback = own(defaults, key);
    if (value === null && takesAway(fallback, atRoot)) continue;
    put(result, key, isObject(value) && isObject(fallback) ? coalesce(value, fallback, false) : copy(value));
  }
  for (const key of Object.keys(defaults)) {
    if (!Object.hasOwn(values, key)) put(result, key, copy(defaults[key]));
  }
  return result;
}

// At the root Helm deletes the key even if the default itself is null; deeper it then keeps the null.
function takesAway(fallback: Json | undefined, atRoot: boolean): boolean {
  return fallback !== undefined && (atRoot || fallback !== null);
}

function copy(value: Json): Json {
  if (Array.isArray(value)) return value.map(copy);
  if (!isObject(value)) return value;
  const result: JsonObject = {};
  for (const key of Object.keys(value)) put(result, key, copy(value[key]));
  return result;
}
