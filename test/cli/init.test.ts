import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND, Workplace, noStack } from './command';

let place: Workplace;
beforeEach(() => (place = new Workplace()));
afterEach(() => place.remove());

const has = (name: string): boolean => existsSync(join(place.folder, name));
const read = (name: string): string => readFileSync(join(place.folder, name), 'utf8');

test('writes a multi-tenant values file that is valid without a warning, and the schema', () => {
  const { status, stdout, stderr } = place.tracardi(['init', '--domain', 'a.example', '--tenant', 'acme=x@y.example']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(read('values.yaml')).toMatch(/^# yaml-language-server: \$schema=tracardi\.schema\.json\n/);
  expect(read('tracardi.schema.json')).toBe(place.tracardi(['schema']).stdout);
  expect(place.tracardi(['validate', '--strict', 'values.yaml'])).toMatchObject({ status: 0, stderr: '' });
  const objects = place.tracardi(['synth', '-f', 'values.yaml', '-o', '-']).stdout;
  for (const text of ['*.a.example', 'kind: Job', 'MULTI_TENANT']) expect(objects).toContain(text);
  // All keys that it tells to create are the ones that the objects refer to.
  const keys = /for the keys\n +(.*)/.exec(stdout)![1].split(' ');
  const referred = [...objects.matchAll(/key: (\S+)\n\s+name: tracardi-credentials/g)].map(([, key]) => key);
  expect(keys.filter((key) => key !== 'acme-password')).toEqual(expect.arrayContaining([...new Set(referred)]));
});

test('takes hosts and the Secret from its options', () => {
  place.tracardi(['init', '--domain', 'a.example', '--redis', 'r.example', '--secret', 'mine', 'prod.yaml']);
  expect(read('prod.yaml')).toMatch(/redis:\n {2}host: r\.example\n/);
  expect(read('prod.yaml')).not.toContain('tracardi-credentials');
});

test('does not replace a file, but with --force', () => {
  place.write('values.yaml', 'mine');
  const { status, stderr } = place.tracardi(['init', '--domain', 'a.example']);
  expect(status).toBe(2);
  expect(stderr).toContain('values.yaml exists: name another file, or replace it with --force');
  expect(read('values.yaml')).toBe('mine');
  expect(has('tracardi.schema.json')).toBe(false);
  expect(place.tracardi(['init', '--domain', 'a.example', '--force']).status).toBe(0);
  expect(read('values.yaml')).not.toBe('mine');
});

test('a second file of the folder shares the schema; a foreign file of its name stays', () => {
  place.tracardi(['init', '--domain', 'a.example', 'a.yaml']);
  expect(place.tracardi(['init', '--domain', 'a.example', 'b.yaml']).status).toBe(0);
  place.write('tracardi.schema.json', '{}');
  expect(place.tracardi(['init', '--domain', 'a.example', 'c.yaml']).stderr).toContain('tracardi.schema.json exists');
  expect(has('c.yaml')).toBe(false);
});

test.each([
  [['--domain', 'localhost'], 1, /config\.multiTenant\.domain: must be a lower-case domain/],
  [['--domain', 'a.example', '--tenant', 'AC=a@b.example'], 1, /tenants\[0\]\.name: must be/],
  [['--domain', 'a.example', '--tenant', 'acme'], 2, /--tenant is NAME=EMAIL/],
  [['--domain', 'a.example', '--redis', 'a b'], 1, /redis\.host: must be a host such as/],
  [[], 2, /--domain is needed/],
  [['a.yaml', 'b.yaml'], 2, /one argument too many/],
  [['--domain', 'a.example', 'nowhere/a.yaml'], 2, /cannot write nowhere\/a\.yaml/],
])('%j writes nothing', (args, status, message) => {
  const result = place.tracardi(['init', ...args]);
  expect({ status: result.status, stdout: result.stdout }).toEqual({ status, stdout: '' });
  expect(result.stderr).toMatch(message);
  expect(has('values.yaml')).toBe(false);
  noStack(result.stderr);
});

const onTerminal = process.platform === 'linux' && existsSync('/usr/bin/script') ? test : test.skip;
describe('on a terminal', () => {
  const withoutEscapes = (text: string): string => text.replace(/\u001b\[[\d;]*[A-Z]/g, '');

  /** Answers each question with the next line; null closes the input. */
  const talk = (lines: (string | null)[]): Promise<string> =>
    new Promise((resolve) => {
      const child = spawn('script', ['-qec', `"${process.execPath}" "${COMMAND}" init`, '/dev/null'], {
        cwd: place.folder,
      });
      let output = '';
      let answered = 0;
      const answers = [...lines];
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (!/\w.*: $/.test(withoutEscapes(output.slice(answered))) || answers.length === 0) return;
        answered = output.length;
        const answer = answers.shift();
        child.stdin.write(answer === null ? '\u0004' : `${answer}\r`);
      });
      child.once('close', () => resolve(output));
    });

  onTerminal('asks for what no option tells', async () => {
    const output = await talk(['a.example', '', 'r.example', '', '', 'mine']);
    expect(output).toContain('Domain below which tenants live: ');
    expect(read('values.yaml')).toContain('host: r.example');
    expect(read('values.yaml')).toContain('name: mine');
  });

  onTerminal('an end of the answers writes nothing', async () => {
    const output = await talk(['a.example', null]);
    expect(output).toContain('the answers ended early; nothing is written');
    expect(has('values.yaml')).toBe(false);
  });
});
