import { isObject } from '../../lib/private/json';
import type { Json } from '../../lib/private/json';

/** A plain scalar, written as it is: `yes`, `0x1F`. */
export class Plain {
  public constructor(public readonly text: string) {}
}

export type Written = Json | Plain | readonly Written[] | { readonly [key: string]: Written };

/** YAML that is JSON but for plain scalars; a key a line at the top, so that a failing file can be read. */
export function valuesText(values: { readonly [key: string]: Written }): string {
  return Object.entries(values)
    .map(([key, value]) => `${quoted(key)}: ${flow(value, '')}\n`)
    .join('');
}

function flow(value: Written, indent: string): string {
  const deeper = `${indent}  `;
  if (value instanceof Plain) return value.text;
  if (Array.isArray(value))
    return value.length === 0 ? '[]' : `[${value.map((item) => flow(item as Written, deeper)).join(', ')}]`;
  if (isObject(value)) {
    const entries = Object.entries(value as { [key: string]: Written });
    if (entries.length === 0) return '{}';
    return `{\n${entries.map(([key, item]) => `${deeper}${quoted(key)}: ${flow(item, deeper)}`).join(',\n')}\n${indent}}`;
  }
  return typeof value === 'string' ? quoted(value) : JSON.stringify(value);
}

/** YAML does not take control characters as they are, and JSON's own escape for a surrogate pair is two characters there. */
function quoted(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
