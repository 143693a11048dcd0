import type { Diagnostic, KeyPath } from '../json/diagnostic';
import { isObject } from '../json/json';
import type { Json, JsonObject } from '../json/json';
import { CREDENTIAL_LIST } from '../plan/credentials';
import { SECRET_SHAPES } from './secret-shapes';

const SHAPES: readonly RegExp[] = [
  ...SECRET_SHAPES.map(([source, flags]) => new RegExp(source, flags)),
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY/,
  /\b(Bearer|Basic) [\w.~+/=-]{12,}/i,
];
/** User and password before the host of a URL. What Kubernetes or a shell fills in is no password. */
const IN_URL = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:(?!\$[({])[^\s/@]+@/i;
const KEYS = 'api|private|access|encryption|signing|licen[cs]e|master|account|storage|ssh';
const NAME = `(?:(?<![a-z])pass|passw(?:or)?d|passphrase|pwd|secret|token|(?:${KEYS})[-_]?key|credentials?)`;
const SECRET_NAME = new RegExp(`${NAME}$`, 'i');
/** `--token=x`, `--token x`, `?token=x`, `TOKEN=x`, `"token": "x"`. */
const ASSIGNED = new RegExp(`${NAME}(?:=|["']\\s*:\\s*["']|\\s+)(?!\\$[({]|["'\\s/<])[^\\s&"']{3,}`, 'i');
const OPTION = new RegExp(`^--?[\\w-]*${NAME}$`, 'i');
/** What says where a secret is, or nothing. */
const NO_LITERAL = /^(?:\$[({].*|\/.*|\d{1,4}|true|false|yes|no|on|off|none|)$/is;

/** Maps whose keys are names that somebody has chosen. */
const CHOSEN_KEYS = /^(?:.*annotations|.*labels|data|metadata|volumeAttributes|options|preConfiguration)$/i;

/** Whether a text holds a secret by its look alone. */
export const looksSecret = (text: string): boolean => IN_URL.test(text) || SHAPES.some((shape) => shape.test(text));

const PLAIN_SECRET =
  'looks like a secret, which whoever may read objects or this file sees here: keep it in a Secret and refer to it, a variable by valueFrom.secretKeyRef';

/** Secrets where whoever may read a pod sees them. */
export function plainSecrets(user: JsonObject): Diagnostic[] {
  const literals = CREDENTIAL_LIST.map(([, { literal }]) => literal);
  return textsOf(user, [])
    .filter(({ path }) => !literals.includes(path.join('.')) && !(path[0] === 'tenants' && path[2] === 'password'))
    .filter(isSecret)
    .map(({ path }) => ({
      severity: 'warning',
      rule: 'plain-secret',
      path,
      message: PLAIN_SECRET,
    }));
}

interface Text {
  readonly path: KeyPath;
  readonly text: string;
  /** Of the variable or the key that somebody has chosen, or of the option before it. */
  readonly name: string;
}

function isSecret({ text, name, path }: Text): boolean {
  if (looksSecret(text)) return true;
  if (isProse(path)) return false;
  if (SECRET_NAME.test(name)) return !NO_LITERAL.test(text);
  return ASSIGNED.test(text);
}

/** Places of names, in which no secret is assigned. */
const isProse = (path: KeyPath): boolean =>
  ['name', 'description', 'image', 'repository'].includes(String(path.at(-1)));

function textsOf(value: Json, path: KeyPath, name = ''): Text[] {
  if (typeof value === 'string') return [{ path, text: value, name }];
  if (Array.isArray(value))
    return value.flatMap((item, index) => textsOf(item, [...path, index], optionBefore(value[index - 1])));
  if (!isObject(value) || isSecretObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => textsOf(item, [...path, key], nameOf(key, value, path)));
}

const optionBefore = (item: Json | undefined): string => (typeof item === 'string' && OPTION.test(item) ? item : '');
const isSecretObject = ({ kind, apiVersion }: JsonObject): boolean => kind === 'Secret' && apiVersion === 'v1';

/** As in `nginx.ingress.kubernetes.io/auth-secret: basic-auth`. */
const OBJECT_NAME = /^([a-z0-9][-a-z0-9.]*\/)?[a-z0-9][-a-z0-9.]*$/;

function nameOf(key: string, value: JsonObject, path: KeyPath): string {
  if (key === 'value') return typeof value.name === 'string' ? value.name : '';
  const isChosen = path.some((part) => CHOSEN_KEYS.test(String(part)));
  return isChosen && !(/secret$/i.test(key) && OBJECT_NAME.test(String(value[key]))) ? key : '';
}
