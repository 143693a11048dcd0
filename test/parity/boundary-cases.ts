import { MULTI, one, TENANTS } from './cases';
import type { ParityCase } from './cases';

/** Values at which a bound, an order or a spelling of one face alone would show. */

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
  one('tenants by a Helm hook without annotations of its own', MULTI, TENANTS, 'seed: { useHelmHooks: true }'),
  one('a Job that is deleted at once', MULTI, TENANTS, 'seed: { ttlSecondsAfterFinished: 0 }'),
  one('an external TMS at the port of https', MULTI, TENANTS, 'tmsApi: { url: "https://tms.example.com" }'),
  one('an external TMS at the port of http', MULTI, TENANTS, 'tmsApi: { url: "http://tms.example.com/" }'),
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
];

export const REFUSED_AT_BOUNDARIES: readonly ParityCase[] = [
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
  one('KEDA with fewer at most than at least', 'api: { public: { keda: { minReplicaCount: 4, maxReplicaCount: 3 } } }'),
  one(
    'a tenant called as a property that all objects of JavaScript have',
    MULTI,
    'tenants: [{ name: constructor, email: a@b.example, password: p }]',
  ),
];
