import { choice, custom, integer, pattern, section, text, yesNo } from '../nodes';
import type { Leaf, Section } from '../nodes';

/** A dot-separated DNS name of at least two labels. */
const DOMAIN = '^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)+)?$';

const feature = (what: string, variable: string): Leaf => yesNo(`Whether ${what} (\`${variable}\`).`, 'yes');

const PARTITIONS = ['day', 'week', 'month', 'quarter', 'year'];
const partitioning = (what: string, variable: string, value: string): Leaf =>
  choice(
    `Period after which a new index of ${what} starts (\`${variable}\`). Fixed once Tracardi is installed.`,
    PARTITIONS,
    {
      default: value,
      example: 'year',
    },
  );

const jsonDocument = (what: string, example: { [id: string]: string }): Leaf =>
  custom(
    `${what}. A map, or its JSON text. Null: an empty one.`,
    'any',
    { type: ['object', 'string', 'null'] },
    { default: null, example, optional: true },
  );

export const config: Section = section('Settings of the program, the same in every backend container.', {
  multiTenant: section('Multi-tenancy.', {
    multi: yesNo(
      'Whether one installation serves many tenants (`MULTI_TENANT`). Needs both TMS secrets and a licence.',
      'no',
    ),
    domain: pattern(
      'Domain below which tenants live: tenant `acme` is `acme.<domain>`. Empty: `api.private.ingress.host` without its first label.',
      DOMAIN,
      'a lower-case domain of at least two labels, without scheme, port or wildcard',
      // A host has at most 253 characters, of which the tenant may take 64.
      { default: '', example: 'cdp.example.com', max: 189 },
    ),
    healthCheckTenant: pattern(
      'First label of the Host header that probes send, since the program refuses hosts that name no tenant.',
      '^[a-z]{5,63}$',
      '5 to 63 lower-case letters',
      { default: 'healthcheck', example: 'probes' },
    ),
  }),
  primaryId: text('Prefix of primary ids (`PRIMARY_ID`). Never change it after the installation.', {
    default: 'emm-',
    example: 'id-',
  }),
  demo: yesNo('Whether the private API offers the demo page and fake events (`DEMO`).', 'no'),
  useXForwardedIp: yesNo(
    'Whether the address of a visitor is taken from `X-Forwarded-For`, as behind an Ingress, where the collector otherwise sees the proxy’s (`USE_X_FORWARDED_IP`). Any caller can write that header where no proxy replaces it.',
    'no',
  ),
  trackDebug: yesNo('Whether collectors answer with debugging data (`TRACK_DEBUG`).', 'no'),
  apm: section('Automatic profile merging.', {
    identificationEventProperty: text('`IDENTIFICATION_EVENT_PROPERTY`.', { default: '', example: 'email' }),
    tipType: text('`IDENTIFICATION_POINT_TYPE`.', { default: '', example: 'email' }),
    eventType: text('`IDENTIFICATION_EVENT_TYPE`.', { default: '', example: 'sign-in' }),
  }),
  eff: section('Experimental features.', {
    enableLateProfileBinding: yesNo('Whether profiles are bound late (`EFF_LATE_PROFILE_BINDING`).', 'no'),
  }),
  features: section('Features that can be switched off.', {
    enableEventDestinations: feature('events go to destinations', 'ENABLE_EVENT_DESTINATIONS'),
    enableProfileDestinations: feature('profiles go to destinations', 'ENABLE_PROFILE_DESTINATIONS'),
    enableAudiences: feature('audiences are computed', 'ENABLE_AUDIENCES'),
    enableWorkflow: feature('workflows run', 'ENABLE_WORKFLOW'),
    enableEventValidation: feature('events are validated', 'ENABLE_EVENT_VALIDATION'),
    enableEventReshaping: feature('events are reshaped', 'ENABLE_EVENT_RESHAPING'),
    enableEventMapping: feature('events are mapped', 'ENABLE_EVENT_MAPPING'),
    enableEventToProfileMapping: feature('events are mapped to profiles', 'ENABLE_EVENT_TO_PROFILE_MAPPING'),
    enableDataCompliance: feature('consents are honoured', 'ENABLE_DATA_COMPLIANCE'),
    enableEventSourceCheck: feature('event sources are checked', 'ENABLE_EVENT_SOURCE_CHECK'),
    enableIdentificationPoints: feature('identification points work', 'ENABLE_IDENTIFICATION_POINTS'),
  }),
  partitioning: section('How data is split over indices.', {
    event: partitioning('events', 'EVENT_PARTITIONING', 'month'),
    profile: partitioning('profiles', 'PROFILE_PARTITIONING', 'quarter'),
    session: partitioning('sessions', 'SESSION_PARTITIONING', 'quarter'),
    entity: partitioning('entities', 'ENTITY_PARTITIONING', 'quarter'),
  }),
  systemEvents: section('Events that the program itself makes.', {
    enabled: yesNo('Whether system events are made (`SYSTEM_EVENTS`).', 'yes'),
    monitorPropertyChange: text(
      'Profile properties whose change makes an event (`SYSTEM_EVENTS_FOR_PROPERTY_CHANGE`).',
      {
        default: '',
        example: 'data.contact.email',
      },
    ),
    collectVisitEnded: yesNo('Whether the end of a visit makes an event (`ENABLE_VISIT_ENDED`).', 'no'),
  }),
  cache: section('How long data stays in the cache.', {
    keepProfileInCacheFor: integer('Seconds (`KEEP_PROFILE_IN_CACHE_FOR`).', { default: 3600, example: 1000000 }),
    keepSessionInCacheFor: integer('Seconds (`KEEP_SESSION_IN_CACHE_FOR`).', { default: 1800, example: 2000000 }),
  }),
  visit: section('Visits.', {
    close: integer('Seconds without an event after which a visit ends (`CLOSE_VISIT_AFTER`).', {
      default: 1200,
      example: 600,
    }),
  }),
  preConfiguration: section(
    'Objects that are there from the start, mounted as files. Each document is a JSON object.',
    {
      resources: jsonDocument('Resources by id (ConfigMap pre-resources-cm)', { crm: 'x' }),
      eventSources: jsonDocument('Event sources by id (ConfigMap pre-event-sources-cm)', { web: 'x' }),
      destinations: jsonDocument('Destinations by id (ConfigMap pre-destinations-cm)', { hook: 'x' }),
      tenantAliases: jsonDocument('Tenant ids by alias (ConfigMap tenant-aliases-cm)', { shop: 'acme' }),
    },
  ),
});
