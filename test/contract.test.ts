import type { JsonObject } from '../lib/json/json';
import { coalesceValues } from '../lib/values-file';
import { CONTRACT, UPSTREAM_DEFAULTS, at, data, rendered } from './support/contract';
import type { Case, Variable } from './support/contract';
import { EVERYTHING, allContainers, envOf, merge, objectsOf } from './support/objects';
import type { EnvEntry } from './support/objects';

const always = (render: string): Case[] => [{ when: 'always', render }];
const secret = (name: string, key: string, path: string): Case[] => [{ when: path, ref: { name, key } }];
const MULTI = "config.multiTenant.multi == 'yes'";

/** Where we depart from the contract: the defect, and what takes the place of the variable's cases. */
const DEPARTURES: { [name: string]: Case[] } = {
  // D2, D3, D6: multi-tenancy follows from its switch alone.
  MULTI_TENANT: [{ when: MULTI, render: 'yes' }],
  MULTI_TENANT_MANAGER_URL: [{ when: MULTI, render: 'http://be-tms-svc:{tms.docker.service.port}' }],
  MULTI_TENANT_MANAGER_API_KEY: [{ when: MULTI, ref: { name: 'tms', key: 'api-key' } }],
  // D18, D19: nothing secret in plain text.
  MYSQL_USERNAME: secret('mysql-secret', 'mysql-username', 'secrets.mysql.username'),
  MYSQL_PASSWORD: secret('mysql-secret', 'mysql-password', 'secrets.mysql.password'),
  MAXMIND_LICENSE_KEY: secret('maxmind-secret', 'license-key', 'secrets.maxmind.licenseKey'),
  MAXMIND_ACCOUNT_ID: secret('maxmind-secret', 'account-id', 'secrets.maxmind.accountId'),
  INSTALLATION_TOKEN: secret('installation-secret', 'installation-token', 'secrets.installation.token'),
  AUTO_PROFILE_MERGING: secret('merging-secret', 'merging-token', 'secrets.mergingToken'),
  STARROCKS_PASSWORD: secret('starrocks-secret', 'password', 'starrocks.password'),
  OTEL_EXPORTER_OTLP_HEADERS: secret('telemetry-secret', 'headers', 'telemetry.export.headers'),
  // D29: left out unless set.
  ELASTIC_LOGGING_LEVEL: [
    { when: 'api.private.config.elasticloggingLevel', render: '{api.private.config.elasticloggingLevel}' },
  ],
  // D30: the documented key.
  SYSTEM_EVENTS_FOR_PROPERTY_CHANGE: [
    { when: 'config.systemEvents.monitorPropertyChange', render: '{config.systemEvents.monitorPropertyChange}' },
  ],
  // D31: always sent.
  ENABLE_WORKFLOW: always('{config.features.enableWorkflow}'),
  // D46: nothing of Pulsar where it is off.
  ...Object.fromEntries(
    (['PULSAR_HOST', 'PULSAR_API', 'PULSAR_CLUSTER'] as const).map((name) => [
      name,
      CONTRACT.common
        .find((variable) => variable.name === name)!
        .cases.map((one) => ({ ...one, when: 'pulsar.enabled' })),
    ]),
  ),
  // D49: no debugging unless asked for.
  TRACK_DEBUG: always('no'),
  // The OpenTelemetry specification has true and false.
  OTEL_SDK_DISABLED: [{ when: 'telemetry.disabled', render: 'true' }],
};

/** D10: the Tenant Management Service needs MySQL and its own keys. */
const NOT_FOR_TMS = [
  'LICENSE',
  'ELASTIC_HTTP_AUTH_USERNAME',
  'ELASTIC_HTTP_AUTH_PASSWORD',
  'REDIS_PASSWORD',
  'PULSAR_AUTH_TOKEN',
  'MAXMIND_LICENSE_KEY',
  'MAXMIND_ACCOUNT_ID',
  'INSTALLATION_TOKEN',
  'AUTO_PROFILE_MERGING',
  'STARROCKS_PASSWORD',
  'OTEL_EXPORTER_OTLP_HEADERS',
];

function expectedEnv(id: string, values: JsonObject): EnvEntry[] {
  const workload = CONTRACT.workloads[id];
  const common = workload.common ? CONTRACT.common.filter(({ name }) => !workload.commonExcept?.includes(name)) : [];
  const own = workload.own.filter(({ name }) => name !== 'MYSQL_DATABASE').flatMap(adapted(id));
  const variables = [...common, ...own].flatMap((variable) => {
    // The GUI is told the switch in any case.
    const departures = workload.common ? DEPARTURES : {};
    const departed = { ...variable, cases: departures[variable.name] ?? variable.cases };
    // D48: the name that the program reads stands beside the old one.
    return variable.name === 'MYSQL_POOL_RECYCLE' ? [departed, { ...departed, name: 'MYSQL_RECYCLE' }] : [departed];
  });
  const isTms = workload.deployment === 'be-fa-tms';
  return (
    variables
      .filter(({ name }) => !(isTms && NOT_FOR_TMS.includes(name)))
      .flatMap((variable) => rendered(variable, values))
      // D7: one MYSQL_DATABASE, that of the TMS.
      .map((entry) =>
        isTms && entry.name === 'MYSQL_DATABASE' ? { ...entry, value: at(values, 'tmsApi.database') } : entry,
      )
      .filter(({ value }) => value !== '')
  );
}

function adapted(id: string): (variable: Variable) => Variable[] {
  return (variable) => {
    // D49: the init containers log as told.
    if (id.endsWith('tracardi-init')) return [{ ...variable, cases: always('INFO') }];
    // D17: the public API is told not to serve its documentation.
    if (id === 'be-fa-public/be-fa-public' && variable.name === 'SAVE_LOGS') {
      return [{ name: 'API_DOCS', secret: false, cases: always('{api.public.config.apiDocs}') }, variable];
    }
    return [variable];
  };
}

/** Literals for every secret, and every section that is absent by default. */
const ALL_SET = merge(EVERYTHING, {
  secrets: {
    installation: { token: 'token-1' },
    redis: { password: 'pass' },
    elastic: { username: 'user', password: 'pass' },
    pulsar: { token: 'tok' },
    mysql: { username: 'user', password: 'pass' },
    maxmind: { licenseKey: 'key', accountId: '1234567' },
  },
  config: {
    primaryId: 'id-',
    apm: { identificationEventProperty: 'email', tipType: 'a', eventType: 'b' },
    systemEvents: { monitorPropertyChange: 'x,y', collectVisitEnded: 'yes', enabled: 'no' },
    cache: { keepProfileInCacheFor: 1000000, keepSessionInCacheFor: 12345678 },
    features: { enableAudiences: 'no', enableWorkflow: 'no' },
  },
  api: {
    private: { config: { elasticloggingLevel: 'ERROR' } },
    public: { config: { elasticloggingLevel: 'ERROR', eventPartitioning: 'year' } },
  },
  starrocks: {
    host: 'h',
    username: 'u',
    password: 'p',
    schema: 's',
    schemaSync: 't',
    port: 9030,
    database: 'd',
    echo: 'yes',
  },
  telemetry: {
    disabled: true,
    name: 'n',
    log_level: 'debug',
    export: {
      endpoint: 'e',
      headers: 'h',
      metrics: 'm',
      logs: 'l',
      attributes: 'a',
      time_out: 1,
      delay: 2,
      batch_size: 3,
    },
  },
});

const references = (name: string, ...keys: string[]): JsonObject => ({
  valueFrom: Object.fromEntries(keys.map((key) => [key, { name, key: `${key}-1` }])),
});

const SCENARIOS: { [name: string]: object } = {
  defaults: {},
  'multi-tenant, everything deployed': EVERYTHING,
  'everything set': ALL_SET,
  'without Pulsar': merge(ALL_SET, { pulsar: { enabled: false }, secrets: { pulsar: { token: '' } } }),
  'documents: minimal': data('scenarios/docs-minimal.yaml') as object,
  'documents: multi-tenant': merge(
    data('scenarios/docs-minimal.yaml') as object,
    data('scenarios/seed.yaml') as object,
  ),
  'secrets by reference': {
    secrets: {
      license: references('a', 'licenseKey'),
      redis: references('b', 'password'),
      elastic: references('c', 'username', 'password'),
      pulsar: references('d', 'token'),
    },
  },
};

/** The container of the TMS has another name than in the chart before. */
const idOf = (deployment: string, container: string): string =>
  `${deployment}/${container === 'tms' ? 'be-fa-tms' : container}`;

describe.each(Object.entries(SCENARIOS))('environment of %s', (_, scenario) => {
  const containers = allContainers(objectsOf(scenario));
  const values = coalesceValues(scenario as JsonObject, UPSTREAM_DEFAULTS);

  test.each(containers.map(({ deployment, container }) => [idOf(deployment, container.name), container] as const))(
    '%s',
    (id, container) => {
      expect(container.env ?? []).toEqual(expectedEnv(id, values));
    },
  );
});

test('every container of the contract is compared', () => {
  const compared = allContainers(objectsOf(EVERYTHING)).map(({ deployment, container }) =>
    idOf(deployment, container.name),
  );
  expect(compared.sort()).toEqual(Object.keys(CONTRACT.workloads).sort());
});

describe('an existing Secret for a whole group', () => {
  const groups = {
    license: { existing: { name: 'licence' } },
    tms: { existing: { name: 'tms-mine', keys: { secretKey: 'signing' } } },
    installation: { existing: { name: 'installer' } },
    elastic: { existing: { name: 'search', keys: { password: 'elastic' } } },
    redis: { existing: { name: 'cache' } },
    mysql: { existing: { name: 'sql' } },
    pulsar: { existing: { name: 'queue' } },
    maxmind: { existing: { name: 'geo' } },
  };
  const objects = objectsOf({ config: EVERYTHING.config, secrets: groups });

  /** Written down: the keys that nothing is said of are those of the Secrets of the chart before. */
  const EXPECTED = {
    LICENSE: { name: 'licence', key: 'license-key' },
    MULTI_TENANT_MANAGER_API_KEY: { name: 'tms-mine', key: 'api-key' },
    INSTALLATION_TOKEN: { name: 'installer', key: 'installation-token' },
    ELASTIC_HTTP_AUTH_USERNAME: { name: 'search', key: 'elastic-username' },
    ELASTIC_HTTP_AUTH_PASSWORD: { name: 'search', key: 'elastic' },
    REDIS_PASSWORD: { name: 'cache', key: 'redis-password' },
    MYSQL_USERNAME: { name: 'sql', key: 'mysql-username' },
    MYSQL_PASSWORD: { name: 'sql', key: 'mysql-password' },
    PULSAR_AUTH_TOKEN: { name: 'queue', key: 'pulsar-token' },
    MAXMIND_LICENSE_KEY: { name: 'geo', key: 'license-key' },
    MAXMIND_ACCOUNT_ID: { name: 'geo', key: 'account-id' },
  };

  test('is where the containers find it', () => {
    expect(envOf(objects, 'be-fa-private')).toMatchObject(EXPECTED);
    expect(envOf(objects, 'be-fa-tms')).toMatchObject({
      SECRET: { name: 'tms-mine', key: 'signing' },
      API_KEY: { name: 'tms-mine', key: 'api-key' },
    });
  });

  test('and no Secret is made for the group', () => {
    const secrets = objects.filter(({ kind }) => kind === 'Secret').map(({ metadata }) => metadata.name);
    expect(secrets).toEqual(['merging-secret']);
  });

  test('but for what it does not hold', () => {
    const elastic = { existing: { name: 'search', keys: { password: 'elastic', username: '' } } };
    const some = objectsOf({ secrets: { elastic } });
    expect(envOf(some, 'be-fa-private')).toMatchObject({
      ELASTIC_HTTP_AUTH_USERNAME: { name: 'elastic-secret', key: 'elastic-username' },
      ELASTIC_HTTP_AUTH_PASSWORD: { name: 'search', key: 'elastic' },
    });
    const [made] = some.filter(({ metadata }) => metadata.name === 'elastic-secret');
    expect(made.data).toEqual({ 'elastic-username': Buffer.from('elastic').toString('base64') });
  });
});
