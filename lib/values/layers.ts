import { canonicalJson } from '../json/canonical-json';
import { isObject } from '../json/json';
import type { Json, JsonObject } from '../json/json';
import { getAt, setAt, splitPath } from '../json/tree';
import { LAYERED } from '../plan/components';
import { NULL_IS_NONE } from '../plan/credentials';
import { defaultValues } from './generated/defaults';
import { LASTING_SETTINGS, lastingDefaults } from './generated/lasting-defaults';
import { ownDefaults } from './generated/own-defaults';

/**
 * Puts defaults where null took one away that objects cannot do without. Values without `seed` are those of an older chart, as
 * `helm upgrade --reuse-values` brings them: they lack what is new, and nobody took it away.
 */
export function restoreDefaults(values: JsonObject): void {
  const isOlder = !Object.hasOwn(values, 'seed');
  for (const path of isOlder ? [] : NULL_IS_NONE)
    if ((getAt(values, splitPath(path)) ?? null) === null) setAt(values, splitPath(path), '');
  restore(values, isOlder ? defaultValues() : lastingDefaults(), defaultValues());
}

function restore(values: JsonObject, lasting: JsonObject, all: JsonObject): void {
  for (const [key, value] of Object.entries(lasting)) {
    if ((values[key] ?? null) === null) values[key] = structuredClone(all[key]);
    else if (isObject(value) && isObject(values[key])) restore(values[key], value, all[key] as JsonObject);
  }
}

/** Puts `defaults`, and below it what components have by themselves, under the settings of each component and of the tenant Job. */
export function applyDefaults(values: JsonObject): void {
  const shared = isObject(values.defaults) ? values.defaults : {};
  for (const path of LAYERED) {
    const block = getAt(values, splitPath(path)) as JsonObject;
    const given = getAt(defaultValues(), splitPath(path)) as JsonObject;
    const own = getAt(ownDefaults(), splitPath(path)) as JsonObject;
    const taken = Object.entries(shared).filter(([key]) => Object.hasOwn(given, key) || Object.hasOwn(own, key));
    overlay(block, given, withoutRival(Object.fromEntries(taken), block));
    fill(block, own);
  }
}

/** Of a budget's two bounds the one that a component gives itself takes the place of the other in `defaults`. */
function withoutRival(shared: JsonObject, block: JsonObject): JsonObject {
  const { podDisruptionBudget: budget } = shared;
  const own = block.podDisruptionBudget;
  if (!isObject(budget) || !isObject(own)) return shared;
  const isGiven = BOUNDS.some((bound) => (own[bound] ?? null) !== null);
  const rest = Object.entries(budget).filter(([key]) => !isGiven || !BOUNDS.includes(key));
  return { ...shared, podDisruptionBudget: Object.fromEntries(rest) };
}

const BOUNDS = ['minAvailable', 'maxUnavailable'];

/** values.yaml with all that components have by themselves. */
export function allDefaults(): JsonObject {
  const values = structuredClone(defaultValues());
  for (const path of LAYERED)
    fill(getAt(values, splitPath(path)) as JsonObject, getAt(ownDefaults(), splitPath(path)) as JsonObject);
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

/** Gives a block what it lacks, and in place of null what objects cannot do without. */
function fill(block: JsonObject, own: JsonObject, path = ''): void {
  for (const [key, value] of Object.entries(own)) {
    const place = path ? `${path}.${key}` : key;
    const isLacking = block[key] === null && LASTING_SETTINGS.includes(place);
    if (isLacking || !Object.hasOwn(block, key)) block[key] = structuredClone(value);
    else if (isObject(block[key]) && isObject(value)) fill(block[key], value, place);
  }
}
