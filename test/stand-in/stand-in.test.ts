import { buildSync } from 'esbuild';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import * as http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlatformOptions } from './options';
import { StandIn } from './stand-in';

/** One part of what an install answers. */
interface Made {
  readonly created: object;
  readonly admin: boolean;
  readonly plugins: { readonly registered: readonly string[] };
}

interface Reply {
  readonly status: number;
  readonly body: { readonly [key: string]: unknown };
}

const HOST = 'acme.your-domain.com';
const PAYLOAD = { name: 'acme', tms_api_key: 'key', email: 'admin@acme.example', password: 'word' };
const NOTHING = { schema_ok: false, admin_ok: false, form_ok: false };

let standIn: StandIn;

async function start(options: Partial<PlatformOptions> = {}): Promise<void> {
  standIn = await StandIn.start({ keys: ['key'], ...options });
}

afterEach(() => standIn?.stop());

function ask(method: string, url: string, headers: http.OutgoingHttpHeaders, body?: object): Promise<Reply> {
  const type = body ? { 'Content-Type': 'application/json' } : {};
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers: { ...type, ...headers }, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) as Reply['body'] }));
      response.on('error', reject);
    });
    request.on('error', reject).end(body && JSON.stringify(body));
  });
}

function api(method: string, path: string, host = HOST, body?: object): Promise<Reply> {
  return ask(method, standIn.apiUrl + path, { Host: host }, body);
}

function install(changes: object = {}, host = HOST): Promise<Reply> {
  return api('POST', '/tenant/install', host, { ...PAYLOAD, ...changes });
}

/** Sections and rows of the record of the real API's run, as the titles say. */
describe('host and tenant (section 4, row "host without tenant")', () => {
  test.each([
    ['open', 'be-private-svc:8686', 500],
    ['open', 'be-private-svc.ns:8686', 500],
    ['open', 'be-private-svc.ns.svc:8686', 'beprivatesvc'],
    ['open', '10.42.0.7:80', 500],
    ['open', '127.0.0.1', '8504a'],
    ['open', 'localhost', '8504a'],
    ['open', HOST, 'acme'],
    ['open', 'healthcheck.your-domain.com', 'healthcheck'],
    ['open', 'acme2.your-domain.com', 'acme'],
    ['open', 'company-x.your-domain.com:8686', 'companyx'],
    ['open', 'Acme.your-domain.com', 'cme'],
    ['open', 'a1.your-domain.com', 500],
    ['successor', 'be-private-svc:8686', 500],
    ['successor', 'be-private-svc.ns.svc:8686', 'be-private-svc'],
    ['successor', '10.42.0.7:80', 500],
    ['successor', '127.0.0.1', 500],
    ['successor', 'localhost', 500],
    ['successor', 'acme2.your-domain.com', 'acme2'],
    ['successor', 'ab.your-domain.com', 500],
  ] as const)('%s rule: %s is %s', async (hostRule, host, expected) => {
    await start({ hostRule });
    const health = await api('GET', '/healthcheck', host);
    const notSet = { status: 500, body: { detail: 'Tenant is not set.' } };
    expect(health).toEqual(typeof expected === 'number' ? notSet : { status: 200, body: '' });
    if (typeof expected === 'number') return;
    expect((await api('GET', '/', host)).body).toMatchObject({ tenant: expected, 'multi-tenant': true });
    const { body } = await install({ name: 'another' }, host);
    expect(body.detail).toContain(`\`another\` on \`${expected}\` instance`);
  });

  test.each(['single-tenant', 'no-licence'] as const)('%s: one tenant for every host (H1)', async (mode) => {
    await start({ mode, installed: ['8504a'] });
    for (const host of [HOST, '10.42.0.7:80', 'be-private-svc:8686', 'localhost']) {
      expect((await api('GET', '/healthcheck', host)).status).toBe(200);
      expect((await api('GET', '/', host)).body).toMatchObject({ tenant: '8504a' });
      expect((await api('GET', '/install', host)).body).toMatchObject({ schema_ok: true, admin_ok: true });
    }
    expect((await api('GET', '/')).body['multi-tenant']).toBe(mode === 'no-licence');
    expect(standIn.isInstalled('acme')).toBe(false);
  });
});

describe('the API', () => {
  test('is not ready for a while, as versions after 0.9 are', async () => {
    await start({ notReady: 1 });
    expect(await api('GET', '/healthcheck')).toEqual({ status: 404, body: { detail: 'Not ready.' } });
    expect(await api('GET', '/healthcheck')).toEqual({ status: 200, body: '' });
  });

  test('tells the state of a tenant before, half-way and after (row "GET /install, installed")', async () => {
    await start();
    expect((await api('GET', '/install')).body).toEqual({ ...NOTHING, warning: null });
    await install({}, HOST);
    const all = { schema_ok: true, admin_ok: true, form_ok: true, warning: null };
    expect((await api('GET', '/install')).body).toEqual(all);
    const other = await api('GET', '/install', 'globex.your-domain.com');
    expect(other.body).toMatchObject({ schema_ok: false, admin_ok: null, form_ok: null });
    await standIn.stop();
    await start({ halfInstalled: ['acme'] });
    expect((await api('GET', '/install')).body).toMatchObject({ schema_ok: true, admin_ok: false });
  });

  test('fails to tell it of a tenant that the TMS lost, until one POST heals it (row "no admin, TMS lost it")', async () => {
    await start({ halfInstalled: ['acme'], forgotten: ['acme'] });
    const { status, body } = await api('GET', '/install');
    expect(status).toBe(500);
    expect(body.detail).toMatch(/^1 validation error for SystemInstallationStatus\n.*\n.*Tenant \[acme\] not allowed/);
    expect((await install()).status).toBe(200);
    expect((await api('GET', '/install')).body).toMatchObject({ schema_ok: true, admin_ok: true });
  });

  test('needs the TMS for that only (row "no admin, TMS down")', async () => {
    await start({ tmsUrl: 'http://127.0.0.1:1', halfInstalled: ['acme'], installed: ['globex'] });
    const { status, body } = await api('GET', '/install');
    expect({ status, body }).toEqual({ status: 500, body: { detail: 'Cannot connect to host 127.0.0.1:1' } });
    expect((await api('GET', '/install', 'globex.your-domain.com')).status).toBe(200);
    expect((await api('GET', '/install', 'initech.your-domain.com')).status).toBe(200);
  });

  test('knows no other method for its route (row "GET /tenant/install")', async () => {
    await start();
    expect((await api('GET', '/tenant/install')).status).toBe(405);
    await standIn.stop();
    await start({ mode: 'no-licence' });
    expect((await api('POST', '/tenant/install', HOST, PAYLOAD)).status).toBe(404);
  });

  test('answers a success with what it made (row "POST, success")', async () => {
    await start();
    const { status, body } = (await install()) as unknown as { status: number; body: Made[] };
    expect(status).toBe(200);
    expect(body.map(({ admin }) => admin)).toEqual([true, false]);
    for (const { created, plugins } of body) {
      expect(Object.keys(created)).toEqual(['templates', 'indices', 'aliases']);
      expect(plugins.registered).toHaveLength(121);
    }
  });

  test('answers 200 where Elasticsearch refuses the indices (row "POST, Elasticsearch refuses")', async () => {
    await start({ faults: [{ on: 'install', kind: 'no-indices' }] });
    expect((await install()).status).toBe(200);
    expect((await api('GET', '/install')).body).toMatchObject({ schema_ok: false });
    expect(standIn.record.withoutEffect).toEqual({ acme: 1 });
    await install();
    expect((await api('GET', '/install')).body).toMatchObject({ schema_ok: true, admin_ok: true });
  });

  test('answers 200 and makes no administrator beside a user (row "POST, success but no admin")', async () => {
    await start({ halfInstalled: ['acme'], users: { acme: ['admin@acme.example'] } });
    for (let times = 0; times < 2; times++) {
      const reply = (await install()) as unknown as { status: number; body: Made[] };
      expect(reply).toMatchObject({ status: 200, body: [{ admin: true }, { admin: false }] });
      expect((await api('GET', '/install')).body).toMatchObject({ schema_ok: true, admin_ok: false });
    }
  });

  test('needs no administrator where none is wanted', async () => {
    await start();
    await install({ needs_admin: false });
    expect((await api('GET', '/install')).body).toMatchObject({ schema_ok: true, admin_ok: false });
    expect(standIn.isInstalled('acme')).toBe(true);
  });

  test.each<[string, Partial<PlatformOptions>, object, number, RegExp]>([
    ['licence without the route', { mode: 'no-licence' }, {}, 404, /^Not Found$/],
    ['placeholder', { licence: 'placeholder' }, {}, 402, /Payment/],
    ['licence that refuses', { licence: 'refused' }, {}, 403, /license/],
    ['not multi-tenant', { mode: 'single-tenant' }, {}, 403, /not configured as multi-tenant/],
    ['another name', {}, { name: 'globex' }, 403, /Can not install tenant `globex` on `acme` instance/],
    ['wrong key', {}, { tms_api_key: 'wrong' }, 401, /not known/],
    ['wrong key, 403', { refusal: 403 }, { tms_api_key: 'wrong' }, 403, /not known/],
    [
      'no TMS',
      { tmsUrl: 'http://127.0.0.1:1' },
      {},
      403,
      /Error during the connection to TMS. Details: Cannot connect/,
    ],
    ['TMS 503', { faults: [{ on: 'tms-key', kind: 'status', status: 503, times: 3 }] }, {}, 503, /503/],
    [
      'TMS 409',
      { faults: [{ on: 'tms-tenant', kind: 'status', status: 409, times: 3 }] },
      {},
      500,
      /did not confirmed/,
    ],
    [
      'TMS breaks off at POST /tenant',
      { faults: [{ on: 'tms-tenant', kind: 'reset' }] },
      {},
      500,
      /^Server disconnected$/,
    ],
    ['platform key', { tmsKey: 'other' }, {}, 500, /^Tenant \[acme\] not allowed.$/],
    ['kept token', { registered: ['acme'], replacesTokens: false }, {}, 500, /Invalid installation token/],
    ['kept token, 403', { registered: ['acme'], replacesTokens: false, permissionStatus: 403 }, {}, 403, /token/],
    ['empty password', {}, { password: '' }, 500, /login or password/],
    ['e-mail', {}, { email: 'acme' }, 500, /login or password/],
  ])('refuses: %s', async (_, options, changes, status, detail) => {
    await start(options);
    const reply = await install(changes);
    expect(reply.status).toBe(status);
    expect(reply.body.detail).toMatch(detail);
    expect(standIn.isInstalled('acme')).toBe(false);
  });

  test('answers 422 with the input where the request is malformed', async () => {
    await start();
    const reply = await install({ password: 7 });
    expect(reply.status).toBe(422);
    expect(JSON.stringify(reply.body.detail)).toContain('tms_api_key');
    expect(
      (await ask('POST', `${standIn.apiUrl}/tenant/install`, { Host: HOST, 'Content-Type': 'text/plain' }, PAYLOAD))
        .status,
    ).toBe(422);
  });

  test('finds out installs that meet each other (row "first install race")', async () => {
    await start({ installMs: 400 });
    const globex = { host: 'globex.your-domain.com', name: 'globex' };
    const replies = await Promise.all([install(), install({ name: globex.name }, globex.host)]);
    expect(standIn.record.overlaps).toHaveLength(1);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 500]);
    expect(JSON.stringify(replies)).toContain("Table 'bridge' already exists");
    // The database is sound: the same again installs the loser.
    await Promise.all([install(), install({ name: globex.name }, globex.host)]);
    expect(standIn.isInstalled('acme') && standIn.isInstalled('globex')).toBe(true);
    await standIn.stop();
    await start({ installMs: 400, bootstrapped: true });
    await Promise.all([install(), install({ name: globex.name }, globex.host)]);
    expect(standIn.record.overlaps).toEqual([]);
    const running = install();
    while (standIn.record.running().length === 0) await new Promise(setImmediate);
    await Promise.all([running, install()]);
    expect(standIn.record.overlaps).toEqual(['acme twice at the same time']);
  });

  test('goes on with an install whose client is gone, or gives it up', async () => {
    for (const goesOn of [true, false]) {
      await start({ installMs: 150, goesOn });
      const request = http.request(`${standIn.apiUrl}/tenant/install`, {
        method: 'POST',
        headers: { Host: HOST, 'Content-Type': 'application/json' },
      });
      request.on('error', () => {}).end(JSON.stringify(PAYLOAD));
      while (standIn.record.running().length === 0) await new Promise(setImmediate);
      request.destroy();
      await standIn.idle();
      expect(standIn.isInstalled('acme')).toBe(goesOn);
      await standIn.stop();
    }
  });
});

describe('the TMS', () => {
  test('is asked as the real program asks (section 2)', async () => {
    await start();
    await install();
    expect(standIn.tmsCounts).toEqual({ 'tms-key': 2, 'tms-tenant': 1, 'tms-find': 1 });
    const tms = `http://${standIn.tmsAddress}`;
    const { access_token: token } = (await ask('GET', `${tms}/api-key/key`, {})).body;
    const headers = { Authorization: `Bearer ${String(token)}` };
    const { body } = await ask('GET', `${tms}/tenant/acme`, headers);
    expect(Object.keys(body)).toEqual(['id', 'name', 'install_token', 'email']);
    expect((await ask('GET', `${tms}/tenant/globex`, headers)).body).toBeNull();
  });

  test.each([
    ['wrong key', { keys: ['another'] }, { 'tms-key': 3 }],
    [
      '409',
      { faults: [{ on: 'tms-tenant', kind: 'status', status: 409, times: -1 }] },
      { 'tms-key': 1, 'tms-tenant': 3 },
    ],
  ] as [string, Partial<PlatformOptions>, object][])(
    'is asked three times: %s (row "calls per TMS refusal")',
    async (_, options, counts) => {
      await start({ tmsKey: 'key', ...options });
      await install();
      expect(standIn.tmsCounts).toEqual(counts);
    },
  );

  test('the first of two POSTs for a tenant finds another token than its own (section 3, "same tenant twice")', async () => {
    // The answer to the first is late: meanwhile the second is registered.
    await start({ faults: [{ on: 'tms-tenant', kind: 'hang', ms: 200, after: true }] });
    const first = install();
    while (!standIn.tmsCounts['tms-tenant']) await new Promise(setImmediate);
    expect((await install()).status).toBe(200);
    expect(await first).toEqual({
      status: 500,
      body: { detail: 'Installation forbidden. Invalid installation token.' },
    });
    expect(standIn.isInstalled('acme')).toBe(true);
  });

  test('gives a token for a key and takes tenants with it', async () => {
    await start();
    const tms = `http://${standIn.tmsAddress}`;
    expect((await ask('GET', `${tms}/api-key/wrong`, {})).status).toBe(401);
    const { access_token: token } = (await ask('GET', `${tms}/api-key/key`, {})).body;
    const tenant = { id: 'acme', name: 'acme', email: 'a@b.c', install_token: 't' };
    expect((await ask('POST', `${tms}/tenant`, {}, tenant)).status).toBe(401);
    const headers = { Authorization: `Bearer ${String(token)}` };
    expect((await ask('POST', `${tms}/tenant`, headers, { id: 'acme' })).status).toBe(422);
    expect((await ask('POST', `${tms}/tenant`, headers, tenant)).status).toBe(200);
  });
});

describe('routes (section 4)', () => {
  const PATHS: [string, string, number][] = [
    ['POST', '/track', 200],
    ['PUT', '/track', 200],
    ['GET', '/track', 405],
    ['POST', '/track/', 307],
    ['GET', '/collect/event', 200],
    ['DELETE', '/redirect/x', 200],
    ['GET', '/tracker/liliput.min.js', 200],
    ['GET', '/uix/consent', 200],
    ['POST', '/customer/consent', 200],
    ['GET', '/consents/type/enabled', 200],
    ['GET', '/openapi.json', 200],
    ['GET', '/docs', 404],
    ['GET', '/redoc', 404],
    ['GET', '/event/logs/1', 200],
    ['GET', '/users', 401],
    ['GET', '/ping', 404],
    ['GET', '/nowhere', 404],
  ];

  test.each(PATHS)('%s %s is %s', async (method, path, status) => {
    await start({ installed: ['acme'], docs: false });
    expect((await api(method, path, HOST, /^P/.test(method) ? {} : undefined)).status).toBe(status);
  });

  test('collecting fails for a tenant that is not installed; the public API gives no token', async () => {
    await start({ mode: 'public' });
    expect((await api('POST', '/track', HOST, {})).status).toBe(500);
    expect((await api('POST', '/user/token', HOST, {})).status).toBe(403);
  });
});

interface Process {
  readonly child: ChildProcess;
  readonly told: { readonly [key: string]: string };
}

describe('on its own', () => {
  const directory = mkdtempSync(join(tmpdir(), 'stand-in-'));
  const program = join(directory, 'stand-in.cjs');
  const children: ChildProcess[] = [];

  beforeAll(() => {
    buildSync({
      entryPoints: [join(__dirname, 'main.ts')],
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'cjs',
    });
  });

  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  async function run(args: string[], env: { [name: string]: string } = {}): Promise<Process> {
    const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, told: JSON.parse(String(line)) as Process['told'] };
  }

  const local = ['--port', '0', '--host', '127.0.0.1'];

  test('API and TMS are two processes, with the environment of their containers', async () => {
    const tms = await run(['tms', ...local], { API_KEY: 'key' });
    const env = {
      MULTI_TENANT: 'yes',
      LICENSE: 'any',
      MULTI_TENANT_MANAGER_URL: `http://${tms.told.tms}`,
      MULTI_TENANT_MANAGER_API_KEY: 'key',
    };
    const state = join(directory, 'state.json');
    const api = await run(['api', ...local, '--state', state], env);
    const open = await run(['api', ...local, '--state', state], { ...env, EXPOSE_GUI_API: 'no' });
    expect([api.told.mode, open.told.mode]).toEqual(['private', 'public']);
    const url = (path: string, { told } = api): string => `http://${told.api}${path}`;
    expect((await ask('POST', url('/track', open), { Host: HOST }, {})).status).toBe(500);
    expect((await ask('POST', url('/tenant/install'), { Host: HOST }, PAYLOAD)).status).toBe(200);
    expect((await ask('GET', url('/install'), { Host: HOST })).body).toMatchObject({ schema_ok: true, admin_ok: true });
    expect((await ask('POST', url('/track', open), { Host: HOST }, {})).status).toBe(200);
    const { body } = await ask('GET', url('/stand-in/record'), {});
    expect(body).toMatchObject({ installs: [{ tenant: 'acme', outcome: 'installed' }], overlaps: [] });
    const asked = await ask('GET', `http://${tms.told.tms}/stand-in/record`, {});
    expect(asked.body).toEqual({ counts: { 'tms-key': 2, 'tms-tenant': 1, 'tms-find': 1 } });
  });

  test('what is stored outlives the processes', async () => {
    const state = join(directory, 'kept.json');
    const tms = await run(['tms', ...local, '--key', 'key', '--state', join(directory, 'tms.json')]);
    const flags = ['--mode', 'private', '--tms-url', `http://${tms.told.tms}`, '--tms-key', 'key', '--state', state];
    const first = await run(['api', ...local, ...flags]);
    await ask('POST', `http://${first.told.api}/tenant/install`, { Host: HOST }, PAYLOAD);
    first.child.kill('SIGTERM');
    expect(await once(first.child, 'exit')).toEqual([0, null]);
    const second = await run(['api', ...local, ...flags]);
    expect((await ask('GET', `http://${second.told.api}/install`, { Host: HOST })).body).toMatchObject({
      schema_ok: true,
    });
  });

  test.each([
    [{}, 'single-tenant'],
    [{ MULTI_TENANT: 'yes' }, 'no-licence'],
    [{ MULTI_TENANT: 'yes', LICENSE: 'any' }, 'private'],
    [{ MULTI_TENANT: 'yes', LICENSE: 'any', EXPOSE_GUI_API: 'no' }, 'public'],
  ])('the environment %j means the mode %s', async (env, mode) => {
    expect((await run(['api', ...local], env)).told.mode).toBe(mode);
  });

  test('at SIGTERM a request that runs is answered first, as by uvicorn', async () => {
    const platform = { keys: ['key'] };
    const tms = await run(['tms', ...local, '--options', JSON.stringify(platform)]);
    const flags = ['--mode', 'private', '--tms-url', `http://${tms.told.tms}`, '--tms-key', 'key'];
    const api = await run(['api', ...local, ...flags, '--options', '{"installMs":300}']);
    const reply = ask('POST', `http://${api.told.api}/tenant/install`, { Host: HOST }, PAYLOAD);
    while (
      JSON.stringify((await ask('GET', `http://${api.told.api}/stand-in/record`, {})).body).includes('"installs":[]')
    );
    api.child.kill('SIGTERM');
    expect((await reply).status).toBe(200);
    expect(await once(api.child, 'exit')).toEqual([0, null]);
  });

  test('platform: both in one process', async () => {
    const { told } = await run(['platform', '--key', 'key']);
    expect((await ask('POST', `${told.apiUrl}/tenant/install`, { Host: HOST }, PAYLOAD)).status).toBe(200);
  });

  test.each([
    [[], /is none of api, tms, platform/],
    [['api', '--mode', 'double'], /--mode must be one of/],
    [['api', '--port', 'x'], /--port must be/],
    [['api', '--nothing'], /nothing/],
    [['tms'], /needs --key or API_KEY/],
    [['tms', '--key', 'a', '--options', '{'], /--options/],
  ])('%j is refused in words', (args, message) => {
    const { status, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env: {} });
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(message) as string });
  });
});
