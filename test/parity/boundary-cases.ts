import { MULTI, one, TENANTS } from './cases';
import type { ParityCase } from './cases';

/** Values at which a bound, an order or a spelling of one face alone would show. */

/** Requests and limits that are one amount in two spellings, and a request just above the limit. */
const EQUAL_AMOUNTS = [
  ['1Gi', '1024Mi'],
  ['1000m', '1'],
  ['1', '1000m'],
  ['300m', '.3'],
  ['0.1Gi', '107374182.4'],
  ['1e3', '1k'],
  ['1.1E', '1100P'],
  ['+2E-1', '200000u'],
  ['5.Ki', '5120'],
  ['1Ei', '1152921504606846976'],
  ['9000000n', '0.009'],
];
const HIGHER_AMOUNTS = [
  ['1025Mi', '1Gi'],
  ['1001m', '1'],
  ['1Ki', '1k'],
  ['1E', '999P'],
  ['1e3', '999'],
  ['101u', '100000n'],
  ['1Ti', '1T'],
  ['1Pi', '1P'],
  ['1.00001', '1'],
  ['9'.repeat(300), '9'.repeat(310)],
];
const amounts = ([request, limit]: string[]): string =>
  `gui: { console: { resources: { requests: { memory: "${request}" }, limits: { memory: "${limit}" } } } }`;

/** Below which a tenant's host still has no more than 253 characters. */
const LONGEST_DOMAIN = `${'d'.repeat(63)}.${'d'.repeat(63)}.${'d'.repeat(61)}`;

export const ACCEPTED_AT_BOUNDARIES: readonly ParityCase[] = [
  one(
    'numbers that a template prints as 1e+06',
    `api:
  private: { replicas: 1000000, autoscaling: { enabled: false } }
  public: { autoscaling: { enabled: true, minReplicas: 1, maxReplicas: 1000000, targetCpuUtilizationPercentage: 1000000 } }
worker: { background: { keda: { enabled: true, minReplicaCount: 3, maxReplicaCount: 3, triggers: [{ type: cpu, metadata: { value: "60" } }] } } }
`,
  ),
  one(
    'texts that YAML reads as something else',
    `api:
  private:
    service: { loadBalancer: true, loadBalancerClass: "1e3" }
    extraEnv: [{ name: A, value: "y" }, { name: B, value: "N" }, { name: C, value: "~" }, { name: D, value: "1_0" }]
    ingress: { enabled: true, host: a.example.com, className: "0x1" }
    priorityClassName: "1"
    serviceAccount: { create: true, name: "1e1" }
`,
  ),
  one('booleans of one letter', 'api: { public: { enabled: n }, private: { service: { loadBalancer: y } } }'),
  one(
    'a Gateway whose listeners all differ',
    MULTI,
    `gateway: { enabled: true, className: envoy, ports: { private: 1, public: 2, gui: 3, tms: 4, tmsGui: 5 } }
api:
  private: { httpRoute: { enabled: true, hostnames: [a.example.com, a.example.com] } }
  public: { ingress: { pathType: ImplementationSpecific }, httpRoute: { enabled: true, hostnames: [b.example.com] } }
gui: { console: { ingress: { pathType: Exact }, httpRoute: { enabled: true, hostnames: [c.example.com] } } }
tms: { docker: { httpRoute: { enabled: true, hostnames: [d.example.com] } } }
tmsGui: { docker: { httpRoute: { enabled: true, hostnames: [e.example.com] } } }
`,
  ),
  one('slashes after a registry', 'global: { imageRegistry: "r.example.com//" }'),
  one(
    'Secrets of ours in init containers and projected volumes',
    `secrets: { redis: { password: p }, pulsar: { token: t } }
gui:
  console:
    extraInitContainers:
      - { name: a, image: "b:1", env: [{ name: A, valueFrom: { secretKeyRef: { name: redis-secret, key: redis-password } } }] }
tmsGui: { docker: { enabled: false } }
worker:
  upgrade:
    docker:
      extraVolumes: [{ name: v, projected: { sources: [{ secret: { name: pulsar-secret } }] } }]
`,
  ),
  one('texts that Helm cuts where they stand bare', 'gui: { console: { config: { customJs: "x\\u3000" } } }'),
  one('a text that is nothing but blanks', 'gui: { console: { config: { customJs: "\\n\\u00a0\\n" } } }'),
  one(
    'what templates print for nothing',
    'config: { primaryId: "<no value>" }\napi: { private: { annotations: { a: "<no value>" }, extraEnv: [{ name: A, value: "<no value>" }] } }',
  ),
  one(
    'metrics beside a utilization, with a text that is written as JSON',
    `api:
  private:
    autoscaling:
      enabled: true
      metrics: [{ type: External, external: { metric: { name: "a\\n\\n" }, target: { type: Value, value: "1" } } }]
`,
  ),
  one('tenants by a Helm hook without annotations of its own', MULTI, TENANTS, 'seed: { useHelmHooks: true }'),
  one('a Job that is deleted at once', MULTI, TENANTS, 'seed: { ttlSecondsAfterFinished: 0 }'),
  one('an external TMS at the port of https', MULTI, TENANTS, 'tmsApi: { url: "https://tms.example.com" }'),
  one('an external TMS at the port of http', MULTI, TENANTS, 'tmsApi: { url: "http://tms.example.com/" }'),
  one('tenants below the longest domain', MULTI, TENANTS, `config: { multiTenant: { domain: ${LONGEST_DOMAIN} } }`),
  one(
    'a password that ends in a newline, and an address of several words',
    MULTI,
    'tenants: [{ name: abc, email: a.b.c+d@e.example, password: "p\\n" }]',
  ),
  one('probes of another tenant', MULTI, 'config: { multiTenant: { healthCheckTenant: probe } }'),
  one('a budget of none', 'api: { private: { podDisruptionBudget: { enabled: true, maxUnavailable: 0 } } }'),
  one(
    'keys whose order differs by bytes and by UTF-16 units',
    'config: { preConfiguration: { resources: { "\uff5e": 1, "\U0001f600": 2, a: { "\ue000": 1, "\U00010000": 2 } } } }',
  ),
  one('the longest name of a Service', MULTI, `tms: { docker: { service: { name: ${'s'.repeat(63)} } } }`),
  one(
    'labels beside those of a pod',
    'commonLabels: { app: a, team: b }\napi: { private: { labels: { team: c }, podLabels: { team: d, app: e } } }',
  ),
  ...EQUAL_AMOUNTS.map((pair) => one(`a request of ${pair.join(' at a limit of ')}`, amounts(pair))),
  one(
    'requests at the limit that are numbers',
    'init: { resources: { requests: { cpu: 0.5 } } }\nseed: { resources: { limits: { cpu: 1, a.b/c: 1 }, requests: { cpu: 1000m, d.e/f: 2 } } }',
  ),
  one(
    'items of extra containers that differ in one field',
    `gui:
  console:
    extraContainers:
      - name: a
        image: "a:1"
        env: [{ name: A, value: a }, { name: a, value: a }]
        ports: [{ containerPort: 53 }, { containerPort: 53, protocol: UDP }, { containerPort: 54, protocol: TCP }]
        volumeMounts: [{ name: gui-config-vol, mountPath: /a }, { name: gui-config-vol, mountPath: /b }]
      - { name: b, image: "a:1", env: [{ name: A, value: a }], ports: [{ containerPort: 53, protocol: SCTP }] }
    extraInitContainers: [{ name: c, image: "a:1", env: [{ name: A, value: a }], volumeMounts: [{ name: v, mountPath: /a }] }]
    extraVolumes: [{ name: v, emptyDir: {} }]
`,
  ),
  one('a Job whose image has a digest only', `seed: { image: { tag: "", digest: "sha256:${'0'.repeat(64)}" } }`),
];

export const REFUSED_AT_BOUNDARIES: readonly ParityCase[] = [
  one('a Job whose image has no tag', MULTI, TENANTS, 'seed: { image: { tag: "" } }'),
  one(
    'items of extra containers twice, and volumes that there are not',
    `gui:
  console:
    extraContainers:
      - { name: a, image: "a:1" }
      - name: b
        image: "a:1"
        env: [{ name: A, value: a }, { name: A, value: b }]
        ports: [{ containerPort: 53, name: a }, { containerPort: 53, protocol: TCP, name: b }]
        volumeMounts: [{ name: gui-config-vol, mountPath: /a }, { name: v, mountPath: /a }]
        resources: { claims: [{ name: a }, { name: a, request: b }] }
    extraInitContainers:
      - { name: c, image: "a:1", env: [{ name: A }, { name: A }], volumeMounts: [{ name: v, mountPath: /a }] }
`,
  ),
  ...HIGHER_AMOUNTS.map((pair) =>
    one(`a request of ${pair.map((text) => text.slice(0, 20)).join(' at a limit of ')}`, amounts(pair)),
  ),
  one(
    'requests above the default limits of all',
    `api: { private: { resources: { requests: { memory: 2Gi, cpu: 501m } } } }
worker: { apm: { profile: { resources: { limits: { memory: 1 } } } } }
init: { resources: { limits: null, requests: { memory: 2Gi } } }
seed: { resources: { requests: { cpu: 1 } } }`,
  ),
  one(
    'requests whose names are no words',
    'gui: { console: { resources: { requests: { a.b/c: 2, "d e": 2, ephemeral-storage: 2 }, limits: { a.b/c: 1, "d e": 1, ephemeral-storage: 1 } } } }',
  ),
  one('a negative request', 'gui: { console: { resources: { requests: { memory: "-1" } } } }'),
  one('a negative limit that is a number', 'gui: { console: { resources: { limits: { memory: -1 } } } }'),
  one(
    'a domain of one part',
    MULTI,
    'config: { multiTenant: { domain: "" } }\napi: { private: { ingress: { host: "*.local" } } }',
  ),
  one(
    'a container called like the init container',
    'gui: { console: { extraContainers: [{ name: tracardi-init, image: "a:1" }] } }',
  ),
  one('a TMS called like a Service of its own', MULTI, 'tms: { docker: { service: { name: be-tms-lb } } }'),
  one(
    'a name of a Service that is too long',
    MULTI,
    `fullnameOverride: a\ntms: { docker: { service: { name: ${'s'.repeat(62)} } } }`,
  ),
  one(
    'a ServiceAccount that the tenant Job and a component make',
    MULTI,
    TENANTS,
    'seed: { serviceAccount: { create: true, name: cdp } }\napi: { private: { serviceAccount: { create: true, name: cdp } } }',
  ),
  one('KEDA with fewer at most than at least', 'api: { public: { keda: { minReplicaCount: 4, maxReplicaCount: 3 } } }'),
  one(
    'a tenant called as a property that all objects of JavaScript have',
    MULTI,
    'tenants: [{ name: constructor, email: a@b.example, password: p }]',
  ),
  one(
    'a tenant called as the external TMS',
    MULTI,
    TENANTS,
    'tmsApi: { url: "https://Acme.cdp.example.com:8383/base" }',
  ),
  one('a password that is a newline', MULTI, 'tenants: [{ name: abc, email: a@b.example, password: "\\n" }]'),
  one('an address with two dots', MULTI, 'tenants: [{ name: abc, email: a..b@c.example, password: p }]'),
  one(
    'a domain too long for the hosts of its tenants',
    MULTI,
    `config: { multiTenant: { domain: ${LONGEST_DOMAIN}a } }`,
  ),
];
