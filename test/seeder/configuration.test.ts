import { chmodSync, rmSync } from 'node:fs';
import { StandIn } from '../stand-in/stand-in';
import { KEY, Workspace, type Result, type TenantEntry } from './program';

let workspace: Workspace;
let standIn: StandIn;

beforeAll(() => {
  workspace = new Workspace();
});

beforeEach(async () => {
  standIn = await StandIn.start({ keys: [KEY] });
  workspace.layOut([{ name: 'acme' }]);
});

afterEach(() => standIn?.stop());

afterAll(() => workspace?.dispose());

function expectRefused(result: Result, message: string | RegExp): void {
  expect(result.output).toMatch(message);
  expect(result.summary.message).toMatch(message);
  expect(result.termination).toMatch(message);
  expect(result.code).toBe(2);
  expect(standIn.record.counts['install acme']).toBeUndefined();
}

test.each([
  [{ SEED_API_URL: '' }, 'SEED_API_URL is not set'],
  [{ SEED_API_URL: 'be-private-svc:8686' }, 'SEED_API_URL must be'],
  [{ SEED_API_URL: 'ftp://be-private-svc' }, 'SEED_API_URL must be'],
  [{ SEED_API_URL: 'https://be-private-svc' }, 'SEED_API_URL must be an http URL'],
  [{ SEED_API_URL: 'http://user:hidden-word@be-private-svc' }, 'SEED_API_URL must be'],
  [{ SEED_DOMAIN: '' }, 'SEED_DOMAIN is not set'],
  [{ SEED_DOMAIN: 'com' }, 'SEED_DOMAIN must be'],
  [{ SEED_DOMAIN: 'Your-Domain.com' }, 'SEED_DOMAIN must be'],
  [{ SEED_DOMAIN: 'your-domain.com\r\nX-Header: 1' }, 'SEED_DOMAIN must be'],
  [{ SEED_TMS_ADDRESS: '' }, 'SEED_TMS_ADDRESS is not set'],
  [{ SEED_TMS_ADDRESS: 'be-tms-svc' }, 'SEED_TMS_ADDRESS must be'],
  [{ SEED_TMS_ADDRESS: 'be-tms-svc:70000' }, 'SEED_TMS_ADDRESS must be'],
  [{ SEED_TMS_ADDRESS: '::1:8383' }, 'SEED_TMS_ADDRESS must be'],
  [{ SEED_TMS_KEY_FILE: '' }, 'SEED_TMS_KEY_FILE is not set'],
  [{ SEED_TMS_KEY_FILE: '/nowhere/key' }, /cannot read the TMS key \(\/nowhere\/key: ENOENT\)/],
  [{ SEED_CONFIG_DIR: '/nowhere' }, /cannot read the folder \/nowhere \(ENOENT\)/],
  [{ SEED_CONFIG_DIR: __dirname }, 'holds no tenants*.json'],
  [{ SEED_CONCURRENCY: '0' }, 'SEED_CONCURRENCY must be'],
  [{ SEED_CONCURRENCY: '1.5' }, 'SEED_CONCURRENCY must be'],
  [{ SEED_TIMEOUT_SECONDS: '4m' }, 'SEED_TIMEOUT_SECONDS must be'],
  [{ SEED_REQUEST_TIMEOUT_SECONDS: '-1' }, 'SEED_REQUEST_TIMEOUT_SECONDS must be'],
  [{ SEED_REQUEST_TIMEOUT_SECONDS: '9999999' }, 'SEED_REQUEST_TIMEOUT_SECONDS must be'],
  [{ SEED_MODE: 'remove' }, 'SEED_MODE must be one of: install, check'],
  [{ SEED_LOG_FORMAT: 'json', SEED_MODE: 'x', SEED_DOMAIN: 'x' }, /SEED_MODE must.*SEED_DOMAIN must/],
])('settings are refused: %j', async (settings, message) => {
  const result = await workspace.run(standIn, settings);
  expectRefused(result, typeof message === 'string' ? new RegExp(message.replace(/[*.]/g, '\\$&')) : message);
  expect(result.output).not.toContain('hidden-word');
});

test.each<[string, Buffer | string, RegExp]>([
  ['empty', '', /the TMS key is empty/],
  ['only a newline', '\n', /the TMS key is empty/],
  ['not UTF-8', Buffer.from([0x61, 0xff, 0x62]), /the TMS key is not UTF-8/],
])('a TMS key is refused: %s', async (_, key, message) => {
  workspace.layOut([{ name: 'acme' }], key);
  expectRefused(await workspace.run(standIn), message);
});

test.each<[string, Buffer | string, RegExp]>([
  ['malformed', '[{"name": "hidden-word"', /tenants-2\.json is not valid JSON/],
  ['empty', '', /tenants-2\.json is not valid JSON/],
  ['an object', '{}', /tenants-2\.json is not a JSON array/],
  ['not UTF-8', Buffer.from([0xff, 0xfe, 0x5b]), /the tenant list is not UTF-8/],
])('a tenant list is refused: %s', async (_, content, message) => {
  workspace.write('tenants/tenants-2.json', content);
  const result = await workspace.run(standIn);
  expectRefused(result, message);
  expect(result.output).not.toContain('hidden-word');
});

test.each<[string, TenantEntry[], RegExp]>([
  ['twice', [{ name: 'acme' }, { name: 'acme' }], /tenant acme is listed twice/],
  ['short name', [{ name: 'ab' }], /tenants\.json\[0\]: name must be/],
  ['digits', [{ name: '1234' }], /\[0\]: name must be/],
  ['capitals', [{ name: 'Acme' }], /\[0\]: name must be/],
  ['header in a name', [{ name: 'acme\r\nX: 1' }], /\[0\]: name must be/],
  ['e-mail', [{ name: 'acme' }, { name: 'globex', email: 'globex' }], /\[1\]: email must be/],
  ['no e-mail', [{ name: 'acme', email: null }], /\[0\]: email must be/],
  ['flags', [{ name: 'acme', needsAdmin: 'yes', updateMapping: 1 }], /needsAdmin must be.*updateMapping must be/],
  ['no password', [{ name: 'acme', passwordFile: '' }], /\[0\]: passwordFile must be/],
])('a tenant is refused: %s', async (_, tenants, message) => {
  workspace.layOut(tenants);
  expectRefused(await workspace.run(standIn), message);
});

test.each<[string, Buffer | string, RegExp]>([
  ['empty', '', /the password file is empty/],
  ['only a newline', '\r\n', /the password file is empty/],
  ['not UTF-8', Buffer.from([0x61, 0xff, 0x62]), /the password file is not UTF-8/],
])('a password is refused, and the other tenants are installed: %s', async (_, password, message) => {
  workspace.layOut([{ name: 'acme', password }, { name: 'globex' }]);
  const result = await workspace.run(standIn);
  expect(result.code).toBe(2);
  expect(result.output).toMatch(message);
  expect(result.summary).toMatchObject({ installed: 1, failed: 1 });
  expect(standIn.record.posts('acme')).toBe(0);
});

test('a password that is not needed is not read', async () => {
  await workspace.run(standIn);
  rmSync(workspace.path('passwords/acme/password'));
  expect((await workspace.run(standIn)).summary).toMatchObject({ present: 1, exitCode: 0 });
});

test('a password that is missing keeps no other tenant waiting, and another run may find it', async () => {
  workspace.layOut([{ name: 'globex', passwordFile: '/nowhere/password' }, { name: 'acme' }]);
  const result = await workspace.run(standIn);
  expect(result.summary).toMatchObject({ installed: 1, failed: 1, exitCode: 1 });
  expect(result.output).toContain('cannot read the password file (/nowhere/password: ENOENT)');
  expect(standIn.record.posts('globex')).toBe(0);
});

test.each(['\n', '\r\n', '\n\n'])('one newline at the end of a secret is dropped: %j', async (end) => {
  await standIn.stop();
  const rest = end === '\n\n' ? '\n' : '';
  standIn = await StandIn.start({ keys: [KEY] });
  workspace.layOut([{ name: 'acme', password: `the password${end}` }], KEY + end.slice(rest.length));
  const result = await workspace.run(standIn);
  expect(result.summary).toMatchObject({ installed: 1, exitCode: 0 });
  expect(standIn.record.payloads.acme.password).toBe(`the password${rest}`);
  const said = result.lines.filter(({ event }) => event === 'stripped').map(({ message }) => message);
  expect(said).toEqual([
    'dropped the newline at the end of the TMS key',
    'dropped the newline at the end of the password',
  ]);
});

test('a secret arrives as it is', async () => {
  const password = '  Grüße "\\\'$`%s\u{1f511}\t\u0001 ';
  workspace.layOut([{ name: 'acme', password }]);
  expect((await workspace.run(standIn)).code).toBe(0);
  expect(standIn.record.payloads.acme.password).toBe(password);
});

describe('the key is read anew for each install', () => {
  test('one that is corrected while the program waits is used', async () => {
    standIn.down('api', 1000);
    workspace.layOut([{ name: 'acme' }], 'a-wrong-key');
    const running = workspace.start(workspace.environment(standIn));
    await running.seen('"waiting"');
    workspace.write('key', KEY);
    expect((await running.result).summary).toMatchObject({ installed: 1, exitCode: 0 });
  });

  test('one that is gone ends the run for all', async () => {
    standIn.down('api', 1000);
    workspace.layOut([{ name: 'acme' }, { name: 'globex' }]);
    const running = workspace.start(workspace.environment(standIn));
    await running.seen('"waiting"');
    rmSync(workspace.path('key'));
    const { summary } = await running.result;
    expect(summary).toMatchObject({ installed: 0, failed: 0, left: 2, exitCode: 2 });
    expect(summary.message).toContain('cannot read the TMS key');
  });
});

test('a key that is not safe in a URL is told of', async () => {
  await standIn.stop();
  standIn = await StandIn.start({ keys: ['a key'] });
  workspace.layOut([{ name: 'acme' }], 'a key');
  const result = await workspace.run(standIn);
  expect(result.output).toContain('the TMS key has characters other than');
  expect(result.code).toBe(0);
});

test('a termination log that is missing or cannot be written is no error, and none is made', async () => {
  const missing = workspace.path('nowhere', 'termination');
  expect((await workspace.run(standIn, { SEED_TERMINATION_LOG: missing })).code).toBe(0);
  const locked = workspace.write('locked', '');
  chmodSync(locked, 0o444);
  expect((await workspace.run(standIn, { SEED_TERMINATION_LOG: locked })).code).toBe(0);
});

test('a termination message is no longer than Kubernetes keeps', async () => {
  workspace.layOut(Array.from({ length: 60 }, (_, index) => ({ name: `tenant${index}`, email: 'x' })));
  const result = await workspace.run(standIn);
  expect(result.code).toBe(2);
  expect(Buffer.byteLength(result.termination)).toBeLessThanOrEqual(4096);
  expect(result.output).toContain('40 more problems');
});

test('the log may be text', async () => {
  const { output } = await workspace.run(standIn, { SEED_LOG_FORMAT: 'text' });
  const lines = output.trimEnd().split('\n');
  expect(lines.every((line) => /^\d{4}-\d\d-\d\dT[\d:.]+Z (INFO |WARN |ERROR) \S/.test(line))).toBe(true);
  expect(lines.at(-1)).toMatch(/INFO {2}1 installed, 0 already there, 0 failed, 0 left$/);
  expect(lines.some((line) => line.endsWith('INFO  acme: installed'))).toBe(true);
});
