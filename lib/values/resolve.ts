import type { Diagnostic } from '../json/diagnostic';
import { isObject } from '../json/json';
import { canonicalJson } from '../json/canonical-json';
import type { Json, JsonObject } from '../json/json';
import { deleteAt, getAt, setAt, splitPath, toJsonObject } from '../json/tree';
import { DEPRECATED_KEYS, SCALAR_SECTION } from '../plan/deprecations';
import type { DeprecatedKey } from '../plan/deprecations';
import { defaultValues } from './generated/defaults';
import { YES_NO_PATHS } from './generated/yes-no';
import { applyDefaults, restoreDefaults } from './layers';
import { settleQuantities } from './settle-quantities';

/** Values with every deprecated key moved to its place or dropped, and a warning for each. */
export interface MovedValues {
  readonly values: JsonObject;
  readonly warnings: Diagnostic[];
}

/** `defaults` are those that are merged into the values already. @default - none are */
export function moveDeprecated(given: JsonObject, defaults: JsonObject = {}): MovedValues {
  const values = toJsonObject(given);
  const warnings = [...moveScalarSection(values, defaults), ...DEPRECATED_KEYS.flatMap((key) => moveKey(values, key))];
  return { values, warnings };
}

function moveScalarSection(values: JsonObject, defaults: JsonObject): Diagnostic[] {
  const section = splitPath(SCALAR_SECTION.path);
  const scalar = getAt(values, section);
  if (scalar === undefined || scalar === null || isObject(scalar)) return [];
  setAt(values, section, structuredClone(getAt(defaults, section) ?? {}));
  setAt(values, [...section, SCALAR_SECTION.key], scalar);
  return [warning(SCALAR_SECTION.path, `is deprecated: use ${SCALAR_SECTION.path}.${SCALAR_SECTION.key}`)];
}

function moveKey(values: JsonObject, key: DeprecatedKey): Diagnostic[] {
  const value = getAt(values, splitPath(key.path));
  if (value === undefined) return [];
  removeWithEmptyParents(values, key);
  if (value === null) return [];
  const isReplaced = isOverruled(values, key);
  const isBefore = key.before !== undefined && canonicalJson(value) === canonicalJson(key.before);
  if (key.movedTo && !isReplaced && !isBefore) setAt(values, splitPath(key.movedTo), value);
  return [warning(key.path, note(key, isReplaced))];
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

/** Values with all defaults, every deprecated key in its place, every yes and no and every quantity spelt alike, and no null. `merged` has the defaults. */
export function settled(merged: JsonObject): JsonObject {
  const { values } = moveDeprecated(merged, defaultValues());
  restoreDefaults(values);
  applyDefaults(values);
  settleYesNo(values);
  dropNulls(values);
  settleQuantities(values);
  return values;
}

/** Documents and manifests of the user's own, in which null may have a meaning; and tenants, of which there may be thousands. */
const AS_GIVEN = ['preConfiguration', 'extraObjects', 'tenants'];

/** A key that is null is one that is not there, in the items of lists, too. The chart does the same (_init.tpl). */
function dropNulls(values: JsonObject): void {
  for (const [key, value] of Object.entries(values)) {
    if (value === null) delete values[key];
    else if (Array.isArray(value) && !AS_GIVEN.includes(key)) value.filter(isObject).forEach(dropNulls);
    else if (isObject(value) && !AS_GIVEN.includes(key)) dropNulls(value);
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
