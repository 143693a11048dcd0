import type { Diagnostic, KeyPath } from '../json/diagnostic';
import type { JsonObject } from '../json/json';
import { deleteAt, getAt, overlapping, setAt } from '../json/tree';
import { coalesceValues } from '../values-file';
import { defaultValues } from './generated/defaults';
import { brokenRules } from './rules';
import { moveDeprecated, resolveValues } from './resolve';
import { schemaErrors, TOO_MANY_ERRORS } from './schema-errors';

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

/** Checks values against the schema and the rules, all in one go. */
export function checkValues(given: JsonObject): CheckedValues {
  const errors = schemaErrors(coalesceValues(given, defaultValues()));
  const { values: user, warnings } = moveDeprecated(errors.length > 0 ? withoutErrors(given, errors) : given);
  const resolved = resolveValues(user);
  // What the schema refuses and nobody took back would be a surprise to the rules.
  const isChecked = errors.at(-1)?.rule !== TOO_MANY_ERRORS;
  const isRefused = overlapping(errors.map(({ path }) => path!));
  const broken = isChecked ? brokenRules(resolved, given).filter(({ path }) => !isRefused(path!)) : [];
  const diagnostics = [...errors, ...broken, ...warnings];
  return {
    user,
    resolved,
    schemaErrorCount: errors.length,
    diagnostics: [...diagnostics.filter(isError), ...diagnostics.filter((item) => !isError(item))],
  };
}

export const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

/** The values with what the schema refuses taken back to its default, so that the rules can look at the rest. */
function withoutErrors(given: JsonObject, errors: Diagnostic[]): JsonObject {
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
