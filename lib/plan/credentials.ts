import type { JsonObject } from '../json/json';
import { textAt } from '../json/tree';
import { MULTI_TENANT } from './tenancy';
import { all, any, given } from './term';
import type { Question, Term } from './term';

/** A credential of the values file: where its literal and its reference stand, and where the literal is kept in the cluster. */
export interface Credential {
  /** Dotted path of the literal. */
  readonly literal: string;
  /** Dotted path of the reference, a map of `name` and `key`. */
  readonly reference: string;
  /** Dotted paths of the block, the name and the key by which an existing Secret of the whole group holds it. @default - it is in no group */
  readonly existing?: { readonly place: string; readonly name: string; readonly key: string };
  readonly secretName: string;
  readonly secretKey: string;
  /** Text of the literal that stands in values.yaml, and so is known to all. @default - none */
  readonly default?: string;
  /** Where it is used: that of what is switched off is not stored. @default - wherever it is given */
  readonly where?: Question;
}

const credential = (
  group: string,
  item: string,
  secretName: string,
  secretKey: string,
  where?: Question,
): Credential => ({
  literal: `secrets.${group}.${item}`,
  reference: `secrets.${group}.valueFrom.${item}`,
  existing: {
    place: `secrets.${group}.existing`,
    name: `secrets.${group}.existing.name`,
    key: `secrets.${group}.existing.keys.${item}`,
  },
  secretName,
  secretKey,
  where,
});

/** Whether a credential is given: as a literal, as a reference with both its parts, or in the existing Secret of its group. */
export const isCredentialGiven = (credential: Credential): Term =>
  any(hasLiteral(credential), hasReference(credential), ...inExisting(credential));

export const hasLiteral = ({ literal }: Credential): Term => given(`/${literal}`);

export const hasReference = ({ reference }: Credential): Term =>
  all(given(`/${reference}.name`), given(`/${reference}.key`));

/** Whether the existing Secret of its group holds it; nothing to ask for those in no group. */
export const inExisting = ({ existing }: Credential): Term[] =>
  existing ? [all(given(`/${existing.name}`), given(`/${existing.key}`))] : [];

const ELASTIC_PASSWORD = credential('elastic', 'password', 'elastic-secret', 'elastic-password');

export const CREDENTIALS = {
  license: credential('license', 'licenseKey', 'tracardi-license', 'license-key'),
  elasticUsername: {
    ...credential('elastic', 'username', 'elastic-secret', 'elastic-username', isCredentialGiven(ELASTIC_PASSWORD)),
    default: 'elastic',
  },
  elasticPassword: ELASTIC_PASSWORD,
  redisPassword: credential('redis', 'password', 'redis-secret', 'redis-password'),
  mysqlUsername: credential('mysql', 'username', 'mysql-secret', 'mysql-username'),
  mysqlPassword: credential('mysql', 'password', 'mysql-secret', 'mysql-password'),
  pulsarToken: credential('pulsar', 'token', 'pulsar-secret', 'pulsar-token', '/pulsar.enabled'),
  tmsSecretKey: credential('tms', 'secretKey', 'tms', 'secret-key', MULTI_TENANT),
  tmsApiKey: credential('tms', 'apiKey', 'tms', 'api-key', MULTI_TENANT),
  maxmindLicenseKey: credential('maxmind', 'licenseKey', 'maxmind-secret', 'license-key'),
  maxmindAccountId: credential('maxmind', 'accountId', 'maxmind-secret', 'account-id'),
  installationToken: {
    ...credential('installation', 'token', 'installation-secret', 'installation-token'),
    default: 'tracardi',
  },
  mergingToken: {
    literal: 'secrets.mergingToken',
    reference: 'secrets.mergingTokenFrom',
    secretName: 'merging-secret',
    secretKey: 'merging-token',
    default: '1180015e-38d0-4eb7-8017-40e6a7937659',
  },
  telemetryHeaders: {
    literal: 'telemetry.export.headers',
    reference: 'telemetry.export.headersFrom',
    secretName: 'telemetry-secret',
    secretKey: 'headers',
  },
  starrocksPassword: {
    literal: 'starrocks.password',
    reference: 'starrocks.passwordFrom',
    secretName: 'starrocks-secret',
    secretKey: 'password',
  },
} satisfies { [id: string]: Credential };

export type CredentialId = keyof typeof CREDENTIALS;

export const CREDENTIAL_LIST: readonly (readonly [id: CredentialId, credential: Credential])[] = Object.entries(
  CREDENTIALS,
) as [CredentialId, Credential][];

/** Keys that have a default, and of which null means none: a credential or a Secret that is taken away is not given. */
export const NULL_IS_NONE: readonly string[] = [
  ...CREDENTIAL_LIST.filter(([, credential]) => credential.default !== undefined).map(([, { literal }]) => literal),
  'secrets.dockerHub',
];

/** What a values file says of a credential. An empty literal is none; a reference needs both its parts. */
export interface CredentialState {
  readonly literal: string;
  readonly name: string;
  readonly key: string;
}

export function credentialState(values: JsonObject, { literal, reference, existing }: Credential): CredentialState {
  const at = (name: string, key: string): CredentialState => ({
    literal: textAt(values, literal),
    name: textAt(values, name),
    key: textAt(values, key),
  });
  const own = at(`${reference}.name`, `${reference}.key`);
  return existing === undefined || isReference(own) ? own : at(existing.name, existing.key);
}

export const isReference = (state: CredentialState): boolean => state.name !== '' && state.key !== '';

export const isGiven = (state: CredentialState): boolean => isReference(state) || state.literal !== '';
