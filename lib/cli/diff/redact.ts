import { isObject } from '../../json/json';
import type { Json } from '../../json/json';
import { looksSecret } from '../../values/plain-secrets';
import type { FieldPath } from './field-path';

const MAX_LENGTH = 200;
const HIDDEN = '…';

/** Names of what may be a credential: variables, HTTP headers, annotations, parameters. */
const CREDENTIAL =
  /pass|pwd|pw(?![a-z])|secret|token|key|credential|licen[cs]e|auth|private|dsn|signature|cookie|webhook|slack|salt|conn(ection)?[_-]?str/i;

/** `Server=x;Password=y`, `?token=y`, `{"apiKey": "y"}`, `Authorization: y`. */
const CREDENTIAL_PAIR = new RegExp(`(${CREDENTIAL.source})[\\w-]{0,40}(\\s{0,9}=|["']\\s{0,9}:|:\\s)`, 'i');

/** Whoever knows the address may send. */
const WEBHOOK = /:\/\/\S{0,200}hook/i;

/** Fields in which credentials may stand anywhere. */
const OPAQUE: readonly unknown[] = ['command', 'args'];
const OPAQUE_OF_KIND: { readonly [kind: string]: readonly unknown[] } = {
  Secret: ['data', 'stringData', 'binaryData'],
  ConfigMap: ['data', 'binaryData'],
};

/** Maps whose keys are no fields of Kubernetes, but names that somebody has chosen. */
const CHOSEN_KEYS: readonly unknown[] = [
  'annotations',
  'labels',
  'matchLabels',
  'nodeSelector',
  'metadata',
  'options',
  'volumeAttributes',
];

/** A field's value as JSON, cut to a length; undefined for one that is not to be shown, or that is absent. */
export function shownValue(kind: string, path: FieldPath, value: Json | undefined): string | undefined {
  if (value === undefined || isOpaque(kind, path)) return undefined;
  const shown = masked(kind, path, value);
  if (shown === HIDDEN) return undefined;
  const text = JSON.stringify(shown);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}${HIDDEN}` : text;
}

/** The name of a Job may end in a hash of all that it does, from which a short password could be guessed. */
export function shownName(kind: string, name: string): string {
  return kind === 'Job' ? name.replace(/-[0-9a-f]{10}$/, `-${HIDDEN}`) : name;
}

function isOpaque(kind: string, path: FieldPath): boolean {
  return (OPAQUE_OF_KIND[kind] ?? []).includes(path[0]) || path.some((part) => OPAQUE.includes(part));
}

function masked(kind: string, path: FieldPath, value: Json): Json {
  if (isOpaque(kind, path) || isCredential(path)) return HIDDEN;
  if (typeof value === 'string') return maskedText(value);
  if (Array.isArray(value)) return value.map((item, index) => masked(kind, [...path, partOf(item, index)], item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]): [string, Json] => [key, masked(kind, [...path, key], item)]),
  );
}

const partOf = (item: Json, index: number): FieldPath[number] =>
  isObject(item) && typeof item.name === 'string' ? { item: item.name } : index;

function isCredential(path: FieldPath): boolean {
  const [above, last] = [path.at(-2), path.at(-1)];
  if (last === 'value' && typeof above === 'object') return CREDENTIAL.test(above.item);
  if (typeof last !== 'string' || !CHOSEN_KEYS.includes(above)) return false;
  // A short secret can be guessed from its checksum.
  return last.startsWith('checksum/') || CREDENTIAL.test(last.split('/').at(-1)!);
}

/** A text with what may be a credential in it left out. */
export function maskedText(text: string): string {
  if (text.includes('\n') || looksSecret(text) || CREDENTIAL_PAIR.test(text) || WEBHOOK.test(text)) return HIDDEN;
  return text.replace(/\S+/g, withoutUserInfo);
}

/** `https://user:password@host` and `user:password@host` with the part before the @ masked; an image with a digest as it is. */
function withoutUserInfo(word: string): string {
  const end = word.lastIndexOf('@');
  if (end < 0 || word.startsWith('@sha256:', end)) return word;
  const [scheme] = /^[a-z][a-z0-9+.-]*:\/\//i.exec(word) ?? [''];
  return scheme || word.slice(0, end).includes(':') ? scheme + HIDDEN + word.slice(end) : word;
}
