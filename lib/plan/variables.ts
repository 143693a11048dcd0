import type { CredentialId } from './credentials';
import { ELASTIC_CA, HAS_ELASTIC_CA } from './elastic-ca';
import { SEED } from './seed';
import { MULTI_TENANT } from './tenancy';
import { is, not, termOf } from './term';
import type { Question, Term } from './term';

/** What a variable is made from. Dotted paths begin at the root of the values, or with a dot at the block of the container. */
export type Source =
  | { readonly path: string }
  | { readonly text: string }
  /** Texts at several paths, one behind the other. */
  | { readonly join: readonly string[] }
  /** "true" or "false" from a yes or no; nothing where neither is given. */
  | { readonly isYes: string }
  | { readonly credential: CredentialId }
  /** What follows from several settings; each face works it out under this name. */
  | { readonly fact: Fact };

/** `tmsUrl`: URL of the TMS; `tmsAddress`: its `host:port`; `apiUrl`: URL of the private API in the cluster; `tenantDomain`. */
export type Fact = 'tmsUrl' | 'tmsAddress' | 'apiUrl' | 'tenantDomain';

/** A variable of a container. One whose text is empty is left out: the program refuses empty ones. */
export interface Variable {
  readonly name: string;
  readonly source: Source;
  /** Where the container has it. @default - everywhere */
  readonly where?: Term;
}

const at = (name: string, path: string): Variable => ({ name, source: { path } });
const fixed = (name: string, text: string): Variable => ({ name, source: { text } });
const fact = (name: string, of: Fact): Variable => ({ name, source: { fact: of } });
const secret = (name: string, credential: CredentialId): Variable => ({ name, source: { credential } });
const where = (question: Question, variables: readonly Variable[]): Variable[] =>
  variables.map((variable) => ({ ...variable, where: termOf(question) }));
/** `from('mysql', { MYSQL_HOST: 'host' })` */
const from = (section: string, names: { readonly [name: string]: string }): Variable[] =>
  Object.entries(names).map(([name, key]) => at(name, `${section}.${key}`));

/** The variables of every backend container, in the order of the chart whose place this takes. */
export const BACKEND: readonly Variable[] = [
  secret('LICENSE', 'license'),
  ...from('elastic', { ELASTIC_SCHEME: 'schema', ELASTIC_HOST: 'host' }),
  secret('ELASTIC_HTTP_AUTH_USERNAME', 'elasticUsername'),
  secret('ELASTIC_HTTP_AUTH_PASSWORD', 'elasticPassword'),
  ...from('elastic', {
    ELASTIC_PORT: 'port',
    ELASTIC_VERIFY_CERTS: 'verifyCerts',
    ELASTIC_INDEX_SHARDS: 'index.shards',
    ELASTIC_INDEX_REPLICAS: 'index.replicas',
  }),
  ...where(HAS_ELASTIC_CA, [fixed('ELASTIC_CA_FILE', `${ELASTIC_CA.folder}/${ELASTIC_CA.file}`)]),
  fixed('ELASTIC_QUERY_TIMEOUT', '120'),
  { name: 'REDIS_HOST', source: { join: ['redis.schema', 'redis.host'] } },
  at('REDIS_PORT', 'redis.port'),
  secret('REDIS_PASSWORD', 'redisPassword'),
  ...from('mysql', { MYSQL_SCHEMA: 'schema', MYSQL_HOST: 'host' }),
  secret('MYSQL_USERNAME', 'mysqlUsername'),
  secret('MYSQL_PASSWORD', 'mysqlPassword'),
  ...from('mysql', {
    MYSQL_PORT: 'port',
    MYSQL_DATABASE: 'database',
    MYSQL_POOL_SIZE: 'pool.size',
    MYSQL_POOL_MAX_OVERFLOW: 'pool.maxOverflow',
    MYSQL_POOL_TIMEOUT: 'pool.timeout',
    // The program reads MYSQL_RECYCLE; images before 1.1 read the longer name.
    MYSQL_POOL_RECYCLE: 'pool.recycle',
    MYSQL_RECYCLE: 'pool.recycle',
  }),
  at('PRIMARY_ID', 'config.primaryId'),
  ...where('/pulsar.enabled', [
    { name: 'PULSAR_HOST', source: { join: ['pulsar.schema', 'pulsar.host'] } },
    ...from('pulsar', { PULSAR_API: 'api', PULSAR_CLUSTER: 'clusterName' }),
    secret('PULSAR_AUTH_TOKEN', 'pulsarToken'),
  ]),
  ...where(not('/pulsar.enabled'), [fixed('PULSAR_DISABLED', 'yes')]),
  ...where(MULTI_TENANT, [
    fixed('MULTI_TENANT', 'yes'),
    fact('MULTI_TENANT_MANAGER_URL', 'tmsUrl'),
    secret('MULTI_TENANT_MANAGER_API_KEY', 'tmsApiKey'),
  ]),
  secret('MAXMIND_LICENSE_KEY', 'maxmindLicenseKey'),
  secret('MAXMIND_ACCOUNT_ID', 'maxmindAccountId'),
  ...from('config', {
    TRACK_DEBUG: 'trackDebug',
    SYSTEM_EVENTS: 'systemEvents.enabled',
    ENABLE_VISIT_ENDED: 'systemEvents.collectVisitEnded',
  }),
  secret('INSTALLATION_TOKEN', 'installationToken'),
  secret('AUTO_PROFILE_MERGING', 'mergingToken'),
  ...from('config.partitioning', {
    EVENT_PARTITIONING: 'event',
    PROFILE_PARTITIONING: 'profile',
    SESSION_PARTITIONING: 'session',
    ENTITY_PARTITIONING: 'entity',
  }),
  at('CLOSE_VISIT_AFTER', 'config.visit.close'),
  ...where(is('/config.useXForwardedIp', 'yes'), [fixed('USE_X_FORWARDED_IP', 'yes')]),
  { name: 'OTEL_SDK_DISABLED', source: { isYes: 'telemetry.disabled' } },
  ...from('telemetry', {
    OTEL_SERVICE_NAME: 'name',
    OTEL_LOG_LEVEL: 'logLevel',
    OTEL_BLRP_SCHEDULE_DELAY: 'export.delay',
    OTEL_BSP_SCHEDULE_DELAY: 'export.delay',
    OTEL_BSP_EXPORT_TIMEOUT: 'export.timeOut',
    OTEL_BLRP_EXPORT_TIMEOUT: 'export.timeOut',
    OTEL_BLRP_MAX_EXPORT_BATCH_SIZE: 'export.batchSize',
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: 'export.batchSize',
    OTEL_EXPORTER_OTLP_ENDPOINT: 'export.endpoint',
  }),
  secret('OTEL_EXPORTER_OTLP_HEADERS', 'telemetryHeaders'),
  ...from('telemetry.export', {
    OTEL_METRICS_EXPORTER: 'metrics',
    OTEL_LOGS_EXPORTER: 'logs',
    OTEL_RESOURCE_ATTRIBUTES: 'attributes',
  }),
  ...from('config.apm', {
    IDENTIFICATION_EVENT_PROPERTY: 'identificationEventProperty',
    IDENTIFICATION_POINT_TYPE: 'tipType',
    IDENTIFICATION_EVENT_TYPE: 'eventType',
  }),
  // Always sent: the program's own default of each feature is on.
  ...from('config.features', {
    ENABLE_EVENT_DESTINATIONS: 'enableEventDestinations',
    ENABLE_PROFILE_DESTINATIONS: 'enableProfileDestinations',
    ENABLE_AUDIENCES: 'enableAudiences',
    ENABLE_WORKFLOW: 'enableWorkflow',
    ENABLE_EVENT_VALIDATION: 'enableEventValidation',
    ENABLE_EVENT_RESHAPING: 'enableEventReshaping',
    ENABLE_EVENT_MAPPING: 'enableEventMapping',
    ENABLE_EVENT_TO_PROFILE_MAPPING: 'enableEventToProfileMapping',
    ENABLE_DATA_COMPLIANCE: 'enableDataCompliance',
    ENABLE_EVENT_SOURCE_CHECK: 'enableEventSourceCheck',
    ENABLE_IDENTIFICATION_POINTS: 'enableIdentificationPoints',
  }),
  at('EFF_LATE_PROFILE_BINDING', 'config.eff.enableLateProfileBinding'),
  ...from('config', {
    KEEP_PROFILE_IN_CACHE_FOR: 'cache.keepProfileInCacheFor',
    KEEP_SESSION_IN_CACHE_FOR: 'cache.keepSessionInCacheFor',
    SYSTEM_EVENTS_FOR_PROPERTY_CHANGE: 'systemEvents.monitorPropertyChange',
  }),
  ...from('starrocks', { STARROCKS_HOST: 'host', STARROCKS_USERNAME: 'username' }),
  secret('STARROCKS_PASSWORD', 'starrocksPassword'),
  ...from('starrocks', {
    STARROCKS_SCHEMA: 'schema',
    STARROCKS_SCHEMA_SYNC: 'schemaSync',
    STARROCKS_PORT: 'port',
    STARROCKS_DATABASE: 'database',
    STARROCKS_ECHO: 'echo',
  }),
];

const api = (production: 'yes' | 'no'): Variable[] => [
  at('EXPOSE_GUI_API', '.config.enableGuiApi'),
  fixed('PRODUCTION', production),
  ...from('.config', {
    LOGGING_LEVEL: 'loggingLevel',
    API_DOCS: 'apiDocs',
    SAVE_LOGS: 'saveLogs',
    SERVER_LOGGING_LEVEL: 'serverLoggingLevel',
    ELASTIC_LOGGING_LEVEL: 'elasticLoggingLevel',
  }),
];

const loggingLevel = at('LOGGING_LEVEL', '.config.loggingLevel');

const queueWorker = (consumer: string): Variable[] => [
  ...BACKEND,
  loggingLevel,
  at('INACTIVITY_TIME_OUT', '.config.bulker.bufferInactivityTimeOut'),
  fixed('CONSUMER_TYPE', consumer),
];

const TMS_CREDENTIALS: readonly CredentialId[] = ['mysqlUsername', 'mysqlPassword', 'tmsApiKey'];

/** The Tenant Management Service needs MySQL, with a database of its own, and no credential of anything else. */
const tms = BACKEND.filter(
  ({ name, source }) =>
    name !== 'ELASTIC_CA_FILE' && (!('credential' in source) || TMS_CREDENTIALS.includes(source.credential)),
).map((variable) => (variable.name === 'MYSQL_DATABASE' ? at('MYSQL_DATABASE', 'tmsApi.database') : variable));

/** The variables of containers by the path of their block: components, our init container and the tenant Job, less its mode. */
export const VARIABLES: { readonly [path: string]: readonly Variable[] } = {
  init: [...BACKEND, loggingLevel],
  // Data collected where PRODUCTION is no is staging data.
  'api.private': [...BACKEND, at('DEMO', 'config.demo'), ...api('no')],
  'api.public': [...BACKEND, ...api('yes')],
  'tms.docker': [...tms, loggingLevel, secret('API_KEY', 'tmsApiKey'), secret('SECRET', 'tmsSecretKey')],
  'tmsGui.docker': [],
  'gui.console': [
    at('MODE', '.config.mode'),
    at('MULTI_TENANT', 'config.multiTenant.multi'),
    at('ALLOW_UPDATES_ON_PRODUCTION', '.config.allowUpdatesOnProduction'),
  ],
  'bridge.queue.docker': [...BACKEND, loggingLevel, fixed('PRODUCTION', 'yes'), fixed('BRIDGE_CHECK', '1800')],
  'worker.background': queueWorker('system.function'),
  'worker.collector': queueWorker('system.collector'),
  'worker.workflow': queueWorker('system.workflow'),
  // The worker that upgrades stored data gets no licence.
  'worker.upgrade.docker': [...BACKEND.filter(({ name }) => name !== 'LICENSE'), loggingLevel],
  'worker.apm.profile': [...BACKEND, fixed('MODE', 'worker'), fixed('PAUSE', '60'), loggingLevel],
  seed: [
    fact('SEED_API_URL', 'apiUrl'),
    fact('SEED_DOMAIN', 'tenantDomain'),
    fact('SEED_TMS_ADDRESS', 'tmsAddress'),
    fixed('SEED_TMS_KEY_FILE', `/seed/key/${SEED.keyFile}`),
    fixed('SEED_CONFIG_DIR', '/seed/tenants'),
    ...from('', {
      SEED_CONCURRENCY: 'concurrency',
      SEED_TIMEOUT_SECONDS: 'timeoutSeconds',
      SEED_REQUEST_TIMEOUT_SECONDS: 'requestTimeoutSeconds',
      SEED_DEADLINE_SECONDS: 'activeDeadlineSeconds',
      SEED_LOG_FORMAT: 'logFormat',
    }),
  ],
};

/** Whether the container at a path reads the certificate authority of Elasticsearch. */
export const readsElasticCa = (path: string): boolean =>
  VARIABLES[path]?.some(({ name }) => name === 'ELASTIC_CA_FILE') ?? false;
