import type { Json, JsonObject } from '../json/json';

/** A key of earlier charts or their documents. It is accepted with a warning and is in neither values.yaml nor the types. */
export interface DeprecatedKey {
  /** Dotted path. */
  readonly path: string;
  /** Path of the key that takes the value over. @default - the key has no effect */
  readonly movedTo?: string;
  /** Why it has no effect, and what to do instead. */
  readonly reason?: string;
  /** Value that the chart before had by itself: it stands for the default of `movedTo`. @default - none */
  readonly before?: Json;
  /** JSON Schema of the value. @default - that of `movedTo`, or anything */
  readonly schema?: JsonObject;
}

const moved = (path: string, movedTo: string): DeprecatedKey => ({ path, movedTo });
/** The default before counted the pods of all releases in a namespace. */
const spread = (component: string, name: string): DeprecatedKey => ({
  ...moved(`${component}.spread.rules.topologySpreadConstraints`, `${component}.topologySpreadConstraints`),
  before: [
    {
      maxSkew: 1,
      topologyKey: 'kubernetes.io/hostname',
      whenUnsatisfiable: 'ScheduleAnyway',
      labelSelector: { matchLabels: { 'app.kubernetes.io/component': name } },
    },
  ],
});
const noEffect = (path: string, reason: string, schema: JsonObject = {}): DeprecatedKey => ({ path, reason, schema });

const FEATURES = 'switch the feature in config.features, for all containers';
const ONE_PLACE = 'partitioning is one for all containers: set it in config.partitioning';

export const DEPRECATED_KEYS: DeprecatedKey[] = [
  moved('pulsar.cluster_name', 'pulsar.clusterName'),
  moved('telemetry.log_level', 'telemetry.logLevel'),
  moved('telemetry.export.time_out', 'telemetry.export.timeOut'),
  moved('telemetry.export.batch_size', 'telemetry.export.batchSize'),
  moved('config.monitorPropertyChange', 'config.systemEvents.monitorPropertyChange'),
  moved('config.enableVisitEnded', 'config.systemEvents.collectVisitEnded'),
  moved('api.private.config.elasticloggingLevel', 'api.private.config.elasticLoggingLevel'),
  moved('api.public.config.elasticloggingLevel', 'api.public.config.elasticLoggingLevel'),
  moved('api.public.config.eventPartitioning', 'config.partitioning.event'),
  moved('api.public.config.profilePartitioning', 'config.partitioning.profile'),
  moved('api.public.config.sessionPartitioning', 'config.partitioning.session'),
  moved('api.public.config.entityPartitioning', 'config.partitioning.entity'),
  moved('gui.nodeAffinity', 'gui.console.nodeAffinity'),
  moved('tms.nodeAffinity', 'tms.docker.nodeAffinity'),
  moved('tmsGui.nodeAffinity', 'tmsGui.docker.nodeAffinity'),
  moved('worker.apm.nodeAffinity', 'worker.apm.profile.nodeAffinity'),
  moved('apm.profile.nodeAffinity', 'worker.apm.profile.nodeAffinity'),
  moved('worker.upgrade.nodeAffinity', 'worker.upgrade.docker.nodeAffinity'),
  moved('bridge.queue.nodeAffinity', 'bridge.queue.docker.nodeAffinity'),
  moved('tms.service.loadBalancer', 'tms.docker.service.loadBalancer'),
  moved('tmsGui.service.loadBalancer', 'tmsGui.docker.service.loadBalancer'),
  spread('api.public', 'be-fa-public'),
  spread('worker.background', 'wk-pl-background'),
  spread('worker.collector', 'wk-pl-collector'),
  spread('worker.workflow', 'wk-pl-workflow'),
  moved('mysql.username', 'secrets.mysql.username'),
  moved('mysql.password', 'secrets.mysql.password'),
  moved('secrets.installationToken', 'secrets.installation.token'),

  noEffect('elastic.authenticate', 'credentials are sent when secrets.elastic has a password'),
  noEffect('redis.authenticate', 'the password is sent when secrets.redis has one'),
  noEffect('redis.db', 'the program has no setting for the database number'),
  noEffect('pulsar.authenticate', 'the token is sent when secrets.pulsar has one'),
  noEffect('pulsar.port', 'write the port into pulsar.host'),
  noEffect('mysql.name', 'nothing carries it'),
  ...['private', 'public'].flatMap((api) =>
    ['enableWorkflow', 'enableEventDestinations', 'enableProfileDestinations', 'enableIdentification'].map((key) =>
      noEffect(`api.${api}.config.${key}`, FEATURES),
    ),
  ),
  ...['event', 'profile', 'session', 'entity'].map((what) =>
    noEffect(`api.private.config.${what}Partitioning`, ONE_PLACE),
  ),
  ...['private', 'public'].map((api) =>
    noEffect(`api.${api}.storage`, 'fail-over storage was removed in Tracardi 1.1'),
  ),
  noEffect('config.storage', 'fail-over storage was removed in Tracardi 1.1'),
  noEffect('api.test', 'it was a name of Tracardi 0.8: use api.private'),
  noEffect('api.production', 'it was a name of Tracardi 0.8: use api.public'),
  noEffect('digitalOcean', 'use service.loadBalancer and service.loadBalancerAnnotations of the component'),
  noEffect('serviceAccount', 'use serviceAccount of the component'),
  noEffect('worker.background.config.bulker.maxTimeInBuffer', 'use bufferInactivityTimeOut'),
  noEffect('worker.background.config.bulker.minBatchSize', 'use bufferInactivityTimeOut'),
  noEffect('worker.background.config.bulker.maxBatchSize', 'use bufferInactivityTimeOut'),
  noEffect('worker.upgrade.docker.config.saveLogs', 'the worker does not store logs'),
  noEffect('worker.copingWorker', 'the worker was removed in Tracardi 1.1'),
  noEffect('copingWorker', 'the worker was removed in Tracardi 1.1'),
  noEffect(
    'worker.destination',
    'Tracardi 1.1.0 has no such worker; for images from 1.1.17 on write its Deployment into extraObjects',
  ),
  noEffect('api.public.config.elasticSavePool', 'the setting was removed in Tracardi 1.1'),
];

/** `config.systemEvents: "no"`, as documents up to 1.0 have it, stands for `config.systemEvents.enabled: "no"`. */
export const SCALAR_SECTION = { path: 'config.systemEvents', key: 'enabled' };
