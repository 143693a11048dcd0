import { CREDENTIALS, CREDENTIAL_LIST } from '../../plan/credentials';
import { bool, custom, objectName, pattern, secretText, section } from '../nodes';
import type { Leaf, Section, ValueNode } from '../nodes';

const keyOfSecret = (description: string, value = ''): Leaf =>
  pattern(description, '^[-._a-zA-Z0-9]*$', 'a key of a Secret: letters, digits, "-", "_" and "."', {
    default: value,
    example: 'value',
    max: 253,
  });

export const secretKey = (what: string): Section =>
  section(
    `Existing Secret that holds ${what}, instead of the literal.`,
    {
      name: objectName('Name of the Secret.', { example: 'my-secret' }),
      key: keyOfSecret('Key in the Secret.'),
    },
    { name: 'SecretKeyValues' },
  );

/** One Secret for a whole group, by the keys of the Secret that we make. */
function existingSecret(group: string, items: { [key: string]: [string, Leaf] }): Section {
  const keys = Object.entries(items).map(([item, [what]]): [string, Leaf] => {
    const path = `secrets.${group.toLowerCase()}.${item}`;
    const [, credential] = CREDENTIAL_LIST.find(([, { literal }]) => literal === path)!;
    return [item, keyOfSecret(`Key of ${what}. Empty: the Secret does not hold it.`, credential.secretKey)];
  });
  return section(
    'One Secret that exists already and holds the whole group, instead of literals and `valueFrom`. No Secret is made for the group then.',
    {
      name: objectName('Name of the Secret. Empty: none.', { example: 'my-secret' }),
      keys: section('Under which keys it holds what.', Object.fromEntries(keys), { name: `${group}SecretKeys` }),
    },
    { name: `${group}ExistingSecret` },
  );
}

const literal = (description: string, value = ''): Leaf =>
  secretText(description, { default: value, example: 's3cret' });

/** One credential each: a literal, or the Secret below `valueFrom` that holds it, or the one that holds all. */
const credentials = (
  name: string,
  description: string,
  items: { [key: string]: [string, Leaf] },
  settings: { [key: string]: Leaf } = {},
): Section => {
  const literals: { [key: string]: ValueNode } = {};
  const references: { [key: string]: ValueNode } = {};
  for (const [key, [what, leaf]] of Object.entries(items)) {
    literals[key] = leaf;
    references[key] = secretKey(what);
  }
  const valueFrom = section('Secrets that exist already.', references, { name: `${name}CredentialReferences` });
  const existing = existingSecret(name, items);
  return section(description, { ...literals, ...settings, valueFrom, existing }, { name: `${name}Credentials` });
};

export const secrets: Section = section('Credentials. They reach containers by secretKeyRef only.', {
  dockerHub: objectName(
    'Existing Secret of type kubernetes.io/dockerconfigjson with which images are pulled. Empty: none.',
    {
      default: 'tracardi-dockerhub',
      example: 'registry-login',
    },
  ),
  installation: credentials(
    'Installation',
    'What allows an installation.',
    {
      token: [
        'the installation token',
        literal(
          'Installation token (`INSTALLATION_TOKEN`, Secret installation-secret). The default is public: change it. With many tenants it is refused.',
          CREDENTIALS.installationToken.default,
        ),
      ],
    },
    {
      allowPublicToken: bool(
        'Whether the default of the token will do, with many tenants too: for a throw-away.',
        false,
      ),
    },
  ),
  license: credentials('License', 'Licence.', {
    licenseKey: ['the licence', literal('Licence key (`LICENSE`, Secret tracardi-license).')],
  }),
  tms: credentials('Tms', 'Tenant Management Service (Secret tms).', {
    secretKey: ['the signing secret', literal('Key with which the TMS signs (`SECRET`).')],
    apiKey: [
      'the API key',
      literal(
        'Key with which backends call the TMS (`API_KEY`, `MULTI_TENANT_MANAGER_API_KEY`). It travels in a URL path: keep it URL-safe.',
      ),
    ],
  }),
  redis: credentials('Redis', 'Redis.', {
    password: ['the password', literal('Password (`REDIS_PASSWORD`, Secret redis-secret).')],
  }),
  elastic: credentials('Elastic', 'Elasticsearch. The user name is only sent together with a password.', {
    username: [
      'the user name',
      literal('User (`ELASTIC_HTTP_AUTH_USERNAME`, Secret elastic-secret).', CREDENTIALS.elasticUsername.default),
    ],
    password: ['the password', literal('Password (`ELASTIC_HTTP_AUTH_PASSWORD`, Secret elastic-secret).')],
  }),
  pulsar: credentials('Pulsar', 'Pulsar.', {
    token: ['the token', literal('Token (`PULSAR_AUTH_TOKEN`, Secret pulsar-secret).')],
  }),
  mysql: credentials('Mysql', 'MySQL. The program puts both into a URL as they are: avoid `@ : / # %`.', {
    username: ['the user name', literal('User (`MYSQL_USERNAME`, Secret mysql-secret).')],
    password: ['the password', literal('Password (`MYSQL_PASSWORD`, Secret mysql-secret).')],
  }),
  maxmind: credentials('Maxmind', 'MaxMind, for geo location.', {
    licenseKey: ['the licence key', literal('Licence key (`MAXMIND_LICENSE_KEY`, Secret maxmind-secret).')],
    accountId: [
      'the account id',
      custom(
        'Account id, a text or a whole number (`MAXMIND_ACCOUNT_ID`, Secret maxmind-secret).',
        'string | number',
        { type: ['string', 'integer'], minimum: 0, format: 'password' },
        { default: '', example: 1234567 },
      ),
    ],
  }),
  mergingToken: literal(
    'Key from which merged profiles get their ids (`AUTO_PROFILE_MERGING`, Secret merging-secret). The default is public; never change it after the installation.',
    CREDENTIALS.mergingToken.default,
  ),
  mergingTokenFrom: secretKey('the merging token'),
});
