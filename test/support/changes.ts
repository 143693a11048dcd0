import { Testing } from 'cdk8s';
import type { Json, JsonObject } from '../../lib/json/json';
import { getAt, setAt, splitPath } from '../../lib/json/tree';
import { TracardiChart } from '../../lib/tracardi-chart';
import { checkValues, isError } from '../../lib/values/check';
import { defaultValues } from '../../lib/values/generated/defaults';
import type { ValueNode } from '../../lib/values/nodes';
import { COMPONENTS, EVERYTHING, forEach, merge, ROUTED, secretsGiven } from './objects';

/** Changes of one key of the values at a time. */

export interface Leaf {
  readonly path: string;
  readonly value: Json;
}

export function leavesOf(node: ValueNode, path = ''): Leaf[] {
  if (node.kind === 'section')
    return Object.entries(node.children).flatMap(([key, child]) => leavesOf(child, path ? `${path}.${key}` : key));
  if (node.example === undefined && typeof node.default === 'boolean') return [{ path, value: !node.default }];
  if (node.example === undefined && typeof node.default === 'number') return [{ path, value: node.default + 1 }];
  if (node.example === undefined) throw new Error(`${path} has no example`);
  return [{ path, value: node.example }];
}

const enableAll = (key: string, more: object = {}, paths = COMPONENTS): object =>
  forEach(paths, key, { enabled: true, ...more });
const routed = (key: string): object => {
  const block = (host: string): object => ({
    [key]: { enabled: true },
    ingress: { host, ...(key === 'ingress' ? { enabled: true } : {}) },
  });
  return {
    api: { private: block('*.d.com'), public: block('*.d.com') },
    gui: { console: block('gui.d.com') },
    tms: { docker: block('tms.d.com') },
    tmsGui: { docker: block('tms-gui.d.com') },
  };
};
const withServices = (service: JsonObject): object => forEach(ROUTED, 'service', service);

const TRIGGERS: Json = [{ type: 'cpu', metadata: { value: '9' } }];
const LISTENERS: Json = [
  { name: 'http', port: 80, protocol: 'HTTP' },
  { name: 'https', port: 443, hostname: '*.d.com', certificateRefs: [{ name: 't', namespace: 'n' }] },
];
const TENANT = { name: 'shop', email: 'a@b.example', password: 'p' };

/** A key has its effect over at least one of these. */
export const BASES: { [name: string]: JsonObject } = {
  'everything deployed': merge(
    EVERYTHING,
    secretsGiven,
    forEach(COMPONENTS, 'serviceAccount', { create: true }),
    withServices({ loadBalancer: true }),
  ),
  'node ports': merge(EVERYTHING, withServices({ type: 'NodePort' })),
  Ingress: merge(EVERYTHING, routed('ingress')),
  'Ingress, own hosts': merge(EVERYTHING, {
    api: { private: { ingress: { enabled: true } }, public: { ingress: { enabled: true } } },
  }),
  'Gateway API, own listeners': merge(EVERYTHING, routed('httpRoute'), {
    gateway: { enabled: true, className: 'x', listeners: LISTENERS },
  }),
  'Gateway API, redirect': merge(EVERYTHING, routed('httpRoute'), {
    gateway: { enabled: true, className: 'x', listeners: LISTENERS, redirect: { enabled: true } },
  }),
  'Gateway API': merge(EVERYTHING, routed('httpRoute'), {
    gateway: { enabled: true, className: 'x', ports: { private: 1000, public: 1000 } },
  }),
  'Gateway API, one route': merge(EVERYTHING, enableAll('httpRoute', {}, ['gui.console']), {
    gateway: { enabled: true, className: 'x' },
    tms: { docker: { ingress: { host: 'a.b' } } },
    tmsGui: { docker: { ingress: { host: 'c.b' } } },
  }),
  'Gateway API, another route': merge(EVERYTHING, enableAll('httpRoute', {}, ['api.private']), {
    gateway: { enabled: true, className: 'x' },
  }),
  'a class of Gateways': { gateway: { className: 'x' } },
  'routes of another Gateway': merge(EVERYTHING, enableAll('httpRoute', { parentRefs: [{ name: 'x' }] }, ROUTED), {
    gateway: { className: 'x' },
    tms: { docker: { ingress: { host: 'a.b' } } },
    tmsGui: { docker: { ingress: { host: 'c.b' } } },
  }),
  autoscaling: merge(
    EVERYTHING,
    enableAll('autoscaling'),
    enableAll('podDisruptionBudget'),
    enableAll('networkPolicy'),
    enableAll('keda', { enabled: false, triggers: [{ type: 'cpu', metadata: { value: '9' } }] }),
  ),
  KEDA: merge(EVERYTHING, enableAll('keda', { triggers: [{ type: 'cpu', metadata: { value: '9' } }] })),
  'KEDA off': merge(
    EVERYTHING,
    enableAll('keda', { enabled: false, triggers: [{ type: 'cpu', metadata: { value: '9' } }] }),
  ),
  'a certificate authority': merge(EVERYTHING, { elastic: { ca: { configMap: 'ca' } } }),
  'a volume': merge(EVERYTHING, forEach(COMPONENTS, 'extraVolumes', [{ name: 'scratch', emptyDir: {} }])),
  'references only': merge(EVERYTHING, {
    secrets: {
      tms: {
        secretKey: '',
        apiKey: '',
        valueFrom: { secretKey: { name: 'a', key: 'b' }, apiKey: { name: 'a', key: 'c' } },
      },
    },
  }),
  'external TMS': merge(EVERYTHING, { tmsApi: { host: 'tms' }, tms: { docker: { enabled: false } } }),
  'TMS at another host': merge(EVERYTHING, { tmsApi: { host: 'tms' } }),
  tenants: merge(EVERYTHING, { tenants: [TENANT], seed: { serviceAccount: { create: true } } }),
  'tenants by a Helm hook': merge(EVERYTHING, { tenants: [TENANT], seed: { useHelmHooks: true } }),
  alerts: { monitoring: { prometheusRule: { enabled: true } } },
  'multi-tenancy off': merge(EVERYTHING, { config: { multiTenant: { multi: 'no' } } }),
  'single tenant': {},
  'KEDA by default': { defaults: { keda: { enabled: true, triggers: TRIGGERS } } },
  'triggers of KEDA by default': { defaults: { keda: { triggers: TRIGGERS } } },
};

export interface Outcome {
  readonly objects: { [name: string]: string };
  readonly manifests: unknown[];
  readonly warnings: string;
  readonly errors: string[];
}

export function outcomeOf(values: JsonObject): Outcome {
  const { user, diagnostics } = checkValues(values);
  const errors = diagnostics.filter(isError).map(({ path, message }) => `${path?.join('.')}: ${message}`);
  if (errors.length > 0) return { objects: {}, manifests: [], warnings: '', errors };
  const manifests = new TracardiChart(Testing.app(), 'tracardi', user).toJson() as {
    kind: string;
    metadata: { name: string };
  }[];
  const objects = Object.fromEntries(
    manifests.map((object) => [`${object.kind} ${object.metadata.name}`, JSON.stringify(object)]),
  );
  return { objects, manifests, warnings: JSON.stringify(diagnostics), errors };
}

/** Other keys that a key needs, or that it excludes. */
const COMPANIONS: { [pattern: string]: object } = {
  'valueFrom\\.(\\w+)\\.name$|From\\.name$': { key: 'k' },
  'valueFrom\\.(\\w+)\\.key$|From\\.key$': { name: 'n' },
};

export function changed(base: JsonObject, { path, value }: Leaf): JsonObject {
  const values = structuredClone(base);
  const keys = splitPath(path);
  for (const [pattern, siblings] of Object.entries(COMPANIONS)) {
    if (!new RegExp(pattern).test(path)) continue;
    for (const [key, sibling] of Object.entries(siblings)) setAt(values, [...keys.slice(0, -1), key], sibling as Json);
    dropLiteral(values, keys.slice(0, -1));
  }
  if (/^secrets\.\w+\.existing\./.test(path)) useExisting(values, keys.slice(0, 2));
  if (path === 'gateway.enabled') setAt(values, ['gui', 'console', 'httpRoute', 'enabled'], true);
  // Another handler takes the place of the default one only where that is set to null.
  const handlers = Object.keys((getAt(defaultValues(), keys) ?? {}) as object).filter((key) =>
    /httpGet|tcpSocket/.test(key),
  );
  if (/Probe$/.test(path))
    setAt(values, keys, { ...Object.fromEntries(handlers.map((key) => [key, null])), ...(value as JsonObject) });
  else setAt(values, keys, value);
  return values;
}

/** A group's existing Secret takes the place of its literals and references. */
function useExisting(values: JsonObject, group: string[]): void {
  const { existing: _, valueFrom: __, ...literals } = getAt(defaultValues(), group) as JsonObject;
  const none = Object.entries(literals).map(([key, value]) => [key, typeof value === 'string' ? '' : value]);
  setAt(values, group, { ...(Object.fromEntries(none) as JsonObject), existing: { name: 'n' } });
}

/** A credential is a literal or a reference, not both. */
function dropLiteral(values: JsonObject, reference: string[]): void {
  const literal = reference.includes('valueFrom')
    ? reference.filter((key) => key !== 'valueFrom')
    : [...reference.slice(0, -1), reference.at(-1)!.replace(/From$/, '')];
  if (getAt(values, literal) !== undefined) setAt(values, literal, '');
}
