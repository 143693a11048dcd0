import { formatDiagnostic } from '../json/diagnostic';
import type { Diagnostic, KeyPath } from '../json/diagnostic';
import type { JsonObject } from '../json/json';
import { deleteAt, getAt, overlapping, setAt, splitPath } from '../json/tree';
import { coalesceValues } from '../values-file';
import { defaultValues } from './generated/defaults';
import { grouped } from './grouped';
import { brokenRules } from './rules';
import { moveDeprecated, settled } from './resolve';
import { schemaErrors, TOO_MANY_ERRORS } from './schema-errors';
import { isWrongFile, withWrongFile } from './wrong-file';

export interface CheckedValues {
  /** The values as the user gave them, deprecated keys moved, defaults not merged in. */
  readonly user: JsonObject;
  /** The same with the defaults and every yes and no settled. Only of use where no diagnostic is an error. */
  readonly resolved: JsonObject;
  /** All that is wrong or questionable, errors first. */
  readonly diagnostics: Diagnostic[];
  /** How many of the errors come from the schema; without any the objects can be made, though they may not work. */
  readonly schemaErrorCount: number;
}

/** Checks values against the schema and the rules, all in one go. The one place where the defaults are merged in. */
export function checkValues(given: JsonObject): CheckedValues {
  const merged = coalesceValues(given, defaultValues());
  const errors = withWrongFile(schemaErrors(merged), given, Object.keys(defaultValues()));
  const { values: user, warnings } = moveDeprecated(withoutErrors(given, errors));
  const resolved = settled(withoutErrors(merged, errors));
  // What the schema refuses and nobody took back would be a surprise to the rules.
  const isChecked = errors.at(-1)?.rule !== TOO_MANY_ERRORS && !errors.some(isWrongFile);
  const isRefused = overlapping(errors.map(({ path }) => path!));
  const broken = isChecked ? brokenRules(resolved, given).filter(({ path }) => !isRefused(path!)) : [];
  const diagnostics = [...errors, ...broken, ...(isChecked ? warnings : [])];
  return {
    user,
    resolved,
    schemaErrorCount: errors.length,
    diagnostics: [...diagnostics.filter(isError), ...diagnostics.filter((item) => !isError(item))],
  };
}

/**
 * The values of a part that is taken alone: `given` holds its props at their places in the values tree.
 *
 * @param within paths below which the rules are asked, too; the others need what the part does not know
 * @throws an Error that lists what is refused
 */
export function partValues(given: JsonObject, within: readonly string[] = []): JsonObject {
  return checkPart(given, within).resolved;
}

/** The same with what is questionable, and without the rules of some names. */
export function checkPart(
  given: JsonObject,
  within: readonly string[],
  without: readonly string[] = [],
): { resolved: JsonObject; warnings: Diagnostic[] } {
  const merged = coalesceValues(given, defaultValues());
  assertNone(schemaErrors(merged));
  const resolved = settled(merged);
  const isWithin = (path: KeyPath): boolean =>
    within.some((place) => splitPath(place).every((key, index) => path[index] === key));
  const broken = brokenRules(resolved, given).filter(({ rule, path }) => isWithin(path!) && !without.includes(rule));
  assertNone(broken.filter(isError));
  return { resolved, warnings: broken.filter((diagnostic) => !isError(diagnostic)) };
}

function assertNone(errors: readonly Diagnostic[]): void {
  if (errors.length > 0)
    throw new Error(`the props are not valid:\n${grouped(errors).map(formatDiagnostic).join('\n')}`);
}

export const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

/** The values with what the schema refuses taken back to its default, so that the rules can look at the rest. */
function withoutErrors(given: JsonObject, errors: Diagnostic[]): JsonObject {
  if (errors.length === 0) return given;
  const values = structuredClone(given);
  const defaults = defaultValues();
  // The last item of a list first, so that the others keep their index.
  for (const path of errors.map((error) => error.path!).reverse()) reset(values, defaults, path);
  return values;
}

function reset(values: JsonObject, defaults: JsonObject, path: KeyPath): void {
  const fallback = path.every((part) => typeof part === 'string') ? getAt(defaults, path) : undefined;
  if (fallback === undefined) deleteAt(values, path);
  else setAt(values, path as string[], structuredClone(fallback));
}
