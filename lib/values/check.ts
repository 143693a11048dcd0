import type { Diagnostic, KeyPath } from '../json/diagnostic';
import type { JsonObject } from '../json/json';
import { deleteAt, getAt, overlapping, setAt, splitPath } from '../json/tree';
import { coalesceValues } from '../values-file';
import { adviceOn } from './advice';
import { defaultValues } from './generated/defaults';
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

/** What is asked of a part that is taken alone. The rest needs what the part does not know. */
export interface PartScope {
  /** Paths below which the rules are asked. @default - everywhere */
  readonly within?: readonly string[];
  /** Names of rules that are not asked. */
  readonly without?: readonly string[];
}

/** Checks what a part knows: its own props, at their places in the values tree, and those of its platform. */
export function checkPart(given: JsonObject, scope: PartScope): { resolved: JsonObject; diagnostics: Diagnostic[] } {
  const merged = coalesceValues(given, defaultValues());
  const errors = schemaErrors(merged);
  if (errors.length > 0) return { resolved: merged, diagnostics: errors };
  const resolved = settled(merged);
  return { resolved, diagnostics: checkRules(resolved, given, scope) };
}

/** What the rules and the advice say of resolved values within a scope. */
export function checkRules(values: JsonObject, given: JsonObject, { within, without = [] }: PartScope): Diagnostic[] {
  const isWithin = (path: KeyPath): boolean =>
    within === undefined || within.some((place) => splitPath(place).every((key, index) => path[index] === key));
  return [...brokenRules(values, given), ...adviceOn(given)].filter(
    ({ rule, path }) => isWithin(path!) && !without.includes(rule),
  );
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
