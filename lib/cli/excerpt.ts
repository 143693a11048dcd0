import { shownKey } from '../json/diagnostic';
import { isObject } from '../json/json';
import type { Json } from '../json/json';
import type { Diagnostic } from '../json/diagnostic';
import { valuesSchema } from '../values/generated/schema';
import { schemaAt } from '../values/schema-words';
import { textOf } from './sources';

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
  private readonly files = new Map<string, readonly Line[]>();

  /** Two lines of text; undefined where the place is unknown. */
  public of(diagnostic: Diagnostic): readonly [line: string, caret: string] | undefined {
    const { file, line, column } = diagnostic;
    if (file === undefined || line === undefined || column === undefined) return undefined;
    return this.linesOf(file)[line - 1]?.excerpt(column, shownAt(diagnostic));
  }

  private linesOf(file: string): readonly Line[] {
    let lines = this.files.get(file);
    if (!lines) {
      lines = (textOf(file)?.split(/\r?\n|\r/) ?? []).map((text) => new Line(text));
      this.files.set(file, lines);
    }
    return lines;
  }
}

const ABOUT_KEYS = ['unknown-key', 'key-name', 'deprecated-key'];
const CLOSED = ['integer', 'number', 'boolean'];

/** What of the place may be shown: a key, a value of a closed kind, which cannot be a secret, or nothing. */
type Shown = { readonly key: string } | 'value' | 'nothing';

function shownAt({ rule, path }: Diagnostic): Shown {
  if (path === undefined || path.length === 0) return 'nothing';
  if (ABOUT_KEYS.includes(rule)) return { key: shownKey(String(path.at(-1))) };
  const { type, format, enum: values } = schemaAt(valuesSchema(), path);
  const isClosed = values !== undefined || [type].flat().some((name) => CLOSED.includes(String(name)));
  return isClosed && format !== 'password' ? 'value' : 'nothing';
}

interface Piece {
  readonly start: number;
  readonly source: string;
  readonly output: string;
  /** Whether a bracket is open behind it. */
  readonly inFlow: boolean;
}

/** A line of a file. It may be long and have many problems, so it is taken apart once and only shown in part. */
class Line {
  private pieces: readonly Piece[] | undefined;

  public constructor(private readonly text: string) {}

  public excerpt(column: number, shown: Shown): readonly [line: string, caret: string] {
    const { text } = this;
    // Columns count characters, an index counts UTF-16 units.
    const hasPairs = /[\ud800-\udfff]/.test(text);
    const start = hasPairs ? [...text].slice(0, column - 1).join('').length : column - 1;
    this.pieces ??= [...piecesOf(text)];
    const index = this.pieces.filter((piece) => piece.start <= start).length - 1;
    const before = this.pieces
      .slice(Math.max(0, index - WIDTH), Math.max(0, index))
      .map(({ output }) => output)
      .join('');
    const piece = this.pieces[index];
    if (piece === undefined || start >= text.length) return window(before + (piece?.output ?? ''), '', '', 0);
    const at = piece.start === start && piece.output === HIDDEN ? unmasked(text, piece, shown) : piece;
    const offset = at.output === at.source ? start - at.start : 0;
    return window(before, at.output, after(text, at), offset);
  }
}

/** The piece at the place with what may be shown of it. */
function unmasked(text: string, piece: Piece, shown: Shown): Piece {
  if (shown === 'nothing') return piece;
  TOKEN.lastIndex = piece.start;
  const token = TOKEN.exec(text)?.[0] ?? text[piece.start];
  const whole = { ...piece, source: token, output: token };
  if (shown === 'value') return whole;
  const key = token.replace(/:$/, '').replace(/^(["'])(.*)\1$/, '$2');
  if (key === shown.key) return whole;
  return { ...piece, output: shown.key === HIDDEN ? HIDDEN : shown.key + HIDDEN };
}

/** As much of what follows a piece as can be in the window. */
function after(text: string, { start, source, inFlow }: Piece): string {
  let line = '';
  for (const { output } of piecesOf(text, start + source.length, inFlow)) {
    line += output;
    if (line.length > WIDTH) break;
  }
  return line;
}

function* piecesOf(text: string, from = 0, isInFlow = false): Generator<Piece> {
  let inFlow = isInFlow;
  for (let start = from; start < text.length;) {
    const at = (pattern: RegExp): string | undefined => {
      pattern.lastIndex = start;
      return pattern.exec(text)?.[0];
    };
    const keep = at(INDENT) ?? at(DASH) ?? at(PUNCTUATION) ?? knownKey(at(KEY));
    const source = keep ?? (inFlow ? at(FLOW_TOKEN) : at(REST)) ?? text[start];
    inFlow ||= /^[[{]$/.test(source);
    yield { start, source, output: keep ?? HIDDEN, inFlow };
    start += source.length;
  }
}

/** Part of a long line around the caret. A tab stays one, so that the caret stands below its place. */
function window(before: string, at: string, after: string, offset: number): readonly [string, string] {
  const caret = before.length + offset;
  const from = Math.max(0, caret - WIDTH / 2);
  const cut = (before + at + after).slice(from, from + WIDTH);
  const blanks = (before + at).slice(from, caret).replace(/[^\t]/g, ' ');
  // The colon after a key is not part of it.
  const length = Math.max(1, at.replace(/\s*:?\s*$/, '').length - offset);
  return [cut, blanks + '^'.repeat(Math.min(length, Math.max(1, cut.length - (caret - from))))];
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
