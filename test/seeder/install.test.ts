import type { Fault, PlatformOptions } from '../stand-in/options';
import type { StandIn } from '../stand-in/stand-in';
import { KEY, names, passwordOf, type Result } from './program';
import { expectCounts, failure, Stage } from './stage';

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

/** A name server that fails, then does not know the API, then does; and that never answers for others. */
const RESOLVER = `
const dns = require('node:dns');
const codes = ['EAI_AGAIN', 'ENOTFOUND'];
const { lookup } = dns;
dns.lookup = (name, options, callback) => {
  if (name === 'be-tms-svc.test') return setInterval(() => {}, 60_000);
  if (name === 'forgotten.test') return;
  if (name !== 'be-private-svc.test') return lookup(name, options, callback);
  const code = codes.shift();
  if (code) return process.nextTick(callback, Object.assign(new Error(code), { code }));
  lookup('127.0.0.1', options, callback);
};
`;

describe('tenants are installed', () => {
  test('all, one after another, and a second run makes no request for installation', async () => {
    const tenants = ['acme', 'globex', 'initech'];
    const first = await seed(tenants, { installMs: 20 });
    expectCounts(first, { installed: 3 });
    expect(first.code).toBe(0);
    expect(tenants.every((tenant) => standIn.isInstalled(tenant))).toBe(true);
    expect(standIn.record).toMatchObject({ peak: 1, overlaps: [] });
    const second = await workspace.run(standIn);
    expectCounts(second, { present: 3 });
    expect(second.code).toBe(0);
    expect(standIn.record.installs).toHaveLength(3);
  });

  test('as their list says', async () => {
    await platform();
    workspace.layOut([{ name: 'acme', needsAdmin: false, updateMapping: true }, { name: 'globex' }]);
    expectCounts(await workspace.run(standIn), { installed: 2 });
    const common = { tms_api_key: KEY };
    expect(standIn.record.payloads).toEqual({
      acme: {
        ...common,
        name: 'acme',
        email: 'admin@acme.example',
        password: passwordOf('acme'),
        needs_admin: false,
        update_mapping: true,
      },
      globex: {
        ...common,
        name: 'globex',
        email: 'admin@globex.example',
        password: passwordOf('globex'),
        needs_admin: true,
        update_mapping: false,
      },
    });
  });

  test('only those that are missing', async () => {
    const result = await seed(['acme', 'globex', 'initech'], { installed: ['globex'] });
    expectCounts(result, { installed: 2, present: 1 });
    expect(standIn.record.posts('globex')).toBe(0);
  });

  test.each(['open', 'successor'] as const)('by their own hosts, under the %s rule', async (hostRule) => {
    expectCounts(await seed(['acme', 'globex'], { hostRule }), { installed: 2 });
    expect(standIn.record.installs.map(({ tenant }) => tenant).sort()).toEqual(['acme', 'globex']);
  });

  test('without an administrator where none is wanted', async () => {
    await platform();
    workspace.layOut([{ name: 'acme', needsAdmin: false }]);
    expectCounts(await workspace.run(standIn), { installed: 1 });
    expectCounts(await workspace.run(standIn), { present: 1 });
    workspace.layOut([{ name: 'acme', needsAdmin: true }]);
    expectCounts(await workspace.run(standIn), { installed: 1 });
    expect(standIn.record.posts('acme')).toBe(2);
  });

  test('completely where only half of one is there', async () => {
    expectCounts(await seed(['acme'], { halfInstalled: ['acme'] }), { installed: 1 });
  });

  test('from all lists in the folder and in the folders below it', async () => {
    await platform();
    workspace.layOut([{ name: 'zeta' }]);
    for (const [file, name] of Object.entries({ 'b/tenants-2.json': 'beta', 'a/tenants.json': 'alpha' })) {
      workspace.write(`tenants/${file}`, JSON.stringify([workspace.entry({ name })]));
    }
    workspace.write('tenants/a/other.json', 'not read');
    workspace.write('tenants/..2026/tenants.json', 'not read either');
    expectCounts(await workspace.run(standIn), { installed: 3 });
    expect(standIn.record.installs.map(({ tenant }) => tenant).sort()).toEqual(['alpha', 'beta', 'zeta']);
  });

  test('side by side, as many as allowed, once one of them has made what they share', async () => {
    const result = await seed(names(30), { installMs: 100 }, { SEED_CONCURRENCY: '8' });
    expectCounts(result, { installed: 30 });
    const { overlaps, peak } = standIn.record;
    expect(overlaps).toEqual([]);
    expect(peak).toBeGreaterThan(1);
    expect(peak).toBeLessThanOrEqual(8);
  });

  test('nothing is wrong with no tenants', async () => {
    const result = await seed([]);
    expectCounts(result, {});
    expect(result.code).toBe(0);
  });

  test.each(['acme2', 'company-x'])('%s, whose name not every rule keeps', async (name) => {
    expectCounts(await seed([name]), { installed: 1 });
  });

  test('over IPv6', async () => {
    expectCounts(await seed(['acme'], { host: '::1' }), { installed: 1 });
  });

  test('below a path of the API', async () => {
    await platform();
    workspace.layOut([{ name: 'acme' }]);
    const result = await workspace.run(standIn, {
      SEED_API_URL: `${standIn.apiUrl}/nowhere/`,
      SEED_TIMEOUT_SECONDS: '0.1',
    });
    expect(result.code).toBe(1);
    expect(standIn.record.counts['other acme']).toBeGreaterThan(0);
  });
});

describe('the program waits', () => {
  test('for an API that is not there yet', async () => {
    await platform();
    standIn.down('api', 400);
    workspace.layOut([{ name: 'acme' }]);
    const result = await workspace.run(standIn);
    expectCounts(result, { installed: 1 });
    expect(result.output).toContain('ECONNREFUSED');
  });

  test('for a TMS that is not there yet', async () => {
    await platform();
    standIn.down('tms', 400);
    workspace.layOut([{ name: 'acme' }]);
    const result = await workspace.run(standIn);
    expectCounts(result, { installed: 1 });
    expect(result.output).toContain('no connection to the TMS (ECONNREFUSED)');
    expect(standIn.record.posts('acme')).toBe(1);
  });

  test('for an API that says "Not ready."', async () => {
    expectCounts(await seed(['acme'], { notReady: 5 }), { installed: 1 });
  });

  test('no longer than it is told, for all tenants together', async () => {
    const result = await seed(names(50), { notReady: 1e9 }, { SEED_TIMEOUT_SECONDS: '0.2' });
    expectCounts(result, { left: 50 });
    expect(result.code).toBe(1);
    expect(result.lines.filter(({ event }) => event === 'waiting')).toHaveLength(1);
    expect(result.summary.message).toContain('404: Not ready.');
  });

  test('for a name to become known', async () => {
    await platform();
    workspace.layOut([{ name: 'acme' }]);
    const environment = { SEED_API_URL: 'http://be-private-svc.invalid:8686', SEED_TIMEOUT_SECONDS: '0.3' };
    const result = await workspace.run(standIn, environment);
    expectCounts(result, { left: 1 });
    expect(result.code).toBe(1);
    expect(result.output).toMatch(/ENOTFOUND|EAI_AGAIN/);
  });

  test('for a name server that fails at first', async () => {
    await platform();
    workspace.layOut([{ name: 'acme' }]);
    const { port } = new URL(standIn.apiUrl);
    const preload = workspace.write('resolver.cjs', RESOLVER);
    const result = await workspace.run(standIn, {
      SEED_API_URL: `http://be-private-svc.test:${port}`,
      NODE_OPTIONS: `--require ${preload}`,
    });
    expectCounts(result, { installed: 1 });
    expect(result.output).toContain('EAI_AGAIN');
    expect(result.output).toContain('ENOTFOUND');
  });

  test('beyond the time for waiting while installs succeed', async () => {
    const result = await seed(names(10), { installMs: 60 }, { SEED_TIMEOUT_SECONDS: '0.2' });
    expectCounts(result, { installed: 10 });
  });

  test('for nobody with one tenant that the API does not know', async () => {
    const faults: Fault[] = [
      { on: 'health', tenant: 'acme', kind: 'status', status: 401, times: -1 },
      { on: 'state', tenant: 'acme', kind: 'status', status: 401, times: -1 },
    ];
    const result = await seed(['acme', 'globex'], { faults }, { SEED_TIMEOUT_SECONDS: '0.5' });
    expectCounts(result, { installed: 1, failed: 1 });
    expect(result.code).toBe(1);
    expect(standIn.isInstalled('globex')).toBe(true);
    // Each look at the platform asks for several of them.
    expect(result.lines.filter(({ event }) => event === 'waiting')).toEqual([]);
  });

  test('no longer for a name server than for an answer', async () => {
    await platform();
    workspace.layOut([{ name: 'acme' }]);
    const preload = workspace.write('resolver.cjs', RESOLVER);
    const result = await workspace.run(standIn, {
      SEED_TMS_ADDRESS: 'be-tms-svc.test:8383',
      SEED_PROBE_TIMEOUT_SECONDS: '0.1',
      SEED_TIMEOUT_SECONDS: '0.3',
      NODE_OPTIONS: `--require ${preload}`,
    });
    expectCounts(result, { left: 1 });
    expect(result.summary.message).toContain('no connection to the TMS (no answer in time)');
  });

  test('and is no success where Node ends it because nothing is left to wait for', async () => {
    await platform();
    workspace.layOut([{ name: 'acme' }]);
    const preload = workspace.write('resolver.cjs', RESOLVER);
    const environment = { SEED_TMS_ADDRESS: 'forgotten.test:8383', NODE_OPTIONS: `--require ${preload}` };
    expect((await workspace.run(standIn, environment)).code).toBe(1);
  });

  test('for the platform anew where a tenant’s state is not told', async () => {
    const faults: Fault[] = [{ on: 'state', kind: 'status', status: 500 }];
    expectCounts(await seed(['acme'], { faults }), { installed: 1 });
    expect(standIn.record.counts['health acme']).toBe(2);
  });
});

describe('a fatal answer', () => {
  const EVERYONE: [string, Partial<PlatformOptions>, RegExp][] = [
    ['wrong key, 401', { keys: ['another'] }, /the TMS key is refused \(401/],
    ['wrong key, 403', { keys: ['another'], refusal: 403 }, /the TMS key is refused \(403/],
    ['wrong key, 404', { keys: ['another'], refusal: 404 }, /the TMS does not know the key \(404/],
    ['licence without the route', { licence: 'missing' }, /licence lacks multi-tenant.*\(404: Not Found\)/],
    ['licence with a placeholder', { licence: 'placeholder' }, /licence lacks multi-tenant.*\(402/],
    ['licence that refuses', { licence: 'refused' }, /the licence does not allow it \(403/],
    ['not multi-tenant', { mode: 'single-tenant', tellsMode: false }, /the API is not multi-tenant \(403/],
  ];

  test.each(EVERYONE)('ends the run where it concerns all: %s', async (_, options, message) => {
    const tenants = ['acme', 'globex', 'initech'];
    const result = await seed(tenants, options);
    expect(result.code).toBe(42);
    expectCounts(result, { failed: 1, left: 2 });
    // Two are looked at side by side: which of them is posted first is not said.
    expect(tenants.map((tenant) => failure(result, tenant)).join('')).toMatch(message);
    expect(result.summary.message).toMatch(message);
    expect(tenants.map((tenant) => standIn.record.posts(tenant)).sort()).toEqual([0, 0, 1]);
    expect(standIn.record.afterRefusal).toEqual([]);
  });

  const BY_TENANT: [string, number, string, RegExp][] = [
    ['malformed', 422, 'No.', /refuses the request as malformed \(422: No\.\)/],
    ['another host', 403, 'Can not install tenant `license` on `x` instance.', /takes the host for another tenant/],
    ['login', 403, 'Invalid login or password', /refuses the e-mail or the password/],
    ['login, unhandled', 500, 'Invalid login or password', /refuses the e-mail or the password/],
    ['token', 403, 'Invalid installation token.', /installation token/],
    ['token, unhandled', 500, 'Invalid installation token.', /installation token/],
    ['not allowed', 403, 'Tenant [acme] not allowed.', /the TMS does not allow the tenant/],
  ];

  test.each(BY_TENANT)('ends one tenant only: %s', async (_, status, detail, message) => {
    const faults: Fault[] = [{ on: 'install', tenant: 'acme', kind: 'status', status, detail, times: -1 }];
    const result = await seed(['acme', 'globex'], { faults });
    expect(result.code).toBe(42);
    expectCounts(result, { installed: 1, failed: 1 });
    expect(failure(result, 'acme')).toMatch(message);
    expect(standIn.record.posts('acme')).toBe(1);
  });

  test('the API finds the same by itself: host, e-mail, token', async () => {
    await platform({ hostRule: 'open', registered: ['initech'], replacesTokens: false, permissionStatus: 403 });
    workspace.layOut([{ name: 'acme2' }, { name: 'globex', email: 'a@b' }, { name: 'initech' }, { name: 'umbrella' }]);
    const result = await workspace.run(standIn);
    expect(result.code).toBe(42);
    expectCounts(result, { installed: 1, failed: 3 });
    expect(failure(result, 'acme2')).toBe('the API takes the host acme2.your-domain.com for tenant acme');
    expect(failure(result, 'globex')).toMatch(/e-mail or the password/);
    expect(failure(result, 'initech')).toMatch(/remove the tenant from the TMS/);
    expect(standIn.record.afterRefusal).toEqual([]);
  });

  test('beside a tenant that a further run may help leaves the Job its further runs', async () => {
    const faults: Fault[] = [
      { on: 'install', tenant: 'acme', kind: 'status', status: 422, detail: 'No.', times: -1 },
      { on: 'install', tenant: 'globex', kind: 'status', status: 503, times: -1 },
    ];
    const result = await seed(['acme', 'globex'], { faults }, { SEED_TIMEOUT_SECONDS: '0.5' });
    expectCounts(result, { failed: 2 });
    expect(result.code).toBe(1);
  });

  test('concerns one tenant only where the key served another before', async () => {
    const faults: Fault[] = [
      { on: 'state', tenant: 'globex', kind: 'hang', ms: 100 },
      { on: 'install', tenant: 'globex', kind: 'status', status: 401 },
    ];
    const result = await seed(['acme', 'globex', 'initech'], { faults });
    expect(result.code).toBe(42);
    expectCounts(result, { installed: 2, failed: 1 });
  });

  test('is not repeated where the looks after it fail', async () => {
    const faults: Fault[] = [
      { on: 'install', kind: 'status', status: 422, detail: 'No.' },
      { on: 'state', since: 'install', kind: 'status', status: 500, times: 20 },
    ];
    const result = await seed(['acme'], { faults });
    expect(result.code).toBe(42);
    expectCounts(result, { failed: 1 });
    expect(standIn.record.posts('acme')).toBe(1);
    expect(standIn.record.faults).toEqual({ status: 21 });
  });

  test('is no answer where the tenant turns out to be installed', async () => {
    const faults: Fault[] = [{ on: 'install', kind: 'status', status: 403, after: true }];
    const result = await seed(['acme'], { faults });
    expectCounts(result, { installed: 1 });
    expect(result.code).toBe(0);
  });
});

describe('a fault is survived', () => {
  const KINDS: [string, Fault][] = [
    ['connection refused', { on: 'install', kind: 'refuse', ms: 150 }],
    ['reset', { on: 'install', kind: 'reset' }],
    ['reset after success', { on: 'install', kind: 'reset', after: true }],
    ['reset in mid-body', { on: 'install', kind: 'reset-body' }],
    ['truncated body', { on: 'install', kind: 'truncated', after: true }],
    ['time-out', { on: 'install', kind: 'hang' }],
    ['time-out after success', { on: 'install', kind: 'hang', after: true }],
    ['huge body', { on: 'install', kind: 'huge' }],
    ['body that is no JSON', { on: 'install', kind: 'not-json' }],
    ['wrong content type', { on: 'install', kind: 'wrong-type' }],
    ['slow drip', { on: 'install', kind: 'drip', after: true, ms: 5 }],
    ['redirect 307', { on: 'install', kind: 'redirect', status: 307 }],
    ['redirect 302', { on: 'install', kind: 'redirect', status: 302 }],
    ['crash half-way', { on: 'install', kind: 'crash' }],
    ['error that echoes', { on: 'install', kind: 'echo' }],
    ...[408, 429, 500, 502, 503, 504].map((status): [string, Fault] => [
      `status ${status}`,
      { on: 'install', kind: 'status', status },
    ]),
    ['gateway time-out after success', { on: 'install', kind: 'status', status: 504, after: true }],
    ['404 of an API that restarts', { on: 'install', kind: 'status', status: 404, detail: 'Not ready.' }],
    ['403 of a mesh', { on: 'install', kind: 'not-json', status: 403 }],
    ['TMS resets', { on: 'tms-key', kind: 'reset' }],
    ['TMS fails', { on: 'tms-key', kind: 'status', status: 503 }],
    ['TMS without a token', { on: 'tms-tenant', kind: 'status', status: 409 }],
    ['state: reset', { on: 'state', kind: 'reset' }],
    ['state: reset in mid-body', { on: 'state', kind: 'reset-body', after: true }],
    ['state: truncated', { on: 'state', kind: 'truncated', after: true }],
    ['state: time-out', { on: 'state', kind: 'hang' }],
    ['state: no JSON', { on: 'state', kind: 'not-json' }],
    ['state: wrong content type', { on: 'state', kind: 'wrong-type', after: true }],
    ['state: another JSON', { on: 'state', kind: 'hang', ms: 1 }],
    ['state: huge', { on: 'state', kind: 'huge' }],
    ['state: drip without end', { on: 'state', kind: 'drip', after: true, ms: 100 }],
    ['state: redirect', { on: 'state', kind: 'redirect' }],
    ['state: 404', { on: 'state', kind: 'status', status: 404, times: 3 }],
    ['health: reset', { on: 'health', kind: 'reset', times: 2 }],
    ['health: redirect', { on: 'health', kind: 'redirect' }],
  ];

  test.each(KINDS)('%s', async (_, fault) => {
    const result = await seed(['acme', 'globex'], { faults: [fault] }, { SEED_REQUEST_TIMEOUT_SECONDS: '0.4' });
    expect(result.code).toBe(0);
    expectCounts(result, { installed: 2 });
    expect(standIn.record.overlaps).toEqual([]);
    expect(standIn.record.installs.filter(({ again }) => again)).toEqual([]);
    expect(standIn.record.followed).toEqual([]);
    expect(Object.values(standIn.record.faults)).toHaveLength(1);
  });

  const LASTING = KINDS.filter(
    ([, { on, after, kind, ms }]) => /install|state/.test(on) && !after && kind !== 'refuse' && !ms,
  );

  test.each(LASTING)('%s, on and on: to be tried by another run', async (_, fault) => {
    const faults = [{ ...fault, tenant: 'acme', times: -1 }];
    const times = {
      SEED_TIMEOUT_SECONDS: '0.5',
      SEED_REQUEST_TIMEOUT_SECONDS: '0.4',
      SEED_PROBE_TIMEOUT_SECONDS: '0.4',
    };
    const result = await seed(['acme', 'globex'], { faults, bootstrapped: true }, times);
    expect(result.code).toBe(1);
    expectCounts(result, { installed: 1, failed: 1 });
    expect(failure(result, 'acme')).toContain('out of time');
    expect(standIn.isInstalled('globex')).toBe(true);
  });

  test('no more than 1 MiB of an answer is read', async () => {
    const faults: Fault[] = [{ on: 'state', kind: 'huge', times: -1 }];
    const result = await seed(['acme'], { faults }, { SEED_TIMEOUT_SECONDS: '0.5' });
    expect(failure(result, 'acme')).toContain('(200, body cut off)');
  });

  test('an install that goes on after its connection broke is not disturbed, nor is another begun', async () => {
    const faults: Fault[] = [{ on: 'install', kind: 'hang', tenant: 'acme', after: true }];
    const options = { installMs: 300, faults };
    const environment = { SEED_REQUEST_TIMEOUT_SECONDS: '0.1', SEED_SETTLE_SECONDS: '5', SEED_CONCURRENCY: '4' };
    const result = await seed(['acme', 'globex'], options, environment);
    expect(standIn.record.overlaps).toEqual([]);
    expect(standIn.record.posts('acme')).toBe(1);
    expect(result.lines.some(({ event }) => event === 'watching')).toBe(true);
    expect(standIn.isInstalled('acme')).toBe(true);
  });

  test('an install that goes on behind a proxy that gave up is not doubled', async () => {
    const faults: Fault[] = [{ on: 'install', kind: 'status', status: 504, beside: true, times: -1 }];
    const result = await seed(['acme', 'globex'], { installMs: 150, faults }, { SEED_SETTLE_SECONDS: '5' });
    expectCounts(result, { installed: 2 });
    expect(standIn.record).toMatchObject({ overlaps: [], peak: 1 });
    expect(standIn.record.installs).toHaveLength(2);
  });

  test('a kept connection that the server closes is replaced at once', async () => {
    const faults: Fault[] = [{ on: 'state', kind: 'reset', tenant: 'initech' }];
    const result = await seed(['acme', 'globex', 'initech'], { faults, installed: ['acme', 'globex', 'initech'] });
    expectCounts(result, { present: 3 });
    expect(result.output).not.toContain('to be repeated');
  });
});

describe('check mode', () => {
  test('needs no secrets and finds all installed', async () => {
    await platform({ installed: ['acme', 'globex'] });
    workspace.layOut([{ name: 'acme' }, { name: 'globex' }]);
    const { SEED_TMS_ADDRESS: _, SEED_TMS_KEY_FILE: __, ...environment } = workspace.environment(standIn);
    const result = await workspace.start({ ...environment, SEED_MODE: 'check' }).result;
    expect(result.code).toBe(0);
    expectCounts(result, { present: 2 });
  });

  test('installs nothing', async () => {
    const result = await seed(['acme', 'globex'], { installed: ['acme'] }, { SEED_MODE: 'check' });
    expect(result.code).toBe(1);
    expectCounts(result, { present: 1, failed: 1 });
    expect(failure(result, 'globex')).toBe('is not installed');
    expect(standIn.record.posts('globex')).toBe(0);
  });
});
