import { arranged } from '../json/diagnostic';
import type { Diagnostic, KeyPath } from '../json/diagnostic';
import type { JsonObject } from '../json/json';
import { getAt, overlapping, splitPath } from '../json/tree';
import { readValues } from '../values-file';
import type { Values, ValuesSource } from '../values-file';
import { checkValues, isError } from './check';
import { LAYERED } from '../plan/components';
import { DEPRECATED_KEYS } from '../plan/deprecations';
import { isOverruled } from './resolve';
import { RULES } from './rules';
import { isWrongFile } from './wrong-file';

export interface ReadValues {
  /** The user's values with deprecated keys moved. */
  readonly values: JsonObject;
  /** The same with all defaults. Only of use where no diagnostic is an error. */
  readonly resolved: JsonObject;
  /** Everything that is wrong or questionable, with its place; errors first. */
  readonly diagnostics: Diagnostic[];
}

/** Rules about the key itself; all others are about what stands there, if anything does. */
const ABOUT_KEYS = ['unknown-key', 'key-name', 'deprecated-key', 'required', 'wrong-file'];

/** Further questions about the user's values. */
export type Advice = (user: JsonObject) => Diagnostic[];

/** Reads values as Helm reads them and checks them. Sources that cannot be read do not keep the others from being checked. */
export function readChecked(sources: readonly ValuesSource[], ...advice: readonly Advice[]): ReadValues {
  const read = readValues(sources);
  const { user, resolved, diagnostics } = checkValues(read.values);
  const isWrong = diagnostics.some(isWrongFile);
  const all = isWrong ? diagnostics : [...diagnostics, ...advice.flatMap((advise) => advise(user))];
  // What a mistake of the text itself leaves undefined is no second mistake.
  const isUnsettled = overlapping(
    read.diagnostics.flatMap(({ severity, path = [] }) => (severity === 'error' && path.length > 0 ? [path] : [])),
  );
  const located = all
    .filter(({ path = [] }) => path.length === 0 || !isUnsettled(path))
    .map((diagnostic) => locate(diagnostic, read));
  const unreadable = read.diagnostics.some(isError);
  // A rule that misses a key says nothing where the file that may hold it could not be read.
  const reported = unreadable
    ? located.filter(({ line }) => line !== undefined)
    : located.map((diagnostic) => atCause(diagnostic, read));
  const ofText = isWrong ? read.diagnostics.filter(isError) : read.diagnostics;
  return { values: user, resolved, diagnostics: arranged([...ofText, ...reported]) };
}

function locate(diagnostic: Diagnostic, read: Values): Diagnostic {
  const path = originOf(diagnostic.path ?? [], read);
  const isKey = ABOUT_KEYS.includes(diagnostic.rule) || getAt(read.values, path) === undefined;
  const { isAfterComma, ...place } = isKey ? read.locate(path) : read.locateValue(path);
  // The key is the place to tell of a file, and no key that one should mend.
  if (isWrongFile(diagnostic)) return { ...diagnostic, path: [], ...place };
  if (isAfterComma && UNKNOWN_KEYS.includes(diagnostic.rule)) return { ...unnamed(diagnostic), ...place };
  const message = TEXT_OPTIONS.includes(place.file ?? '') ? forText(diagnostic.message) : diagnostic.message;
  return { ...diagnostic, message, ...place };
}

/** A demand of which no source says anything is told where another key makes it. */
function atCause(diagnostic: Diagnostic, read: Values): Diagnostic {
  const cause = diagnostic.line === undefined && RULES.find(({ id }) => id === diagnostic.rule)?.cause;
  if (!cause) return diagnostic;
  const { file, line, column } = read.locateValue(splitPath(cause));
  return { ...diagnostic, file, line, column };
}

const UNKNOWN_KEYS = ['unknown-key', 'key-name'];

const TEXT_OPTIONS = ['--set-string', '--set-file', '--set-literal'];

/** What they give is a text whatever one writes. */
const forText = (message: string): string =>
  message.replace(/; (remove the quotes|write true or false without quotes)$/, '; use --set');

/** A key that may be the rest of a secret with a comma. */
function unnamed({ path = [], ...diagnostic }: Diagnostic): Diagnostic {
  const message = 'is not a known key; write a comma within a value as \\,';
  return { ...diagnostic, path: path.slice(0, -1), message };
}

/** The deprecated key from which a value was moved, if the user wrote that one. */
function originOf(path: KeyPath, read: Values): KeyPath {
  const dotted = path.join('.');
  const moved = DEPRECATED_KEYS.find(
    (key) =>
      key.movedTo === dotted && getAt(read.values, splitPath(key.path)) !== undefined && !isOverruled(read.values, key),
  );
  return moved ? splitPath(moved.path) : inDefaults(path, read);
}

/** The place in `defaults` of what a component does not give itself. */
function inDefaults(path: KeyPath, { values }: Values): KeyPath {
  const block = LAYERED.map(splitPath).find((keys) => keys.every((key, index) => path[index] === key));
  if (!block) return path;
  const key = path.slice(0, block.length + 1);
  const shared: KeyPath = ['defaults', ...path.slice(block.length)];
  return getAt(values, key) === undefined && getAt(values, shared.slice(0, 2)) !== undefined ? shared : path;
}
