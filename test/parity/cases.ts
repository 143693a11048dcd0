import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ValuesSource } from '../../lib/values-file';
import type { Installation } from './faces';

/** Values that both faces must make the same of. Each text is a values file; later ones overrule earlier ones. */
export interface ParityCase {
  readonly name: string;
  readonly files: readonly string[];
  readonly set?: readonly ValuesSource[];
  readonly release?: string;
  readonly namespace?: string;
}

let written = 0;

/** Writes the files of a case into a folder. */
export function installationOf(values: ParityCase, folder: string): Installation {
  const { files, set = [], release = 'tracardi', namespace = 'default' } = values;
  const sources = files.map((text): ValuesSource => {
    const file = join(folder, `${written++}.yaml`);
    writeFileSync(file, text);
    return { kind: 'file', file };
  });
  return { sources: [...sources, ...set], release, namespace };
}

export const MULTI = `
config: { multiTenant: { multi: "yes", domain: cdp.example.com } }
secrets: { license: { licenseKey: l }, installation: { token: i }, tms: { secretKey: s, apiKey: a } }
`;
const SHARED_HOST = `
api:
  private: { ingress: { enabled: true, host: "*.cdp.example.com" } }
  public: { ingress: { enabled: true, host: "*.cdp.example.com" } }
`;
const GATEWAY = `
gateway: { enabled: true, className: envoy }
api:
  private: { httpRoute: { enabled: true, hostnames: ["*.cdp.example.com"] } }
  public: { httpRoute: { enabled: true, hostnames: ["*.cdp.example.com"] } }
`;

const LISTENERS = `
gateway:
  enabled: true
  className: envoy
  listeners:
    - { name: http, port: 80, protocol: HTTP }
    - { name: https, port: 443, hostname: "*.cdp.example.com", certificateRefs: [{ name: wildcard-tls }] }
    - { name: acme, port: 443, hostname: acme.cdp.example.com, certificateRefs: [{ name: acme-tls, namespace: certs }, { name: b-tls, namespace: certs }] }
    - { name: "1", port: 8443, hostname: gui.example.org, certificateRefs: [{ name: gui-tls, namespace: cdp-prod }, { name: gui-tls, namespace: other }] }
api:
  private: { httpRoute: { enabled: true, hostnames: ["*.cdp.example.com"] } }
  public: { httpRoute: { enabled: true, hostnames: [shop.cdp.example.com, "*.acme.cdp.example.com"] } }
gui: { console: { httpRoute: { enabled: true, hostnames: [gui.example.org] } } }
`;

export const TENANTS = `
tenants:
  - { name: acme, email: admin@acme.example, password: "p<>&'\\"$$" }
  - { name: shop, email: admin@shop.example, needsAdmin: false, updateMapping: true, passwordFrom: { name: shop-admin, key: password } }
`;
const manyTenants = (count: number): string =>
  JSON.stringify({
    tenants: Array.from({ length: count }, (_, index) => ({
      name: `tenant${[...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`,
      email: 'admin@example.com',
      password: 'p',
    })),
  });

export const one = (name: string, ...files: string[]): ParityCase => ({ name, files });

/** Values that are accepted. */
export const ACCEPTED: readonly ParityCase[] = [
  one('null for a label of a layer below', 'commonLabels: { a: x }', 'commonLabels: { a: null }'),
  one(
    'nulls in fields of Kubernetes',
    'gui: { console: { strategy: { type: Recreate, rollingUpdate: null }, podSecurityContext: { runAsUser: null }, podAnnotations: { a: null }, lifecycle: { preStop: null }, extraContainers: [{ name: a, image: a, resources: { limits: null } }] } }',
    'defaults: { podAnnotations: { b: c } }\ngui: { console: { podAnnotations: { b: null } } }',
  ),
  one(
    'the other bound of a budget than defaults have',
    'defaults: { podDisruptionBudget: { enabled: true, minAvailable: 1 } }\ngui: { console: { podDisruptionBudget: { maxUnavailable: 1 } } }',
  ),
  one(
    'extra objects with pods of their own',
    `extraObjects:
  - { apiVersion: apps/v1, kind: Deployment, metadata: { name: a }, spec: { template: { metadata: { labels: { app.kubernetes.io/name: other, app.kubernetes.io/instance: tracardi, app.kubernetes.io/component: be-fa-public } }, spec: { containers: [{ name: a, image: a }] } }, selector: { matchLabels: { app.kubernetes.io/name: other } } } }
  - { apiVersion: v1, kind: Pod, metadata: { name: a, labels: { app.kubernetes.io/component: mine } }, spec: { containers: [{ name: a, image: a }] } }
  - { apiVersion: v1, kind: Pod, metadata: { name: b, labels: { app.kubernetes.io/component: fe-rj-gui, app.kubernetes.io/name: other } }, spec: { containers: [{ name: a, image: a }] } }
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: a, labels: { app.kubernetes.io/component: fe-rj-gui } } }`,
  ),
  one('tenants', MULTI, TENANTS),
  one(
    'tenants by a Helm hook',
    MULTI,
    TENANTS,
    'seed: { useHelmHooks: true, annotations: { note: x, argocd.argoproj.io/sync-wave: "9" } }',
  ),
  one(
    'tenants that are only checked',
    MULTI,
    TENANTS,
    'seed: { mode: check, logFormat: json, ttlSecondsAfterFinished: 1000000 }',
  ),
  one('tenants, not seeded', MULTI, TENANTS, 'seed: { enabled: false }'),
  one('tenants of an external TMS', MULTI, TENANTS, 'tmsApi: { url: "https://tms.example.com/base" }'),
  one(
    'a tenant Job with all its settings',
    MULTI,
    TENANTS,
    `fullnameOverride: crm
global: { imageRegistry: r.example.com, imagePullSecrets: [{ name: g }] }
commonLabels: { team: cdp }
commonAnnotations: { note: all }
seed:
  image: { tag: "26", pullPolicy: Always }
  concurrency: 4
  timeoutSeconds: 60
  requestTimeoutSeconds: 100
  activeDeadlineSeconds: 1000000
  backoffLimit: 0
  resources: null
  podSecurityContext: { runAsUser: 5 }
  serviceAccount: { create: true, annotations: { a: b } }
  imagePullSecrets: [{ name: s }]
  nodeSelector: { pool: cdp }
  tolerations: [{ key: k, operator: Exists }]
  priorityClassName: high
  labels: { l: "1" }
  podLabels: { p: "2" }
  podAnnotations: { q: "3" }`,
  ),
  one('more tenants than fit in one ConfigMap', MULTI, manyTenants(1001)),
  one('no values', ''),
  one('a test of the platform', 'seed: { useHelmHooks: true }'),
  one(
    'a test of the platform with all its settings',
    MULTI,
    `fullnameOverride: crm
global: { imageRegistry: r.example.com, imagePullSecrets: [{ name: g }] }
api: { public: { enabled: false }, private: { service: { port: 80 } } }
seed:
  useHelmHooks: true
  resources: null
  podSecurityContext: { runAsUser: 5 }
  serviceAccount: { create: true }
  nodeSelector: { pool: cdp }
  tolerations: [{ key: k, operator: Exists }]
  priorityClassName: high
  podLabels: { p: "2" }
  podAnnotations: { q: "3", checksum/mine: "1" }
  annotations: { note: "4" }`,
  ),
  one(
    'nothing to test',
    'seed: { useHelmHooks: true }\napi: { private: { enabled: false }, public: { enabled: false } }',
  ),
  { name: 'another release and namespace', files: [MULTI], release: 'r-2.x', namespace: 'cdp-prod' },
  one('overridden names', MULTI, 'nameOverride: cdp\nfullnameOverride: crm'),
  one('common labels and annotations', 'commonLabels: { team: "", a.b/c: x }\ncommonAnnotations: { note: "{{ x }}" }'),
  one(
    'labels and annotations at every level',
    `commonLabels: { team: a, tier: "" }
commonAnnotations: { note: a, keep: b }
api: { private: {
  labels: { team: "" }, annotations: { note: "" }, podLabels: { team: c, app: mine, version: v1 }, podAnnotations: { checksum/mine: "y", x: z },
  service: { labels: { l: s }, annotations: { a: s }, loadBalancer: true, loadBalancerAnnotations: { b: s } },
  serviceAccount: { create: true, annotations: { c: s } } } }`,
  ),
  one('multi-tenant with literals', MULTI),
  one('multi-tenant, unquoted yes', 'config: { multiTenant: { multi: yes } }', MULTI.replace('multi: "yes", ', '')),
  one('multi-tenant, domain from the host', MULTI.replace('domain: cdp.example.com', ''), SHARED_HOST),
  one(
    'references to Secrets',
    `
config: { multiTenant: { multi: on, domain: d.example.com } }
secrets:
  license: { valueFrom: { licenseKey: { name: s, key: l } } }
  tms: { secretKey: literal, valueFrom: { apiKey: { name: s, key: k } } }
  installation: { valueFrom: { token: { name: s, key: t } } }
  elastic: { valueFrom: { password: { name: s, key: e } } }
  redis: { password: p }
  mysql: { username: u, valueFrom: { password: { name: s, key: m } } }
  maxmind: { licenseKey: k, accountId: 1234567 }
  mergingTokenFrom: { name: s, key: m }
  pulsar: { token: t }`,
  ),
  one(
    'an existing Secret for a whole group',
    `
config: { multiTenant: { multi: on, domain: d.example.com } }
secrets:
  license: { existing: { name: l } }
  tms: { existing: { name: t, keys: { secretKey: signing, apiKey: null } } }
  installation: { existing: { name: i } }
  elastic: { existing: { name: e, keys: { password: elastic, username: "" } } }
  redis: { existing: { name: r } }
  mysql: { password: p, existing: { name: m, keys: { password: "" } } }
  maxmind: { existing: { name: x, keys: { licenseKey: "" } } }
  pulsar: { existing: { name: p } }`,
  ),
  one(
    'an existing Secret of Pulsar without Pulsar',
    'pulsar: { enabled: false }\nsecrets: { pulsar: { existing: { name: p } } }',
  ),
  one(
    'alerts',
    'fullnameOverride: crm\ncommonAnnotations: { a: b }\nmonitoring: { prometheusRule: { enabled: true, labels: { release: prometheus }, lateAfterMinutes: 240 } }',
  ),
  one('a large account id', 'secrets: { maxmind: { accountId: 12345678901234567890 } }'),
  one('a user name of Elasticsearch without password', 'secrets: { elastic: { username: u } }'),
  one('external TMS by URL', MULTI, 'tms: { docker: { enabled: false } }\ntmsApi: { url: "https://tms.example.com" }'),
  one(
    'external TMS by host',
    MULTI,
    'tms: { docker: { enabled: false, service: { port: 99 } } }\ntmsApi: { host: tms.ns.svc }',
  ),
  one(
    'the TMS host of old documents',
    MULTI,
    'tmsApi: { host: be-fa-tms-svc.cdp.svc.cluster.local }\nfullnameOverride: crm',
  ),
  one(
    'deprecated keys beside those that they moved to',
    `
mysql: { username: old, password: old }
secrets: { mysql: { password: new }, installation: { token: tracardi }, installationToken: old }
api: { public: { config: { eventPartitioning: day, sessionPartitioning: day }, spread: { rules: { topologySpreadConstraints: [] } } } }
config: { partitioning: { event: year, session: quarter }, enableVisitEnded: "yes", systemEvents: { collectVisitEnded: off } }
gui: { nodeAffinity: { required: [] }, console: { nodeAffinity: { required: [{ key: pool, operator: Exists }] } } }
tms: { nodeAffinity: { required: [{ key: pool, operator: Exists }] }, service: { loadBalancer: true }, docker: { service: { loadBalancer: false } } }`,
  ),
  one('a host that only begins like it', MULTI, 'tmsApi: { host: be-fa-tms-svc2 }'),
  one(
    'hosts with ports, lists and IPv6',
    'elastic: { host: "es-1,es_2.data.svc.:9201,[fd00::1]" }\nredis: { host: "[fd00::2]" }\nmysql: { host: 10.0.0.1 }',
    'pulsar: { host: "[fd00::3]:6650" }\napi: { image: { repository: "localhost:5000/team/api_x" } }',
  ),
  one(
    'another name of the TMS Service',
    MULTI,
    'tms: { docker: { service: { name: tenants, port: 8000, loadBalancer: true } } }',
  ),
  one(
    'no Pulsar',
    'pulsar: { enabled: false }\nsecrets: { pulsar: { token: t } }\nworker: { workflow: { enabled: true } }',
  ),
  one(
    'every component',
    MULTI,
    'bridge: { queue: { docker: { enabled: true } } }\nworker: { collector: { enabled: true }, workflow: { enabled: true } }',
  ),
  one(
    'no component',
    `
api: { private: { enabled: false }, public: { enabled: false } }
gui: { console: { enabled: false } }
worker: { background: { enabled: false }, apm: { profile: { enabled: false } }, upgrade: { docker: { enabled: false } } }`,
  ),
  one(
    'images',
    `
global: { imageRegistry: "registry.example.com/", imagePullSecrets: [{ name: a }, { name: b }] }
api: { image: { registry: ignored, tag: "1.2", digest: "sha256:${'0'.repeat(64)}", pullPolicy: Always }, private: { imagePullSecrets: [{ name: b }, { name: c }] } }
gui: { image: { registry: ghcr.io//, tag: "", digest: "sha256:${'a'.repeat(64)}" } }
init: { image: { tag: "9" } }
secrets: { dockerHub: "" }`,
  ),
  one('the init image has the tag of the API', 'api: { image: { tag: "2.0" } }'),
  one('an init image by digest has no tag', `init: { image: { digest: "sha256:${'1'.repeat(64)}" } }`),
  one(
    'defaults of all, and components that give the same, something else or nothing',
    MULTI,
    TENANTS,
    `defaults:
  replicas: 2
  nodeSelector: { pool: cdp, arch: amd64 }
  tolerations: [{ key: cdp, operator: Exists }]
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: DoNotSchedule }]
  podDisruptionBudget: { enabled: true, maxUnavailable: 2 }
  resources: { limits: { memory: 3Gi, ephemeral-storage: 1Gi } }
  podSecurityContext: { runAsNonRoot: true, runAsUser: 1500 }
  containerSecurityContext: { readOnlyRootFilesystem: true }
  serviceAccount: { create: true }
  extraEnv: [{ name: TENANT_NAME, value: x }]
  podLabels: { team: cdp }
  priorityClassName: high
  revisionHistoryLimit: 2
  terminationGracePeriodSeconds: 45
api:
  private: { replicas: 1, tolerations: [], nodeSelector: { pool: api }, podDisruptionBudget: { enabled: false } }
  public: { autoscaling: { enabled: true }, replicas: null, resources: { limits: { memory: 300Mi, cpu: null } } }
gui: { console: { nodeSelector: null, tolerations: null, priorityClassName: "", podLabels: { team: "" } } }
worker: { background: { topologySpreadConstraints: [], extraEnv: [], containerSecurityContext: { capabilities: { drop: [ALL] } } } }
seed: { tolerations: [{ key: job, operator: Exists }], podSecurityContext: null }`,
  ),
  one(
    'defaults that take away what components have by themselves',
    MULTI,
    'defaults: { resources: null, podSecurityContext: null, topologySpreadConstraints: null, replicas: null, containerSecurityContext: null, strategy: null }',
    'seed: { useHelmHooks: true }\napi: { public: { resources: { limits: { memory: 1Gi } } } }',
  ),
  one(
    'extra objects in a list',
    `commonLabels: { team: cdp }
commonAnnotations: { note: all }
extraObjects:
  - { apiVersion: cert-manager.io/v1, kind: ClusterIssuer, metadata: { name: dns }, spec: { acme: { solvers: [{ dns01: { webhook: { config: { n: 1000000, f: 1.5, t: "yes", e: {}, l: [] } } } }] } } }
  - { apiVersion: cert-manager.io/v1, kind: Certificate, metadata: { name: wildcard, labels: { team: edge, app.kubernetes.io/name: mine }, annotations: { note: own } }, spec: { secretName: wildcard-tls, dnsNames: ["*.cdp.example.com"], issuerRef: { name: dns } } }
  - { apiVersion: v1, kind: ConfigMap, metadata: { name: more, namespace: elsewhere }, data: { t: "{{ .Values.x }}", u: "a\\n\\n" }, immutable: false }`,
  ),
  one(
    'extra objects in a map, by several files',
    'extraObjects: { a: { apiVersion: v1, kind: ConfigMap, metadata: { name: a } }, b: { apiVersion: v1, kind: ConfigMap, metadata: { name: b } } }',
    'extraObjects: { a: null, c: { apiVersion: v1, kind: Secret, metadata: { name: be-private-svc }, stringData: { k: v } } }',
  ),
  {
    name: 'extra objects in another namespace',
    files: [
      'extraObjects: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: a } }, { apiVersion: v1, kind: Secret, metadata: { name: a, namespace: b } }, { apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: { name: high }, value: 1000000 }]',
    ],
    namespace: 'cdp-prod',
  },
  one('no extra objects', 'extraObjects: {}'),
  one('defaults of nothing', 'defaults: {}'),
  one(
    'defaults by several files',
    'defaults: { nodeSelector: { a: b }, tolerations: [{ operator: Exists }] }',
    'defaults: { nodeSelector: { c: d }, tolerations: null }',
  ),
  one(
    'null takes defaults away',
    `
api: { private: {
  replicas: null, startupProbe: null, livenessProbe: { httpGet: null, tcpSocket: { port: 80 } }, resources: { limits: { cpu: null, memory: null } },
  containerSecurityContext: null, podSecurityContext: null, extraEnv: null, command: null, nodeAffinity: null } }
commonLabels: null
worker: { background: { topologySpreadConstraints: null, resources: null } }`,
  ),
  one(
    'zero is a value',
    'api: { private: { replicas: 0, revisionHistoryLimit: 0, terminationGracePeriodSeconds: 0, readinessProbe: { initialDelaySeconds: 0 } } }',
  ),
  one(
    'large numbers',
    'config: { cache: { keepProfileInCacheFor: 1000000, keepSessionInCacheFor: 2147483647 } }\nworker: { background: { config: { bulker: { bufferInactivityTimeOut: 16777217 } } } }',
  ),
  one(
    'spellings of numbers',
    'elastic: { port: 0x50, index: { shards: 3.0, replicas: 0b11 } }\nredis: { port: 014 }\nmysql: { port: 1_000 }',
  ),
  one(
    'spellings of yes and no',
    'config: { demo: YES, trackDebug: "On", eff: { enableLateProfileBinding: true }, features: { enableWorkflow: off, enableAudiences: "False", enableEventMapping: "nO" } }',
  ),
  one(
    'autoscaling',
    `
api: { private: { autoscaling: { enabled: true, minReplicas: 2, maxReplicas: 1000000, targetMemoryUtilizationPercentage: 75,
  metrics: [{ type: Resource, resource: { name: cpu, target: { type: AverageValue, averageValue: 500m } } }], behavior: { scaleDown: { stabilizationWindowSeconds: 0 } } } },
  public: { autoscaling: { enabled: true, targetCpuUtilizationPercentage: null, metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization, averageUtilization: 50 } } }] } } }`,
  ),
  one(
    'KEDA',
    'worker: { background: { keda: { enabled: true, minReplicaCount: 0, cooldownPeriod: 0, triggers: [{ type: apache-pulsar, metadata: { topic: "a<b>&c", n: "100" }, authenticationRef: { name: a } }] } } }',
  ),
  one(
    'disruption budgets',
    'api: { private: { podDisruptionBudget: { enabled: true } }, public: { podDisruptionBudget: { enabled: true, minAvailable: 0 } } }\ngui: { console: { podDisruptionBudget: { enabled: true, maxUnavailable: "50%" } } }',
  ),
  one(
    'network policies',
    `
api: { private: { networkPolicy: { enabled: true } }, public: { networkPolicy: { enabled: true, ingress: [{ from: [{ podSelector: {} }] }], egress: [{}] } } }
worker: { apm: { profile: { networkPolicy: { enabled: true } } } }`,
  ),
  one(
    'service accounts',
    'api: { private: { serviceAccount: { create: true } }, public: { serviceAccount: { create: true, name: cdp } } }\ngui: { console: { serviceAccount: { name: cdp } } }\nfullnameOverride: crm',
  ),
  one(
    'scheduling',
    `
api: { public: {
  nodeSelector: { kubernetes.io/os: linux, empty: "" }, tolerations: [{ operator: Exists }],
  nodeAffinity: { required: [{ key: pool, operator: In, values: [cdp] }], preferred: [{ weight: 1, key: a, operator: Exists }, { weight: 100, key: b, operator: Gt, values: ["1"] }] },
  affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: a, labelSelector: {} }] } },
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule }, { maxSkew: 1, topologyKey: b, whenUnsatisfiable: DoNotSchedule, labelSelector: {} }],
  priorityClassName: high, runtimeClassName: gvisor, hostAliases: [{ ip: 10.1.2.3, hostnames: [a] }] } }`,
  ),
  one(
    'extras',
    `
api: { private: {
  command: ["/bin/sh", "-c"], args: ["echo $HOME; exit 0"], lifecycle: { preStop: { exec: { command: [sleep, "5"] } } },
  extraEnv: [{ name: REDIS_PORT, value: "$1 $$ {{ x }}" }, { name: NEW, valueFrom: { fieldRef: { fieldPath: metadata.name } } }, { name: LICENSE, value: x }],
  extraEnvFrom: [{ configMapRef: { name: tenant-aliases-cm } }, { secretRef: { name: s } }, { prefix: P_, secretRef: { name: installation-secret } }],
  extraVolumes: [{ name: a, emptyDir: {} }, { name: b, secret: { secretName: merging-secret } }, { name: c, projected: { sources: [{ secret: { name: merging-secret } }, { configMap: { name: pre-resources-cm } }] } }],
  extraVolumeMounts: [{ name: a, mountPath: /a }], extraContainers: [{ name: p, image: "envoy:1", env: [{ name: T, valueFrom: { secretKeyRef: { name: installation-secret, key: k } } }] }],
  extraInitContainers: [{ name: w, image: "busybox:1" }] } }
gui: { console: { extraEnvFrom: [{ secretRef: { name: merging-secret } }] } }`,
  ),
  one(
    'a Host header of the user is kept',
    MULTI,
    'api: { private: { startupProbe: { httpGet: { httpHeaders: [{ name: hOST, value: x }] } }, livenessProbe: { httpGet: { httpHeaders: [{ name: X, value: z }] } } } }',
  ),
  one(
    'services',
    'api: { public: { containerPort: 8080, service: { port: 80, loadBalancer: true, loadBalancerClass: example.com/x, loadBalancerSourceRanges: [10.0.0.0/8], externalTrafficPolicy: Local } } }',
  ),
  one(
    'a node port, affinity, families and a slow rollout',
    MULTI,
    'api: { public: { minReadySeconds: 0, service: { type: NodePort, nodePort: 30080, sessionAffinity: ClientIP, ipFamilyPolicy: PreferDualStack, externalTrafficPolicy: Local, loadBalancer: true } }, private: { minReadySeconds: 15, service: { externalTrafficPolicy: Local } } }',
    'tenants: [{ name: acme, email: a@b.example, password: p }]\nseed: { serviceAccount: { create: true, automount: true } }',
    'defaults: { dnsPolicy: None, dnsConfig: { nameservers: [10.0.0.1], searches: [a.example], options: [{ name: ndots, value: "1" }, { name: edns0 }] }, serviceAccount: { automount: true } }',
  ),
  one('one host for both APIs', MULTI, SHARED_HOST),
  one(
    'one host and a longer path',
    MULTI,
    SHARED_HOST,
    'api: { private: { ingress: { path: /cdp/ } }, public: { ingress: { path: /cdp/ }, extraCollectorPaths: [{ path: /t, pathType: Exact }, { path: /u }] } }',
  ),
  one(
    'some hosts in common',
    MULTI,
    SHARED_HOST,
    'api: { private: { ingress: { hosts: [b.example.com] } }, public: { ingress: { hosts: [a.example.com, b.example.com, a.example.com] } } }',
  ),
  one('one host, two classes', MULTI, SHARED_HOST, 'api: { public: { ingress: { className: other } } }'),
  one(
    'all Ingresses',
    MULTI,
    SHARED_HOST,
    `
gui: { console: { ingress: { enabled: true, host: gui.cdp.example.com, pathType: ImplementationSpecific, tls: [{ hosts: [gui.cdp.example.com], secretName: t }], annotations: { a/b: "c" }, labels: { l: m } } } }
tms: { docker: { ingress: { enabled: true, host: tms.cdp.example.com } } }
tmsGui: { docker: { ingress: { enabled: true, hosts: [x.example.com] } } }`,
  ),
  one('a Gateway', MULTI, GATEWAY),
  one(
    'names that YAML takes for something else',
    MULTI,
    GATEWAY,
    `
gateway: { className: "0" }
api: { private: { ingress: { enabled: true, host: a.example.com, className: "true" } }, public: { ingress: { enabled: true, host: b.example.com, className: "1e3" } } }
tms: { docker: { service: { name: "null" }, httpRoute: { enabled: true, hostnames: [tms.example.com] }, ingress: { enabled: true, host: tms.example.com } } }
fullnameOverride: ""`,
  ),
  one(
    'a Gateway with one port and certificates',
    MULTI,
    GATEWAY,
    'gateway: { ports: { private: 443, public: 443, gui: 80 }, certificateRefs: [{ name: t }], labels: { a: b } }\ngui: { console: { httpRoute: { enabled: true } } }',
  ),
  one('a Gateway with own listeners', MULTI, LISTENERS),
  {
    name: 'a Gateway with own listeners, a redirect and certificates of another namespace',
    files: [
      MULTI,
      LISTENERS,
      'gateway: { redirect: { enabled: true, port: 8443 }, labels: { a: b } }\nfullnameOverride: crm\ncommonAnnotations: { a: b }',
    ],
    namespace: 'cdp-prod',
  },
  one(
    'listeners in place of those by port, without hosts',
    GATEWAY,
    'gateway: { referenceGrants: false, listeners: [{ name: a, port: 443, certificateRefs: [{ name: a, namespace: b }] }, { name: b, port: 8080, protocol: HTTP, hostname: "", certificateRefs: [] }] }\ntms: { docker: { httpRoute: { enabled: true } } }',
  ),
  one(
    'ports of the nodes that differ by protocol or are of what is not deployed',
    `
tms: { docker: { service: { type: NodePort, nodePort: 30080 } } }
gui: { console: { service: { type: NodePort, nodePort: 30080 } } }
extraObjects:
  a: { apiVersion: v1, kind: Service, metadata: { name: a }, spec: { ports: [{ name: a, port: 1, nodePort: 30080, protocol: UDP }, { name: b, port: 2 }, { name: c, port: 3, nodePort: 30081 }] } }
  b: { apiVersion: v1, kind: ConfigMap, metadata: { name: b }, data: {} }
  c: null`,
  ),
  one('listeners taken away', GATEWAY, 'gateway: { listeners: null, redirect: { port: null } }'),
  one(
    'HTTPRoutes on a Gateway of others',
    `
api:
  private: { httpRoute: { enabled: true, parentRefs: [{ name: g, namespace: ns, sectionName: s, port: 80 }], filters: [{ type: RequestHeaderModifier, requestHeaderModifier: { set: [{ name: a, value: b }] } }], timeouts: { request: 10s } } }
  public: { httpRoute: { enabled: true, parentRefs: [{ port: 80, name: g, sectionName: s, namespace: ns }], hostnames: ["*.private.your-domain.com"] }, collectorPaths: [] , extraCollectorPaths: [{ path: /only }] }`,
  ),
  one(
    'documents',
    `config: { preConfiguration: { resources: { "b<": [1.5, 1e21, 1e-7, -0.000001, 100000000000000000000], a: { "": null, "\\u00e9": true } }, eventSources: "  { }\\n", destinations: {}, tenantAliases: "{\\"Error\\": \\"x\\"}" } }`,
  ),
  one(
    'numbers without a sign, or with one that says nothing',
    'config: { preConfiguration: { resources: { a: -0.0, b: [-0, +0.0] } }, cache: { keepProfileInCacheFor: -0.0 } }\napi: { private: { replicas: -0.0, tolerations: [{ operator: Exists, effect: NoExecute, tolerationSeconds: -0.0 }] } }',
  ),
  {
    name: 'numbers of --set beyond what a float holds',
    files: [''],
    set: [
      { kind: 'set', expression: 'config.preConfiguration.resources.a=9007199254740993' },
      { kind: 'set', expression: 'config.preConfiguration.resources.b[0]=9223372036854775807' },
      { kind: 'set', expression: 'secrets.maxmind.licenseKey=k,secrets.maxmind.accountId=9007199254740993' },
    ],
  },
  ...['constructor', '__proto__'].map((key) =>
    one(`a document with the key ${key}`, `config: { preConfiguration: { resources: { a: { "${key}": { b: 1 } } } } }`),
  ),
  one('a text of a document with a merge key', `config: { preConfiguration: { resources: '{"<<": 1}' } }`),
  one('no documents', 'config: { preConfiguration: { resources: null, eventSources: {}, destinations: "{}" } }'),
  one(
    'a variable without anything',
    'api: { private: { extraEnv: [{ name: A }, { name: B, value: "", valueFrom: { fieldRef: { fieldPath: metadata.name } } }] } }',
  ),
  one(
    'JavaScript of the GUI',
    `gui: { console: { config: { customJs: "window.x = '<>&' // \\u2028\\n\\tdone\\n\\n" } } }`,
  ),
  one(
    'texts of all kinds',
    `
config: { primaryId: "$(A) $$ \\" ' \\\\ # : {{ .Values }} \\u2028 \\U0001F600 \\x01 \\ufeff", apm: { tipType: "yes", eventType: "0x1F", identificationEventProperty: " a " } }
secrets: { redis: { password: "\\u017c\\u00f3\\u0142w\\n" }, mysql: { username: "on", password: "~" } }
mysql: { database: "1e3", schema: "null" }`,
  ),
  one(
    'line ends at the end of what a file holds',
    `
worker:
  apm: { profile: { podSecurityContext: { seLinuxOptions: { user: "\\n" } } } }
  upgrade: { docker: { podSecurityContext: { seLinuxOptions: { user: "a\\n\\n" } } } }
gui: { console: { podSecurityContext: { seLinuxOptions: { user: "a\\n" } } } }`,
  ),
  one(
    'telemetry and StarRocks',
    `
telemetry: { disabled: off, name: cdp, logLevel: debug, export: { endpoint: "http://otel:4317", headers: "k=v", metrics: otlp, logs: otlp, attributes: "a=b,c=d", timeOut: 1000000, delay: 0, batchSize: 64 } }
starrocks: { host: h, username: u, password: p, schema: s, schemaSync: z, port: 9030, database: d, echo: yes }`,
  ),
  one(
    'telemetry with references, empty StarRocks',
    'telemetry: { disabled: "yes", export: { headersFrom: { name: s, key: k } } }\nstarrocks: {}',
  ),
  one(
    'keys of earlier charts',
    `
elastic: { authenticate: true }
redis: { authenticate: true, db: "0" }
pulsar: { cluster_name: c, port: 6650, authenticate: false }
mysql: { name: ms1, username: u, password: p }
config: { systemEvents: "no", monitorPropertyChange: data.x, storage: { failOver: { enabled: true } } }
secrets: { installationToken: t }
api: { private: { config: { elasticloggingLevel: ERROR, enableWorkflow: false, eventPartitioning: day } },
  public: { config: { elasticloggingLevel: INFO, eventPartitioning: day, profilePartitioning: week, sessionPartitioning: month, entityPartitioning: year }, storage: {},
  spread: { rules: { topologySpreadConstraints: [{ maxSkew: 3, topologyKey: z, whenUnsatisfiable: DoNotSchedule }] } } } }
gui: { nodeAffinity: { required: [{ key: a, operator: Exists }] } }
tms: { nodeAffinity: { preferred: [{ weight: 1, key: a, operator: Exists }] }, service: { loadBalancer: true } }
tmsGui: { nodeAffinity: {}, service: { loadBalancer: true } }
worker: { apm: { nodeAffinity: {} }, copingWorker: { enabled: true }, background: { config: { bulker: { maxBatchSize: 1 } } } }
telemetry: { log_level: debug, export: { time_out: 5, batch_size: 7 } }
digitalOcean: { loadBalancer: true }`,
    MULTI,
  ),
  one(
    'an old key wins over the new one',
    'config: { enableVisitEnded: yes, systemEvents: { collectVisitEnded: no } }\ngui: { nodeAffinity: { required: [{ key: a, operator: Exists }] }, console: { nodeAffinity: { preferred: [{ weight: 1, key: b, operator: Exists }] } } }',
  ),
  one(
    'several files',
    'commonLabels: { a: "1", b: "2" }\napi: { private: { extraEnv: [{ name: A, value: a }] } }',
    'commonLabels: { b: "3" }\napi: { private: { extraEnv: [{ name: B, value: b }] } }',
    'api: { private: { startupProbe: null, extraEnv: null } }',
  ),
  one(
    'anchors and merge keys',
    'api: { private: &api { replicas: 2, resources: { limits: { cpu: "1" } } }, public: { <<: *api, replicas: 3 } }',
  ),
  {
    name: '--set, --set-string, --set-json',
    files: [''],
    set: [
      { kind: 'set-json', expression: 'api.private.tolerations=[{"operator":"Exists"}]' },
      { kind: 'set', expression: 'api.public.replicas=3,config.demo=true,commonLabels.a=b' },
      { kind: 'set', expression: 'api.private.extraEnv[0].name=A,api.private.extraEnv[0].value=x\\,y' },
      { kind: 'set', expression: 'api.private.startupProbe=null' },
      { kind: 'set-string', expression: 'commonAnnotations.number=1' },
    ],
  },
  one('for a parent chart', 'enabled: false\nglobal: { anything: { goes: true } }'),
];

/** Values that are refused, some by the schema and some by a rule. */
export const REFUSED: readonly ParityCase[] = [
  one(
    'a registry twice',
    'global: { imageRegistry: h.example }',
    'api: { image: { repository: h.example/tracardi/api } }',
  ),
  one('a registry in capitals', 'global: { imageRegistry: H.example }'),
  one('an image with a scheme', 'gui: { console: { extraContainers: [{ name: a, image: "https://a/b" }] } }'),
  one(
    'amounts in other units',
    'api: { private: { resources: { limits: { memory: 512m, cpu: 1Ki, "hugepages-2Mi": 1u, "a.b/c": 1m } } } }',
    'init: { resources: { requests: { ephemeral-storage: 1m } } }',
    'seed: { resources: { limits: { cpu: 1G } } }',
    'gui: { console: { extraContainers: [{ name: a, image: a, resources: { limits: { memory: 1n } } }], extraVolumes: [{ name: a, emptyDir: { sizeLimit: 1m } }, { name: b, ephemeral: { volumeClaimTemplate: { spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1m } } } } } }] } }',
  ),
  one(
    'KEDA to zero by cpu alone',
    'api: { public: { keda: { enabled: true, minReplicaCount: 0, triggers: [{ type: cpu, metadata: {} }, { type: memory, metadata: {} }] } } }',
  ),
  ...['/*', '/(.*)', '/a$'].map((path) =>
    one(
      `both APIs below ${path}`,
      `api: { private: { ingress: { enabled: true, host: a.b, path: "${path}", pathType: ImplementationSpecific } }, public: { ingress: { enabled: true, host: a.b, path: "${path}", pathType: Exact } } }`,
    ),
  ),
  one(
    'both APIs at an exact path',
    'api: { private: { ingress: { enabled: true, host: a.b, pathType: Exact } }, public: { ingress: { enabled: true, host: a.b } } }',
  ),
  one('a pattern as a prefix', 'gui: { console: { ingress: { enabled: true, path: "/*" } } }'),
  one('an extra object without a kind', 'extraObjects: [{ apiVersion: v1, metadata: { name: a } }]'),
  one(
    'an extra object of ours',
    'fullnameOverride: crm',
    'extraObjects: { a: { apiVersion: v1, kind: Secret, metadata: { name: crm-tenant-passwords-12 } } }',
  ),
  one(
    'an extra object twice',
    'extraObjects: [{ apiVersion: v1, kind: Secret, metadata: { name: a } }, { apiVersion: v1, kind: Secret, metadata: { name: a }, data: {} }]',
  ),
  one(
    'an extra object with a null',
    'extraObjects: [{ apiVersion: v1, kind: ConfigMap, metadata: { name: a }, data: { a: null } }]',
  ),
  one('a default that only components have', 'defaults: { containerPort: 80 }'),
  one('a default that breaks a rule', 'defaults: { keda: { enabled: true } }'),
  one(
    'names and ports that do not go together',
    'defaults: { dnsPolicy: None, dnsConfig: { searches: [a] } }\ngui: { console: { service: { nodePort: 30080 } } }',
  ),
  one('tenants of a single-tenant installation', TENANTS),
  one('a merge key in a document', 'config: { preConfiguration: { resources: { a: [{ "<<": 1 }] } } }'),
  one('a Deployment that would be a hook', 'api: { public: { annotations: { helm.sh/hook: post-install } } }'),
  one('objects that would be hooks', 'commonAnnotations: { helm.sh/hook: test }'),
  one('a tenant Job of an unknown hook', MULTI, TENANTS, 'seed: { annotations: { helm.sh/hook: installed } }'),
  one('tenants without the private API', MULTI, TENANTS, 'api: { private: { enabled: false } }'),
  one(
    'a tenant twice',
    MULTI,
    'tenants: [{ name: a-bc, email: a@b.c, password: p }, { name: abc1, email: a@b.c, password: p }]',
  ),
  one(
    'a tenant called like another host',
    MULTI,
    TENANTS,
    'gui: { console: { ingress: { enabled: true, host: acme.cdp.example.com } } }',
  ),
  one(
    'a tenant with two passwords',
    MULTI,
    'tenants: [{ name: abc, email: a@b.c, password: p, passwordFrom: { name: s, key: k } }]',
  ),
  one(
    'tenants a hyphen apart',
    MULTI,
    TENANTS,
    'tenants: [{ name: a-b-c, email: a@b.c, password: p }, { name: abc, email: a@b.c, password: p }]',
  ),
  one(
    'tenants without a domain',
    MULTI.replace('domain: cdp.example.com', ''),
    TENANTS,
    'api: { private: { ingress: { host: localhost } } }',
  ),
  one('tenants of a domain of one part', MULTI, TENANTS, 'config: { multiTenant: { domain: localhost } }'),
  one('tenants without a licence', MULTI, TENANTS, 'secrets: { license: { licenseKey: "" } }'),
  one('a tenant with a malformed address', MULTI, 'tenants: [{ name: abc, email: a@b, password: p }]'),
  one('a tenant with an empty password', MULTI, 'tenants: [{ name: abc, email: a@b.c, password: "" }]'),
  one('a tenant without a password', MULTI, 'tenants: [{ name: abc, email: a@b.c }]'),
  one('a tenant without an address', MULTI, 'tenants: [{ name: abc, password: p }]'),
  one('a tenant with a name of digits', MULTI, 'tenants: [{ name: "123", email: a@b.c, password: p }]'),
  one('unknown key', 'elatsic: {}'),
  one('unknown key below', 'api: { private: { replica: 1 } }'),
  one('wrong type', 'api: { private: { replicas: "1" } }'),
  one('quoted switch', 'api: { private: { enabled: "true" } }'),
  one('port out of range', 'redis: { port: 65536 }'),
  one('fraction', 'redis: { port: 1.5 }'),
  one('own label', 'commonLabels: { helm.sh/chart: x }'),
  one(
    'labels and annotations in place of ours',
    MULTI,
    TENANTS,
    `defaults: { podLabels: { app.kubernetes.io/component: x, app.kubernetes.io/name: y }, annotations: { helm.sh/hook: test } }
api: { public: { podAnnotations: { checksum/config: mine, helm.sh/hook-weight: "1" }, service: { labels: { app.kubernetes.io/instance: x } } } }
gateway: { annotations: { checksum/config: x } }
seed: { useHelmHooks: true, annotations: { helm.sh/hook: post-upgrade, helm.sh/hook-delete-policy: hook-succeeded } }`,
  ),
  one(
    'an extra object that our Services would find',
    `extraObjects:
  - { apiVersion: apps/v1, kind: Deployment, metadata: { name: a }, spec: { template: { metadata: { labels: { app.kubernetes.io/name: tracardi, app.kubernetes.io/instance: tracardi, app.kubernetes.io/component: be-fa-public } } } } }
  - { apiVersion: v1, kind: Pod, metadata: { name: a, labels: { app.kubernetes.io/component: fe-rj-gui } } }
  - { apiVersion: batch/v1, kind: CronJob, metadata: { name: a }, spec: { jobTemplate: { spec: { template: { metadata: { labels: { app.kubernetes.io/name: tracardi, app.kubernetes.io/instance: tracardi, app.kubernetes.io/component: tenant-seed } } } } } } }`,
  ),
  one('unknown field of Kubernetes', 'api: { private: { affinity: { nodeAfinity: {} } } }'),
  ...['https://h', 'u:p@h', '${HOST}', 'h#x', 'h/x', '[::1'].map((host) =>
    one(
      `the databases at ${host}`,
      Object.entries({ elastic: host, redis: host, mysql: host, pulsar: host, tmsApi: host })
        .map(([section, value]) => `${section}: { host: ${JSON.stringify(value)} }`)
        .join('\n'),
    ),
  ),
  one('a repository with a tag', 'api: { image: { repository: "tracardi/api:1.1" } }'),
  one('a host with a blank', 'api: { private: { ingress: { host: "a b" } } }'),
  one('no YAML', 'a: ['),
  one(
    'multi-tenancy without anything',
    'config: { multiTenant: { multi: yes } }\napi: { private: { ingress: { host: localhost } } }\ntms: { docker: { enabled: false } }',
  ),
  ...['\\0', '\\x7f', '\\x80', '\\x85', '\\x9f', '\\uFFFE', '\\uFFFF'].map((text) =>
    one(
      `texts with ${text}`,
      `
commonAnnotations: { a.b/c: "${text}" }
config: { primaryId: "a${text}b", preConfiguration: { resources: { a: ["x", "${text}"], "${text}": 1, "0": { a: "${text}" } }, eventSources: "{\\"a\\": \\"${text === '\\0' ? '' : text}\\"}" } }
api: { private: { command: [a, "${text}"], extraEnv: [{ name: A, value: "${text}" }] } }
global: { any: "${text}" }
mysql: { password: "${text}" }
digitalOcean: { a: "${text}" }`,
    ),
  ),
  one(
    'a variable with two values',
    'api: { private: { extraEnv: [{ name: A, value: a }, { name: B, value: b, valueFrom: { fieldRef: { fieldPath: metadata.name } } }, { name: C, value: c, valueFrom: {} }] } }',
  ),
  {
    name: 'a number of --set beyond what a float holds',
    files: [''],
    set: [{ kind: 'set', expression: 'api.private.tolerations[0].tolerationSeconds=9007199254740993' }],
  },
  one('an existing Secret without name', 'secrets: { tms: { existing: { keys: { apiKey: k } } } }'),
  one('an existing Secret without keys', 'secrets: { redis: { existing: { name: s, keys: { password: "" } } } }'),
  one('an existing Secret and a literal', 'secrets: { redis: { password: p, existing: { name: s } } }'),
  one(
    'an existing Secret and references',
    'secrets: { mysql: { existing: { name: s }, valueFrom: { username: { name: s, key: k }, password: { name: s, key: l } } } }',
  ),
  one('half a reference', 'secrets: { redis: { valueFrom: { password: { name: s } } } }'),
  one('a literal and a reference', 'secrets: { redis: { password: p, valueFrom: { password: { name: s, key: k } } } }'),
  one(
    'two scalers',
    'gui: { console: { autoscaling: { enabled: true }, keda: { enabled: true, triggers: [{ type: cpu, metadata: {} }] } } }',
  ),
  one(
    'scaling the wrong way round',
    'gui: { console: { autoscaling: { minReplicas: 4 }, keda: { minReplicaCount: 1000000, maxReplicaCount: 999999 } } }',
  ),
  one(
    'nothing to scale by',
    'gui: { console: { autoscaling: { enabled: true, targetCpuUtilizationPercentage: null } } }\napi: { public: { keda: { enabled: true } } }',
  ),
  one(
    'both ends of a disruption budget',
    'gui: { console: { podDisruptionBudget: { minAvailable: 0, maxUnavailable: "0%" } } }',
  ),
  one(
    'two handlers of a probe',
    'gui: { console: { livenessProbe: { exec: { command: [a] } }, startupProbe: { periodSeconds: 1 } } }',
  ),
  one('Recreate with rollingUpdate', 'gui: { console: { strategy: { type: Recreate, rollingUpdate: {} } } }'),
  one('node affinity twice', 'gui: { console: { nodeAffinity: { required: [] }, affinity: { nodeAffinity: {} } } }'),
  one('an init container without tag', `api: { image: { tag: "", digest: "sha256:${'0'.repeat(64)}" } }`),
  one('no tag', 'api: { image: { tag: "" } }\nworker: { apm: { image: { tag: "" } } }'),
  one(
    'documents that are no maps',
    'config: { preConfiguration: { resources: "[]", eventSources: "{},{}", destinations: "x", tenantAliases: "" } }',
  ),
  one(
    'items twice',
    `
api: { private: {
  extraEnv: [{ name: A }, { name: B }, { name: A }, { name: A }], extraVolumes: [{ name: pre-resources-vol, emptyDir: {} }],
  extraVolumeMounts: [{ name: v, mountPath: /a }, { name: tenant-aliases-vol, mountPath: /a }, { name: w, mountPath: /system/com_tracardi/storage/preconfig/data/resources.json }],
  extraContainers: [{ name: be-fa-private }, { name: x }], extraInitContainers: [{ name: tracardi-init }, { name: x }],
  hostAliases: [{ ip: 1.1.1.1 }, { ip: 1.1.1.1 }],
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule }, { maxSkew: 2, topologyKey: a, whenUnsatisfiable: DoNotSchedule }] } }`,
  ),
  one(
    'one ServiceAccount made twice',
    'api: { private: { serviceAccount: { create: true, name: a } } }\ngui: { console: { serviceAccount: { create: true, name: a } } }',
  ),
  one('a Service made twice', MULTI, 'tms: { docker: { service: { name: fe-gui-lb } } }'),
  one(
    'a long name of a Service',
    MULTI,
    `tms: { docker: { service: { name: ${'a'.repeat(40)} } } }\nfullnameOverride: ${'b'.repeat(40)}`,
  ),
  one(
    'annotations at odds with the Ingress',
    'gui: { console: { ingress: { enabled: true, className: a, annotations: { kubernetes.io/ingress.class: b, nginx.ingress.kubernetes.io/rewrite-target: / } } } }',
  ),
  one('labels of a Job', 'commonLabels: { job-name: a }\nseed: { podLabels: { controller-uid: b } }'),
  one('Ingress without host', 'api: { private: { ingress: { enabled: true, host: "" } } }'),
  one('HTTPRoute without Gateway', 'api: { private: { httpRoute: { enabled: true } } }'),
  one(
    'one port of the nodes for several Services',
    `
gui: { console: { service: { type: NodePort, nodePort: 30080 } } }
api: { public: { service: { type: NodePort, nodePort: 30080 } } }
extraObjects:
  a: { apiVersion: v1, kind: Service, metadata: { name: a }, spec: { ports: [{ port: 1, nodePort: 30080, protocol: TCP }, { port: 2, nodePort: 30081 }, { port: 2, nodePort: 30081 }] } }
  b: { apiVersion: v1, kind: Service, metadata: { name: b }, spec: { ports: [{ port: 1, nodePort: 30081 }] } }`,
  ),
  one('Gateway without class or route', 'gateway: { enabled: true }'),
  one(
    'listeners at odds with each other and with the routes',
    LISTENERS,
    `
gateway:
  annotations: { cert-manager.io/issuer: a }
  certificateRefs: [{ name: a }]
  listeners:
    - { name: a, port: 80, certificateRefs: [{ name: a }] }
    - { name: a, port: 80, protocol: HTTP, hostname: a.example.com, certificateRefs: [{ name: a }] }
    - { name: b, port: 443, hostname: "*.b.example.com" }
    - { name: c, port: 443, hostname: "*.b.example.com", certificateRefs: [{ name: a, namespace: b }] }`,
  ),
  one('a redirect without listeners', GATEWAY, 'gateway: { redirect: { enabled: true } }'),
  one(
    'a redirect from hosts that only HTTP has',
    MULTI,
    LISTENERS,
    'gateway: { redirect: { enabled: true } }\ntms: { docker: { httpRoute: { enabled: true, hostnames: [tms.example.com] } } }',
  ),
  one(
    'a listener without a name',
    GATEWAY,
    'gateway: { listeners: [{ port: 443, certificateRefs: [{ namespace: a }] }] }',
  ),
  one(
    'one host twice',
    'api: { private: { ingress: { enabled: true, host: a.example.com } } }\ngui: { console: { ingress: { enabled: true, hosts: [a.example.com] } } }',
  ),
  one(
    'one HTTPRoute host twice',
    GATEWAY,
    'gateway: { ports: { gui: 8686 } }\ngui: { console: { httpRoute: { enabled: true, hostnames: ["*.cdp.example.com"] } } }',
  ),
  one(
    'many things at once',
    'config: { multiTenant: { multi: yes } }\ngateway: { enabled: true }\ngui: { console: { keda: { enabled: true } } }\nsecrets: { tms: { valueFrom: { apiKey: { key: k } } } }',
  ),
];
