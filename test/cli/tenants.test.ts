import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlatformOptions } from '../stand-in/options';
import { StandIn } from '../stand-in/stand-in';
import type { RunResult } from '../support/tools';
import { COMMAND, noStack, Workplace } from './command';

let place: Workplace;
let standIn: StandIn | undefined;

beforeEach(() => {
  place = new Workplace();
});

afterEach(async () => {
  place.remove();
  await standIn?.stop();
  standIn = undefined;
});

const VALUES = `# The platform
config: { multiTenant: { multi: 'yes', domain: your-domain.com } } # everywhere
secrets: { license: { licenseKey: l-0123456789 }, installation: { token: i-0123456789 }, tms: { secretKey: s-0123456789, apiKey: a-0123456789 } }
tenants:
  # the first customer
  - name: acme # acme.your-domain.com
    email: admin@acme.example   # the boss
    password: hunter2-acme

  - { name: globex, email: admin@globex.example, passwordFrom: { name: globex-admin, key: password } }
  # the end
api: { public: { replicas: 3 } } # last
`;

describe('check', () => {
  /** Beside this process, in which the platform answers. */
  function check(args: readonly string[]): Promise<Pick<RunResult, 'status' | 'stdout' | 'stderr'>> {
    const child = spawn(process.execPath, [COMMAND, 'tenants', 'check', ...args], { cwd: place.folder });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (text: Buffer) => (stdout += String(text)));
    child.stderr.on('data', (text: Buffer) => (stderr += String(text)));
    return new Promise((resolve) => child.once('close', (status) => resolve({ status: status ?? -1, stdout, stderr })));
  }

  async function checkOn(options: Partial<PlatformOptions>, ...args: string[]): ReturnType<typeof check> {
    standIn = await StandIn.start({ keys: ['key'], ...options });
    return check(['-f', place.write('my.yaml', VALUES), '--api', standIn.apiUrl, '--timeout', '4', ...args]);
  }

  test('all are there', async () => {
    const { status, stdout } = await checkOn({ installed: ['acme', 'globex'] });
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout:
        'TENANT  HOST                    STATE      REASON\n' +
        'acme    acme.your-domain.com    installed\n' +
        'globex  globex.your-domain.com  installed\n',
    });
  });

  test('one is missing', async () => {
    const { status, stdout } = await checkOn({ installed: ['acme'] }, '--format', 'json');
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toEqual([
      { tenant: 'acme', host: 'acme.your-domain.com', state: 'installed' },
      { tenant: 'globex', host: 'globex.your-domain.com', state: 'missing' },
    ]);
    expect(standIn?.record.posts('globex')).toBe(0);
  });

  test('an API that is not multi-tenant is no success', async () => {
    const { status, stdout } = await checkOn({ mode: 'single-tenant', installed: ['8504a'] });
    expect(status).toBe(1);
    expect(stdout).toContain('the API is not multi-tenant: it serves tenant 8504a for every host');
    expect(stdout).not.toContain(' installed');
  });

  test('nobody answers', async () => {
    const file = place.write('my.yaml', VALUES);
    const { status, stdout, stderr } = await check(['-f', file, '--api', 'http://127.0.0.1:1', '--timeout', '1']);
    expect(status).toBe(1);
    expect(stdout).toMatch(/acme +acme\.your-domain\.com +unknown +not ready.*ECONNREFUSED/);
    noStack(stderr);
  });

  test('no tenants are no mistake', async () => {
    const { status, stderr } = await check(['--api', 'http://127.0.0.1:1']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'no tenants are declared: nothing is checked\n' });
  });

  test.each([
    [[], '--api is needed'],
    [['--api', 'localhost:8686'], '--api must be a URL'],
    [['--api', 'http://me:hunter2@host'], '--api must be a URL'],
    [['--api', 'http://host', '--timeout', 'x'], '--timeout must be'],
    [['--api', 'http://host', 'my.yaml'], 'values files come with -f'],
  ])('%j is refused', async (args, message) => {
    const { status, stderr } = await check(args);
    expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringContaining(message) as string });
    expect(stderr).not.toContain('hunter2');
  });

  test('values that are not valid are told of', async () => {
    const file = place.write('bad.yaml', 'tenants: [{name: A}]');
    expect(await check(['-f', file, '--api', 'http://127.0.0.1:1'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('tenants[0].name') as string,
    });
  });
});

describe('import', () => {
  const written = (): string => readFileSync(join(place.folder, 'my.yaml'), 'utf8');
  const importing = (csv: string | Buffer, ...args: string[]): RunResult =>
    place.tracardi(['tenants', 'import', place.write('list.csv', csv), 'my.yaml', ...args]);

  test('changes and adds tenants, and leaves all else as it is', () => {
    place.write('my.yaml', VALUES);
    const csv =
      'Name;Secret;Email;note\r\nacme;acme-admin;admin@acme.example;"a;b"\r\nglobex;globex-admin;boss@globex.example;\r\n\r\ninitech;initech-admin;it@initech.example;\r\n';
    const { status, stderr } = importing(`\ufeff${csv}`);
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'my.yaml: 1 tenant added, 2 changed, 0 already there\n' });
    const expected = VALUES.replace('password: hunter2-acme', 'passwordFrom: { name: acme-admin, key: password }')
      .replace('admin@globex.example', 'boss@globex.example')
      .replace(
        'key: password } }\n',
        'key: password } }\n  - name: initech\n    email: it@initech.example\n    passwordFrom: { name: initech-admin, key: password }\n',
      );
    expect(written()).toBe(expected);
    expect(importing(csv).stderr).toBe('my.yaml: 0 tenants added, 0 changed, 3 already there\n');
    expect(written()).toBe(expected);
    expect(readdirSync(place.folder).sort()).toEqual(['list.csv', 'my.yaml']);
  });

  const ROW = '- name: acme\n    email: a@b.example\n    passwordFrom: { name: s, key: k }\n';
  test.each([
    ['', `tenants:\n  ${ROW}`],
    ['# only this', `# only this\ntenants:\n  ${ROW}`],
    ['a: 1 # one\n', `a: 1 # one\n\ntenants:\n  ${ROW}`],
    ['tenants: []\nb: 2\n', `tenants:\n  ${ROW}b: 2\n`],
    ['tenants:\nb: 2\n', `tenants:\n  ${ROW}b: 2\n`],
    ['tenants: # none yet\nb: 2\n', `tenants: # none yet\n  ${ROW}b: 2\n`],
    ['tenants: [{name: shop, email: c@d.example, password: p}]\n', undefined],
    ['tenants:\n- name: shop\n  email: c@d.example\n  password: p # last', undefined],
    ['tenants:\r\n  - name: shop\r\n    email: c@d.example\r\n    password: p\r\nb: 2\r\n', undefined],
  ])('into %j', (before, after) => {
    place.write('my.yaml', before);
    const { status, stderr } = importing('name,email,secret,key\nacme,a@b.example,s,k\n');
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: expect.stringMatching(/^my.yaml: 1 tenant added/) as string,
    });
    if (after !== undefined) expect(written()).toBe(after);
    expect(importing('name,email,secret,key\nacme,a@b.example,s,k\n').stderr).toContain(
      '0 tenants added, 0 changed, 1',
    );
    for (const line of before.split(/\r?\n/).filter((text) => text.includes('#'))) expect(written()).toContain(line);
    expect(written().includes('\r\n') ? written().replaceAll('\r\n', '') : '').not.toContain('\n');
  });

  test('--dry-run prints the file, --secret-key names the key', () => {
    place.write('my.yaml', VALUES);
    const { stdout } = importing('name,email,secret\nshop,a@b.example,s\n', '--dry-run', '--secret-key', 'word');
    expect(stdout).toContain('passwordFrom: { name: s, key: word }');
    expect(written()).toBe(VALUES);
  });

  test.each<[string, string | Buffer, RegExp]>([
    ['nothing', '', /list\.csv: is empty/],
    ['no rows', 'name,email,secret\n', /holds no tenants/],
    ['no header', 'acme,a@b.example,s\n', /list\.csv:1: the first line must name the columns/],
    ['a column less', 'name,email\nacme,a@b.example\n', /secret is missing/],
    ['a column twice', 'name,name,email,secret\na,b,c,d\n', /the column name is there twice/],
    ['a cell less', 'name,email,secret\nacme,a@b.example\n', /list\.csv:2: has more or fewer cells/],
    ['an empty cell', 'name,email,secret\nacme,,s\n', /list\.csv:2: email is empty/],
    ['an open quote', 'name,email,secret\nacme,"a@b.example,s\n', /list\.csv:2: a quotation mark is not closed/],
    ['a quote within', 'name,email,secret\nac"me,a@b.example,s\n', /list\.csv:2: is no CSV/],
    [
      'a name twice',
      'name,email,secret\nshop,a@b.example,s\nshop,a@b.example,s\n',
      /list\.csv:3: the name is in line 2, too/,
    ],
    ['a bad name', 'name,email,secret\n\nShop,a@b.example,s\n', /list\.csv:3: name: must be 3 to 63 lower-case/],
    ['a bad address', 'name,email,secret\nshop,nobody,s\n', /list\.csv:2: email: must be an e-mail address/],
    ['a bad Secret', 'name,email,secret\nshop,a@b.example,"a b"\n', /list\.csv:2: passwordFrom\.name/],
    ['YAML in a cell', 'name,email,secret\nacme,a@b.example,"s, key: x }"\n', /list\.csv:2: passwordFrom\.name/],
    ['UTF-16', Buffer.from('name,email,secret\n', 'utf16le'), /is not UTF-8/],
    ['Latin-1', Buffer.from('name,email,secret\nm\u00fcller,a@b.example,s\n', 'latin1'), /is not UTF-8/],
  ])('%s is refused, and nothing is written', (_, csv, message) => {
    place.write('my.yaml', VALUES);
    const { status, stderr } = importing(csv);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(message) as string });
    noStack(stderr);
    expect(written()).toBe(VALUES);
  });

  test.each([
    ['- a\n', /is no map/],
    ['{ a: 1 }\n', /has its keys in braces/],
    ['a: &x []\ntenants: *x\n', /tenants is no list/],
    ['tenants: { a: 1 }\n', /tenants is no list/],
    ['a: [\n', /is no YAML/],
  ])('the values file %j is refused', (values, message) => {
    place.write('my.yaml', values);
    const { status, stderr } = importing('name,email,secret\nshop,a@b.example,s\n');
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(message) as string });
    expect(written()).toBe(values);
  });

  test('a file that is not there, and wrong usage', () => {
    expect(place.tracardi(['tenants', 'import', 'no.csv', 'my.yaml'])).toMatchObject({ status: 2 });
    expect(place.tracardi(['tenants', 'import', 'no.csv']).stderr).toContain('takes a CSV file and the values file');
    expect(place.tracardi(['tenants']).stderr).toContain('write tenants check or tenants import');
  });
});
