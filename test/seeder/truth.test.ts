import * as http from 'node:http';
import type { Fault, PlatformOptions } from '../stand-in/options';
import type { StandIn } from '../stand-in/stand-in';
import { DOMAIN, KEY, names, type Result } from './program';
import { expectCounts, failure, Stage } from './stage';

/** What the program says is the case, whatever the API says. */

const stage = new Stage();
const { workspace } = stage;
let standIn: StandIn;

afterEach(() => stage.clear());

afterAll(() => stage.dispose());

async function platform(options: Partial<PlatformOptions> = {}): Promise<void> {
  standIn = await stage.start(options);
}

async function seed(...play: Parameters<Stage['seed']>): Promise<Result> {
  const result = await stage.seed(...play);
  ({ standIn } = stage);
  return result;
}

/** Another one asks for a tenant's installation; the status of the answer. */
function post(name: string): Promise<number> {
  const body = JSON.stringify({ name, tms_api_key: KEY, email: 'a@other.example', password: 'other' });
  const headers = { Host: `${name}.${DOMAIN}`, 'Content-Type': 'application/json' };
  return new Promise((resolve, reject) => {
    const request = http.request(`${standIn.apiUrl}/tenant/install`, { method: 'POST', headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    request.on('error', reject).end(body);
  });
}

describe('no false success: an API that is not multi-tenant answers for its only tenant at every host', () => {
  const PLATFORMS: { [name: string]: Partial<PlatformOptions> } = {
    multi: {},
    single: { mode: 'single-tenant' },
    'no licence': { mode: 'no-licence' },
    'no licence, called as a tenant': { mode: 'no-licence', singleTenant: 'acme' },
  };
  const DATABASES: { [name: string]: (single: string) => Partial<PlatformOptions> } = {
    fresh: () => ({}),
    'once single-tenant': (single) => ({ installed: [single] }),
  };
  const DOMAINS = { domain: 'your-domain.com', 'wrong domain': 'other-domain.example' };
  const MATRIX = Object.keys(PLATFORMS).flatMap((platformName) =>
    Object.keys(DATABASES).flatMap((database) =>
      Object.keys(DOMAINS).flatMap((domain) =>
        ['install', 'check'].map((mode): [string, string, string, string] => [platformName, database, domain, mode]),
      ),
    ),
  );

  test.each(MATRIX)('%s, %s, %s: %s', async (platformName, database, domain, mode) => {
    const options = PLATFORMS[platformName];
    const tenants = ['acme', 'globex'];
    const before = DATABASES[database](options.singleTenant ?? '8504a');
    const environment = { SEED_DOMAIN: DOMAINS[domain as keyof typeof DOMAINS], SEED_MODE: mode };
    const result = await seed(tenants, { ...options, ...before }, environment);
    const there = tenants.filter((tenant) => standIn.isInstalled(tenant));
    const isMulti = platformName === 'multi';
    expect(result.summary.installed + result.summary.present).toBeLessThanOrEqual(there.length);
    expect(result.code === 0).toBe(isMulti && mode === 'install');
    // The API itself does not look at the domain: by its rules a wrong one is none.
    expect(there).toHaveLength(isMulti && mode === 'install' ? 2 : options.singleTenant && before.installed ? 1 : 0);
    if (isMulti) return;
    expect(result.code).toBe(42);
    expect(result.summary).toMatchObject({ installed: 0, present: 0, failed: 1, left: 1 });
    expect(result.summary.message).toMatch(
      /ended early: the API is not multi-tenant.*it serves tenant \w+ for every host/,
    );
    expect(tenants.map((tenant) => standIn.record.posts(tenant))).toEqual([0, 0]);
  });

  test('a tenant whose host the API takes for another one that is there', async () => {
    const result = await seed(['acme', 'acme2'], { hostRule: 'open', installed: ['acme'] });
    expectCounts(result, { present: 1, failed: 1 });
    expect(result.code).toBe(42);
    expect(failure(result, 'acme2')).toBe('the API takes the host acme2.your-domain.com for tenant acme');
  });

  test('an API that is replaced meanwhile is waited for', async () => {
    const faults: Fault[] = [{ on: 'root', kind: 'single', times: 6 }];
    const result = await seed(['acme', 'globex'], { faults }, { SEED_SETTLE_SECONDS: '3', SEED_BACKOFF_MS: '50' });
    expectCounts(result, { installed: 2 });
    expect(result.output).toContain('waiting: the API is not multi-tenant');
  });

  test.each<[string, Partial<PlatformOptions>]>([
    ['without the route', { tellsMode: false }],
    ['whose route keeps failing', { faults: [{ on: 'root', kind: 'status', status: 500, times: -1 }] }],
    ['with a page there', { faults: [{ on: 'root', kind: 'not-json', times: -1 }] }],
    ['that tells something else', { faults: [{ on: 'root', kind: 'hang', ms: 1, times: -1 }] }],
  ])('an API %s is believed, and that is said once', async (_, options) => {
    const result = await seed(['acme', 'globex', 'initech'], { ...options, installed: ['acme'] });
    expectCounts(result, { installed: 2, present: 1 });
    const said = result.lines.filter(({ event }) => event === 'identity');
    expect(said.map(({ message }) => message)).toEqual([
      expect.stringContaining('whether the API is multi-tenant is not verified'),
    ]);
  });

  test('each process of the API is asked, not each tenant', async () => {
    const tenants = names(200);
    await seed(tenants, { installed: tenants }, { SEED_CONCURRENCY: '4' });
    const asked = Object.entries(standIn.record.counts).filter(([place]) => place.startsWith('root '));
    const count = asked.reduce((sum, [, times]) => sum + times, 0);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(60);
  });
});

describe('success without effect', () => {
  test.each([1, 4])('no indices: two requests, then the likely cause, c = %d', async (concurrency) => {
    const faults: Fault[] = [{ on: 'install', kind: 'no-indices', times: -1, tenant: 'acme' }];
    const result = await seed(['acme', 'globex'], { faults }, { SEED_CONCURRENCY: String(concurrency) });
    expectCounts(result, { installed: 1, failed: 1 });
    expect(result.code).toBe(1);
    expect(failure(result, 'acme')).toMatch(
      /Elasticsearch is likely to refuse them.*cluster\.max_shards_per_node.*log of the API/,
    );
    expect(standIn.record.posts('acme')).toBe(2);
  });

  test('no indices once: the second request makes them', async () => {
    const faults: Fault[] = [{ on: 'install', kind: 'no-indices' }];
    expectCounts(await seed(['acme'], { faults }), { installed: 1 });
    expect(standIn.record.posts('acme')).toBe(2);
  });

  test('no administrator, since a user has the e-mail address', async () => {
    const options = { halfInstalled: ['acme'], users: { acme: ['admin@acme.example'] } };
    const result = await seed(['acme', 'globex'], options);
    expectCounts(result, { installed: 1, failed: 1 });
    expect(result.code).toBe(42);
    expect(failure(result, 'acme')).toMatch(
      /makes no administrator: a user who is none is likely to have the e-mail address/,
    );
    expect(standIn.record.posts('acme')).toBe(2);
  });
});

describe('a tenant that the TMS lost while it was half installed', () => {
  const LOST = { halfInstalled: ['acme'], forgotten: ['acme'] };

  test('is healed by one request', async () => {
    expectCounts(await seed(['acme', 'globex'], LOST), { installed: 2 });
    expect(standIn.record.posts('acme')).toBe(1);
  });

  test('is not asked for twice where that does not help', async () => {
    const faults: Fault[] = [{ on: 'install', kind: 'status', status: 500, tenant: 'acme', times: -1 }];
    const result = await seed(['acme', 'globex'], { ...LOST, faults });
    expectCounts(result, { installed: 1, failed: 1 });
    expect(result.code).toBe(1);
    expect(failure(result, 'acme')).toMatch(/the TMS does not know the tenant.*did not help; the API failed \(500/);
    expect(standIn.record.posts('acme')).toBe(1);
  });

  test('nor installed by a check', async () => {
    const result = await seed(['acme'], LOST, { SEED_MODE: 'check' });
    expect(result.code).toBe(1);
    expect(standIn.record.posts('acme')).toBe(0);
  });
});

test('a token that another run replaced is no end while that run installs', async () => {
  await platform({ faults: [{ on: 'tms-tenant', kind: 'hang', ms: 1500, after: true }], installMs: 3000 });
  workspace.layOut([{ name: 'acme' }]);
  const first = workspace.run(standIn, { SEED_SETTLE_SECONDS: '3' });
  while (!standIn.tmsCounts['tms-tenant']) await new Promise(setImmediate);
  expect(await post('acme')).toBe(200);
  const result = await first;
  expectCounts(result, { installed: 1 });
  expect(result.output).toContain('another run may be installing it');
});

describe.each([1, 4, 16])('a wrong key or licence ends the run at the first answer, c = %d', (concurrency) => {
  test.each<[string, Partial<PlatformOptions>]>([
    ['key', { keys: ['another'] }],
    ['key, with tenants that are there', { keys: ['another'], installed: ['tenanta', 'tenantb'] }],
    ['licence', { licence: 'missing', installed: ['tenanta'] }],
    ['placeholder', { licence: 'placeholder' }],
  ])('%s', async (_, options) => {
    const tenants = names(40);
    const result = await seed(tenants, { ...options, installMs: 5 }, { SEED_CONCURRENCY: String(concurrency) });
    expect(result.code).toBe(42);
    expect(result.summary.failed).toBe(1);
    expect(tenants.reduce((sum, tenant) => sum + standIn.record.posts(tenant), 0)).toBe(1);
  });

  test('a key that is withdrawn meanwhile, at the second tenant that meets it', async () => {
    const faults: Fault[] = [{ on: 'install', since: 'install', kind: 'status', status: 401, times: -1 }];
    const tenants = names(40);
    const result = await seed(tenants, { faults, installMs: 5 }, { SEED_CONCURRENCY: String(concurrency) });
    expect(result.code).toBe(42);
    const posts = tenants.reduce((sum, tenant) => sum + standIn.record.posts(tenant), 0);
    expect(posts).toBeLessThanOrEqual(2 + concurrency);
  });
});
