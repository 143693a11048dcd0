import type { Json } from '../json/json';
import { readJsonPrefix } from './json-prefix';
import type { RuneReader } from './rune-reader';

export type SetKind = 'set' | 'set-string' | 'set-json';

export type SetValue = { readonly value: Json; readonly atEnd: boolean } | { readonly problem: string };

const MAX_INT64 = 2n ** 63n - 1n;

/** Reads what stands after the `=` of an assignment. `atEnd` is what strvals gives as io.EOF. */
export function readSetValue(reader: RuneReader, kind: SetKind): SetValue {
  if (kind === 'set-json') return readJson(reader);
  const first = reader.read();
  if (first === undefined) return { value: '', atEnd: true };
  if (first === '{') return readList(reader, kind);
  reader.unread();
  return { value: typeValue(reader.until(',').text, kind), atEnd: false };
}

function readList(reader: RuneReader, kind: SetKind): SetValue {
  const value: Json[] = [];
  for (;;) {
    const { text, stop } = reader.until(',}');
    if (stop === undefined) return { problem: 'the list is not closed; end it with }' };
    value.push(typeValue(text, kind));
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

function typeValue(text: string, kind: SetKind): Json {
  if (kind === 'set-string') return text;
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
