import type { JsonObject } from '../lib/json/json';
import { getAt } from '../lib/json/tree';
import {
  EVERYTHING,
  MULTI_TENANT,
  ROUTED,
  allContainers,
  envOf,
  findObject,
  forEach,
  getObject,
  mainContainer,
  merge,
  objectsOf,
  podSpec,
  problemsOf,
  synthesizeValues,
} from './support/objects';
import type { KubernetesObject } from './support/objects';

/** The defects of the chart before, by their numbers: each test fails where the defect is put back. */

const BACKENDS = [
  'be-fa-private',
  'be-fa-public',
  'be-fa-tms',
  'bg-queue-prod',
  'wk-pl-background',
  'wk-pl-collector',
  'wk-pl-workflow',
  'wk-rd-upgrades',
  'wk-apm',
];
const MULTI_VARIABLES = ['MULTI_TENANT', 'MULTI_TENANT_MANAGER_URL', 'MULTI_TENANT_MANAGER_API_KEY'];
const LICENSE = { secrets: { license: { licenseKey: 'l' }, installation: { token: 'i' } } };
const reference = (name: string, key: string): JsonObject => ({ name, key });
const ingress = (host: string, more: object = {}): object => ({ ingress: { enabled: true, host, ...more } });
const ports = (objects: KubernetesObject[], service: string): unknown =>
  getAt(getObject(objects, 'Service', service), ['spec', 'ports']);
const rules = (
  objects: KubernetesObject[],
  name: string,
): { host: string; http: { paths: { path: string; pathType: string }[] } }[] =>
  getAt(getObject(objects, 'Ingress', name), ['spec', 'rules']) as never;
const checksum = (objects: KubernetesObject[], deployment: string): unknown =>
  getAt(getObject(objects, 'Deployment', deployment), [
    'spec',
    'template',
    'metadata',
    'annotations',
    'checksum/config',
  ]);

describe('multi-tenancy', () => {
  const byReference = merge(LICENSE, {
    config: { multiTenant: { multi: 'yes' } },
    secrets: { tms: { valueFrom: { secretKey: reference('mine', 'sign'), apiKey: reference('mine', 'api') } } },
  });

  test('D1: TMS secrets by reference', () => {
    const objects = objectsOf(byReference);
    expect(envOf(objects, 'be-fa-tms')).toMatchObject({
      API_KEY: reference('mine', 'api'),
      SECRET: reference('mine', 'sign'),
    });
    expect(findObject(objects, 'Secret', 'tms')).toBeUndefined();
  });

  test('D1, D4: one TMS secret as a literal, the other by reference', () => {
    const objects = objectsOf(byReference, {
      secrets: { tms: { apiKey: 'k', valueFrom: { apiKey: { name: '', key: '' } } } },
    });
    expect(envOf(objects, 'be-fa-tms')).toMatchObject({
      API_KEY: reference('tms', 'api-key'),
      SECRET: reference('mine', 'sign'),
    });
    expect(getObject(objects, 'Secret', 'tms').data).toEqual({ 'api-key': 'aw==' });
  });

  test.each([
    ['literals', MULTI_TENANT],
    ['references', byReference],
    [
      'an external TMS',
      merge(byReference, { tms: { docker: { enabled: false } }, tmsApi: { url: 'https://tms.example.com' } }),
    ],
  ])('D2: all backend containers are multi-tenant with %s', (_, values) => {
    const objects = objectsOf(merge(EVERYTHING, { secrets: { tms: { secretKey: '', apiKey: '' } } }), values);
    const containers = allContainers(objects).filter(({ deployment }) => BACKENDS.includes(deployment));
    expect(containers.length).toBeGreaterThan(12);
    for (const { container } of containers)
      expect(container.env.map(({ name }) => name)).toEqual(expect.arrayContaining(MULTI_VARIABLES));
  });

  test.each([
    ['D3: no TMS secrets', LICENSE, ['secrets.tms.secretKey: tms-secret-key', 'secrets.tms.apiKey: tms-api-key']],
    [
      'D4: only the API key',
      merge(LICENSE, { secrets: { tms: { apiKey: 'k' } } }),
      ['secrets.tms.secretKey: tms-secret-key'],
    ],
    [
      'D4: only the signing key',
      merge(LICENSE, { secrets: { tms: { secretKey: 'k' } } }),
      ['secrets.tms.apiKey: tms-api-key'],
    ],
    [
      'D54: no licence',
      { secrets: { installation: { token: 'i' }, tms: { apiKey: 'k', secretKey: 's' } } },
      ['secrets.license.licenseKey: license'],
    ],
  ])('%s is refused', (_, values, problems) => {
    expect(problemsOf({ config: { multiTenant: { multi: 'yes' } } }, values)).toEqual(problems);
  });

  test.each(['yes', 'true', 'on', 'Yes', '"yes"', '"true"', '"Yes"', '"on"', '"ON"'])(
    'D5: multi: %s is on, for TMS and APIs alike',
    (word) => {
      const objects = objectsOf(MULTI_TENANT, `config: {multiTenant: {multi: ${word}}}`);
      expect(findObject(objects, 'Deployment', 'be-fa-tms')).toBeDefined();
      expect(envOf(objects, 'be-fa-private').MULTI_TENANT).toBe('yes');
      expect(envOf(objects, 'fe-rj-gui').MULTI_TENANT).toBe('yes');
    },
  );

  test.each(['no', 'false', 'off', '"no"', '"False"'])(
    'D5, D6: multi: %s is off, and no pod knows of a TMS',
    (word) => {
      const objects = objectsOf(MULTI_TENANT, `config: {multiTenant: {multi: ${word}}}`);
      expect(findObject(objects, 'Deployment', 'be-fa-tms')).toBeUndefined();
      for (const { deployment, container } of allContainers(objects)) {
        const names = (container.env ?? []).map(({ name }) => name);
        expect(names.filter((name) => MULTI_VARIABLES.includes(name))).toEqual(
          deployment === 'fe-rj-gui' ? ['MULTI_TENANT'] : [],
        );
      }
      expect(JSON.stringify(objects)).not.toContain('"tms"');
    },
  );

  test('D7: no variable comes twice, and the TMS has its own database', () => {
    const objects = objectsOf(EVERYTHING);
    for (const { container } of allContainers(objects)) {
      const names = (container.env ?? []).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
    expect(envOf(objects, 'be-fa-tms').MYSQL_DATABASE).toBe('tms');
    expect(envOf(objects, 'be-fa-private').MYSQL_DATABASE).toBe('tracardi');
  });

  test('D8: the TMS is called at the Service that exists', () => {
    const named = objectsOf(MULTI_TENANT, { tms: { docker: { service: { name: 'tenants', port: 9000 } } } });
    expect(getObject(named, 'Service', 'tenants')).toBeDefined();
    expect(envOf(named, 'be-fa-private').MULTI_TENANT_MANAGER_URL).toBe('http://tenants:9000');
    // A host is used as given; a warning tells that no chart has ever made this Service.
    const documented = objectsOf(MULTI_TENANT, { tmsApi: { host: 'be-fa-tms-svc.tracardi.svc.cluster.local' } });
    expect(envOf(documented, 'be-fa-private').MULTI_TENANT_MANAGER_URL).toBe(
      'http://be-fa-tms-svc.tracardi.svc.cluster.local:8383',
    );
  });

  test('D9: the TMS has as many pods as told', () => {
    const objects = objectsOf(MULTI_TENANT, { tms: { docker: { replicas: 3 } } });
    expect(getAt(getObject(objects, 'Deployment', 'be-fa-tms'), ['spec', 'replicas'])).toBe(3);
  });

  test('D10: the TMS gets the credentials of MySQL and its own, its GUI none', () => {
    const objects = objectsOf(EVERYTHING, {
      secrets: {
        redis: { password: 'p' },
        elastic: { password: 'p' },
        pulsar: { token: 't' },
        mysql: { username: 'u', password: 'p' },
        maxmind: { licenseKey: 'k', accountId: 1 },
      },
    });
    const secrets = Object.values(envOf(objects, 'be-fa-tms'))
      .filter((value) => typeof value === 'object')
      .map((value) => (value as { name: string }).name);
    expect([...new Set(secrets)].sort()).toEqual(['mysql-secret', 'tms']);
    expect(mainContainer(objects, 'fe-rj-tms-gui').env).toBeUndefined();
  });
});

describe('network', () => {
  test('D11: the GUI Ingress leads to the Service of the GUI', () => {
    const objects = objectsOf({ gui: { console: ingress('gui.example.com') } });
    const backend = getAt(getObject(objects, 'Ingress', 'fe-gui-ingress'), [
      'spec',
      'rules',
      0,
      'http',
      'paths',
      0,
      'backend',
      'service',
    ]) as JsonObject;
    expect(getObject(objects, 'Service', String(backend.name))).toBeDefined();
    expect(backend.port).toEqual({ number: 8787 });
  });

  test('D12: two APIs on one wildcard host have no path in common', () => {
    const objects = objectsOf(MULTI_TENANT, {
      api: { private: ingress('*.your-domain.com'), public: ingress('*.your-domain.com') },
    });
    const paths = (name: string): string[] =>
      rules(objects, name).flatMap(({ host, http }) =>
        http.paths.map(({ path, pathType }) => `${host} ${pathType} ${path}`),
      );
    expect(paths('be-api-private-ingress')).toEqual(['*.your-domain.com Prefix /']);
    expect(paths('be-api-public-ingress')).toEqual(
      [
        'Prefix /track',
        'Prefix /collect',
        'Prefix /redirect',
        'Prefix /tracker',
        'Prefix /uix',
        'Prefix /customer/consent',
        'Exact /consents/type/enabled',
      ].map((path) => `*.your-domain.com ${path}`),
    );
  });

  test('D13: no Ingress rewrites paths', () => {
    const objects = objectsOf({
      api: { private: ingress('a.x.com', { path: '/cdp' }), public: ingress('b.x.com') },
      gui: { console: ingress('c.x.com') },
    });
    for (const object of objects.filter(({ kind }) => kind === 'Ingress'))
      expect(object.metadata.annotations).toBeUndefined();
    expect(rules(objects, 'be-api-private-ingress')[0].http.paths[0].path).toBe('/cdp');
  });

  test('D14: class, TLS, annotations, labels, several hosts', () => {
    const objects = objectsOf({
      api: {
        private: ingress('a.x.com', {
          className: 'nginx',
          hosts: ['b.x.com'],
          annotations: { a: 'b' },
          labels: { c: 'd' },
          tls: [{ hosts: ['a.x.com'], secretName: 't' }],
        }),
      },
    });
    expect(getObject(objects, 'Ingress', 'be-api-private-ingress')).toMatchObject({
      metadata: { annotations: { a: 'b' }, labels: { c: 'd' } },
      spec: {
        ingressClassName: 'nginx',
        tls: [{ hosts: ['a.x.com'], secretName: 't' }],
        rules: [{ host: 'a.x.com' }, { host: 'b.x.com' }],
      },
    });
  });

  test('D15: a wildcard GUI host stays a text, an empty path is refused', () => {
    expect(rules(objectsOf({ gui: { console: ingress('*.x.com') } }), 'fe-gui-ingress')[0].host).toBe('*.x.com');
    expect(problemsOf({ gui: { console: ingress('gui.x.com', { path: '' }) } })).toEqual([
      'gui.console.ingress.path: pattern',
    ]);
  });

  test('D17: the public API does not serve its documentation', () => {
    expect(envOf(objectsOf({}), 'be-fa-public').API_DOCS).toBe('no');
    expect(envOf(objectsOf({ api: { public: { config: { apiDocs: true } } } }), 'be-fa-public').API_DOCS).toBe('yes');
  });

  test('D47: texts are no switches', () => {
    expect(problemsOf({ api: { private: { enabled: 'false', service: { loadBalancer: 'no' } } } })).toEqual([
      'api.private.enabled: type',
      'api.private.service.loadBalancer: type',
    ]);
  });

  test('D50, D36: ports are called alike, and load balancers can be configured', () => {
    const objects = objectsOf({
      api: {
        public: {
          service: {
            loadBalancer: true,
            loadBalancerAnnotations: { cert: 'id' },
            loadBalancerClass: 'x/y',
            loadBalancerSourceRanges: ['10.0.0.0/8'],
          },
        },
      },
    });
    const port = { appProtocol: 'http', port: 8585, protocol: 'TCP', targetPort: 80 };
    expect(ports(objects, 'be-public-svc')).toEqual([port]);
    expect(getObject(objects, 'Service', 'be-public-lb')).toMatchObject({
      metadata: { annotations: { cert: 'id' } },
      spec: {
        type: 'LoadBalancer',
        loadBalancerClass: 'x/y',
        loadBalancerSourceRanges: ['10.0.0.0/8'],
        ports: [{ name: 'http', port: 8585 }],
      },
    });
  });

  test('Services name their ports as chart 1.1.0 does, so that proxies keep the pods while it is replaced', () => {
    const service = { loadBalancer: true };
    const objects = objectsOf(MULTI_TENANT, forEach(ROUTED, 'service', service));
    const names = objects
      .filter(({ kind }) => kind === 'Service')
      .map((object) => [object.metadata.name, (ports(objects, object.metadata.name) as { name?: string }[])[0].name]);
    expect(Object.fromEntries(names)).toEqual({
      'be-private-svc': undefined,
      'be-private-lb': 'http-8686',
      'be-public-svc': undefined,
      'be-public-lb': 'http',
      'be-tms-svc': 'http-8383',
      'be-tms-lb': 'http-8383',
      'fe-gui-svc': undefined,
      'fe-gui-lb': 'http-8787',
      'fe-tms-gui-svc': undefined,
      'fe-tms-gui-lb': 'http-8282',
    });
  });
});

describe('health', () => {
  test('D16, D53: the APIs have all probes, with the host of a tenant where multi-tenancy is on', () => {
    for (const name of ['be-fa-private', 'be-fa-public']) {
      const single = mainContainer(objectsOf({}), name) as unknown as { [probe: string]: { httpGet: JsonObject } };
      const multi = mainContainer(objectsOf(MULTI_TENANT), name) as unknown as {
        [probe: string]: { httpGet: JsonObject };
      };
      for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe']) {
        expect(single[probe].httpGet).toEqual({ path: '/healthcheck', port: 'http' });
        expect(multi[probe].httpGet).toEqual({
          path: '/healthcheck',
          port: 'http',
          httpHeaders: [{ name: 'Host', value: 'healthcheck.your-domain.com' }],
        });
      }
    }
  });

  test('D53: pods run with few rights and without a token', () => {
    const objects = objectsOf(EVERYTHING);
    for (const { kind, metadata } of objects) {
      if (kind !== 'Deployment') continue;
      expect(podSpec(objects, metadata.name)).toMatchObject({
        automountServiceAccountToken: false,
        securityContext: { seccompProfile: { type: 'RuntimeDefault' } },
      });
    }
    for (const { container } of allContainers(objects)) {
      expect(container.securityContext).toMatchObject({
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
      });
    }
  });
});

describe('secrets', () => {
  const literals = {
    secrets: {
      installation: { token: 'secret-1' },
      license: { licenseKey: 'secret-2' },
      tms: { secretKey: 'secret-3', apiKey: 'secret-4' },
      redis: { password: 'secret-5' },
      elastic: { username: 'secret-6', password: 'secret-7' },
      pulsar: { token: 'secret-8' },
      mysql: { username: 'secret-9', password: 'secret-10' },
      maxmind: { licenseKey: 'secret-11', accountId: 'secret-12' },
      mergingToken: 'secret-13',
    },
    starrocks: { host: 'h', password: 'secret-14' },
    telemetry: { export: { headers: 'secret-15' } },
  };

  test('D18, D19: literals are in Secrets only, and every Secret is read', () => {
    const objects = objectsOf(EVERYTHING, literals);
    const secrets = objects.filter(({ kind }) => kind === 'Secret');
    const stored = secrets.flatMap(({ data }) =>
      Object.values(data as JsonObject).map((value) => Buffer.from(String(value), 'base64').toString()),
    );
    expect(stored.sort()).toEqual(Array.from({ length: 15 }, (_, index) => `secret-${index + 1}`).sort());
    const others = JSON.stringify(objects.filter(({ kind }) => kind !== 'Secret'));
    expect(others).not.toContain('secret-1');
    for (const { metadata } of secrets) expect(others).toContain(`"name":"${metadata.name}"`);
  });

  test('D20: dollar signs arrive as they are', () => {
    const objects = objectsOf({
      config: { primaryId: 'pa$$word$(MYSQL_HOST)' },
      secrets: { mysql: { username: 'u', password: 'pa$$word$(X)' } },
    });
    // Kubernetes makes one dollar sign of two.
    expect(envOf(objects, 'be-fa-private').PRIMARY_ID).toBe('pa$$$$word$$(MYSQL_HOST)');
    expect(
      Buffer.from(
        String(getAt(getObject(objects, 'Secret', 'mysql-secret'), ['data', 'mysql-password'])),
        'base64',
      ).toString(),
    ).toBe('pa$$word$(X)');
  });

  test('D21: a reference wins over the default token, and the public default is warned of', () => {
    const objects = objectsOf({ secrets: { installation: { valueFrom: { token: reference('mine', 'token') } } } });
    expect(envOf(objects, 'be-fa-private').INSTALLATION_TOKEN).toEqual(reference('mine', 'token'));
    expect(findObject(objects, 'Secret', 'installation-secret')).toBeUndefined();
  });

  test('D21, D56: public default tokens are warned of', () => {
    const warned = synthesizeValues({})
      .diagnostics.filter(({ rule }) => rule === 'public-token')
      .map(({ path }) => path!.join('.'));
    expect(warned).toEqual(['secrets.installation.token', 'secrets.mergingToken']);
    expect(synthesizeValues({ secrets: { installation: { token: 'own' }, mergingToken: 'own' } }).diagnostics).toEqual(
      [],
    );
  });

  test('D21: with many tenants the public installation token is refused, unless a key allows it', () => {
    const tokenOf = (...values: object[]): string[] =>
      synthesizeValues(MULTI_TENANT, ...values)
        .diagnostics.filter(({ path = [] }) => path.join('.') === 'secrets.installation.token')
        .map(({ severity, rule }) => `${severity}: ${rule}`);
    const installation = (settings: object): object => ({ secrets: { installation: settings } });
    const isRefused = ['error: public-installation-token'];
    expect(tokenOf(installation({ token: 'tracardi' }))).toEqual(isRefused);
    expect(tokenOf(installation({ token: 'tracardi', valueFrom: { token: { name: 'half' } } }))).toEqual(isRefused);
    expect(tokenOf(installation({ token: 'tracardi', allowPublicToken: true }))).toEqual([]);
    expect(tokenOf(installation({ token: 'tracardi', valueFrom: { token: { name: 'mine', key: 'k' } } }))).toEqual([]);
    expect(tokenOf(installation({ token: null }))).toEqual([]);
    expect(tokenOf(installation({ token: 'own' }))).toEqual([]);
    const single = { config: { multiTenant: { multi: 'no' } } };
    expect(tokenOf(single, installation({ token: 'tracardi' }))).toEqual(['warning: public-token']);
    expect(tokenOf(single, installation({ token: 'tracardi', allowPublicToken: true }))).toEqual([]);
  });

  test('D56: the merging token can be a reference', () => {
    expect(
      envOf(objectsOf({ secrets: { mergingTokenFrom: reference('mine', 'merge') } }), 'be-fa-private')
        .AUTO_PROFILE_MERGING,
    ).toEqual(reference('mine', 'merge'));
  });

  test('D22: the password of Elasticsearch by reference goes with the default user', () => {
    const env = envOf(
      objectsOf({ secrets: { elastic: { valueFrom: { password: reference('es', 'elastic') } } } }),
      'be-fa-private',
    );
    expect(env).toMatchObject({
      ELASTIC_HTTP_AUTH_USERNAME: reference('elastic-secret', 'elastic-username'),
      ELASTIC_HTTP_AUTH_PASSWORD: reference('es', 'elastic'),
    });
    expect(envOf(objectsOf({}), 'be-fa-private').ELASTIC_HTTP_AUTH_USERNAME).toBeUndefined();
  });

  test('D23, D24: a number is refused as a password, and base64 that looks like one stays a text', () => {
    expect(problemsOf({ secrets: { redis: { password: 1234 } } })).toEqual(['secrets.redis.password: type']);
    expect(getObject(objectsOf({ secrets: { redis: { password: 'ӽ4' } } }), 'Secret', 'redis-secret').data).toEqual({
      'redis-password': Buffer.from('ӽ4').toString('base64'),
    });
  });

  test('D25: what a pod takes from a Secret or ConfigMap restarts it, and nothing else does', () => {
    const before = objectsOf(EVERYTHING, { secrets: { redis: { password: 'a' } } });
    const password = objectsOf(EVERYTHING, { secrets: { redis: { password: 'b' } } });
    const document = objectsOf(EVERYTHING, {
      secrets: { redis: { password: 'a' } },
      config: { preConfiguration: { resources: { a: 1 } } },
    });
    const page = objectsOf(EVERYTHING, {
      secrets: { redis: { password: 'a' } },
      gui: { console: { config: { customJs: 'x' } } },
    });
    const restarted = (after: KubernetesObject[]): string[] =>
      after
        .filter(({ kind }) => kind === 'Deployment')
        .map(({ metadata }) => metadata.name)
        .filter((name) => checksum(after, name) !== checksum(before, name));
    expect(restarted(password).sort()).toEqual(BACKENDS.filter((name) => name !== 'be-fa-tms').sort());
    expect(restarted(document).sort()).toEqual([
      'be-fa-private',
      'be-fa-public',
      'bg-queue-prod',
      'wk-pl-background',
      'wk-pl-collector',
      'wk-pl-workflow',
    ]);
    expect(restarted(page)).toEqual(['fe-rj-gui']);
  });

  test('D26, D27: every pod has the pull secret; without one all is deployed still', () => {
    const objects = objectsOf(EVERYTHING);
    const names = objects.filter(({ kind }) => kind === 'Deployment').map(({ metadata }) => metadata.name);
    for (const name of names) expect(podSpec(objects, name).imagePullSecrets).toEqual([{ name: 'tracardi-dockerhub' }]);
    const without = objectsOf(EVERYTHING, { secrets: { dockerHub: '' } });
    for (const name of names) expect(podSpec(without, name).imagePullSecrets).toBeUndefined();
  });

  test('D28: image, tag and pull policy of the init containers can be set', () => {
    const init = (...values: object[]): unknown => podSpec(objectsOf(...values), 'wk-pl-background').initContainers![0];
    expect(init({ api: { image: { tag: '1.2.0' } } })).toMatchObject({
      image: 'tracardi/init:1.2.0',
      imagePullPolicy: 'IfNotPresent',
    });
    expect(
      init({ init: { image: { registry: 'r.io', repository: 'a/b', tag: '9', pullPolicy: 'Always' } } }),
    ).toMatchObject({ image: 'r.io/a/b:9', imagePullPolicy: 'Always' });
  });

  test('D45: a prefix keeps two releases in one namespace apart', () => {
    const one = objectsOf(EVERYTHING, literals);
    const other = objectsOf(EVERYTHING, literals, { fullnameOverride: 'crm' });
    expect(other.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual(
      one.map(({ kind, metadata }) => `${kind} crm-${metadata.name}`),
    );
    expect(envOf(other, 'crm-be-fa-private')).toMatchObject({
      REDIS_PASSWORD: reference('crm-redis-secret', 'redis-password'),
      MULTI_TENANT_MANAGER_URL: 'http://crm-be-tms-svc:8383',
    });
  });
});

describe('configuration', () => {
  test('D29: the logging level of Elasticsearch, in either spelling, and none by default', () => {
    expect(envOf(objectsOf({}), 'be-fa-private')).not.toHaveProperty('ELASTIC_LOGGING_LEVEL');
    for (const key of ['elasticLoggingLevel', 'elasticloggingLevel']) {
      expect(
        envOf(objectsOf({ api: { private: { config: { [key]: 'INFO' } } } }), 'be-fa-private').ELASTIC_LOGGING_LEVEL,
      ).toBe('INFO');
    }
  });

  test('D30: monitorPropertyChange at both places, with quotes', () => {
    for (const config of [{ monitorPropertyChange: 'a"b' }, { systemEvents: { monitorPropertyChange: 'a"b' } }]) {
      expect(envOf(objectsOf({ config }), 'be-fa-private').SYSTEM_EVENTS_FOR_PROPERTY_CHANGE).toBe('a"b');
    }
  });

  test('D31: features can be switched off by false, workflows always, and 0 is a time', () => {
    const env = envOf(
      objectsOf({
        config: { features: { enableAudiences: false, enableWorkflow: 'no' }, cache: { keepProfileInCacheFor: 0 } },
      }),
      'be-fa-private',
    );
    expect(env).toMatchObject({ ENABLE_AUDIENCES: 'no', ENABLE_WORKFLOW: 'no', KEEP_PROFILE_IN_CACHE_FOR: '0' });
  });

  test('D32: partitioning has one place, and the old one still works', () => {
    for (const values of [
      { config: { partitioning: { event: 'year' } } },
      { api: { public: { config: { eventPartitioning: 'year' } } } },
    ]) {
      for (const name of ['be-fa-private', 'be-fa-public', 'wk-apm'])
        expect(envOf(objectsOf(values), name).EVENT_PARTITIONING).toBe('year');
    }
  });

  test('D33: null is the default; empty settings are refused or left out, never sent empty', () => {
    expect(envOf(objectsOf('elastic: {verifyCerts: null}'), 'be-fa-private')).toMatchObject({
      ELASTIC_VERIFY_CERTS: 'no',
    });
    expect(problemsOf({ config: { demo: '' } })).toEqual(['config.demo: pattern']);
    const variables = allContainers(objectsOf(EVERYTHING)).flatMap(({ container }) => container.env ?? []);
    for (const { value, valueFrom } of variables) expect(valueFrom ?? value).not.toBe('');
  });

  test.each(['a: b', 'es #1', '123', 'on', "it's", '"', '- x', '{{ .Values }}', 'ünïcode', 'x'.repeat(10000)])(
    'D34: the text %j arrives unchanged',
    (text) => {
      const objects = objectsOf({ mysql: { database: text }, pulsar: { clusterName: text } });
      expect(envOf(objects, 'be-fa-private')).toMatchObject({ MYSQL_DATABASE: text, PULSAR_CLUSTER: text });
    },
  );

  test('D35: large numbers keep their digits', () => {
    const objects = objectsOf(
      'secrets: {maxmind: {accountId: 1234567, licenseKey: k}}\nconfig: {cache: {keepSessionInCacheFor: 1000000}, visit: {close: 2000000000}}',
    );
    expect(envOf(objects, 'be-fa-private')).toMatchObject({
      KEEP_SESSION_IN_CACHE_FOR: '1000000',
      CLOSE_VISIT_AFTER: '2000000000',
    });
    expect(getAt(getObject(objects, 'Secret', 'maxmind-secret'), ['data', 'account-id'])).toBe(
      Buffer.from('1234567').toString('base64'),
    );
  });

  test('D36: config.systemEvents as a text, as documents up to 1.0 have it', () => {
    expect(envOf(objectsOf('config: {systemEvents: "no"}'), 'be-fa-private').SYSTEM_EVENTS).toBe('no');
  });

  test('D37: preconfiguration is plain JSON, from a map or a text', () => {
    const file = (value: unknown): unknown =>
      getObject(objectsOf({ config: { preConfiguration: { resources: value } } }), 'ConfigMap', 'pre-resources-cm')
        .data;
    expect(file({ shop: { b: 1, a: '<x>' } })).toEqual({ 'resources.json': '{"shop":{"a":"\\u003cx\\u003e","b":1}}' });
    expect(file('{"a": "\u000b\u{e0001}"}'.replace('\u000b', '\\u000b'))).toEqual({
      'resources.json': '{"a": "\\u000b\u{e0001}"}',
    });
    expect(problemsOf({ config: { preConfiguration: { resources: '{"a": ' } } })).toEqual([
      'config.preConfiguration.resources: json-document',
    ]);
  });

  test('D37: the files of ConfigMaps hold by default what they held: documents without entries, and a module without settings', () => {
    const files = objectsOf({}).flatMap(({ kind, data }) => (kind === 'ConfigMap' ? [data] : []));
    expect(files).toEqual([
      { 'resources.json': '{}' },
      { 'destinations.json': '{}' },
      { 'event-sources.json': '{}' },
      { 'tenant-aliases.json': '{}' },
      { 'custom.js': 'export const custom = {}\n' },
    ]);
  });

  test('D39: null sections have their defaults, misspelt keys are refused with their path', () => {
    expect(objectsOf('api: null')).toEqual(objectsOf({}));
    expect(problemsOf('api: {private: {replica: 2}}')).toEqual(['api.private.replica: unknown-key']);
  });

  test('D40: a null limit is left out, other resources are kept', () => {
    const objects = objectsOf('api: {private: {resources: {limits: {cpu: null, ephemeral-storage: 1Gi}}}}');
    expect(mainContainer(objects, 'be-fa-private').resources).toEqual({
      limits: { memory: '1000Mi', 'ephemeral-storage': '1Gi' },
      requests: { memory: '100Mi', cpu: '100m' },
    });
  });

  test('D41: a number is refused as a tag', () => {
    expect(problemsOf('api: {image: {tag: 1.10}}')).toEqual(['api.image.tag: type']);
  });

  test('D55: every component has resources that can be set', () => {
    for (const { container } of allContainers(objectsOf(EVERYTHING)))
      expect(container.resources).toMatchObject({ requests: {}, limits: {} });
  });

  test.each([
    'gui.nodeAffinity',
    'tms.nodeAffinity',
    'worker.apm.nodeAffinity',
    'worker.upgrade.nodeAffinity',
    'bridge.queue.nodeAffinity',
  ])('D42: %s', (path) => {
    const affinity = {
      required: [{ key: 'a', operator: 'In', values: ['b'] }],
      preferred: [{ weight: 1, key: 'c', operator: 'Exists' }],
    };
    const values = path.split('.').reduceRight<object>((inner, key) => ({ [key]: inner }), affinity);
    const text = JSON.stringify(objectsOf(EVERYTHING, values).filter(({ kind }) => kind === 'Deployment'));
    expect(text).toContain(
      '"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"a","operator":"In","values":["b"]}]}]}',
    );
    expect(text).toContain(
      '"preferredDuringSchedulingIgnoredDuringExecution":[{"preference":{"matchExpressions":[{"key":"c","operator":"Exists"}]},"weight":1}]',
    );
  });

  test('D42: the native form is refused where the short one stands', () => {
    expect(
      problemsOf({ api: { private: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } } } }),
    ).toEqual(['api.private.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution: unknown-key']);
  });

  test('D43: spreading selects the pods of this release', () => {
    expect(podSpec(objectsOf({}), 'be-fa-public').topologySpreadConstraints).toEqual([
      expect.objectContaining({
        labelSelector: {
          matchLabels: {
            'app.kubernetes.io/name': 'tracardi',
            'app.kubernetes.io/instance': 'tracardi',
            'app.kubernetes.io/component': 'be-fa-public',
          },
        },
      }),
    ]);
  });

  test('D44, D52: objects are labelled alike, and pods carry no version', () => {
    const objects = objectsOf(EVERYTHING);
    for (const { metadata } of objects) {
      expect(metadata.labels).toMatchObject({
        'app.kubernetes.io/name': 'tracardi',
        'app.kubernetes.io/instance': 'tracardi',
        'helm.sh/chart': expect.stringMatching(/^tracardi-/),
      });
    }
    const pod = getAt(getObject(objects, 'Deployment', 'be-fa-private'), [
      'spec',
      'template',
      'metadata',
      'labels',
    ]) as JsonObject;
    expect(Object.keys(pod).filter((key) => /version|chart/.test(key))).toEqual([]);
  });

  test('D46: without Pulsar nothing of it is sent', () => {
    const env = envOf(objectsOf({ pulsar: { enabled: false }, secrets: { pulsar: { token: 't' } } }), 'be-fa-private');
    expect(Object.keys(env).filter((name) => name.startsWith('PULSAR'))).toEqual(['PULSAR_DISABLED']);
  });

  test('D48: the recycle time reaches the program', () => {
    expect(envOf(objectsOf({ mysql: { pool: { recycle: 7 } } }), 'be-fa-private').MYSQL_RECYCLE).toBe('7');
  });

  test('D49: nothing debugs unless told', () => {
    const env = envOf(objectsOf({}), 'be-fa-private');
    expect(env).toMatchObject({ TRACK_DEBUG: 'no', LOGGING_LEVEL: 'INFO' });
    expect(podSpec(objectsOf({}), 'be-fa-private').initContainers![0].env.at(-1)).toEqual({
      name: 'LOGGING_LEVEL',
      value: 'INFO',
    });
  });
});
