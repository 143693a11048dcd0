import type { KeyPath } from './diagnostic';
import { isObject } from './json';
import type { Json, JsonObject } from './json';

const MOST_PATHS = 10_000;
const known = new Map<string, readonly string[]>();

/** The keys of a dotted path. Each rule asks for the same paths again for every file. */
export function splitPath(path: string): readonly string[] {
  const keys = known.get(path);
  if (keys) return keys;
  const parts = path.split('.');
  if (known.size < MOST_PATHS) known.set(path, parts);
  return parts;
}

export function getAt(root: Json | undefined, path: KeyPath): Json | undefined {
  let value: Json | undefined = root;
  for (const part of path) {
    if (Array.isArray(value)) value = value[Number(part)];
    else if (isObject(value) && Object.hasOwn(value, part)) value = value[part];
    else return undefined;
  }
  return value;
}

/** The text or number at a dotted path, as a text; empty where there is none. */
export function textAt(root: Json | undefined, path: string): string {
  return String(getAt(root, splitPath(path)) ?? '');
}

/** Makes the maps on the way that are missing; replaces what is no map. */
export function setAt(root: JsonObject, path: readonly string[], value: Json): void {
  let target = root;
  for (const key of path.slice(0, -1)) {
    const next = target[key];
    target = isObject(next) ? next : (target[key] = {});
  }
  target[path[path.length - 1]] = value;
}

export function deleteAt(root: JsonObject, path: KeyPath): void {
  const parent = getAt(root, path.slice(0, -1));
  const last = path[path.length - 1];
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (isObject(parent)) delete parent[last];
}

/** Tells of a path whether it is one of these, leads to one, or goes on from one. */
export function overlapping(paths: readonly KeyPath[]): (path: KeyPath) => boolean {
  const beginnings = (path: KeyPath): string[] =>
    [...path, ''].map((_, length) => JSON.stringify(path.slice(0, length)));
  const whole = new Set(paths.map((path) => JSON.stringify(path)));
  const leading = new Set(paths.flatMap(beginnings));
  return (path) => leading.has(JSON.stringify(path)) || beginnings(path).some((beginning) => whole.has(beginning));
}

/** Props as plain JSON: `undefined` members go, as if they had not been written. The way through text would take the sign from -0. */
export function toJsonObject(props: object): JsonObject {
  const entries = Object.entries(props as { [key: string]: Json | undefined });
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, toJson(value)] as const])),
  );
}

function toJson(value: Json): Json {
  if (Array.isArray(value)) return value.map(toJson);
  return isObject(value) ? toJsonObject(value) : value;
}
