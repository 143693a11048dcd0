import { isObject } from '../../private/json';
import type { Json } from '../../private/json';
import type { FieldPath } from './field-path';

const MAX_LENGTH = 200;
const HIDDEN = '…';

/** Names of variables whose values may be credentials. */
const CREDENTIAL = /pass|secret|token|key|credential|licen[cs]e|auth|private|dsn|signature/i;
const USER_INFO = /(:\/\/)[^/@\s]+@/g;

/** A field's value as JSON, cut to a length; undefined for one that is not to be shown, or that is absent. */
export function shownValue(kind: string, path: FieldPath, value: Json | undefined): string | undefined {
  if (value === undefined || isHidden(kind, path)) return undefined;
  if (typeof value === 'string' && value.includes('\n')) return undefined;
  const text = JSON.stringify(redacted(value)).replace(USER_INFO, `$1${HIDDEN}@`);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}${HIDDEN}` : text;
}

function isHidden(kind: string, path: FieldPath): boolean {
  // A short secret can be guessed from its checksum.
  if (path.some((part) => typeof part === 'string' && part.startsWith('checksum/'))) return true;
  if (kind === 'Secret') return path[0] === 'data' || path[0] === 'stringData';
  const variable = path.at(-2);
  return path.at(-1) === 'value' && typeof variable === 'object' && CREDENTIAL.test(variable.item);
}

function redacted(value: Json): Json {
  if (Array.isArray(value)) return value.map(redacted);
  if (!isObject(value)) return value;
  const hidden = typeof value.name === 'string' && CREDENTIAL.test(value.name);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key.startsWith('checksum/') || (hidden && key === 'value') ? HIDDEN : redacted(item),
    ]),
  );
}
