import type { Json, JsonObject } from '../../lib/private/json';
import { splitPath } from '../../lib/private/tree';
import { EVERYTHING, merge, MULTI_TENANT } from '../support/objects';
import type { Written } from './values-text';

/** A map that has only a value at a path. */
export function nested(path: string, value: Written): Written {
  return splitPath(path).reduceRight<Written>((inner, key) => ({ [key]: inner }), value);
}

const each = (paths: string[], key: string, value: object): JsonObject[] =>
  paths.map((path) => nested(`${path}.${key}`, value as Json) as JsonObject);

export const COMPONENTS = [
  'api.private',
  'api.public',
  'tms.docker',
  'tmsGui.docker',
  'gui.console',
  'bridge.queue.docker',
  'worker.background',
  'worker.collector',
  'worker.workflow',
  'worker.upgrade.docker',
  'worker.apm.profile',
];
const APIS = ['api.private', 'api.public'];
export const ROUTED = ['api.private', 'api.public', 'tms.docker', 'tmsGui.docker', 'gui.console'];
const LITERALS = {
  secrets: {
    redis: { password: 'p' },
    elastic: { password: 'p' },
    pulsar: { token: 't' },
    mysql: { username: 'u', password: 'p' },
    maxmind: { licenseKey: 'k', accountId: 'a' },
  },
};

const TENANTS: JsonObject = {
  tenants: [
    { name: 'acme', email: 'a@acme.example', password: 'hunter2' },
    { name: 'globex', email: 'a@globex.example', passwordFrom: { name: 's', key: 'k' }, needsAdmin: false },
  ],
};

/** What settings stand on, so that their effect can be seen. */
export const BASES: JsonObject[] = [
  {},
  MULTI_TENANT,
  merge(EVERYTHING, LITERALS),
  merge(
    EVERYTHING,
    LITERALS,
    ...each(COMPONENTS, 'serviceAccount', { create: true }),
    ...each(ROUTED, 'service', { loadBalancer: true }),
  ),
  merge(
    EVERYTHING,
    ...each(COMPONENTS, 'autoscaling', { enabled: true, maxReplicas: 2147483647 }),
    ...each(COMPONENTS, 'podDisruptionBudget', { enabled: true }),
  ),
  merge(
    EVERYTHING,
    ...each(COMPONENTS, 'keda', {
      enabled: true,
      maxReplicaCount: 2147483647,
      triggers: [{ type: 'cpu', metadata: { value: '60' } }],
    }),
    ...each(COMPONENTS, 'networkPolicy', { enabled: true }),
  ),
  merge(
    MULTI_TENANT,
    ...each(ROUTED, 'ingress', { enabled: true, host: 'a.example.com' }),
    ...each(APIS, 'ingress', { host: '*.example.com' }),
    {
      gui: { console: { ingress: { host: 'gui.example.com' } } },
      tms: { docker: { ingress: { host: 'tms.example.com' } } },
    },
  ),
  merge(MULTI_TENANT, ...each(APIS, 'httpRoute', { enabled: true, hostnames: ['*.example.com'] }), {
    gateway: { enabled: true, className: 'envoy', ports: { private: 80, public: 80 } },
    gui: { console: { httpRoute: { enabled: true } } },
  }),
  merge(MULTI_TENANT, TENANTS),
  merge(MULTI_TENANT, TENANTS, {
    seed: { useHelmHooks: true, mode: 'check', serviceAccount: { create: true } },
    fullnameOverride: 'cdp',
    tms: { docker: { enabled: false } },
    tmsApi: { url: 'https://tms.example.com/' },
  }),
  merge(
    { telemetry: { export: {} }, starrocks: { echo: true } },
    { pulsar: { enabled: false }, worker: { workflow: { enabled: true } } },
  ),
];
