import type { Diagnostic } from '../json/diagnostic';
import { isObject } from '../json/json';
import { canonicalJson } from '../json/canonical-json';
import type { Json, JsonObject } from '../json/json';
import { deleteAt, getAt, setAt, splitPath } from '../json/tree';
import { coalesceValues } from '../values-file';
import { DEPRECATED_KEYS, SCALAR_SECTION } from './deprecations';
import type { DeprecatedKey } from './deprecations';
import { defaultValues } from './generated/defaults';
import { YES_NO_PATHS } from './generated/yes-no';

/** The user's values with every deprecated key moved to its place or dropped, and a warning for each. */
export function moveDeprecated(user: JsonObject): { values: JsonObject; warnings: Diagnostic[] } {
  const values = structuredClone(user);
  const warnings: Diagnostic[] = [];
  const section = splitPath(SCALAR_SECTION.path);
  const scalar = getAt(values, section);
  if (scalar !== undefined && scalar !== null && !isObject(scalar)) {
    setAt(values, [...section, SCALAR_SECTION.key], scalar);
    warnings.push(warning(SCALAR_SECTION.path, `is deprecated: use ${SCALAR_SECTION.path}.${SCALAR_SECTION.key}`));
  }
  for (const key of DEPRECATED_KEYS) {
    const value = getAt(values, splitPath(key.path));
    if (value === undefined) continue;
    removeWithEmptyParents(values, key);
    if (value === null) continue;
    const isReplaced = isOverruled(values, key);
    if (key.movedTo && !isReplaced) setAt(values, splitPath(key.movedTo), value);
    warnings.push(warning(key.path, note(key, isReplaced)));
  }
  return { values, warnings };
}

/**
 * Whether the key that a deprecated one was moved to is given beside it. Helm merges the defaults in before the chart sees the
 * values, so that in both a key which is given as its default is none.
 */
export function isOverruled(values: JsonObject, { movedTo }: DeprecatedKey): boolean {
  const keys = splitPath(movedTo ?? '');
  const value = getAt(values, keys);
  return (
    value !== undefined &&
    value !== null &&
    canonicalJson(value) !== canonicalJson(getAt(defaultValues(), keys) ?? null)
  );
}

/** The chart prints the same notes. */
function note({ movedTo, reason }: DeprecatedKey, isReplaced: boolean): string {
  if (!movedTo) return `has no effect, remove it: ${reason}`;
  return isReplaced ? `has no effect beside ${movedTo}: remove it` : `is deprecated: use ${movedTo}`;
}

function warning(path: string, message: string): Diagnostic {
  return { severity: 'warning', rule: 'deprecated-key', path: splitPath(path), message };
}

/** A map that held nothing but the key goes with it, where it is no map of ours (`spread.rules`). */
function removeWithEmptyParents(values: JsonObject, { path }: DeprecatedKey): void {
  const keys = splitPath(path);
  deleteAt(values, keys);
  for (let length = keys.length - 1; length > 0; length--) {
    const above = keys.slice(0, length);
    const parent = getAt(values, above);
    if (isObject(parent) && Object.keys(parent).length === 0 && getAt(defaultValues(), above) === undefined)
      deleteAt(values, above);
  }
}

/** Merges the defaults in, settles every spelling of yes and no, drops nulls. `user` holds no deprecated key. */
export function resolveValues(user: JsonObject): JsonObject {
  return resolveOver(user, givenDefaults());
}

let withoutNulls: JsonObject | undefined;

/** The defaults that are not null. */
function givenDefaults(): JsonObject {
  if (!withoutNulls) {
    withoutNulls = structuredClone(defaultValues());
    dropNulls(withoutNulls);
  }
  return withoutNulls;
}

function resolveOver(user: JsonObject, defaults: JsonObject): JsonObject {
  const values = coalesceValues(user, defaults);
  settleYesNo(values);
  dropNulls(values);
  return values;
}

/** A key that is null is one that is not there. Only the documents of `preConfiguration` may have nulls of their own. */
function dropNulls(values: JsonObject): void {
  for (const key of Object.keys(values)) {
    const value = values[key];
    if (value === null) delete values[key];
    else if (isObject(value) && key !== 'preConfiguration') dropNulls(value);
  }
}

function settleYesNo(values: JsonObject): void {
  for (const path of YES_NO_PATHS) {
    const keys = splitPath(path);
    const value = getAt(values, keys);
    if (value !== undefined && value !== null) setAt(values, keys, yesNo(value));
  }
}

function yesNo(value: Json): Json {
  return /^(yes|on|true)$/i.test(String(value)) ? 'yes' : 'no';
}

/** A values tree that holds nothing but one block at its place. `path` is dotted; empty for the whole. */
export function treeWith(path: string, block: JsonObject): JsonObject {
  if (path === '') return { ...block };
  const values: JsonObject = {};
  setAt(values, splitPath(path), block);
  return values;
}

/** One block of props with the defaults of its place in the tree merged in. */
export function resolveBlock(path: string, block: JsonObject): JsonObject {
  if (path === '') return resolveValues(block);
  const keys = splitPath(path);
  const defaults = treeWith(path, getAt(givenDefaults(), keys) as JsonObject);
  return getAt(resolveOver(treeWith(path, block), defaults), keys) as JsonObject;
}
