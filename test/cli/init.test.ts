import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
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
  [['--domain', 'localhost'], /^error: --domain: must be a lower-case domain.*\nSee .*\n$/],
  [['--domain', 'a.example', '--tenant', 'AC=a@b.example'], /^error: --tenant: must be 3 to 63.*\nSee .*\n$/],
  [['--domain', 'a.example', '--tenant', 'acme'], /--tenant: must be NAME=EMAIL/],
  [
    ['--domain', 'a.example', '--tenant', 'acme=a@b.example', '--tenant', 'acme=c@b.example'],
    /--tenant: tenants with one name,/,
  ],
  [['--domain', 'a.example', '--redis', 'a b'], /--redis: must be a host such as/],
  [['--domain', 'a.example', '--secret', 'A_B'], /^error: --secret: .*\nSee .*\n$/],
  [[], /--domain is needed/],
  [['a.yaml', 'b.yaml'], /one argument too many/],
  [['--domain', 'a.example', '-'], /name a file instead of -/],
  [['--domain', 'a.example', '--force', 'tracardi.schema.json'], /is the name of the schema/],
  [['--domain', 'a.example', '--force', './x/../tracardi.schema.json'], /is the name of the schema/],
  [['--domain', 'a.example', '--force', '/dev/stdout'], /\/dev\/stdout is no regular file/],
  [['--domain', 'a.example', '--force', '.'], /\. is no regular file/],
  [['--domain', 'a.example', 'nowhere/a.yaml'], /cannot write nowhere\/a\.yaml/],
])('%j writes nothing', (args, message) => {
  const result = place.tracardi(['init', ...args]);
  expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 2, stdout: '' });
  expect(result.stderr).toMatch(message);
  expect(readdirSync(place.folder)).toEqual([]);
  noStack(result.stderr);
});

const onTerminal = process.platform === 'linux' && existsSync('/usr/bin/script') ? test : test.skip;
describe('on a terminal', () => {
  const withoutEscapes = (text: string): string => text.replace(/\u001b\[[\d;]*[A-Z]/g, '');

  const CTRL_C = '\u0003';

  /** Answers each question with the next line; null closes the input. */
  const talk = (lines: (string | null)[]): Promise<{ output: string; status: number | null }> =>
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
        child.stdin.write(answer === null ? '\u0004' : answer === CTRL_C ? CTRL_C : `${answer}\r`);
      });
      child.once('close', (status) => resolve({ output, status }));
    });

  onTerminal('asks for what no option tells', async () => {
    const { output } = await talk(['a.example', '', 'r.example', '', '', 'mine', 'acme=a@b.example', '']);
    expect(output).toContain('Domain below which tenants live: ');
    expect(read('values.yaml')).toContain('host: r.example');
    expect(read('values.yaml')).toContain('name: mine');
    expect(read('values.yaml')).toContain('email: a@b.example');
  });

  onTerminal('asks again for what is refused', async () => {
    const { output } = await talk([
      '',
      'a',
      'a.example',
      '',
      'b c',
      'r.example',
      '',
      '',
      '',
      'acme',
      'AC=a@b.example',
      '',
    ]);
    expect(output).not.toContain('Warning');
    expect(output).toContain('  is needed');
    expect(output.match(/ {2}must be a lower-case domain/g)).toHaveLength(1);
    expect(output).toContain('  must be a host such as');
    expect(output).toContain('  must be NAME=EMAIL');
    expect(output).toContain('  must be 3 to 63');
    expect(read('values.yaml')).toContain('host: r.example');
    expect(read('values.yaml')).not.toContain('tenants:');
  });

  onTerminal('an end of the answers writes nothing', async () => {
    const { output } = await talk(['a.example', null]);
    expect(output).toContain('the answers ended early; nothing is written');
    expect(has('values.yaml')).toBe(false);
  });

  onTerminal('Ctrl-C ends it quietly', async () => {
    const { output, status } = await talk(['a.example', CTRL_C]);
    expect(status).toBe(130);
    expect(output).not.toContain('error');
    expect(has('values.yaml')).toBe(false);
  });
});
