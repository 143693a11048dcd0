import { App, Chart, Testing } from 'cdk8s';
import * as lib from '../lib';
import type { JsonObject } from '../lib/json/json';
import { getAt } from '../lib/json/tree';
import { MULTI_TENANT, findObject, getObject, merge, objectsOf, problemsOf, synthesizeValues } from './support/objects';
import type { KubernetesObject } from './support/objects';
import { validateObject } from './support/schema';

const ACME = { name: 'acme', email: 'admin@acme.example', password: 'hunter2-a' };
const SHOP = { name: 'shop', email: 'admin@shop.example', passwordFrom: { name: 'shop-admin', key: 'password' } };
const withTenants = (...tenants: object[]): JsonObject => merge(MULTI_TENANT, { tenants });
const job = (objects: KubernetesObject[]): KubernetesObject => {
  const found = objects.filter(({ kind }) => kind === 'Job');
  expect(found).toHaveLength(1);
  return found[0];
};
const pod = (objects: KubernetesObject[]): JsonObject =>
  getAt(job(objects), ['spec', 'template', 'spec']) as JsonObject;

describe('objects', () => {
  const objects = objectsOf(withTenants(ACME, SHOP));

  test('are what Kubernetes accepts', () => {
    for (const object of objects) expect(validateObject(object)).toEqual([]);
  });

  test('no tenants, no Job; nor where it is switched off', () => {
    expect(objectsOf(MULTI_TENANT).filter(({ kind }) => kind === 'Job')).toEqual([]);
    const off = objectsOf(merge(withTenants(ACME), { seed: { enabled: false } }));
    expect(off.filter(({ kind, metadata }) => kind === 'Job' || metadata.name.startsWith('tenant'))).toEqual([
      getObject(off, 'ConfigMap', 'tenant-aliases-cm'),
    ]);
  });

  test('the pod is restricted, and has no token', () => {
    expect(pod(objects)).toMatchObject({
      automountServiceAccountToken: false,
      restartPolicy: 'Never',
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
      containers: [
        {
          image: 'node:24-alpine',
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
            readOnlyRootFilesystem: true,
          },
        },
      ],
    });
  });

  test('it calls the Services of the platform', () => {
    const env = Object.fromEntries(
      ((pod(objects).containers as JsonObject[])[0].env as { name: string; value: string }[]).map(({ name, value }) => [
        name,
        value,
      ]),
    );
    expect(env).toMatchObject({
      SEED_API_URL: 'http://be-private-svc:8686',
      SEED_DOMAIN: 'your-domain.com',
      SEED_TMS_ADDRESS: 'be-tms-svc:8383',
    });
  });

  test.each([
    ['https://tms.example.com', 'tms.example.com:443'],
    ['http://tms.example.com/base', 'tms.example.com:80'],
    ['http://[::1]:8383', '[::1]:8383'],
  ])('the address of an external TMS at %s', (url, address) => {
    const external = objectsOf(withTenants(ACME), { tmsApi: { url } });
    expect(JSON.stringify(pod(external))).toContain(`"value":"${address}"`);
  });

  test('passwords are in Secrets and mounted, nowhere else', () => {
    expect(getObject(objects, 'Secret', 'tenant-passwords-0').data).toEqual({
      acme: Buffer.from('hunter2-a').toString('base64'),
    });
    expect(JSON.stringify(objects.filter(({ kind }) => kind !== 'Secret'))).not.toContain('hunter2');
    expect(JSON.stringify(pod(objects).volumes)).toContain(
      '"secret":{"items":[{"key":"password","path":"shop"}],"name":"shop-admin","optional":true}',
    );
  });
});

describe('name of the Job', () => {
  const name = (...values: object[]): string => job(objectsOf(...values)).metadata.name;
  const base = withTenants(ACME, SHOP);

  test('the same values give the same name', () => {
    expect(name(base)).toBe(name(structuredClone(base)));
    expect(name(base)).toMatch(/^tenant-seed-[0-9a-f]{10}$/);
  });

  test.each<[string, object]>([
    ['a new tenant', withTenants(ACME, SHOP, { ...ACME, name: 'newone' })],
    ['another password', withTenants({ ...ACME, password: 'other' }, SHOP)],
    ['another Secret', withTenants(ACME, { ...SHOP, passwordFrom: { name: 'other', key: 'password' } })],
    ['another e-mail address', withTenants({ ...ACME, email: 'x@y.example' }, SHOP)],
    ['another domain', merge(base, { config: { multiTenant: { domain: 'other.com' } } })],
    ['another image', merge(base, { seed: { image: { tag: '26-alpine' } } })],
    ['other settings', merge(base, { seed: { concurrency: 2 } })],
    ['another key of the TMS', merge(base, { secrets: { tms: { apiKey: 'another-key' } } })],
    ['another licence', merge(base, { secrets: { license: { licenseKey: 'another-licence' } } })],
  ])('%s gives another one', (_, values) => {
    expect(name(values)).not.toBe(name(base));
  });

  test('what the Job does not do leaves it alone', () => {
    expect(name(merge(base, { api: { public: { replicas: 9 } }, secrets: { redis: { password: 'p' } } }))).toBe(
      name(base),
    );
  });

  test('as a Helm hook it is always the same', () => {
    const hook = merge(base, { seed: { useHelmHooks: true } });
    const objects = objectsOf(hook);
    const check = getObject(objects, 'Pod', 'tenant-seed-test');
    expect(check.metadata.annotations).toEqual({
      'helm.sh/hook': 'test',
      'helm.sh/hook-delete-policy': 'before-hook-creation',
      'linkerd.io/inject': 'disabled',
    });
    expect(JSON.stringify(check)).toContain('"name":"SEED_MODE","value":"check"');
    const { name, annotations } = job(objects).metadata;
    expect(name).toBe('tenant-seed');
    expect(annotations).toEqual({
      'helm.sh/hook': 'post-install,post-upgrade',
      'helm.sh/hook-weight': '5',
      'helm.sh/hook-delete-policy': 'before-hook-creation',
      'helm.sh/hook-output-log-policy': 'hook-failed',
    });
  });

  test('annotations of the Job, such as those of another hook, are not on the test', () => {
    const annotations = { 'argocd.argoproj.io/hook': 'Sync', note: 'cdp' };
    const objects = objectsOf(merge(base, { seed: { useHelmHooks: true, annotations } }));
    expect(job(objects).metadata.annotations).toMatchObject(annotations);
    expect(getObject(objects, 'Pod', 'tenant-seed-test').metadata.annotations).toEqual({
      'helm.sh/hook': 'test',
      'helm.sh/hook-delete-policy': 'before-hook-creation',
      'linkerd.io/inject': 'disabled',
    });
  });
});

describe('in a service mesh', () => {
  const withHooks = merge(withTenants(ACME), { seed: { useHelmHooks: true, checkSchedule: '@daily' } });
  const metadataOf = (objects: KubernetesObject[]): { labels: object; annotations: object }[] =>
    [
      getAt(job(objects), ['spec', 'template', 'metadata']),
      getAt(getObject(objects, 'CronJob', 'tenant-check'), ['spec', 'jobTemplate', 'spec', 'template', 'metadata']),
      getObject(objects, 'Pod', 'tenant-seed-test').metadata,
      getObject(objectsOf({ seed: { useHelmHooks: true } }), 'Pod', 'platform-test').metadata,
    ] as { labels: object; annotations: object }[];

  test('no sidecar is put into the pods of the Job and of the tests, which would never end', () => {
    for (const { labels, annotations } of metadataOf(objectsOf(withHooks))) {
      expect(labels).toMatchObject({ 'sidecar.istio.io/inject': 'false' });
      expect(annotations).toMatchObject({ 'linkerd.io/inject': 'disabled' });
    }
  });

  test('unless the values say so', () => {
    const inMesh = merge(withHooks, {
      seed: { podLabels: { 'sidecar.istio.io/inject': 'true' }, podAnnotations: { 'linkerd.io/inject': 'enabled' } },
    });
    const [{ labels, annotations }] = metadataOf(objectsOf(inMesh));
    expect(labels).toMatchObject({ 'sidecar.istio.io/inject': 'true' });
    expect(annotations).toMatchObject({ 'linkerd.io/inject': 'enabled' });
  });
});

describe('checks on a schedule', () => {
  const objects = objectsOf(
    merge(withTenants(ACME), { seed: { checkSchedule: '0 6 * * *', ttlSecondsAfterFinished: 9 } }),
  );
  const cronJob = getObject(objects, 'CronJob', 'tenant-check');

  test('verify with the program and the mounts of the Job, and are selected apart from it', () => {
    expect(validateObject(cronJob)).toEqual([]);
    expect(cronJob.spec).toMatchObject({
      schedule: '0 6 * * *',
      concurrencyPolicy: 'Forbid',
      failedJobsHistoryLimit: 3,
      jobTemplate: { metadata: { labels: { 'app.kubernetes.io/component': 'tenant-check' } } },
    });
    const checked = getAt(cronJob, ['spec', 'jobTemplate', 'spec', 'template', 'spec']) as JsonObject;
    expect(JSON.stringify(checked)).toBe(
      JSON.stringify(pod(objects)).replace('"SEED_MODE","value":"install"', '"SEED_MODE","value":"check"'),
    );
    // A failed Job stays until it was seen.
    expect(getAt(cronJob, ['spec', 'jobTemplate', 'spec'])).not.toHaveProperty('ttlSecondsAfterFinished');
  });

  test.each(['', '0 6 * *', '61 * * * *', '0 24 * * *', '* * * * mon-', '@often', 'daily', '0 6 * * * *'])(
    'the schedule %j makes none, or is refused',
    (checkSchedule) => {
      const values = merge(withTenants(ACME), { seed: { checkSchedule } });
      if (checkSchedule) expect(problemsOf(values)).toEqual(['seed.checkSchedule: pattern']);
      else expect(objectsOf(values).filter(({ kind }) => kind === 'CronJob')).toEqual([]);
    },
  );

  test.each(['*/5 * * * *', '0 6 * * mon-fri', '0,30 8-18/2 1 JAN,jul *', '@hourly'])(
    'the schedule %j is taken',
    (checkSchedule) => {
      expect(problemsOf(merge(withTenants(ACME), { seed: { checkSchedule } }))).toEqual([]);
    },
  );
});

test('thousands of tenants are split, each part below 1 MiB', () => {
  const letters = (index: number): string => [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  const many = Array.from({ length: 2500 }, (_, index) => ({
    name: `tenant${letters(index)}`.padEnd(60, 'x'),
    email: `${'e'.repeat(60)}@${'d'.repeat(60)}.example`,
    password: 'p'.repeat(512),
  }));
  const objects = objectsOf(withTenants(...many));
  const parts = objects.filter(({ metadata }) => /^tenant(s|-passwords)-\d$/.test(metadata.name));
  expect(parts.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    ...[0, 1, 2].map((index) => `ConfigMap tenants-${index}`),
    ...[0, 1, 2].map((index) => `Secret tenant-passwords-${index}`),
  ]);
  for (const part of parts) expect(Buffer.byteLength(JSON.stringify(part))).toBeLessThan(1024 * 1024);
  expect(Buffer.byteLength(JSON.stringify(job(objects)))).toBeLessThan(1024 * 1024);
});

describe('bad tenants', () => {
  test.each<[string, object[], string[]]>([
    ['one name twice', [ACME, ACME], ['tenants.1.name: tenant-twice']],
    [
      'names that become one',
      [
        { ...ACME, name: 'company-x' },
        { ...ACME, name: 'companyx' },
      ],
      ['tenants.1.name: tenant-twice'],
    ],
    [
      'names that differ in a digit',
      [
        { ...ACME, name: 'acme1' },
        { ...ACME, name: 'acme2' },
      ],
      ['tenants.1.name: tenant-twice'],
    ],
    ['the name of another host', [{ ...ACME, name: 'gui' }], ['tenants.0.name: tenant-host']],
    ['no password', [{ name: 'acme', email: 'a@b.example' }], ['tenants.0: tenant-password']],
    ['an empty password', [{ ...ACME, password: '' }], ['tenants.0: tenant-password']],
    ['two passwords', [{ ...SHOP, password: 'x' }], ['tenants.0: tenant-password-twice']],
    ['a bad address', [{ ...ACME, email: 'nobody' }], ['tenants.0.email: pattern']],
    [
      'half a reference',
      [{ name: 'acme', email: 'a@b.example', passwordFrom: { name: 'x' } }],
      ['tenants.0.passwordFrom.key: required'],
    ],
    ['no name', [{ email: 'a@b.example', password: 'x' }], ['tenants.0.name: required']],
    ['upper case', [{ ...ACME, name: 'Acme' }], ['tenants.0.name: pattern']],
    ['digits only', [{ ...ACME, name: '12345' }], ['tenants.0.name: pattern']],
    ['two letters', [{ ...ACME, name: 'ab' }], ['tenants.0.name: minLength']],
    ['an unknown key', [{ ...ACME, mail: 'x' }], ['tenants.0.mail: unknown-key']],
  ])('%s', (_, tenants, problems) => {
    expect(
      problemsOf(withTenants(...tenants), {
        gui: { console: { ingress: { enabled: true, host: 'gui.your-domain.com' } } },
      }),
    ).toEqual(problems);
  });

  test('while multi-tenancy is off', () => {
    expect(problemsOf({ tenants: [ACME] })).toEqual(['tenants: tenants-multi-tenant']);
  });

  test('without the private API', () => {
    expect(problemsOf(withTenants(ACME), { api: { private: { enabled: false } } })).toEqual([
      'tenants: tenants-private-api',
    ]);
  });

  test('many that clash are told in one error and one warning, which name them', () => {
    const shops = Array.from({ length: 99 }, (_, index) => ({ ...ACME, name: `shop${index + 1}` }));
    const { diagnostics } = synthesizeValues(withTenants(ACME, ...shops));
    const found = diagnostics.filter(({ rule }) => rule.startsWith('tenant-'));
    const named = '(shop1, shop2, shop3, shop4, shop5, shop6, shop7, shop8, shop9, shop10 and 89 more)';
    expect(found.map(({ rule, path, message }) => [rule, path, message.slice(-named.length)])).toEqual([
      ['tenant-twice', ['tenants', 2, 'name'], named],
      ['tenant-hyphen', ['tenants', 1, 'name'], named],
    ]);
  });

  test('a hyphen is warned of', () => {
    const { diagnostics } = synthesizeValues(withTenants({ ...ACME, name: 'name-of-the-tenant' }));
    expect(diagnostics.filter(({ rule }) => rule === 'tenant-hyphen')).toMatchObject([
      { severity: 'warning', path: ['tenants', 0, 'name'] },
    ]);
  });
});

test('the Job alone', () => {
  const chart = new Chart(new App(), 'crm', { namespace: 'crm', disableResourceNameHashes: true });
  const platform = new lib.Platform(chart, 'platform', { instance: 'crm', ...(MULTI_TENANT as lib.PlatformValues) });
  const api = new lib.PrivateApi(chart, 'api', { platform });
  const made = new lib.TenantSeedJob(chart, 'seed', { platform, api, tenants: [ACME], useHelmHooks: false });
  const objects = Testing.synth(chart) as KubernetesObject[];
  expect(findObject(objects, 'Job', made.jobName)).toBeDefined();
  expect(() => new lib.TenantSeedJob(chart, 'bad', { platform, api, tenants: [{ name: 'A', email: '' }] })).toThrow(
    /tenants\[0\]\.name/,
  );
  const single = new lib.Platform(chart, 'single', { instance: 'x', fullnameOverride: 'x' });
  expect(() => new lib.TenantSeedJob(chart, 'off', { platform: single, api, tenants: [ACME] })).toThrow(
    /tenants: tenants need multi-tenancy: .*\[tenants-multi-tenant\]/,
  );
});
