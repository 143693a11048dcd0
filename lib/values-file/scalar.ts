import { parseFloatingPoint, parseInteger } from './go-number';

/** A scalar as go-yaml v2, which Helm reads values with, types it. */
export type Scalar =
  | { readonly type: 'null'; readonly value: null }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'str' | 'timestamp'; readonly value: string };

const CORE = 'tag:yaml.org,2002:';
const TYPED_TAGS = new Set(['', 'str', 'bool', 'int', 'float', 'null', 'timestamp'].map((name) => name && CORE + name));

const NAMED = new Map<string, Scalar>([
  ...names({ type: 'bool', value: true }, 'y Y yes Yes YES true True TRUE on On ON'),
  ...names({ type: 'bool', value: false }, 'n N no No NO false False FALSE off Off OFF'),
  ...names({ type: 'null', value: null }, '~ null Null NULL'),
  ...names({ type: 'float', value: NaN }, '.nan .NaN .NAN'),
  ...names({ type: 'float', value: Infinity }, '.inf .Inf .INF +.inf +.Inf +.INF'),
  ...names({ type: 'float', value: -Infinity }, '-.inf -.Inf -.INF'),
  ['', { type: 'null', value: null }],
]);

function names(scalar: Scalar, spellings: string): [string, Scalar][] {
  return spellings.split(' ').map((spelling) => [spelling, scalar]);
}

/** Types a plain or tagged scalar; undefined if the text is not what the tag says. */
export function resolveScalar(tag: string, text: string): Scalar | undefined {
  if (tag === `${CORE}binary`) return decodeBinary(text);
  if (!TYPED_TAGS.has(tag) || tag === `${CORE}str`) return { type: 'str', value: text };
  const scalar = resolveUntagged(text, tag === '' || tag === `${CORE}timestamp`);
  if (tag === '' || tag === CORE + scalar.type) return scalar;
  if (tag === `${CORE}float` && scalar.type === 'int' && fitsInt64(scalar.value)) {
    return { type: 'float', value: Number(scalar.value) };
  }
  return undefined;
}

function resolveUntagged(text: string, timestamps: boolean): Scalar {
  // Every typed scalar begins with one of these, so most text needs no look-up.
  if (text !== '' && !/^[-+.\dyYnNtTfFoO~]/.test(text)) return { type: 'str', value: text };
  const named = NAMED.get(text);
  if (named) return named;
  return (timestamps ? parseTimestamp(text) : undefined) ?? parseNumber(text) ?? { type: 'str', value: text };
}

function parseNumber(text: string): Scalar | undefined {
  if (/^[-+\d]/.test(text)) {
    const digits = text.replaceAll('_', '');
    const integer = parseInteger(digits);
    if (integer !== undefined) return { type: 'int', value: integer };
    const float = parseFloatingPoint(digits);
    return float === undefined ? undefined : { type: 'float', value: float };
  }
  if (!text.startsWith('.')) return undefined;
  // After a leading dot go-yaml leaves the underscores to Go, which wants a digit on either side.
  const float = parseFloatingPoint(text.replace(/(?<=\d)_(?=\d)/g, ''));
  return float === undefined ? undefined : { type: 'float', value: float };
}

const DATE =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt](\d\d?):(\d\d?):(\d\d?)([.,]\d+)?(Z|[-+]\d\d:\d\d))|(?: +(\d\d?):(\d\d?):(\d\d?)([.,]\d+)?))?$/;

function parseTimestamp(text: string): Scalar | undefined {
  const match = DATE.exec(text);
  if (!match) return undefined;
  const [year, month, day] = match.slice(1, 4).map(Number);
  const [hour, minute, second] = [match[4] ?? match[9] ?? 0, match[5] ?? match[10] ?? 0, match[6] ?? match[11] ?? 0];
  const inRange = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  const exists = month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year || 4, month, 0)).getUTCDate();
  return inRange && exists ? { type: 'timestamp', value: text } : undefined;
}

function decodeBinary(text: string): Scalar | undefined {
  const base64 = text.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(base64)) return undefined;
  try {
    const value = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(base64, 'base64'));
    return { type: 'str', value };
  } catch {
    return undefined;
  }
}

function fitsInt64(value: bigint): boolean {
  return BigInt.asIntN(64, value) === value;
}
