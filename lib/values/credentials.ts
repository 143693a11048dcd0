import { textAt } from '../json/tree';
import type { JsonObject } from '../json/json';

/** A credential of the values file: where its literal and its reference stand, and where the literal is kept in the cluster. */
export interface Credential {
  /** Dotted path of the literal. */
  readonly literal: string;
  /** Dotted path of the reference, a map of `name` and `key`. */
  readonly reference: string;
  readonly secretName: string;
  readonly secretKey: string;
}

const credential = (group: string, item: string, secretName: string, secretKey: string): Credential => ({
  literal: `secrets.${group}.${item}`,
  reference: `secrets.${group}.valueFrom.${item}`,
  secretName,
  secretKey,
});

export const CREDENTIALS = {
  license: credential('license', 'licenseKey', 'tracardi-license', 'license-key'),
  elasticUsername: credential('elastic', 'username', 'elastic-secret', 'elastic-username'),
  elasticPassword: credential('elastic', 'password', 'elastic-secret', 'elastic-password'),
  redisPassword: credential('redis', 'password', 'redis-secret', 'redis-password'),
  mysqlUsername: credential('mysql', 'username', 'mysql-secret', 'mysql-username'),
  mysqlPassword: credential('mysql', 'password', 'mysql-secret', 'mysql-password'),
  pulsarToken: credential('pulsar', 'token', 'pulsar-secret', 'pulsar-token'),
  tmsSecretKey: credential('tms', 'secretKey', 'tms', 'secret-key'),
  tmsApiKey: credential('tms', 'apiKey', 'tms', 'api-key'),
  maxmindLicenseKey: credential('maxmind', 'licenseKey', 'maxmind-secret', 'license-key'),
  maxmindAccountId: credential('maxmind', 'accountId', 'maxmind-secret', 'account-id'),
  installationToken: credential('installation', 'token', 'installation-secret', 'installation-token'),
  mergingToken: {
    literal: 'secrets.mergingToken',
    reference: 'secrets.mergingTokenFrom',
    secretName: 'merging-secret',
    secretKey: 'merging-token',
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

/** What a values file says of a credential. An empty literal is none; a reference needs both its parts. */
export interface CredentialState {
  readonly literal: string;
  readonly name: string;
  readonly key: string;
}

export function credentialState(values: JsonObject, { literal, reference }: Credential): CredentialState {
  return {
    literal: textAt(values, literal),
    name: textAt(values, `${reference}.name`),
    key: textAt(values, `${reference}.key`),
  };
}

export const isReference = (state: CredentialState): boolean => state.name !== '' && state.key !== '';

export const isGiven = (state: CredentialState): boolean => isReference(state) || state.literal !== '';
