import type { JsonObject } from '../../json/json';
import { choice, integer, pattern, section, text, yesNo } from '../nodes';
import type { Leaf, Section, ValueNode } from '../nodes';
import { collectorPaths, httpRoute, ingress } from './routing';
import { containerSecurityContext, image, resources, service, workload } from './workload';
import type { WorkloadDefaults } from './workload';

type Children = { [key: string]: ValueNode };

const LEVELS = ['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL', 'debug', 'info', 'warning', 'error', 'critical'];

const loggingLevel = (value = 'INFO'): Leaf =>
  choice('Logging level (`LOGGING_LEVEL`).', LEVELS, { default: value, example: 'DEBUG' });

/** A section of `config` that has nothing but the logging level. */
const logging = (): Section => section('Settings.', { loggingLevel: loggingLevel() }, { name: 'LoggingValues' });

const component = (description: string, defaults: WorkloadDefaults, own: Children, name?: string): Section =>
  section(description, { ...workload(defaults), ...own }, { base: 'WorkloadValues', name });

const limits = (memory: string, cpu: string): JsonObject => ({ memory, cpu });

const healthcheck = (settings: JsonObject): JsonObject => ({
  httpGet: { path: '/healthcheck', port: 'http' },
  timeoutSeconds: 5,
  ...settings,
});
const page = (settings: JsonObject): JsonObject => ({ httpGet: { path: '/', port: 'http' }, ...settings });

const API: Pick<WorkloadDefaults, 'enabled' | 'containerPort' | 'startupProbe' | 'readinessProbe' | 'livenessProbe'> = {
  enabled: true,
  containerPort: 80,
  // The program opens its port only after it reached MySQL, Redis and Elasticsearch, each tried up to 10 times.
  startupProbe: healthcheck({ periodSeconds: 5, failureThreshold: 60 }),
  readinessProbe: healthcheck({ periodSeconds: 10, failureThreshold: 3 }),
  livenessProbe: healthcheck({ periodSeconds: 20, failureThreshold: 6 }),
};

const apiConfig = (docs: 'yes' | 'no', guiApi: 'yes' | 'no'): Section =>
  section(
    'Settings of this API.',
    {
      saveLogs: yesNo('Whether logs are stored in Elasticsearch (`SAVE_LOGS`).', 'yes'),
      loggingLevel: loggingLevel(),
      serverLoggingLevel: choice('Logging level of the web server (`SERVER_LOGGING_LEVEL`).', LEVELS, {
        default: 'warning',
        example: 'info',
      }),
      elasticLoggingLevel: choice(
        'Logging level of the Elasticsearch client (`ELASTIC_LOGGING_LEVEL`). Empty: the default of the program.',
        ['', ...LEVELS],
        {
          default: '',
          example: 'ERROR',
        },
      ),
      apiDocs: yesNo(
        'Whether /docs and /redoc are served (`API_DOCS`). The program serves /openapi.json in any case.',
        docs,
      ),
      enableGuiApi: yesNo('Whether the routes that the GUI uses are served (`EXPOSE_GUI_API`).', guiApi),
    },
    { name: 'ApiConfigValues' },
  );

/** Pods of one component on as many nodes as there are, where that is possible. */
const SPREAD = [{ maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway' }];

export const init: Section = section('Init container of the APIs and the queue workers: it prepares Pulsar.', {
  image: image('tracardi/init', '', 'Tag. Empty: that of `api.image`.'),
  config: section('Settings.', { loggingLevel: loggingLevel() }, { name: 'LoggingValues' }),
  resources: resources({ requests: limits('100Mi', '100m'), limits: limits('500Mi', '500m') }),
  containerSecurityContext: containerSecurityContext(),
});

export const api: Section = section('The two APIs.', {
  image: image('tracardi/com-tracardi-api', '1.1.x', 'Tag. The init containers use it too.'),
  private: component(
    'Private API: manages Tracardi, serves the GUI.',
    { ...API, resources: { limits: limits('1000Mi', '500m'), requests: limits('100Mi', '100m') } },
    {
      config: apiConfig('yes', 'yes'),
      service: service(8686),
      ingress: ingress('*.private.your-domain.com'),
      httpRoute: httpRoute(),
    },
  ),
  public: component(
    'Public API: collects data.',
    {
      ...API,
      resources: { limits: limits('300Mi', '500m'), requests: limits('100Mi', '100m') },
      topologySpreadConstraints: SPREAD,
    },
    {
      config: apiConfig('no', 'no'),
      service: service(8585),
      ingress: ingress('*.public.your-domain.com'),
      httpRoute: httpRoute(),
      ...collectorPaths,
    },
  ),
});

const WEB_SERVER: WorkloadDefaults = {
  enabled: true,
  containerPort: 80,
  resources: { limits: limits('50Mi', '500m'), requests: limits('20Mi', '300m') },
  readinessProbe: page({ periodSeconds: 10 }),
  livenessProbe: page({ periodSeconds: 20 }),
  // nginx gives its caches to its own user and starts workers as that user.
  capabilities: ['CHOWN', 'SETGID', 'SETUID'],
};

export const gui: Section = section('Graphical user interface.', {
  image: image('tracardi/tracardi-gui', '1.1.x'),
  console: component('GUI.', WEB_SERVER, {
    config: section('Settings.', {
      mode: choice('Whether the GUI shows a deployment step (`MODE`).', ['with-deployment', 'no-deployment'], {
        default: 'with-deployment',
        example: 'no-deployment',
      }),
      allowUpdatesOnProduction: yesNo('Whether production may be edited (`ALLOW_UPDATES_ON_PRODUCTION`).', 'no'),
      customJs: text('JavaScript that the GUI loads (ConfigMap gui-config, custom.js).', {
        default: 'export const custom = {}\n',
        example: 'export const custom = { x: 1 }\n',
      }),
    }),
    service: service(8787),
    ingress: ingress('gui.your-domain.com'),
    httpRoute: httpRoute(),
  }),
});

const tcp = (settings: JsonObject): JsonObject => ({ tcpSocket: { port: 'http' }, ...settings });

export const tms: Section = section('Tenant Management Service, deployed where `config.multiTenant.multi` is on.', {
  image: image('tracardi/tms', '1.1.0'),
  docker: component(
    'TMS.',
    {
      enabled: true,
      containerPort: 80,
      resources: { limits: limits('500Mi', '500m'), requests: limits('100Mi', '100m') },
      startupProbe: tcp({ periodSeconds: 5, failureThreshold: 60 }),
      readinessProbe: tcp({ periodSeconds: 10 }),
      livenessProbe: tcp({ periodSeconds: 20, failureThreshold: 6 }),
    },
    {
      config: logging(),
      service: service(8383, {
        name: pattern(
          'Name of the Service.',
          '^[a-z]([-a-z0-9]*[a-z0-9])?$',
          'lower-case letters, digits and "-", a letter first',
          {
            default: 'be-tms-svc',
            example: 'tenants',
            max: 63,
          },
        ),
      }),
      ingress: ingress(''),
      httpRoute: httpRoute(),
    },
  ),
});

export const tmsGui: Section = section('GUI of the TMS, deployed together with the TMS.', {
  image: image('tracardi/tms-gui', '1.1.0'),
  docker: component('TMS GUI.', WEB_SERVER, { service: service(8282), ingress: ingress(''), httpRoute: httpRoute() }),
});

const queueWorker = (what: string, enabled: boolean, amounts: JsonObject): Section =>
  component(
    `${what} Needs Pulsar.`,
    { enabled, resources: amounts, topologySpreadConstraints: SPREAD },
    {
      image: image('tracardi/background-worker', '1.1.0'),
      config: section(
        'Settings.',
        {
          loggingLevel: loggingLevel(),
          bulker: section(
            'How work is grouped.',
            {
              bufferInactivityTimeOut: integer(
                'Milliseconds after which a buffer is flushed (`INACTIVITY_TIME_OUT`).',
                { default: 10000, example: 1000000 },
              ),
            },
            { name: 'BulkerValues' },
          ),
        },
        { name: 'QueueWorkerConfigValues' },
      ),
    },
    'QueueWorkerValues',
  );

export const worker: Section = section('Workers.', {
  background: queueWorker('Stores what was collected.', true, {
    limits: limits('1000Mi', '1000m'),
    requests: limits('300Mi', '300m'),
  }),
  collector: queueWorker('Processes collected data.', false, {
    limits: limits('500Mi', '1000m'),
    requests: limits('300Mi', '300m'),
  }),
  workflow: queueWorker('Runs workflows.', false, {
    limits: limits('500Mi', '800m'),
    requests: limits('200Mi', '300m'),
  }),
  apm: section('Automatic profile merging.', {
    image: image('tracardi/apm', '1.1.0'),
    profile: component(
      'APM worker.',
      { enabled: true, resources: { limits: limits('2500Mi', '500m'), requests: limits('100Mi', '100m') } },
      { config: logging() },
    ),
  }),
  upgrade: section('Upgrades of stored data.', {
    image: image('tracardi/update-worker', '1.1.0'),
    docker: component(
      'Upgrade worker.',
      { enabled: true, resources: { limits: limits('500Mi', '500m'), requests: limits('100Mi', '300m') } },
      { config: logging() },
    ),
  }),
});

export const bridge: Section = section('Bridges, which bring data in.', {
  queue: section('Queue bridge.', {
    image: image('tracardi/com-bridge-queue', '1.1.0'),
    docker: component(
      'Queue bridge.',
      { enabled: false, resources: { limits: limits('200Mi', '500m'), requests: limits('80Mi', '300m') } },
      { config: logging() },
    ),
  }),
});
