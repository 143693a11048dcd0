import { isObject } from '../json/json';
import type { Json, JsonObject } from '../json/json';

/**
 * Characters that YAML readers disagree about when they stand bare: line ends of YAML 1.1, control characters, the byte order
 * mark. In double quotes they can be written as escapes.
 */
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;
/** Those of them that JSON leaves bare. */
const UNSAFE_IN_JSON = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** Texts that no reader takes for anything else; all others are quoted. */
const WORD = /^[A-Za-z_/]([\w/.:@+-]*[\w/])?$/;
/** What readers of YAML 1.1 take for a boolean or null. */
const TYPED_WORD = /^(y|yes|n|no|on|off|true|false|null)$/i;

/** Texts of several lines that a literal block holds as they are: no line of spaces, at most one line end at the end. */
const LITERAL = /^\S.*\n/;
const NOT_LITERAL = /\n[ \t]+(\n|$)|\n\n$|\t|[ \t]$/;

/**
 * Objects as YAML documents that every reader, kubectl's among them, reads alike. A general YAML writer needs ten times as long:
 * it can write more than JSON, and it asks of every text whether any type of YAML would match it.
 */
export function toYaml(objects: readonly object[]): string {
  return objects.map((object) => `${block(object as JsonObject, '').slice(1)}\n`).join('---\n');
}

/** What follows `key:` or the dash of a list, on the same line or the next ones. */
function block(value: Json, indent: string): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return ' []';
    return value.map((item) => `\n${indent}-${afterDash(item, `${indent}  `)}`).join('');
  }
  if (!isObject(value)) return ` ${scalar(value, indent)}`;
  const entries = Object.entries(value);
  if (entries.length === 0) return ' {}';
  return entries.map(([key, item]) => `\n${indent}${word(key)}:${block(item, `${indent}  `)}`).join('');
}

/** The first line of a map or a list stands beside the dash. */
function afterDash(item: Json, indent: string): string {
  const text = block(item, indent);
  return text.startsWith('\n') ? ` ${text.slice(1 + indent.length)}` : text;
}

function scalar(value: string | number | boolean | null, indent: string): string {
  if (typeof value !== 'string') return Object.is(value, -0) ? '-0' : JSON.stringify(value);
  return LITERAL.test(value) && !NOT_LITERAL.test(value) && !UNSAFE.test(value) ? literal(value, indent) : word(value);
}

function literal(text: string, indent: string): string {
  const ended = text.endsWith('\n');
  const lines = (ended ? text.slice(0, -1) : text).split('\n');
  return `|${ended ? '' : '-'}${lines.map((line) => (line === '' ? '\n' : `\n${indent}${line}`)).join('')}`;
}

function word(text: string): string {
  if (WORD.test(text) && !TYPED_WORD.test(text)) return text;
  return JSON.stringify(text).replace(
    UNSAFE_IN_JSON,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
