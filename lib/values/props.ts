import { isObject } from '../json/json';
import type { Json, JsonObject } from '../json/json';
import { toJsonObject } from '../json/tree';
import { SPELLING } from './generated/spelling';

const NAMES: { readonly [ours: string]: string | undefined } = SPELLING.names;

/** Props as a values file would have them: plain JSON, with Kubernetes' spelling of its fields (`hostIP`, which jsii calls `hostIp`). */
export function propsToJson(props: object): JsonObject {
  return respelledBelow(toJsonObject(props)) as JsonObject;
}

function respelledBelow(value: Json): Json {
  if (Array.isArray(value)) return value.map(respelledBelow);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    key,
    SPELLING.below.includes(key) ? respelled(item) : respelledBelow(item),
  ]);
  return Object.fromEntries(entries) as JsonObject;
}

/** A field of Kubernetes in its own spelling. */
export function respelled(value: Json): Json {
  if (Array.isArray(value)) return value.map(respelled);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [
    Object.hasOwn(NAMES, key) ? NAMES[key] : key,
    SPELLING.maps.includes(key) ? item : respelled(item),
  ]);
  return Object.fromEntries(entries) as JsonObject;
}
