import { buildSync } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import * as http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlatformOptions } from './options';
import { StandIn } from './stand-in';

interface Reply {
  readonly status: number;
  readonly body: { readonly [key: string]: unknown };
}

const HOST = 'acme.your-domain.com';
const PAYLOAD = { name: 'acme', tms_api_key: 'key', email: 'admin@acme.example', password: 'word' };
const NOTHING = { schema_ok: false, admin_ok: false, form_ok: false };

let standIn: StandIn;

async function start(options: Partial<PlatformOptions> = {}): Promise<void> {
  standIn = await StandIn.start({ domain: 'your-domain.com', keys: ['key'], ...options });
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

describe('a host means a tenant', () => {
  test.each([
    ['open', 'be-private-svc:8686', 500],
    ['open', 'be-private-svc.ns:8686', 500],
    ['open', 'be-private-svc.ns.svc:8686', 'beprivatesvc'],
    ['open', '10.42.0.7:80', 500],
    ['open', '127.0.0.1', 'default'],
    ['open', HOST, 'acme'],
    ['open', 'acme2.your-domain.com', 'acme'],
    ['open', 'company-x.your-domain.com:8686', 'companyx'],
    ['open', 'Acme.your-domain.com', 'cme'],
    ['open', 'a1.your-domain.com', 500],
    ['successor', 'be-private-svc:8686', 401],
    ['successor', 'be-private-svc.ns.svc:8686', 'be-private-svc'],
    ['successor', '10.42.0.7:80', 401],
    ['successor', '127.0.0.1', 401],
    ['successor', 'acme2.your-domain.com', 'acme2'],
    ['successor', 'ab.your-domain.com', 401],
  ] as const)('%s rule: %s is %s', async (hostRule, host, expected) => {
    await start({ hostRule });
    const health = await api('GET', '/healthcheck', host);
    expect(health.status).toBe(typeof expected === 'number' ? expected : 200);
    if (typeof expected === 'number') return;
    const { body } = await install({ name: 'another' }, host);
    expect(body.detail).toContain(`\`another\` on \`${expected}\` instance`);
  });
});

describe('the API', () => {
  test('is not ready for a while', async () => {
    await start({ notReady: 1 });
    expect(await api('GET', '/healthcheck')).toEqual({ status: 404, body: { detail: 'Not ready.' } });
    expect(await api('GET', '/healthcheck')).toMatchObject({ status: 200, body: { headers: { host: HOST } } });
  });

  test('tells the state of a tenant before, half-way and after', async () => {
    await start();
    expect((await api('GET', '/install')).body).toMatchObject(NOTHING);
    await install({}, HOST);
    expect((await api('GET', '/install')).body).toMatchObject({ schema_ok: true, admin_ok: true, form_ok: true });
    const other = await api('GET', '/install', 'globex.your-domain.com');
    expect(other.body).toMatchObject({ schema_ok: false, admin_ok: null, form_ok: null });
    await standIn.stop();
    await start({ halfInstalled: ['acme'] });
    expect((await api('GET', '/install')).body).toMatchObject({ schema_ok: true, admin_ok: false });
  });

  test('fails to tell it where the TMS does not know a tenant without administrator', async () => {
    await start({ halfInstalled: ['acme'], forgotten: ['acme'] });
    expect((await api('GET', '/install')).status).toBe(500);
  });

  test('needs no administrator where none is wanted', async () => {
    await start();
    await install({ needs_admin: false });
    expect((await api('GET', '/install')).body).toMatchObject({ schema_ok: true, admin_ok: false });
    expect(standIn.isInstalled('acme')).toBe(true);
  });

  test.each<[string, Partial<PlatformOptions>, object, number, RegExp]>([
    ['licence without the route', { licence: 'route' }, {}, 404, /^Not Found$/],
    ['placeholder', { licence: 'placeholder' }, {}, 402, /Payment/],
    ['licence that refuses', { licence: 'refused' }, {}, 403, /license/],
    ['not multi-tenant', { multiTenant: false }, {}, 403, /not configured as multi-tenant/],
    ['another name', {}, { name: 'globex' }, 403, /Can not install tenant `globex` on `acme` instance/],
    ['wrong key', {}, { tms_api_key: 'wrong' }, 401, /not known/],
    ['wrong key, 403', { refusal: 403 }, { tms_api_key: 'wrong' }, 403, /not known/],
    ['no TMS', { tmsUrl: 'http://127.0.0.1:1' }, {}, 403, /Error during the connection to TMS/],
    ['TMS fails', { faults: [{ on: 'tms-tenant', kind: 'status', status: 409 }] }, {}, 500, /did not confirmed/],
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

  test('finds out installs that damage each other', async () => {
    await start({ installMs: 60 });
    const globex = { host: 'globex.your-domain.com', name: 'globex' };
    await Promise.all([install(), install({ name: globex.name }, globex.host)]);
    expect(standIn.record.overlaps).toEqual(['globex beside acme']);
    expect((await api('GET', '/install')).body.schema_ok).toBe(false);
    await standIn.stop();
    await start({ installMs: 60, bootstrapped: true });
    await Promise.all([install(), install({ name: globex.name }, globex.host)]);
    expect(standIn.record.overlaps).toEqual([]);
    await Promise.all([install(), install()]);
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

test('runs on its own and tells what happened', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'stand-in-'));
  const outfile = join(directory, 'stand-in.cjs');
  buildSync({ entryPoints: [join(__dirname, 'main.ts')], outfile, bundle: true, platform: 'node', format: 'cjs' });
  const options: PlatformOptions = { domain: 'your-domain.com', keys: ['key'] };
  const child = spawn(process.execPath, [outfile], { env: { STAND_IN_OPTIONS: JSON.stringify(options) } });
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const { apiUrl } = JSON.parse(String(line)) as { apiUrl: string };
    await ask('POST', `${apiUrl}/tenant/install`, { Host: HOST }, PAYLOAD);
    const { body } = await ask('GET', `${apiUrl}/stand-in/record`, {});
    expect(body).toMatchObject({ installs: [{ tenant: 'acme', outcome: 'installed' }], overlaps: [] });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  } finally {
    child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  }
});
