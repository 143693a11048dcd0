import { createHash } from 'node:crypto';
import { isObject } from './json';
import type { Json } from './json';

/**
 * JSON as Go's `encoding/json` writes it, which is what `toJson` gives in the chart: keys sorted by their bytes, no blanks,
 * `<`, `>`, `&` and the two line separators escaped.
 */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (Object.is(value, -0)) return '-0';
  if (!isObject(value)) return escapeAsGo(JSON.stringify(value));
  const keys = Object.keys(value).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${keys.map((key) => `${escapeAsGo(JSON.stringify(key))}:${canonicalJson(value[key])}`).join(',')}}`;
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function escapeAsGo(json: string): string {
  return json.replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
