import { Lexer } from 'yaml';

/** A text of which some lines got blanks in front. */
export interface Indented {
  readonly text: string;
  /** How many, by line, from 1. */
  readonly added: ReadonlyMap<number, number>;
}

/** More in one file are no slip. */
const MOST_VALUES = 200;
/** Marks that the lexer puts between the parts of the text; the last one where a value in brackets breaks off. */
const MARKS = ['\u0002', '\u001f', '\u0018'];
const BROKEN_OFF = '\u0018';

/**
 * The text with the lines of values in quotes or brackets indented, which YAML 1.1 lets stand anywhere and the parser does not.
 * Undefined where there are none, or where a value has no end.
 */
export function indentValues(text: string): Indented | undefined {
  const added = new Map<number, number>();
  let result = text;
  let last = -1;
  for (let count = 0; count <= MOST_VALUES; count++) {
    const start = brokenValue(result);
    if (start === undefined) return added.size > 0 ? { text: result, added } : undefined;
    const end = endOfValue(result, start);
    if (start <= last || end === undefined) return undefined;
    // Helm 4 begins another document there.
    if (/\n(---|\.\.\.)/.test(result.slice(start, end))) return undefined;
    result = indentLines(result, start, end, added);
    last = start;
  }
  return undefined;
}

/** Where the first value begins that the lexer gives up for a line that is not indented. */
function brokenValue(text: string): number | undefined {
  let offset = 0;
  const brackets: number[] = [];
  for (const token of new Lexer().lex(text)) {
    if (token === BROKEN_OFF) return brackets[0];
    if (MARKS.includes(token)) continue;
    if (/^[[{]$/.test(token)) brackets.push(offset);
    else if (/^[\]}]$/.test(token)) brackets.pop();
    else if (/^["']/.test(token) && endOfQuotes(token, 0) !== token.length) return brackets[0] ?? offset;
    offset += token.length;
  }
  return undefined;
}

/** The offset behind the quote that ends a text in quotes. */
function endOfQuotes(text: string, start: number): number | undefined {
  const pattern = text[start] === '"' ? /"(?:[^"\\]|\\[^])*"/y : /'(?:[^']|'')*'/y;
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** The offset behind the quote or bracket that ends a value. */
function endOfValue(text: string, start: number): number | undefined {
  let depth = 0;
  for (let offset = start; offset < text.length;) {
    const char = text[offset];
    if ('"\''.includes(char) && !/[\w)]/.test(text[offset - 1] ?? '')) {
      const end = endOfQuotes(text, offset);
      if (end === undefined) return undefined;
      offset = end;
    } else if (char === '#' && /[\s,[{\]}"']/.test(text[offset - 1] ?? '')) {
      offset = text.indexOf('\n', offset);
      if (offset < 0) return undefined;
    } else {
      if ('[{'.includes(char)) depth++;
      if (']}'.includes(char)) depth--;
      offset++;
    }
    if (depth === 0) return offset;
  }
  return undefined;
}

/** Further than the value begins is further than what it belongs to. */
function indentLines(text: string, start: number, end: number, added: Map<number, number>): string {
  const width = start - text.lastIndexOf('\n', start - 1);
  const first = text.slice(0, start).split('\n').length;
  const lines = text.slice(start, end).split('\n');
  const indented = lines.map((line, index) => {
    if (index === 0 || /^\r?$/.test(line)) return line;
    added.set(first + index, (added.get(first + index) ?? 0) + width);
    return ' '.repeat(width) + line;
  });
  return text.slice(0, start) + indented.join('\n') + text.slice(end);
}
