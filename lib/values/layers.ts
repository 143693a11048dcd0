import { canonicalJson } from '../json/canonical-json';
import { isObject } from '../json/json';
import type { Json, JsonObject } from '../json/json';
import { getAt, splitPath } from '../json/tree';
import { LAYERED } from '../plan/components';
import { defaultValues } from './generated/defaults';
import { ownDefaults } from './generated/own-defaults';

/** Puts `defaults`, and below it what components have by themselves, under the settings of each component and of the tenant Job. */
export function applyDefaults(values: JsonObject): void {
  const shared = isObject(values.defaults) ? values.defaults : {};
  for (const path of LAYERED) {
    const block = getAt(values, splitPath(path)) as JsonObject;
    const given = getAt(defaultValues(), splitPath(path)) as JsonObject;
    const own = getAt(ownDefaults(), splitPath(path)) as JsonObject;
    const taken = Object.entries(shared).filter(([key]) => Object.hasOwn(given, key) || Object.hasOwn(own, key));
    overlay(block, given, Object.fromEntries(taken));
    fill(block, own);
  }
}

/** values.yaml with all that components have by themselves. */
export function allDefaults(): JsonObject {
  const values = structuredClone(defaultValues());
  fill(values, ownDefaults());
  return values;
}

/** Gives a block what it lacks. Where values.yaml has a key, Helm has put it in, unless the user took it away with null. */
function overlay(block: JsonObject, inFile: JsonObject, shared: JsonObject): void {
  for (const [key, value] of Object.entries(shared)) {
    const isInFile = Object.hasOwn(inFile, key);
    if (!Object.hasOwn(block, key)) {
      if (!isInFile) block[key] = structuredClone(value);
    } else if (isObject(block[key]) && isObject(value))
      overlay(block[key], isObject(inFile[key]) ? inFile[key] : {}, value);
    else if (isInFile && isSame(block[key], inFile[key])) block[key] = structuredClone(value);
  }
}

const isSame = (one: Json, other: Json): boolean => canonicalJson(one) === canonicalJson(other);

function fill(block: JsonObject, own: JsonObject): void {
  for (const [key, value] of Object.entries(own)) {
    if (!Object.hasOwn(block, key)) block[key] = structuredClone(value);
    else if (isObject(block[key]) && isObject(value)) fill(block[key], value);
  }
}
