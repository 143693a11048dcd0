import {
  annotations,
  bool,
  choice,
  integer,
  kubernetes,
  kubernetesList,
  labels,
  listOf,
  objectName,
  pattern,
  port,
  section,
  stringList,
} from '../nodes';
import type { Section } from '../nodes';

const LABEL = '[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?';
/** Of a host that is no IP address the last label has a letter. */
const LAST_LABEL = '([a-z]([-a-z0-9]{0,61}[a-z0-9])?|[0-9][-0-9]{0,30}[a-z]([-a-z0-9]{0,30}[a-z0-9])?)';
const HOST = `^((\\*\\.)?(${LABEL}\\.)*${LAST_LABEL})?$`;
const HOST_WORDS =
  'a lower-case host name, no IP address, at most 253 characters, that may start with "*.", without scheme or port';
const PATH = '^/[!"$->@-~]*$';
const PATH_WORDS = 'a path that starts with "/", without blanks';
/** What both an Ingress and a route of the Gateway API take. */
const PLAIN_PATH = "^/([-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$";
const PLAIN_PATH_WORDS = 'a path that starts with "/": letters, digits, other signs as % and two digits';

export function ingress(host: string): Section {
  return section(
    'Ingress.',
    {
      enabled: bool('Whether it is made.', false),
      className: objectName('IngressClass. Empty: the default of the cluster.', { example: 'nginx' }),
      annotations: annotations('Annotations.'),
      labels: labels('Labels.'),
      host: pattern('Host.', HOST, HOST_WORDS, { default: host, example: '*.cdp.example.com', max: 253 }),
      hosts: stringList('Further hosts.', {
        example: ['cdp.example.org'],
        item: { type: 'string', pattern: HOST, minLength: 1, maxLength: 253, $comment: HOST_WORDS },
      }),
      path: pattern('Path.', PATH, PATH_WORDS, { default: '/', example: '/cdp' }),
      pathType: choice('Path type.', ['Prefix', 'Exact', 'ImplementationSpecific'], {
        default: 'Prefix',
        example: 'ImplementationSpecific',
      }),
      tls: kubernetesList('TLS, as the Ingress has it.', 'IngressTLS', {
        example: [{ hosts: ['*.cdp.example.com'], secretName: 'wildcard-tls' }],
      }),
    },
    { name: 'IngressValues' },
  );
}

export function httpRoute(): Section {
  return section(
    'HTTPRoute of the Gateway API.',
    {
      enabled: bool('Whether it is made.', false),
      annotations: annotations('Annotations.'),
      labels: labels('Labels.'),
      parentRefs: kubernetesList('Gateways that carry the route. Empty: the one of `gateway`.', 'ParentReference', {
        example: [{ name: 'shared', namespace: 'gateways', sectionName: 'https' }],
      }),
      hostnames: stringList('Hosts. Empty: those of the Ingress.', {
        example: ['*.cdp.example.com'],
        item: { type: 'string', pattern: HOST, minLength: 1, maxLength: 253, $comment: HOST_WORDS },
      }),
      filters: kubernetesList('Filters of each rule.', 'HTTPRouteFilter', {
        example: [
          { type: 'ResponseHeaderModifier', responseHeaderModifier: { add: [{ name: 'x-served-by', value: 'cdp' }] } },
        ],
      }),
      timeouts: kubernetes('Time-outs of each rule.', 'HTTPRouteTimeouts', { example: { request: '10s' } }),
    },
    { name: 'HttpRouteValues' },
  );
}

const collectorPath = section(
  'A path that the public API serves.',
  {
    path: pattern('Path.', PLAIN_PATH, PLAIN_PATH_WORDS, { default: '/', example: '/t' }),
    pathType: choice('Path type.', ['Prefix', 'Exact'], { default: 'Prefix', example: 'Exact', optional: true }),
  },
  { name: 'CollectorPathValues', required: ['path'] },
);

const prefix = (path: string): { path: string; pathType: string } => ({ path, pathType: 'Prefix' });

/** Paths of the collector, which the public API keeps where it shares a host with the private one. */
export const COLLECTOR_PATHS = [
  prefix('/track'),
  prefix('/collect'),
  prefix('/redirect'),
  prefix('/tracker'),
  prefix('/uix'),
  prefix('/customer/consent'),
  { path: '/consents/type/enabled', pathType: 'Exact' },
];

export const collectorPaths = {
  collectorPaths: listOf(
    'Paths that go to the public API where both APIs have the same host and path; the private API gets the rest.',
    collectorPath,
    {
      default: COLLECTOR_PATHS,
      example: [prefix('/track')],
    },
  ),
  extraCollectorPaths: listOf('Further such paths.', collectorPath, { example: [prefix('/t')] }),
};

const certificateRef = section(
  'A Secret with a certificate.',
  {
    name: objectName('Name of the Secret.', { example: 'wildcard-tls' }),
    namespace: objectName('Its namespace. Empty: that of the Gateway.', { example: 'certificates', optional: true }),
  },
  { name: 'CertificateRefValues', required: ['name'] },
);

const listener = section(
  'A listener of the Gateway.',
  {
    name: pattern('Name.', `^${LABEL}$`, 'lower-case letters, digits and "-", at most 63 characters', {
      default: '',
      example: 'https',
    }),
    port: port('Port.', 443),
    protocol: choice('Protocol. HTTPRoutes hang on no others.', ['HTTP', 'HTTPS'], {
      default: 'HTTPS',
      example: 'HTTP',
      optional: true,
    }),
    hostname: pattern('Hosts that it serves. Empty: all.', HOST, HOST_WORDS, {
      default: '',
      example: '*.cdp.example.com',
      max: 253,
      optional: true,
    }),
    certificateRefs: listOf('Secrets with the certificates, for HTTPS.', certificateRef, {
      example: [{ name: 'wildcard-tls' }],
    }),
  },
  { name: 'ListenerValues', required: ['name', 'port'] },
);

export const gateway: Section = section(
  'Gateway of the Gateway API, with a listener a port or those of `listeners`, for the routes that name no other.',
  {
    enabled: bool('Whether it is made.', false),
    className: objectName('GatewayClass.', { example: 'envoy' }),
    annotations: annotations(
      'Annotations. With an issuer of cert-manager it asks for the certificates of the listeners.',
    ),
    labels: labels('Labels.'),
    listeners: listOf(
      'Listeners in place of those by `ports`. A route hangs on all whose hostname fits one of its hosts, on those of HTTP only without `redirect`.',
      listener,
      {
        example: [{ name: 'https', port: 443, certificateRefs: [{ name: 'wildcard-tls' }] }],
      },
    ),
    redirect: section('What the listeners of HTTP do where `listeners` has those of HTTPS, too.', {
      enabled: bool('Whether they send to HTTPS all that they are asked for.', false),
      port: integer('Port that they send to. Null: that of HTTPS, 443.', {
        default: null,
        min: 1,
        max: 65535,
        example: 8443,
      }),
    }),
    referenceGrants: bool(
      'Whether a ReferenceGrant lets the Gateway have the certificates of another namespace, which is made there.',
      true,
    ),
    ports: section('Port of the listener for each component, without `listeners`. Components may share one.', {
      private: port('Private API.', 8686),
      public: port('Public API.', 8585),
      gui: port('GUI.', 8787),
      tms: port('TMS.', 8383),
      tmsGui: port('TMS GUI.', 8282),
    }),
    certificateRefs: kubernetesList(
      'Secrets with the certificates of the listeners by `ports`. Empty: these speak HTTP, else HTTPS.',
      'LocalObjectReference',
      {
        example: [{ name: 'wildcard-tls' }],
      },
    ),
  },
);
