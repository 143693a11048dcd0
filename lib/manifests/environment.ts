import type { PlatformValues } from '../values/generated/resolved';
import { fromSecret, plain } from './env-var';
import type { EnvVar, SecretKeyRef } from './env-var';
import type { CredentialId } from '../values/credentials';

/** What the variables of backend containers are made from. */
export interface EnvironmentSource {
  readonly values: PlatformValues;
  /** URL of the Tenant Management Service; undefined where multi-tenancy is off. */
  readonly tmsUrl?: string;
  readonly credential: (id: CredentialId) => SecretKeyRef | undefined;
}

type Part = (source: EnvironmentSource) => EnvVar[];

/** The variables of every backend container, in the order of the chart whose place this takes. */
export function backendEnvironment(source: EnvironmentSource): EnvVar[] {
  return [
    license,
    elastic,
    redis,
    mysql,
    primaryId,
    pulsar,
    multiTenant,
    maxmind,
    events,
    installation,
    partitioning,
    telemetry,
    identification,
    features,
    cache,
    starrocks,
  ].flatMap((part) => part(source));
}

/** The Tenant Management Service needs MySQL and no credential of anything else. */
export function tmsEnvironment(source: EnvironmentSource): EnvVar[] {
  const withoutCredentials: EnvironmentSource = {
    ...source,
    credential: (id) => (TMS_CREDENTIALS.includes(id) ? source.credential(id) : undefined),
  };
  return backendEnvironment(withoutCredentials).map((variable) =>
    variable.name === 'MYSQL_DATABASE' ? plain('MYSQL_DATABASE', source.values.tmsApi.database)[0] : variable,
  );
}

const TMS_CREDENTIALS: readonly CredentialId[] = ['mysqlUsername', 'mysqlPassword', 'tmsApiKey', 'tmsSecretKey'];

const license: Part = ({ credential }) => fromSecret('LICENSE', credential('license'));

const elastic: Part = ({ values: { elastic: value }, credential }) => [
  ...plain('ELASTIC_SCHEME', value.schema),
  ...plain('ELASTIC_HOST', value.host),
  ...fromSecret('ELASTIC_HTTP_AUTH_USERNAME', credential('elasticUsername')),
  ...fromSecret('ELASTIC_HTTP_AUTH_PASSWORD', credential('elasticPassword')),
  ...plain('ELASTIC_PORT', value.port),
  ...plain('ELASTIC_VERIFY_CERTS', value.verifyCerts),
  ...plain('ELASTIC_INDEX_SHARDS', value.index.shards),
  ...plain('ELASTIC_INDEX_REPLICAS', value.index.replicas),
  ...plain('ELASTIC_QUERY_TIMEOUT', 120),
];

const redis: Part = ({ values: { redis: value }, credential }) => [
  ...plain('REDIS_HOST', value.schema + value.host),
  ...plain('REDIS_PORT', value.port),
  ...fromSecret('REDIS_PASSWORD', credential('redisPassword')),
];

const mysql: Part = ({ values: { mysql: value }, credential }) => [
  ...plain('MYSQL_SCHEMA', value.schema),
  ...plain('MYSQL_HOST', value.host),
  ...fromSecret('MYSQL_USERNAME', credential('mysqlUsername')),
  ...fromSecret('MYSQL_PASSWORD', credential('mysqlPassword')),
  ...plain('MYSQL_PORT', value.port),
  ...plain('MYSQL_DATABASE', value.database),
  ...plain('MYSQL_POOL_SIZE', value.pool.size),
  ...plain('MYSQL_POOL_MAX_OVERFLOW', value.pool.maxOverflow),
  ...plain('MYSQL_POOL_TIMEOUT', value.pool.timeout),
  // The program reads MYSQL_RECYCLE; images before 1.1 read the longer name.
  ...plain('MYSQL_POOL_RECYCLE', value.pool.recycle),
  ...plain('MYSQL_RECYCLE', value.pool.recycle),
];

const primaryId: Part = ({ values }) => plain('PRIMARY_ID', values.config.primaryId);

const pulsar: Part = ({ values: { pulsar: value }, credential }) =>
  value.enabled
    ? [
        ...plain('PULSAR_HOST', value.schema + value.host),
        ...plain('PULSAR_API', value.api),
        ...plain('PULSAR_CLUSTER', value.clusterName),
        ...fromSecret('PULSAR_AUTH_TOKEN', credential('pulsarToken')),
      ]
    : plain('PULSAR_DISABLED', 'yes');

const multiTenant: Part = ({ tmsUrl, credential }) =>
  tmsUrl === undefined
    ? []
    : [
        ...plain('MULTI_TENANT', 'yes'),
        ...plain('MULTI_TENANT_MANAGER_URL', tmsUrl),
        ...fromSecret('MULTI_TENANT_MANAGER_API_KEY', credential('tmsApiKey')),
      ];

const maxmind: Part = ({ credential }) => [
  ...fromSecret('MAXMIND_LICENSE_KEY', credential('maxmindLicenseKey')),
  ...fromSecret('MAXMIND_ACCOUNT_ID', credential('maxmindAccountId')),
];

const events: Part = ({ values: { config } }) => [
  ...plain('TRACK_DEBUG', config.trackDebug),
  ...plain('SYSTEM_EVENTS', config.systemEvents.enabled),
  ...plain('ENABLE_VISIT_ENDED', config.systemEvents.collectVisitEnded),
];

const installation: Part = ({ credential }) => [
  ...fromSecret('INSTALLATION_TOKEN', credential('installationToken')),
  ...fromSecret('AUTO_PROFILE_MERGING', credential('mergingToken')),
];

const partitioning: Part = ({ values: { config } }) => [
  ...plain('EVENT_PARTITIONING', config.partitioning.event),
  ...plain('PROFILE_PARTITIONING', config.partitioning.profile),
  ...plain('SESSION_PARTITIONING', config.partitioning.session),
  ...plain('ENTITY_PARTITIONING', config.partitioning.entity),
  ...plain('CLOSE_VISIT_AFTER', config.visit.close),
];

const telemetry: Part = ({ values: { telemetry: value }, credential }) => {
  if (!value) return [];
  const target = value.export;
  return [
    ...plain('OTEL_SDK_DISABLED', value.disabled === undefined ? undefined : String(value.disabled === 'yes')),
    ...plain('OTEL_SERVICE_NAME', value.name),
    ...plain('OTEL_LOG_LEVEL', value.logLevel),
    ...plain('OTEL_BLRP_SCHEDULE_DELAY', target?.delay),
    ...plain('OTEL_BSP_SCHEDULE_DELAY', target?.delay),
    ...plain('OTEL_BSP_EXPORT_TIMEOUT', target?.timeOut),
    ...plain('OTEL_BLRP_EXPORT_TIMEOUT', target?.timeOut),
    ...plain('OTEL_BLRP_MAX_EXPORT_BATCH_SIZE', target?.batchSize),
    ...plain('OTEL_BSP_MAX_EXPORT_BATCH_SIZE', target?.batchSize),
    ...plain('OTEL_EXPORTER_OTLP_ENDPOINT', target?.endpoint),
    ...fromSecret('OTEL_EXPORTER_OTLP_HEADERS', credential('telemetryHeaders')),
    ...plain('OTEL_METRICS_EXPORTER', target?.metrics),
    ...plain('OTEL_LOGS_EXPORTER', target?.logs),
    ...plain('OTEL_RESOURCE_ATTRIBUTES', target?.attributes),
  ];
};

const identification: Part = ({ values: { config } }) => [
  ...plain('IDENTIFICATION_EVENT_PROPERTY', config.apm.identificationEventProperty),
  ...plain('IDENTIFICATION_POINT_TYPE', config.apm.tipType),
  ...plain('IDENTIFICATION_EVENT_TYPE', config.apm.eventType),
];

/** Always sent: the program's own default of each feature is on. */
const features: Part = ({ values: { config } }) => [
  ...plain('ENABLE_EVENT_DESTINATIONS', config.features.enableEventDestinations),
  ...plain('ENABLE_PROFILE_DESTINATIONS', config.features.enableProfileDestinations),
  ...plain('ENABLE_AUDIENCES', config.features.enableAudiences),
  ...plain('ENABLE_WORKFLOW', config.features.enableWorkflow),
  ...plain('ENABLE_EVENT_VALIDATION', config.features.enableEventValidation),
  ...plain('ENABLE_EVENT_RESHAPING', config.features.enableEventReshaping),
  ...plain('ENABLE_EVENT_MAPPING', config.features.enableEventMapping),
  ...plain('ENABLE_EVENT_TO_PROFILE_MAPPING', config.features.enableEventToProfileMapping),
  ...plain('ENABLE_DATA_COMPLIANCE', config.features.enableDataCompliance),
  ...plain('ENABLE_EVENT_SOURCE_CHECK', config.features.enableEventSourceCheck),
  ...plain('ENABLE_IDENTIFICATION_POINTS', config.features.enableIdentificationPoints),
  ...plain('EFF_LATE_PROFILE_BINDING', config.eff.enableLateProfileBinding),
];

const cache: Part = ({ values: { config } }) => [
  ...plain('KEEP_PROFILE_IN_CACHE_FOR', config.cache.keepProfileInCacheFor),
  ...plain('KEEP_SESSION_IN_CACHE_FOR', config.cache.keepSessionInCacheFor),
  ...plain('SYSTEM_EVENTS_FOR_PROPERTY_CHANGE', config.systemEvents.monitorPropertyChange),
];

const starrocks: Part = ({ values: { starrocks: value }, credential }) =>
  value
    ? [
        ...plain('STARROCKS_HOST', value.host),
        ...plain('STARROCKS_USERNAME', value.username),
        ...fromSecret('STARROCKS_PASSWORD', credential('starrocksPassword')),
        ...plain('STARROCKS_SCHEMA', value.schema),
        ...plain('STARROCKS_SCHEMA_SYNC', value.schemaSync),
        ...plain('STARROCKS_PORT', value.port),
        ...plain('STARROCKS_DATABASE', value.database),
        ...plain('STARROCKS_ECHO', value.echo),
      ]
    : [];
