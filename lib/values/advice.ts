import type { Diagnostic, KeyPath } from '../json/diagnostic';
import { isObject } from '../json/json';
import type { Json, JsonObject } from '../json/json';
import { CREDENTIALS } from '../plan/credentials';
import type { Credential } from '../plan/credentials';
import { getAt, splitPath, textAt } from '../json/tree';
import { COMPONENTS } from '../plan/components';
import { defaultValues } from './generated/defaults';
import { plainSecrets } from './plain-secrets';

/** A literal secret that the user has written. */
interface Literal {
  readonly path: KeyPath;
  readonly text: string;
}

/** Names of accounts are kept in Secrets, too, but are none. */
const NAMES: readonly object[] = [CREDENTIALS.elasticUsername, CREDENTIALS.mysqlUsername, CREDENTIALS.maxmindAccountId];
const SECRETS: readonly Credential[] = Object.values(CREDENTIALS).filter((credential) => !NAMES.includes(credential));

const FILLERS = [
  'change|replace|insert|enter|put|set|use|me|it|this|here|your|my|the|some|real|random|super|todo|tbd|fixme',
  'dummy|sample|example|default|placeholder|redacted|removed|hidden|none|null|undefined|empty|test(?:ing)?|demo|foo|bar',
  'secret|token|key|pass(?:word|wd|phrase)?|pwd|value|api|admin|root|user|tracardi|redis|mysql|elastic|pulsar',
  'letmein|welcome|qwerty|abc',
].join('|');

/** What people write where a secret is still to come, and what everybody tries first. */
const PLACEHOLDERS: readonly RegExp[] = [
  new RegExp(`^[-_ .:]*(?:(?:${FILLERS})[-_ .:]*)+\\d{0,4}!*$`, 'i'),
  /^(change|replace)[-_ ]?(me|this)|^(your|my|the)[-_ ]|^(todo|tbd|fixme)\b/i,
  // Templates that nothing has filled in.
  /^(<.*>|\[.*\]|\$\{.*\}|\$\(.*\)|\$[A-Z_][A-Z0-9_]*|\{\{.*\}\}|%.*%|__.*__|@@.*@@|#\{.*\}#?)$/s,
  // xxx, ****, 0000, xxx-xxx
  /^(.)(\1|[-_ .])*$/s,
];

/** Keys that lie side by side. */
const ROWS = ['01234567890', '09876543210', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijklmnopqrstuvwxyz'];

/** Figures and signs that stand for letters. */
const LOOKALIKES: readonly (readonly [string, string])[] = [
  ['0', 'o'],
  ['3', 'e'],
  ['4', 'a'],
  ['@', 'a'],
  ['$', 's'],
];

function isPlaceholder(text: string): boolean {
  const letters = LOOKALIKES.reduce((all, [sign, letter]) => all.replaceAll(sign, letter), text);
  const isRow = text.length > 2 && ROWS.some((row) => row.includes(text.toLowerCase()));
  return isRow || [text, letters].some((spelling) => PLACEHOLDERS.some((pattern) => pattern.test(spelling)));
}

/** What SOPS leaves in a file until somebody decrypts it. */
const ENCRYPTED = /^ENC\[.*\]$/s;

/** What the tools that fetch secrets take for the place of one. None of them runs here. */
const REFERENCES = [
  // ref+vault://, azure-key-vault://, s3:// and whatever comes
  /^(?!https?:)[a-z][a-z0-9+.-]*:\/\/\S+$/i,
  /^secretref\+/i,
  /^(op|vault|bao|awssm|awsssm|awskms|secretsmanager|ssm|gcpsm|gcpkms|gsm|azurekeyvault|akv|keyvault|infisical|doppler|bws|pass|keeper|conjur|secret|k8s|file|env):(\/\/)?\S+/i,
  /^(vault|gcp|aws|azure):(secret|secretmanager|secretsmanager|ssm|keyvault|kv)\b\S*/i,
  /^arn:aws[a-z-]*:(secretsmanager|ssm|kms):/i,
  /^projects\/[^/]+\/secrets\/[^/]+/,
  /^@Microsoft\.KeyVault\(/i,
  /^\{\{?(resolve|vault|ssm)\b/i,
  /^<(path|vault|secret):[^>]*>$/i,
  /^\$ANSIBLE_VAULT;/,
  // A sealed text of SealedSecrets
  /^Ag[A-Za-z0-9+/]{60,}={0,2}$/,
  /^-----BEGIN (PGP|AGE) /i,
];

const SHORT = 8;

/** Random bytes are hardly ever all printable; eight of them are once in 2,500 times. */
const FEWEST_DECODED = 8;

/** Whether a text is base64, padded or of whole groups, of a text that one can read, as one copies it from a Secret. */
function isEncodedText(text: string): boolean {
  const isBase64 = text.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  const decoded = Buffer.from(isBase64 ? text : '', 'base64').toString('latin1');
  const isFirm = text.endsWith('=') || decoded.length >= 2 * FEWEST_DECODED;
  return isFirm && decoded.length >= FEWEST_DECODED && /^[\x20-\x7e]+\n?$/.test(decoded);
}

/** Questions about what is valid and yet hardly meant. No message holds a secret. */
export function adviceOn(user: JsonObject): Diagnostic[] {
  const weak = literals(user).flatMap(({ path, text }) => {
    const problem = weakness(text);
    return problem ? [warning('weak-secret', path, problem)] : [];
  });
  return [...weak, ...plainSecrets(user), ...templates(user), ...placeholderHosts(user), ...manyTenants(user)];
}

/** What only Helm's templates have; other programs that read annotations and documents have templates of their own. */
const TEMPLATE = /\{\{-?[^{}]*(\.(Values|Release|Chart|Capabilities|Files)\b|\b(include|tpl|lookup)\s)[^{}]*\}\}/;

/** Templates in values, which other charts fill in. What the schema refuses is told there. */
function templates(user: JsonObject): Diagnostic[] {
  const inText = (value: Json, path: KeyPath): KeyPath[] => {
    if (typeof value === 'string') return TEMPLATE.test(value) ? [path] : [];
    if (Array.isArray(value)) return value.flatMap((item, index) => inText(item, [...path, index]));
    return isObject(value) ? Object.entries(value).flatMap(([key, item]) => inText(item, [...path, key])) : [];
  };
  const message = "is a template of Helm's, which nothing fills in here: write the value";
  return inText(user, [])
    .filter(([root]) => root !== 'secrets')
    .map((path) => warning('helm-template', path, message));
}

/** With more tenants than this the values, the ConfigMaps and the Secrets, compressed, come near the 1 MiB of a Secret. */
const MOST_TENANTS = 10_000;

function manyTenants({ tenants }: JsonObject): Diagnostic[] {
  if (!Array.isArray(tenants) || tenants.length <= MOST_TENANTS) return [];
  const message = `are ${tenants.length}, more than the one Secret may hold in which Helm keeps a release: install with \`cdk8s-tracardi synth\` and kubectl, or split them over several installations`;
  return [warning('many-tenants', ['tenants'], message)];
}

/** The notes of the chart say it, too. */
export const PLACEHOLDER_HOST = 'has a placeholder as its default: set a host of your own';

/** Exposed components whose host nobody has set. */
function placeholderHosts(user: JsonObject): Diagnostic[] {
  return COMPONENTS.map(({ path }) => path)
    .filter((path) => isExposed(getAt(user, splitPath(path))))
    .map((path) => `${path}.ingress.host`)
    .filter((host) => getAt(user, splitPath(host)) === undefined && textAt(defaultValues(), host) !== '')
    .map((host) => warning('placeholder-host', splitPath(host), PLACEHOLDER_HOST));
}

/** An HTTPRoute has the host of the Ingress unless it names its own. */
function isExposed(component: Json | undefined): boolean {
  const hostnames = getAt(component, ['httpRoute', 'hostnames', 0]);
  const isRouted = getAt(component, ['httpRoute', 'enabled']) === true && hostnames === undefined;
  return isRouted || getAt(component, ['ingress', 'enabled']) === true;
}

/** One warning for each literal secret, for those who know whether its file is published. */
export function publishedSecrets(user: JsonObject): Diagnostic[] {
  return literals(user).map(({ path }) =>
    warning(
      'secret-in-git',
      path,
      `is a secret in a file that git tracks: keep it in a Secret and refer to it with ${referenceOf(path)}`,
    ),
  );
}

function weakness(text: string): string | undefined {
  if (ENCRYPTED.test(text.trim()))
    return 'is still encrypted, and this text would be the secret: decrypt the file first, as by `sops decrypt`';
  if (REFERENCES.some((pattern) => pattern.test(text.trim())))
    return 'is a reference that nothing resolves here, and this text would be the secret: let the tool make a Secret, and refer to it with valueFrom';
  if (isEncodedText(text.trim()))
    return 'is base64 of readable text, and the text as it stands would be the secret: write it decoded, as of `base64 -d`; the Secret is encoded when it is made';
  if (isPlaceholder(text.trim())) return 'looks like a placeholder: use a random text, as of `openssl rand -hex 24`';
  if (text !== text.trim() && text.trim() !== '')
    return 'has a blank or a line end around it, which becomes a part of the secret: remove it; in YAML write |- for |';
  if (text.length < SHORT)
    return `is shorter than ${SHORT} characters: use a random text, as of \`openssl rand -hex 24\``;
  return undefined;
}

function literals(user: JsonObject): Literal[] {
  const credentials = SECRETS.map(({ literal }) => ({ path: splitPath(literal), text: textAt(user, literal) })).filter(
    ({ path, text }) => text !== '' && text !== getAt(defaultValues(), path),
  );
  return [...credentials, ...tenantPasswords(user.tenants)];
}

function tenantPasswords(tenants: Json | undefined): Literal[] {
  return (Array.isArray(tenants) ? tenants : []).flatMap((tenant, index) =>
    isObject(tenant) && typeof tenant.password === 'string' && tenant.password !== ''
      ? [{ path: ['tenants', index, 'password'], text: tenant.password }]
      : [],
  );
}

function referenceOf(path: KeyPath): string {
  const literal = path.join('.');
  const credential = SECRETS.find((item) => item.literal === literal);
  return credential ? `${credential.reference}.name and .key` : 'passwordFrom.name and .key';
}

function warning(rule: string, path: KeyPath, message: string): Diagnostic {
  return { severity: 'warning', rule, path, message };
}
