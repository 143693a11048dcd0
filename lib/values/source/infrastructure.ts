import {
  choice,
  integer,
  objectName,
  pattern,
  port,
  bool,
  secretText,
  section,
  text,
  yesNo,
  labelValue,
} from '../nodes';
import type { Section, ValueNode } from '../nodes';
import { secretKey } from './secrets';

/** A name, an IPv4 address, or an IPv6 address in brackets. */
const HOST = '([A-Za-z0-9_]([-A-Za-z0-9_.]*[A-Za-z0-9_.])?|\\[[0-9A-Fa-f:.]+\\])';
const HOST_PORT = `${HOST}(:[0-9]{1,5})?`;
const OWN_KEYS = 'they have keys of their own';
const HOST_WORDS = `a host such as db.example.com, without scheme, user or password: ${OWN_KEYS}`;

export const elastic: Section = section('Elasticsearch, where profiles, events and sessions are stored.', {
  name: labelValue('Value of the pod label `app.kubernetes.io/ns-elastic`.', { default: 'es1', example: 'es2' }),
  host: pattern(
    'Host (`ELASTIC_HOST`); several are separated by commas.',
    `^${HOST_PORT}(,${HOST_PORT})*$`,
    HOST_WORDS,
    {
      default: 'elastic-std-svc.elastic-standalone.svc.cluster.local',
      example: 'es.data.svc,es2.data.svc',
    },
  ),
  schema: choice('Protocol (`ELASTIC_SCHEME`).', ['http', 'https'], { default: 'http', example: 'https' }),
  port: port(
    'Port (`ELASTIC_PORT`). Public versions of the program do not read it: they take 9200, or the port behind each host.',
    9200,
  ),
  verifyCerts: yesNo('Whether the server certificate is verified (`ELASTIC_VERIFY_CERTS`).', 'no'),
  ca: section(
    'Certificate authority of the server certificate, mounted in every backend (`ELASTIC_CA_FILE`). It goes with `schema: https` and `verifyCerts: yes`.',
    {
      configMap: objectName('Existing ConfigMap that holds it.', { example: 'elastic-ca' }),
      secret: objectName('Existing Secret that holds it.', { example: 'elastic-certificates' }),
      key: pattern(
        'Key of the certificate in it.',
        '^[-._a-zA-Z0-9]+$',
        'a key of a ConfigMap or Secret: letters, digits, "-", "_" and "."',
        { default: 'ca.crt', example: 'tls.crt', max: 253 },
      ),
    },
  ),
  index: section('How indices are made.', {
    shards: integer('Shards of an index (`ELASTIC_INDEX_SHARDS`). Fixed once Tracardi is installed.', {
      default: 3,
      min: 1,
    }),
    replicas: integer('Replicas of an index (`ELASTIC_INDEX_REPLICAS`).', { default: 1 }),
  }),
});

export const redis: Section = section('Redis, where the cache is held.', {
  name: labelValue('Value of the pod label `app.kubernetes.io/ns-cache`.', { default: 'rd1', example: 'rd2' }),
  host: pattern('Host, the second half of `REDIS_HOST`.', `^${HOST_PORT}$`, HOST_WORDS, {
    default: 'redis-std-svc.redis-standalone.svc.cluster.local',
    example: 'redis.data.svc',
  }),
  schema: choice(
    'Protocol, the first half of `REDIS_HOST`. Public versions of the program connect without TLS for `rediss://`, too.',
    ['redis://', 'rediss://'],
    {
      default: 'redis://',
      example: 'rediss://',
    },
  ),
  port: port('Port (`REDIS_PORT`).', 6379),
});

export const pulsar: Section = section('Apache Pulsar, which carries work to the workers.', {
  name: labelValue('Value of the pod label `app.kubernetes.io/ns-pulsar`.', { default: 'ps1', example: 'ps2' }),
  enabled: bool(
    'Whether Pulsar is used. Without it the three queue workers are not deployed and `PULSAR_DISABLED` is `yes`.',
    true,
  ),
  host: pattern(
    'Host and port, the second half of `PULSAR_HOST`.',
    `^${HOST_PORT}$`,
    `a host such as pulsar.example.com:6650, without scheme, path or token: ${OWN_KEYS}`,
    {
      default: 'pulsar-std-svc.pulsar-standalone.svc.cluster.local',
      example: 'pulsar-proxy.pulsar.svc:6650',
    },
  ),
  schema: choice('Protocol, the first half of `PULSAR_HOST`.', ['pulsar://', 'pulsar+ssl://'], {
    default: 'pulsar://',
    example: 'pulsar+ssl://',
  }),
  api: pattern(
    'URL of the admin API (`PULSAR_API`).',
    '^https?://[!-~]+$',
    'a URL that starts with http:// or https://',
    {
      default: 'http://pulsar-std-svc.pulsar-standalone.svc.cluster.local:8080',
      example: 'http://pulsar-broker.pulsar.svc:8080',
    },
  ),
  clusterName: text('Name of the Pulsar cluster (`PULSAR_CLUSTER`).', {
    default: 'pulsar',
    example: 'standalone',
    notEmpty: true,
  }),
});

export const mysql: Section = section('MySQL, where the configuration and the tenants are stored.', {
  host: pattern(
    'Host (`MYSQL_HOST`).',
    `^${HOST}$`,
    `a host such as db.example.com, without scheme, port, user or password: ${OWN_KEYS}`,
    {
      default: 'percona-db-pxc-db-haproxy.percona.svc.cluster.local',
      example: 'mysql.data.svc',
    },
  ),
  schema: text('SQLAlchemy driver URL prefix (`MYSQL_SCHEMA`).', {
    default: 'mysql+aiomysql://',
    example: 'mysql+asyncmy://',
    notEmpty: true,
  }),
  database: text('Database of everything but the Tenant Management Service (`MYSQL_DATABASE`).', {
    default: 'tracardi',
    example: 'cdp',
    notEmpty: true,
  }),
  port: port('Port (`MYSQL_PORT`).', 3306),
  pool: section('Connection pool of each process.', {
    size: integer('Connections kept open (`MYSQL_POOL_SIZE`).', { default: 5, min: 1 }),
    maxOverflow: integer('Connections above the size (`MYSQL_POOL_MAX_OVERFLOW`).', { default: 2 }),
    timeout: integer('Seconds to wait for a free connection (`MYSQL_POOL_TIMEOUT`).', { default: 3 }),
    recycle: integer(
      'Seconds after which a connection is replaced (`MYSQL_RECYCLE`, and `MYSQL_POOL_RECYCLE` for older images).',
      {
        default: 1800,
      },
    ),
  }),
});

export const tmsApi: Section = section(
  'How backends reach the Tenant Management Service (TMS), and where it stores tenants.',
  {
    url: pattern(
      'URL of a TMS outside this release (`MULTI_TENANT_MANAGER_URL`). Empty: `http://<tmsApi.host>:<tms.docker.service.port>`.',
      '^(https?://[!-~]+)?$',
      'a URL that starts with http:// or https://',
      { default: '', example: 'https://tms.example.com' },
    ),
    host: pattern(
      'Host of the TMS. Empty: the Service of this release.',
      `^(${HOST})?$`,
      'a host such as tms.example.com, without scheme or port: a whole URL goes into tmsApi.url',
      {
        default: '',
        example: 'tms.other-namespace.svc.cluster.local',
      },
    ),
    database: text('Database of the TMS (its `MYSQL_DATABASE`).', {
      default: 'tms',
      example: 'tenants',
      notEmpty: true,
    }),
  },
);

export const starrocks: Section = section(
  'StarRocks (experimental). Each key that is set becomes its `STARROCKS_*` variable; the section is absent by default.',
  {
    host: text('Host (`STARROCKS_HOST`).', { default: '', example: 'starrocks.data.svc' }),
    username: text('User (`STARROCKS_USERNAME`).', { default: '', example: 'root' }),
    password: secretText('Password, kept in the Secret starrocks-secret (`STARROCKS_PASSWORD`).', {
      default: '',
      example: 'pass',
    }),
    passwordFrom: secretKey('the password'),
    schema: text('SQLAlchemy driver URL prefix (`STARROCKS_SCHEMA`).', { default: '', example: 'starrocks://' }),
    schemaSync: text('Driver for synchronous use (`STARROCKS_SCHEMA_SYNC`).', {
      default: '',
      example: 'starrocks+pymysql://',
    }),
    port: integer('Port (`STARROCKS_PORT`).', { default: null, min: 1, max: 65535, example: 9030, optional: true }),
    database: text('Database (`STARROCKS_DATABASE`).', { default: '', example: 'tracardi' }),
    echo: yesNo('Whether SQL is logged (`STARROCKS_ECHO`).', 'no'),
  },
  { default: null, optional: true },
);

const milliseconds = (description: string, value: number, example: number): ValueNode =>
  integer(`${description} Milliseconds.`, { default: value, example });

export const telemetry: Section = section(
  'OpenTelemetry export (experimental, `OTEL_*`); the section is absent by default.',
  {
    disabled: yesNo('Switches the SDK off (`OTEL_SDK_DISABLED`).', 'no'),
    name: text('Service name (`OTEL_SERVICE_NAME`).', { default: 'tracardi', example: 'cdp' }),
    logLevel: text('Log level of the SDK (`OTEL_LOG_LEVEL`).', { default: 'info', example: 'debug' }),
    export: section('Where and how signals are exported.', {
      endpoint: text('URL of the collector (`OTEL_EXPORTER_OTLP_ENDPOINT`).', {
        default: '',
        example: 'http://otel:4317',
      }),
      headers: secretText('Headers, kept in the Secret telemetry-secret (`OTEL_EXPORTER_OTLP_HEADERS`).', {
        default: '',
        example: 'api-key=1',
      }),
      headersFrom: secretKey('the headers'),
      metrics: text('Metrics exporter (`OTEL_METRICS_EXPORTER`).', { default: '', example: 'otlp' }),
      logs: text('Logs exporter (`OTEL_LOGS_EXPORTER`).', { default: '', example: 'otlp' }),
      attributes: text('Resource attributes (`OTEL_RESOURCE_ATTRIBUTES`).', { default: '', example: 'env=prod' }),
      timeOut: milliseconds(
        'Time-out of an export (`OTEL_BSP_EXPORT_TIMEOUT`, `OTEL_BLRP_EXPORT_TIMEOUT`).',
        30000,
        10000,
      ),
      delay: milliseconds('Delay between exports (`OTEL_BSP_SCHEDULE_DELAY`, `OTEL_BLRP_SCHEDULE_DELAY`).', 5000, 1000),
      batchSize: integer(
        'Most items in an export (`OTEL_BSP_MAX_EXPORT_BATCH_SIZE`, `OTEL_BLRP_MAX_EXPORT_BATCH_SIZE`).',
        {
          default: 512,
          min: 1,
          example: 64,
        },
      ),
    }),
  },
  { default: null, optional: true },
);
