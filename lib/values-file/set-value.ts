import type { Json } from '../json/json';
import { readJsonPrefix } from './json-prefix';
import type { RuneReader } from './rune-reader';
import { readContent } from './source-text';

export type SetKind = 'set' | 'set-string' | 'set-json' | 'set-file' | 'set-literal';

export type SetValue = { readonly value: Json; readonly atEnd: boolean } | { readonly problem: string };

const MAX_INT64 = 2n ** 63n - 1n;

/** Reads what stands after the `=` of an assignment. `atEnd` is what strvals gives as io.EOF. */
export function readSetValue(reader: RuneReader, kind: SetKind): SetValue {
  if (kind === 'set-json') return readJson(reader);
  if (kind === 'set-literal') return readLiteral(reader);
  const first = reader.read();
  if (first === undefined) return { value: '', atEnd: true };
  if (first === '{') return readList(reader, kind);
  reader.unread();
  const item = itemOf(reader.until(',').text, kind);
  return 'problem' in item ? item : { value: item.value, atEnd: false };
}

/** Nothing in it has a meaning of its own. */
function readLiteral(reader: RuneReader): SetValue {
  const value = reader.rest();
  reader.skip(value);
  return { value, atEnd: false };
}

function readList(reader: RuneReader, kind: SetKind): SetValue {
  const value: Json[] = [];
  for (;;) {
    const { text, stop } = reader.until(',}');
    if (stop === undefined) return { problem: 'the list is not closed; end it with }' };
    const item = itemOf(text, kind);
    if ('problem' in item) return item;
    value.push(item.value);
    if (stop === ',') continue;
    const next = reader.read();
    if (next !== undefined && next !== ',') reader.unread();
    return { value, atEnd: false };
  }
}

function readJson(reader: RuneReader): SetValue {
  if (reader.skipEmptyValue()) return { value: null, atEnd: false };
  const json = readJsonPrefix(reader.rest());
  if (!json)
    return { problem: 'the value is not JSON; put text in double quotes, and the whole argument in single quotes' };
  reader.skip(json.source);
  reader.skipEmptyValue();
  return { value: json.value, atEnd: false };
}

function itemOf(text: string, kind: SetKind): { readonly value: Json } | { readonly problem: string } {
  if (kind === 'set-string') return { value: text };
  if (kind !== 'set-file') return { value: typeValue(text) };
  const content = readContent(text);
  return 'problem' in content
    ? { problem: `of the file that it names, ${content.problem.message}` }
    : { value: content.text };
}

function typeValue(text: string): Json {
  const lower = text.toLowerCase();
  if (lower === 'true') return true;
  if (lower === 'false') return false;
  if (lower === 'null') return null;
  if (text === '0') return 0;
  return parseDecimal(text) ?? text;
}

/** Only whole numbers, and none with a leading zero, become numbers: 007 and 1.5 stay text. */
function parseDecimal(text: string): number | undefined {
  if (!/^(?!0)[-+]?\d+$/.test(text)) return undefined;
  const value = BigInt(text.replace('+', ''));
  return value >= -MAX_INT64 - 1n && value <= MAX_INT64 ? Number(value) : undefined;
}
