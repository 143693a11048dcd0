import Ajv from 'ajv';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND, EXAMPLE, ROOT, Workplace, noStack } from './command';
import { run } from '../support/tools';
import type { RunResult } from '../support/tools';

const CDK8S = join(ROOT, 'node_modules', '.bin', 'cdk8s');

let place: Workplace;
let folder: string;

beforeEach(() => {
  place = new Workplace();
  folder = place.folder;
});

afterEach(() => place.remove());

const write = (name: string, text: string | Buffer): string => join(folder, place.write(name, text));
const tracardi = (...args: string[]): RunResult => place.tracardi(args);

describe('synth', () => {
  test('writes one file to dist, the same each time', () => {
    expect(tracardi('synth', '-f', EXAMPLE)).toEqual({
      status: 0,
      stdout: '',
      stderr: 'wrote dist/tracardi.k8s.yaml\n',
    });
    expect(readdirSync(join(folder, 'dist'))).toEqual(['.tracardi.cdk8s-tracardi', 'tracardi.k8s.yaml']);
    const first = readFileSync(join(folder, 'dist', 'tracardi.k8s.yaml'));
    tracardi('synth', '-f', EXAMPLE);
    expect(readFileSync(join(folder, 'dist', 'tracardi.k8s.yaml'))).toEqual(first);
    expect(tracardi('synth', '-f', EXAMPLE, '-o', '-').stdout).toBe(first.toString());
  });

  test('takes release, namespace and --set, as Helm does', () => {
    const { stdout } = tracardi(
      'synth',
      '--release',
      'crm',
      '-n',
      'prod',
      '--set',
      'api.private.replicas=4',
      '--set-string',
      'config.primaryId=7',
      '-o',
      '-',
    );
    expect(stdout).toContain('namespace: prod');
    expect(stdout).toContain('app.kubernetes.io/instance: crm');
    expect(stdout).toContain('replicas: 4');
    expect(stdout).toMatch(/name: PRIMARY_ID\n\s+value: "7"/);
  });

  test('invalid values: exit code 1, every problem with its place, and dist keeps what it held', () => {
    tracardi('synth', '-f', EXAMPLE);
    const before = readFileSync(join(folder, 'dist', 'tracardi.k8s.yaml'));
    const file = write(
      'bad.yaml',
      'api:\n  private:\n    replicas: -1\n    replica: 2\nsecrets:\n  tms:\n    apiKey: 5\n',
    );
    const { status, stdout, stderr } = tracardi('synth', '-f', file);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain(`${file}:3:15: error: api.private.replicas: must be`);
    expect(stderr).toContain(`${file}:4:5: error: api.private.replica: is not a known key; did you mean replicas?`);
    expect(stderr).toContain(`${file}:7:13: error: secrets.tms.apiKey: must be a text, not a number; put it in quotes`);
    expect(stderr).toContain('3 errors');
    expect(readFileSync(join(folder, 'dist', 'tracardi.k8s.yaml'))).toEqual(before);
    noStack(stderr);
  });

  test('several environments, each to a folder of its own', () => {
    write('base.yaml', 'api: { public: { replicas: 2 } }');
    write('environments/staging.yaml', '{}');
    write('environments/prod.yaml', 'api: { public: { replicas: 5 } }');
    const files = ['environments/staging.yaml', 'environments/prod.yaml'];
    expect(tracardi('synth', '-f', 'base.yaml', ...files).status).toBe(0);
    expect(readdirSync(join(folder, 'dist')).sort()).toEqual(['.tracardi.cdk8s-tracardi', 'prod', 'staging']);
    for (const name of ['staging', 'prod']) {
      const one = tracardi('synth', '-f', 'base.yaml', '-f', `environments/${name}.yaml`, '-o', '-').stdout;
      expect(readFileSync(join(folder, 'dist', name, 'tracardi.k8s.yaml'), 'utf8')).toBe(one);
    }
    write('environments/prod.yaml', 'api: { public: { replicas: x } }');
    const { status, stderr } = tracardi('synth', '-f', 'base.yaml', ...files, '-o', 'other');
    expect(status).toBe(1);
    expect(stderr).toContain('environments/prod.yaml:1:28: error: api.public.replicas');
    expect(existsSync(join(folder, 'other'))).toBe(false);
  });

  test('an output that cannot be written', () => {
    const { status, stderr } = tracardi('synth', '-o', write('file', '') + '/below');
    expect(status).toBe(2);
    expect(stderr).toContain('error: cannot write to');
    noStack(stderr);
  });

  test('a reader that closes the pipe early', async () => {
    const child = spawn('sh', ['-c', `"${process.execPath}" "${COMMAND}" synth -f "${EXAMPLE}" -o - | head -n 1`], {
      cwd: folder,
    });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect({ status, errors }).toEqual({ status: 0, errors: '' });
  });
});

describe('files that cannot be read', () => {
  const cases: [string, () => string, RegExp][] = [
    ['a missing file', () => join(folder, 'nowhere.yaml'), /nowhere\.yaml: error: there is no such file/],
    [
      'a folder',
      () => (mkdirSync(join(folder, 'values')), join(folder, 'values')),
      /values: error: this is a directory/,
    ],
    ['UTF-16', () => write('a.yaml', Buffer.from('﻿config: {}', 'utf16le')), /a\.yaml.*: error: .*UTF-16/],
    [
      'bytes that are no text',
      () => write('a.yaml', Buffer.from([0x61, 0x3a, 0xff, 0xfe, 0x80])),
      /a\.yaml.*: error: .*UTF-8/,
    ],
  ];

  test.each(cases)('%s', (_, file, message) => {
    const { status, stdout, stderr } = tracardi('synth', '-f', file(), '-o', '-');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    noStack(stderr);
  });

  test('the others are checked all the same', () => {
    const bad = write('bad.yaml', 'elastic: {port: 0}');
    const { stderr } = tracardi('synth', '-f', 'nowhere.yaml', '-f', bad);
    expect(stderr).toContain('nowhere.yaml: error:');
    expect(stderr).toContain(`${bad}:1:17: error: elastic.port: must be a whole number from 1 to 65535`);
  });

  const unlessRoot = process.getuid?.() === 0 ? test.skip : test;
  unlessRoot('a file without permission', () => {
    const file = write('a.yaml', '');
    chmodSync(file, 0);
    expect(tracardi('synth', '-f', file).status).toBe(2);
  });
});

describe('what cannot be written', () => {
  const unlessAbsent = (path: string): typeof test => (existsSync(path) ? test : test.skip);

  unlessAbsent('/dev/full')('the output, to a full disk', () => {
    const { status, stderr } = run('bash', ['-c', `"${process.execPath}" "${COMMAND}" schema > /dev/full`]);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: expect.stringMatching(/^error: cannot write the output: ENOSPC/) as string,
    });
  });

  unlessAbsent('/proc/self')('a folder below one in which nothing can be made', () => {
    const args = [COMMAND, 'synth', '-f', EXAMPLE, '-o', '/proc/x/y'];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 30_000 });
    expect(status).toBe(2);
    expect(stderr).toContain('error: cannot write to /proc/x/y: ');
  });
});

describe('the command line of Helm', () => {
  test('-f takes several files, also names with commas in quotes', () => {
    write('a.yaml', 'api: {public: {replicas: 7}}');
    write('b.yaml', 'api: {private: {replicas: 8}}');
    write('b,c.yaml', 'api: {private: {replicas: 9}}');
    const replicas = (...args: string[]): string[] =>
      [...tracardi('synth', ...args, '-o', '-').stdout.matchAll(/replicas: [789]/g)].map(([text]) => text).sort();
    expect(replicas('-f', 'a.yaml,b.yaml')).toEqual(['replicas: 7', 'replicas: 8']);
    expect(replicas('-f', '"b,c.yaml",a.yaml')).toEqual(['replicas: 7', 'replicas: 9']);
  });

  test.each([
    ['a.yaml,', /-f "a\.yaml," names no file where one is expected/],
    ['', /names no file where one is expected/],
    ['"a.yaml', /quotes stand around the whole name/],
    ['env/*.yaml', /a pattern is left to the shell.*: name the files/],
  ])('-f %s', (files, message) => {
    expect(tracardi('synth', '-f', files)).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(message) as string,
    });
  });

  test('--set-file and --set-literal, with the place of what is wrong', () => {
    write('licence.txt', 'a,b={c}\n');
    const values = ['--set-file', 'config.primaryId=licence.txt', '--set-literal', 'config.multiTenant.domain=x,y'];
    const { stderr } = tracardi('validate', EXAMPLE, ...values, '--set-file', 'config.errorLevel=nowhere');
    expect(stderr).toContain('--set-literal:1:27: error: config.multiTenant.domain: must be');
    expect(stderr).toContain(
      '--set-file:2:19: error: config.errorLevel: of the file that it names, there is no such file',
    );
    const { stdout } = tracardi('synth', ...values.slice(0, 2), '-o', '-');
    expect(stdout).toContain('a,b={c}');
  });
});

describe('usage', () => {
  test.each([
    [[], /no command given/],
    [['sinth'], /no command "sinth"/],
    [['sinth'], /did you mean synth\?/],
    [['--set', 'a=b', 'synth'], /the command comes first/],
    [
      ['synth', 'a/prod.yaml', 'b/prod.yml'],
      /a\/prod\.yaml and b\/prod\.yml would be written to the same folder, prod/,
    ],
    [['synth', 'environments/...yaml', '-o', 'out'], /gives no name for a folder/],
    [['help', 'sinth'], /no command "sinth"; did you mean synth\?/],
    [['version'], /did you mean --version\?/],
    [['--verison'], /did you mean --version\?/],
    [['schema', 'values.yaml'], /one argument too many/],
    [['synth', '--bogus'], /--bogus/],
    [['synth', '--vaules', 'x'], /did you mean --values\?/],
    [['synth', '-f'], /-f/],
    [['synth', '--release', 'Bad_Name'], /release name/],
    [['synth', '--release', 'x'.repeat(54)], /release name/],
    [['synth', '-n', 'a.b'], /namespace/],
  ])('%j', (args, message) => {
    const { status, stdout, stderr } = tracardi(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    noStack(stderr);
  });

  test('help and version', () => {
    expect(tracardi('--help')).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringContaining('Usage: cdk8s-tracardi') as string,
    });
    expect(tracardi('--version').stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test.each(['synth', 'validate', 'diff', 'explain', 'schema', 'init', 'migrate', 'completion'])(
    'help of %s',
    (command) => {
      const { status, stdout, stderr } = tracardi(command, '--help');
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toMatch(new RegExp(`^Usage: cdk8s-tracardi ${command} `));
      expect(stdout).toMatch(/^Examples?:\n.*cdk8s-tracardi/m);
      expect(tracardi('help', command).stdout).toBe(stdout);
      expect(tracardi('--help').stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    },
  );

  test('schema prints the schema of a values file, in which what has a default is not required', () => {
    const schema = JSON.parse(tracardi('schema').stdout) as { [part: string]: object };
    const text = readFileSync(join(ROOT, 'charts', 'tracardi', 'values.schema.json'), 'utf8');
    const chart = JSON.parse(text) as { [part: string]: object };
    expect(Object.keys(schema.properties)).toEqual(Object.keys(chart.properties));
    const check = new Ajv({ strict: false, formats: { password: true } }).compile(schema);
    expect(check({ api: { public: { ingress: { host: 'a.example' } } } })).toBe(true);
    expect(check({ tenants: [{ name: 'acme' }] })).toBe(false);
  });
});

describe('cdk8s synth', () => {
  const cdk8s = (values: string, ...args: string[]): RunResult =>
    run(CDK8S, ['synth', ...args], { cwd: folder, env: { TRACARDI_VALUES: values } });

  beforeEach(() => {
    writeFileSync(
      join(folder, 'cdk8s.yaml'),
      readFileSync(join(ROOT, 'cdk8s.yaml'), 'utf8').replace('build/main.js', join(ROOT, 'build', 'main.js')),
    );
  });

  test('writes the bytes of the command to dist', () => {
    const more = write('more.yaml', 'api: {public: {replicas: 5}}');
    expect(cdk8s(`${EXAMPLE},${more}`).status).toBe(0);
    const { stdout } = tracardi('synth', '-f', EXAMPLE, '-f', more, '-o', '-');
    expect(readFileSync(join(folder, 'dist', 'tracardi.k8s.yaml'), 'utf8')).toBe(stdout);
  });

  test('leaves alone what else dist holds', () => {
    write('dist/namespace.k8s.yaml', 'kind: Namespace');
    expect(cdk8s(EXAMPLE).status).toBe(0);
    expect(readdirSync(join(folder, 'dist'))).toContain('namespace.k8s.yaml');
  });

  test('invalid values: exit code 1, no stack, and dist keeps what it held', () => {
    cdk8s(EXAMPLE);
    const before = readFileSync(join(folder, 'dist', 'tracardi.k8s.yaml'));
    const { status, stderr } = cdk8s(write('bad.yaml', 'api: {private: {replicas: x}}'));
    expect(status).toBe(1);
    expect(stderr).toContain('bad.yaml:1:27: error: api.private.replicas: must be');
    noStack(stderr);
    expect(readFileSync(join(folder, 'dist', 'tracardi.k8s.yaml'))).toEqual(before);
  });

  test('another output folder leaves dist alone', () => {
    expect(cdk8s(EXAMPLE, '-o', 'other').status).toBe(0);
    expect(existsSync(join(folder, 'dist'))).toBe(false);
    expect(readdirSync(join(folder, 'other'))).toContain('tracardi.k8s.yaml');
  });
});
