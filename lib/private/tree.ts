import type { KeyPath } from './diagnostic';
import { isObject } from './json';
import type { Json, JsonObject } from './json';

export const splitPath = (path: string): string[] => path.split('.');

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

/** True if one path is the other or leads to it. */
export function overlaps(a: KeyPath, b: KeyPath): boolean {
  const length = Math.min(a.length, b.length);
  return a.slice(0, length).every((part, index) => part === b[index]);
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
