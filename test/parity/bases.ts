import type { JsonObject } from '../../lib/json/json';
import { splitPath } from '../../lib/json/tree';
import { COMPONENTS, EVERYTHING, forEach, merge, MULTI_TENANT, ROUTED, secretsGiven } from '../support/objects';
import type { Written } from './values-text';

/** A map that has only a value at a path. */
export function nested(path: string, value: Written): Written {
  return splitPath(path).reduceRight<Written>((inner, key) => ({ [key]: inner }), value);
}

const APIS = ['api.private', 'api.public'];

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
  merge(EVERYTHING, secretsGiven),
  merge(
    EVERYTHING,
    secretsGiven,
    forEach(COMPONENTS, 'serviceAccount', { create: true }),
    forEach(ROUTED, 'service', { loadBalancer: true }),
  ),
  merge(
    EVERYTHING,
    forEach(COMPONENTS, 'autoscaling', { enabled: true, maxReplicas: 2147483647 }),
    forEach(COMPONENTS, 'podDisruptionBudget', { enabled: true }),
  ),
  merge(
    EVERYTHING,
    forEach(COMPONENTS, 'keda', {
      enabled: true,
      maxReplicaCount: 2147483647,
      triggers: [{ type: 'cpu', metadata: { value: '60' } }],
    }),
    forEach(COMPONENTS, 'networkPolicy', { enabled: true }),
  ),
  merge(
    MULTI_TENANT,
    forEach(ROUTED, 'ingress', { enabled: true, host: 'a.example.com' }),
    forEach(APIS, 'ingress', { host: '*.example.com' }),
    {
      gui: { console: { ingress: { host: 'gui.example.com' } } },
      tms: { docker: { ingress: { host: 'tms.example.com' } } },
    },
  ),
  merge(MULTI_TENANT, forEach(APIS, 'httpRoute', { enabled: true, hostnames: ['*.example.com'] }), {
    gateway: { enabled: true, className: 'envoy', ports: { private: 80, public: 80 } },
    gui: { console: { httpRoute: { enabled: true } } },
  }),
  merge(MULTI_TENANT, TENANTS),
  merge(MULTI_TENANT, TENANTS, {
    elastic: { ca: { secret: 'elastic-certificates' } },
    seed: { useHelmHooks: true, checkSchedule: '0 6 * * *', mode: 'check', serviceAccount: { create: true } },
    fullnameOverride: 'cdp',
    tms: { docker: { enabled: false } },
    tmsApi: { url: 'https://tms.example.com/' },
  }),
  merge(
    { telemetry: { export: {} }, starrocks: { echo: true } },
    { pulsar: { enabled: false }, worker: { workflow: { enabled: true } } },
  ),
];
