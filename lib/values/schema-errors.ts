import type { Diagnostic, KeyPath } from '../json/diagnostic';
import { isObject } from '../json/json';
import type { Json, JsonObject } from '../json/json';
import { getAt } from '../json/tree';
import { valuesSchema } from './generated/schema';
import { validate } from './generated/validator';
import { schemaAt, words } from './schema-words';
import { typeError } from './type-error';
import { strangeCharacter, unknownKey } from './unknown-key';

/** What ajv says of one violation. Our own messages are made from the schema, since ajv's do not say what is allowed. */
interface AjvError {
  readonly instancePath: string;
  /** From the schema of one of the maps around the place, whichever is written once for several places. */
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
  /** Set on errors about the name of a key. */
  readonly propertyName?: string;
}

/** Rule of the error that stands for those not told. */
export const TOO_MANY_ERRORS = 'too-many-errors';

/** Checks coalesced values against the schema. No message quotes a value: it may be a secret. */
export function schemaErrors(values: JsonObject): Diagnostic[] {
  if (validate(values)) return [];
  const schema = valuesSchema();
  const errors = withoutConsequences((validate.errors ?? []) as AjvError[]);
  const told = errors.slice(0, MOST_ERRORS).map((error) => toDiagnostic(error, values, schema));
  const more = errors.length - told.length;
  const first = told.filter(isFirstOfItsKind()).filter(isNoConsequence(told)).filter(isMoreThanType(told));
  return [...first, ...(more > 0 ? [tooMany(more)] : [])];
}

/** A key is there where another is taken for it. */
function isNoConsequence(told: readonly Diagnostic[]): (diagnostic: Diagnostic) => boolean {
  const meant = told.flatMap(({ rule, path = [], message }) => {
    const [, guess] = /did you mean ([\w-]+)\?$/.exec(rule === 'unknown-key' ? message : '') ?? [];
    return guess === undefined ? [] : [JSON.stringify([...path.slice(0, -1), guess])];
  });
  const isThere = new Set(meant);
  return ({ rule, path }) => rule !== 'required' || !isThere.has(JSON.stringify(path));
}

/** What is of another type than the words that are allowed is none of them, and the error of the type lists them. */
function isMoreThanType(told: readonly Diagnostic[]): (diagnostic: Diagnostic) => boolean {
  const typed = new Set(told.filter(({ rule }) => rule === 'type').map(({ path }) => JSON.stringify(path)));
  return ({ rule, path, message }) =>
    rule !== 'enum' || !message.startsWith('must be one of ') || !typed.has(JSON.stringify(path));
}

/** Of a demand on several keys one error is told, and none where a key is not known: it may be the one demanded. */
function withoutConsequences(errors: AjvError[]): AjvError[] {
  const misspelt = new Set(errors.filter((error) => error.keyword === 'additionalProperties').map(placeOf));
  return errors.filter((error) => {
    if (error.propertyName !== undefined || error.keyword === 'if') return false;
    if (/\/(oneOf|anyOf)\/\d+\//.test(error.schemaPath)) return false;
    return !isDemand(error) || !misspelt.has(placeOf(error));
  });
}

const placeOf = ({ instancePath }: AjvError): string => instancePath;
/** The demand of a map, and the keyword that is broken; the schema of the map may stand within that of another. */
const DEMAND = /^#(?:\/properties\/[^/]+)*\/((?:allOf|oneOf).*)$/;
const isDemand = ({ schemaPath }: AjvError): boolean => DEMAND.test(schemaPath);

/** More would take memory and help nobody. */
const MOST_ERRORS = 10_000;

function tooMany(more: number): Diagnostic {
  const message = `${more} more errors are not told, and no cross-field rule is checked; mend the first ones`;
  return { severity: 'error', rule: TOO_MANY_ERRORS, message, path: [] };
}

/** A value that several branches of a schema refuse for the same reason is reported once. */
function isFirstOfItsKind(): (diagnostic: Diagnostic) => boolean {
  const seen = new Set<string>();
  return ({ path, message }) => {
    const id = JSON.stringify([path, message]);
    return !seen.has(id) && seen.add(id) !== undefined;
  };
}

function toDiagnostic(error: AjvError, values: JsonObject, root: JsonObject): Diagnostic {
  const path = toKeyPath(error.instancePath, values);
  const schema = demandOf(error, path, root) ?? schemaAt(root, path);
  const value = getAt(values, path);
  const at = (rule: string, message: string, suffix: KeyPath = []): Diagnostic => ({
    severity: 'error',
    rule,
    message,
    path: [...path, ...suffix],
  });
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params.additionalProperty);
      return at('unknown-key', unknownKey(key, path, root), [key]);
    }
    case 'required': {
      const key = String(error.params.missingProperty);
      return at('required', missing(error, schema, key), [key]);
    }
    case 'propertyNames': {
      const key = String(error.params.propertyName);
      const reason = strangeCharacter(key) ?? `it must be ${words(schema.propertyNames as JsonObject)}`;
      return at('key-name', `is not allowed as a key here: ${reason}`, [key]);
    }
    case 'type':
      return at('type', typeError(path, schema, value));
    default:
      return at(error.keyword, `must be ${words(schema)}${strangeValue(value, words(schema))}`);
  }
}

function missing(error: AjvError, schema: JsonObject, key: string): string {
  const demanded = isDemand(error) && getAt(schema, ['properties', key, '$comment']);
  return demanded ? `must be ${String(demanded)}` : 'is required: give it a value';
}

/** The part of a demand on several keys that is broken; it stands at one of the maps around the place. */
function demandOf(error: AjvError, path: KeyPath, root: JsonObject): JsonObject | undefined {
  const [, demand] = DEMAND.exec(error.schemaPath) ?? [];
  if (demand === undefined) return undefined;
  const way = demand.split('/').slice(0, -1);
  const ends = path.map((_, index) => path.length - index);
  const parts = ends.map((end) => getAt(schemaAt(root, path.slice(0, end)), way));
  return parts.filter(isObject).find((part) => words(part) !== '' || 'properties' in part || 'required' in part);
}

function strangeValue(value: Json | undefined, meant: string): string {
  if (typeof value !== 'string') return '';
  const strange = strangeCharacter(value) ?? (UNFILLED.test(value) ? 'nothing fills in variables here' : undefined);
  if (strange) return `; ${strange}`;
  const isForeign = /\p{L}/u.test(value.replace(/[a-z]/gi, '')) && /\b(host|domain|e-mail)\b/.test(meant);
  return isForeign ? '; write letters beyond ASCII as DNS has them, such as xn--bcher-kva for bücher' : '';
}

/** What envsubst, Flux or Helm's templates would replace. */
const UNFILLED = /\$\{[^}]*\}|\$\([^)]*\)|\{\{.*\}\}/s;

function toKeyPath(pointer: string, values: JsonObject): KeyPath {
  const path: (string | number)[] = [];
  let value: Json | undefined = values;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    const part: string | number = Array.isArray(value) ? Number(key) : key;
    path.push(part);
    value = getAt(value, [part]);
  }
  return path;
}
