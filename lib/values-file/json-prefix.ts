import type { Json } from '../json/json';

// The look-aheads keep the match from ending within a number.
const NUMBER = /-?(?:0|[1-9]\d*(?!\d))(?:\.\d+(?!\d))?(?:[eE][-+]?\d+(?!\d))?(?![.eE])/;
const SCALAR = new RegExp(`^\\s*(?:true|false|null|"(?:[^"\\\\]|\\\\.)*"|${NUMBER.source})`);

/** The JSON value that a text begins with, and its length; undefined if it begins with none. */
export function readJsonPrefix(text: string): { readonly value: Json; readonly source: string } | undefined {
  const source = prefix(text);
  if (source === undefined) return undefined;
  const value = parseJson(source);
  return value === undefined ? undefined : { value, source };
}

/** Parses JSON as Go does into float64; undefined if it is not valid. */
export function parseJson(text: string): Json | undefined {
  try {
    let finite = true;
    const value = JSON.parse(text, (_key, part: Json) => {
      finite &&= typeof part !== 'number' || Number.isFinite(part);
      return part;
    }) as Json;
    return finite ? value : undefined;
  } catch {
    return undefined;
  }
}

function prefix(text: string): string | undefined {
  const blanks = /^[ \t\r\n]*/.exec(text)![0].length;
  if ('{['.includes(text.charAt(blanks))) return bracketed(text, blanks);
  return SCALAR.exec(text)?.[0];
}

function bracketed(text: string, start: number): string | undefined {
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]/gs;
  token.lastIndex = start;
  let depth = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    if ('{['.includes(match[0])) depth++;
    else if ('}]'.includes(match[0])) depth--;
    if (depth === 0) return text.slice(0, token.lastIndex);
  }
  return undefined;
}
