import { BACKENDS_IMAGE } from './images';
import { COMPONENTS, forEach, merge } from '../support/objects';
import type { JsonObject } from '../../lib/json/json';

export const TENANTS = ['acme', 'globex', 'initech'];

/** What stands for Elasticsearch, MySQL, Redis and Pulsar, as a Service `backends`. */
export function backendObjects(namespace: string): object[] {
  const metadata = { name: 'backends', namespace };
  const ports = [9200, 3306, 6379, 6650, 8080].map((port) => ({ name: `p${port}`, port }));
  const container = {
    name: 'backends',
    image: BACKENDS_IMAGE,
    readinessProbe: { tcpSocket: { port: 9200 }, periodSeconds: 1 },
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
  const securityContext = { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } };
  const labels = { app: 'backends' };
  const spec = { terminationGracePeriodSeconds: 1, securityContext, containers: [container] };
  return [
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports } },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    },
  ];
}

/** The domain of a namespace's tenants. */
export const domainOf = (namespace: string): string => `${namespace}.example.com`;

/** Where the platform finds its backends, in the words of the chart before and of ours. */
export const BACKENDS: JsonObject = {
  elastic: { host: 'backends' },
  redis: { host: 'backends' },
  mysql: { host: 'backends' },
  pulsar: { host: 'backends', api: 'http://backends:8080' },
};

const REQUESTS = { requests: { cpu: '5m', memory: '30Mi' }, limits: { memory: '200Mi' } };

/** What lets many pods run on a small machine, and be ready soon. */
export const SMALL: JsonObject = merge(forEach(COMPONENTS, 'resources', REQUESTS), {
  init: { resources: REQUESTS },
  api: { private: { readinessProbe: SOON() }, public: { readinessProbe: SOON() } },
});

function SOON(): JsonObject {
  return { httpGet: { path: '/healthcheck', port: 'http' }, periodSeconds: 1, timeoutSeconds: 5 };
}

/** A multi-tenant platform on one wildcard domain. */
export function platformValues(namespace: string, ...more: object[]): JsonObject {
  const domain = domainOf(namespace);
  const ingress = (host: string): JsonObject => ({ ingress: { enabled: true, host } });
  return merge(
    BACKENDS,
    SMALL,
    {
      config: { multiTenant: { multi: 'yes', domain } },
      secrets: {
        license: { licenseKey: 'licence-of-the-tests' },
        installation: { token: 'token-of-the-tests' },
        tms: { secretKey: 'signing-key-of-the-tests', apiKey: 'api-key-of-the-tests' },
      },
      api: { private: ingress(`*.${domain}`), public: ingress(`*.${domain}`) },
      gui: { console: ingress(`gui.${domain}`) },
      tms: { docker: ingress(`tms.${domain}`) },
      tmsGui: { docker: ingress(`tms-gui.${domain}`) },
    },
    ...more,
  );
}

export const tenants = (...names: string[]): JsonObject => ({
  tenants: names.map((name) => ({ name, email: `admin@${name}.example`, password: `password-of-${name}` })),
});
