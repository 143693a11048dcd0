import { isObject } from '../private/json';
import type { Json } from '../private/json';
import type { Diagnostic } from '../private/diagnostic';
import { readText } from '../private/values-file/source-text';
import { valuesSchema } from '../values/generated/schema';
import { schemaAt } from '../values/schema-errors';

/** What stands for text that may be a secret. */
const HIDDEN = '…';
const WIDTH = 100;

const INDENT = /[ \t]+/y;
const DASH = /-(?=[ \t]|$)/y;
const KEY = /("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[\w./-]+)[ \t]*:(?=[ \t]|$)/y;
const PUNCTUATION = /[[\]{},]/y;
const TOKEN = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s,[\]{}]+/y;
const FLOW_TOKEN = /"(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?|[^,[\]{}]+?(?=\s*[,[\]{}]|\s*$)/y;
const REST = /.+/y;

/**
 * The line of a file that a diagnostic is about, with a caret under the place. A line may hold a secret, also one that is
 * not where secrets belong, so of its values only the refused one is shown, and only where the schema excludes secrets.
 */
export class Excerpts {
  private readonly files = new Map<string, readonly string[]>();

  /** Two lines of text; undefined where the place is unknown. `texts` are sources that are no files, by name. */
  public of(diagnostic: Diagnostic): readonly [line: string, caret: string] | undefined {
    const { file, line, column } = diagnostic;
    if (file === undefined || line === undefined || column === undefined) return undefined;
    const text = this.linesOf(file)[line - 1];
    if (text === undefined) return undefined;
    // Columns count characters, an index counts UTF-16 units.
    const start = [...text].slice(0, column - 1).join('').length;
    return masked(text, start, isShown(diagnostic));
  }

  private linesOf(file: string): readonly string[] {
    let lines = this.files.get(file);
    if (!lines) {
      const source = readText(file);
      lines = 'text' in source ? source.text.split(/\r?\n|\r/) : [];
      this.files.set(file, lines);
    }
    return lines;
  }
}

const ABOUT_KEYS = ['unknown-key', 'key-name', 'deprecated-key'];

/** Whether what stands at the place cannot be a secret: a key that the message names, or a value of a closed kind. */
function isShown({ rule, path }: Diagnostic): boolean {
  if (path === undefined || path.length === 0) return false;
  if (ABOUT_KEYS.includes(rule)) return true;
  const schema = schemaAt(valuesSchema(), path);
  const types = [schema.type].flat();
  if (schema.format === 'password' || types.includes('object') || types.includes('array')) return false;
  return schema.enum !== undefined || schema.pattern !== undefined || (types[0] !== undefined && types[0] !== 'string');
}

function masked(text: string, start: number, shown: boolean): readonly [string, string] {
  let line = '';
  let caret = 0;
  let length = 1;
  let inFlow = false;
  for (let index = 0; index < text.length;) {
    const { source, output, opensFlow } = piece(text, index, shown && index === start, inFlow);
    if (index <= start && start < index + source.length) {
      caret = output === source ? line.length + start - index : line.length;
      // The colon after a key is not part of it.
      length = Math.max(1, output.replace(/\s*:?\s*$/, '').length - (caret - line.length));
    }
    line += output;
    inFlow ||= opensFlow;
    index += source.length;
  }
  if (start >= text.length) caret = line.length;
  return window(line, caret, length);
}

interface Piece {
  readonly source: string;
  readonly output: string;
  readonly opensFlow: boolean;
}

function piece(text: string, index: number, shown: boolean, inFlow: boolean): Piece {
  const at = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = index;
    return pattern.exec(text)?.[0];
  };
  const keep = at(INDENT) ?? at(DASH) ?? at(PUNCTUATION) ?? knownKey(at(KEY));
  if (keep !== undefined) return { source: keep, output: keep, opensFlow: /[[{]/.test(keep) };
  if (shown) {
    const token = at(TOKEN) ?? text[index];
    return { source: token, output: token, opensFlow: false };
  }
  const source = (inFlow ? at(FLOW_TOKEN) : at(REST)) ?? text[index];
  return { source, output: HIDDEN, opensFlow: false };
}

/** Part of a long line around the caret. A tab stays one, so that the caret stands below its place. */
function window(line: string, caret: number, length: number): readonly [string, string] {
  const from = Math.max(0, caret - WIDTH / 2);
  const cut = line.slice(from, from + WIDTH);
  const before = line.slice(from, caret).replace(/[^\t]/g, ' ');
  return [cut, before + '^'.repeat(Math.min(length, Math.max(1, cut.length - (caret - from))))];
}

let names: Set<string> | undefined;

/** Keys of the schema are no secrets; the same form within a text may be part of one. */
function knownKey(match: string | undefined): string | undefined {
  if (match === undefined) return undefined;
  names ??= keyNames(valuesSchema(), new Set());
  return names.has(match.slice(0, -1).trim()) ? match : undefined;
}

function keyNames(schema: Json, found: Set<string>): Set<string> {
  if (Array.isArray(schema)) schema.forEach((item) => keyNames(item, found));
  else if (isObject(schema)) {
    if (isObject(schema.properties)) Object.keys(schema.properties).forEach((name) => found.add(name));
    Object.values(schema).forEach((item) => keyNames(item, found));
  }
  return found;
}
