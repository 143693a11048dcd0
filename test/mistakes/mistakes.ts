/** Values files as people in a hurry write them. */
export interface Mistake {
  readonly name: string;
  readonly content: string | Buffer;
}

const text = (name: string, content: string): Mistake => ({ name, content });
const bytes = (name: string, content: Buffer): Mistake => ({ name, content });

const DOMAIN = 'config: { multiTenant: { multi: "yes", domain: a.example } }';
const SECRETS =
  'secrets: { license: { licenseKey: LICENCE-1234 }, installation: { token: TOKEN-1234 }, tms: { secretKey: 0123456789abcdef, apiKey: fedcba9876543210 } }';
const MULTI_TENANT = `${DOMAIN}\n${SECRETS}`;

/** A multi-tenant installation with these tenants. */
const tenants = (...items: string[]): string =>
  `${MULTI_TENANT}\ntenants:\n${items.map((item) => `  - { ${item} }`).join('\n')}`;
const tenant = (name: string): string => `name: ${name}, email: a@b.example, password: correct-horse`;

export const MISTAKES: readonly Mistake[] = [
  // The file
  bytes('a file of another program', Buffer.from('7f454c46020101000000000000000000', 'hex')),
  bytes('a file saved as UTF-16', Buffer.from('\ufeffconfig: {}\n', 'utf16le')),
  bytes('a file in an old 8-bit encoding', Buffer.from('# d\u00e9mo\nconfig: {}\n', 'latin1')),
  text('a list instead of a map', '- config\n- secrets\n'),
  text('a sentence', 'multi-tenant please\n'),
  text('two documents', 'config: {}\n---\nredis: { host: redis }\n'),
  text('a Helm template', 'redis:\n  host: {{ .Values.host }}\n'),
  text('a line left from a merge conflict', 'redis:\n<<<<<<< HEAD\n  host: a\n=======\n  host: b\n>>>>>>> main\n'),
  text(
    'a HelmRelease',
    'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nspec:\n  values:\n    redis: { host: redis }\n',
  ),
  text('values of an umbrella chart', 'tracardi:\n  redis: { host: redis }\n'),
  text('output of helm get values', 'USER-SUPPLIED VALUES:\nredis:\n  host: redis\n'),

  // YAML
  text('a tab as indentation', 'redis:\n\thost: redis\n'),
  text('a key indented by one blank too many', 'redis:\n  host: redis\n   port: 6379\n'),
  text('no blank after the colon', 'redis:\n  host:redis\n  port: 6379\n'),
  text('a quote that is not closed', 'redis:\n  host: "redis\n  port: 6379\n'),
  text('a bracket that is not closed', 'api:\n  private:\n    args: [a, b\nredis: {}\n'),
  text(
    'an unquoted value with a colon',
    'gui:\n  console:\n    command: [sh, -c, echo a: b: c]\nredis:\n  host: a: b\n',
  ),
  text('an unquoted value that begins with an at sign', 'redis:\n  host: @redis\n'),
  text('an unquoted wildcard', 'api:\n  private:\n    ingress:\n      host: *.a.example\n'),
  text('a comma that is missing in JSON', '{ "redis": { "host": "redis" "port": 6379 } }\n'),
  text('a bracket too many', 'api:\n  private:\n    args: [a]]\n    replicas: 2\n'),
  text('an apostrophe in a text', "gui:\n  console:\n    podAnnotations: { note: 'it's ours' }\n"),
  text('a key indented by one blank too few', 'redis:\n   host: redis\n  port: 6379\n'),
  text('a key written twice', 'redis:\n  host: a\nredis:\n  host: b\n'),
  text('an alias without its anchor', 'redis:\n  host: *host\n'),
  text(
    'aliases that multiply',
    `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghi'
      .split('')
      .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[index]}`).join(', ')}]`)
      .join('\n')}\n`,
  ),

  // Keys
  text('a misspelt key', 'api:\n  private:\n    replica: 2\n'),
  text('a misspelt section', 'elasticsearch:\n  host: elastic\n'),
  text('a key in other letters', 'config:\n  multitenant:\n    multi: "yes"\n'),
  text('a key at the wrong place', 'api:\n  replicas: 2\n'),
  text('a key of one component at the top level', 'replicas: 2\n'),
  text('an image below one of the APIs', 'api:\n  private:\n    image: { tag: "1.1.0" }\n'),
  text('the variables of a container', 'api:\n  private:\n    env: [{ name: A, value: b }]\n'),
  text('the volumes of a pod', 'api:\n  private:\n    volumes: [{ name: a, emptyDir: {} }]\n'),
  text('the number of pods of other charts', 'api:\n  private:\n    replicaCount: 2\n'),
  text('a security context', 'api:\n  private:\n    securityContext: { runAsUser: 1000 }\n'),
  text('an Ingress class', 'api:\n  private:\n    ingress: { ingressClassName: nginx }\n'),
  text('a key like no other', 'api:\n  private:\n    zzzzzzzz: 1\n'),
  text('no blank after the colon, in braces', 'secrets:\n  redis: {password:correct-horse}\n'),
  text('an equals sign for a colon, in braces', 'secrets:\n  redis: {password=correct-horse}\n'),
  text('a key with an invisible character', 'redis:\n  "port\u200b": 6379\n'),
  text('a blank that is none', 'redis:\n  port\u00a0: 6379\n'),
  text('a key in typographic quotes', 'redis:\n  “port”: 6379\n'),
  text('a key that YAML reads as true', 'redis:\n  on: 1\n'),
  text('a file that SOPS has encrypted', 'redis:\n  host: redis\nsops:\n  version: 3.9.0\n'),
  text('a dotted key', 'api.private.replicas: 2\n'),
  text('a Kubernetes field that does not exist', 'api:\n  private:\n    podSecurityContext: { runAsUserId: 1000 }\n'),
  text('a password in a URL', 'pulsar:\n  api: http://admin:correct-horse@pulsar:8080\n'),
  text('a password in a variable', 'gui:\n  console:\n    extraEnv: [{ name: DB_PASSWORD, value: correct-horse }]\n'),
  text('a label that the chart sets itself', 'commonLabels: { app.kubernetes.io/instance: crm }\n'),
  text('an annotation that the chart sets itself', 'gui:\n  console:\n    podAnnotations: { checksum/config: a }\n'),
  text('a key of an earlier chart', 'mysql:\n  password: correct-horse-battery\n'),
  text('a key that does nothing any more', 'elastic:\n  authenticate: "yes"\n'),
  text('an older spelling of systemEvents', 'config:\n  systemEvents: "no"\n'),
  text('an API of Tracardi 0.8', 'api:\n  production:\n    replicas: 2\n'),

  // Types and bounds
  text('a number in quotes', 'api:\n  private:\n    replicas: "2"\n'),
  text('a word for a number', 'api:\n  private:\n    replicas: two\n'),
  text('a fraction', 'api:\n  private:\n    replicas: 1.5\n'),
  text('a negative number', 'api:\n  private:\n    replicas: -1\n'),
  text('a port that is too large', 'redis:\n  port: 70000\n'),
  text('a port of zero', 'elastic:\n  port: 0\n'),
  text('a number without quotes as a text', 'secrets:\n  tms:\n    apiKey: 12345678\n'),
  text('a version that YAML reads as a number', 'api:\n  image:\n    tag: 1.10\n'),
  text('true in quotes', 'api:\n  private:\n    enabled: "true"\n'),
  text('a word for yes or no', 'config:\n  multiTenant:\n    multi: maybe\n'),
  text('a unit behind a number', 'config:\n  cache: { keepProfileInCacheFor: 10s }\n'),
  text('a number for yes or no', 'config:\n  multiTenant:\n    multi: 1\n'),
  text('a section in one line without a blank', 'redis:\n  host:redis\n'),
  text('names for a list of maps', 'api:\n  private:\n    imagePullSecrets: [registry-login]\n'),
  text('a name for a list', 'api:\n  private:\n    imagePullSecrets: registry-login\n'),
  text('tenants by name', `${MULTI_TENANT}\ntenants: [acme]\n`),
  text('items instead of keys', 'redis:\n  - host: redis\n'),
  text('a host in typographic quotes', 'redis:\n  host: “redis”\n'),
  text('a host with a scheme', 'elastic:\n  host: https://elastic:9200\n'),
  text('a host with user and password', 'mysql:\n  host: root:correct-horse@mysql\n'),
  text('a variable for a host', 'redis:\n  host: ${REDIS_HOST}\n'),
  text('a tag behind the repository', 'api:\n  image: { repository: "tracardi/api:1.1" }\n'),
  text('a map instead of a list', 'api:\n  private:\n    tolerations: { key: a }\n'),
  text('a text instead of a map', 'api:\n  private:\n    resources: small\n'),
  text('a log level that does not exist', 'api:\n  private:\n    config: { loggingLevel: verbose }\n'),
  text('a pull policy in other letters', 'api:\n  image:\n    pullPolicy: always\n'),
  text('an amount of memory with an unknown unit', 'api:\n  private:\n    resources: { limits: { memory: 1GB } }\n'),
  text('an URL without a scheme', 'pulsar:\n  api: pulsar:8080\n'),
  text('an ingress host with a port', 'api:\n  private:\n    ingress: { enabled: true, host: "a.example:443" }\n'),
  text('a label value with a blank', 'api:\n  private:\n    podLabels: { team: my team }\n'),
  text('a label that is a number', 'api:\n  private:\n    podLabels: { version: 1 }\n'),
  text('a Secret name in capitals', 'secrets:\n  dockerHub: Docker_Hub\n'),

  // Multi-tenancy
  text('multi-tenancy without its secrets', DOMAIN),
  text(
    'multi-tenancy without a domain',
    `config: { multiTenant: { multi: "yes" } }\n${SECRETS}\napi: { private: { ingress: { host: localhost } } }`,
  ),
  text('a domain with a wildcard', 'config: { multiTenant: { domain: "*.a.example" } }'),
  text('a domain of one label', 'config: { multiTenant: { domain: localhost } }'),
  text('multi-tenancy without a TMS', `${MULTI_TENANT}\ntms: { docker: { enabled: false } }`),
  text('tenants without multi-tenancy', `tenants:\n  - { ${tenant('acme')} }\n`),
  text('a tenant in capitals', tenants(tenant('ACME'))),
  text('a tenant with an underscore', tenants(tenant('my_company'))),
  text('a tenant of two letters', tenants(tenant('ab'))),
  text('a tenant of digits', tenants(tenant('"123456"'))),
  text('a tenant written twice', tenants(tenant('acme'), tenant('acme'))),
  text('tenants that differ in a hyphen', tenants(tenant('acme-eu'), tenant('acmeeu'))),
  text('a tenant with a hyphen', tenants(tenant('acme-eu'))),
  text('a tenant without an e-mail address', tenants('name: acme, password: correct-horse')),
  text('an e-mail address without a domain', tenants('name: acme, email: admin, password: correct-horse')),
  text('a tenant without a password', tenants('name: acme, email: a@b.example')),
  text('a password twice', tenants(`${tenant('acme')}, passwordFrom: { name: s, key: k }`)),
  text(
    'a tenant called as another host',
    `${tenants(tenant('gui'))}\ngui: { console: { ingress: { enabled: true, host: gui.a.example } } }`,
  ),

  // Secrets
  text('half a reference to a Secret', 'secrets:\n  redis:\n    valueFrom:\n      password: { name: redis }\n'),
  text(
    'a literal and a reference',
    'secrets:\n  redis:\n    password: correct-horse\n    valueFrom: { password: { name: redis, key: password } }\n',
  ),
  text('a placeholder for a secret', 'secrets:\n  redis:\n    password: xxx\n'),
  text('a variable that nothing fills in', 'secrets:\n  redis:\n    password: ${REDIS_PASSWORD}\n'),
  text('a name for a secret', 'secrets:\n  redis:\n    password: test-password\n'),
  text('a secret that is still encrypted', 'secrets:\n  redis:\n    password: "ENC[AES256_GCM,data:ab12,type:str]"\n'),
  text('a short secret', 'secrets:\n  redis:\n    password: ab12\n'),
  text('the token that everybody knows', 'secrets:\n  installation:\n    token: tracardi\n'),
  text('broken JSON', 'config:\n  preConfiguration: { eventSources: "{" }\n'),

  // Cross-field rules
  text(
    'two autoscalers',
    'api:\n  private:\n    autoscaling: { enabled: true }\n    keda: { enabled: true, triggers: [{ type: cpu, metadata: { value: "60" } }] }\n',
  ),
  text(
    'fewest pods above most pods',
    'api:\n  private:\n    autoscaling: { enabled: true, minReplicas: 5, maxReplicas: 2 }\n',
  ),
  text('an ingress without a host', 'api:\n  private:\n    ingress: { enabled: true }\n'),
  text(
    'two exact hosts that are one',
    'gui: { console: { ingress: { enabled: true, host: a.example } } }\napi: { private: { ingress: { enabled: true, host: a.example } } }',
  ),
  text('two Services of one name', `${MULTI_TENANT}\ntms: { docker: { service: { name: be-private-svc } } }`),
  text(
    'an existing Secret and a literal of its group',
    'secrets: { redis: { existing: { name: cache }, password: correct-horse } }\n',
  ),
  text(
    'keys of an existing Secret without its name',
    'secrets: { redis: { existing: { keys: { password: pass } } } }\n',
  ),
  text('a mount without its volume', 'api:\n  private:\n    extraVolumeMounts: [{ name: certs, mountPath: /certs }]\n'),
  text(
    'a probe with two handlers',
    'api:\n  private:\n    livenessProbe: { httpGet: { path: /, port: 80 }, tcpSocket: { port: 80 } }\n',
  ),
  text('a probe without a handler', 'gui:\n  console:\n    startupProbe: { periodSeconds: 5 }\n'),
  text('a liveness probe that must pass twice', 'api:\n  private:\n    livenessProbe: { successThreshold: 2 }\n'),
  text(
    'a document that is too long for a ConfigMap',
    `config:\n  preConfiguration:\n    resources: { a: ${'b'.repeat(1048576)} }\n`,
  ),
  text('a Job that ends before it stops waiting', 'seed:\n  activeDeadlineSeconds: 60\n'),
  text(
    'paths that differ in a slash',
    'gui: { console: { ingress: { enabled: true, host: a.example, path: /x/ } } }\napi: { private: { ingress: { enabled: true, host: a.example, path: /x } } }',
  ),

  // What Kubernetes demands of several fields
  text(
    'a toleration of all values with a value',
    'api:\n  private:\n    tolerations: [{ key: cdp, operator: Exists, value: "true" }]\n',
  ),
  text('a toleration without a key', 'api:\n  private:\n    tolerations: [{ effect: NoSchedule }]\n'),
  text(
    'a toleration with a time and no effect',
    'api:\n  private:\n    tolerations: [{ key: cdp, operator: Exists, tolerationSeconds: 60 }]\n',
  ),
  text('a variable from nowhere', 'api:\n  private:\n    extraEnv: [{ name: A, valueFrom: {} }]\n'),
  text(
    'variables from two places in one item',
    'api:\n  private:\n    extraEnvFrom: [{ configMapRef: { name: a }, secretRef: { name: b } }]\n',
  ),
  text(
    'a volume of two kinds',
    'api:\n  private:\n    extraVolumes: [{ name: a, emptyDir: {}, configMap: { name: a } }]\n',
  ),
  text('a hook that does nothing', 'api:\n  private:\n    lifecycle: { preStop: {} }\n'),
  text(
    'an operator without values',
    'api:\n  private:\n    nodeAffinity: { required: [{ key: pool, operator: In }] }\n',
  ),
  text(
    'a rolling update that can do nothing',
    'api:\n  private:\n    strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } }\n',
  ),
  text('a metric without its settings', 'api:\n  private:\n    autoscaling: { metrics: [{ type: Resource }] }\n'),
  text(
    'a metric without its target',
    'api:\n  private:\n    autoscaling:\n      metrics: [{ type: Resource, resource: { name: cpu, target: { type: Utilization } } }]\n',
  ),
  text(
    'a profile without its path',
    'api:\n  private:\n    podSecurityContext: { seccompProfile: { type: Localhost } }\n',
  ),
  text('a privileged container', 'api:\n  private:\n    containerSecurityContext: { privileged: true }\n'),
  text('a name for an IP address', 'api:\n  private:\n    hostAliases: [{ ip: localhost, hostnames: [es.local] }]\n'),
  text('an IP address for a host', 'api:\n  private:\n    ingress: { enabled: true, host: 10.0.0.1 }\n'),
  text(
    'a peer by address and label',
    'api:\n  private:\n    networkPolicy: { ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 }, podSelector: {} }] }] }\n',
  ),
  text(
    'an environment variable twice',
    'api:\n  private:\n    extraEnv: [{ name: A, value: a }, { name: A, value: b }]\n',
  ),
];
