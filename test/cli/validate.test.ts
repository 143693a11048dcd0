import Ajv from 'ajv';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { COMMAND, EXAMPLE, ROOT, Workplace, noStack } from './command';
import type { RunResult } from '../support/tools';

let place: Workplace;
beforeEach(() => (place = new Workplace()));
afterEach(() => place.remove());

const validate = (...args: string[]): RunResult => place.tracardi(['validate', ...args]);

interface Report {
  readonly errors: number;
  readonly warnings: number;
  readonly diagnostics: {
    severity: string;
    rule: string;
    key?: string;
    file?: string;
    line?: number;
    column?: number;
  }[];
}
interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: { readonly startLine: number };
  };
}

const report = (...args: string[]): Report => JSON.parse(validate('--format', 'json', ...args).stdout) as Report;
const found = (...args: string[]): string[] =>
  report(...args).diagnostics.map(({ file, line, column, key, rule }) => `${file}:${line}:${column} ${key} ${rule}`);

describe('which files are checked', () => {
  test('a valid one', () => {
    expect(validate(EXAMPLE)).toEqual({
      status: 0,
      stdout: '1 installation checked: 0 errors, 0 warnings\n',
      stderr: '',
    });
  });

  test('several, each by itself', () => {
    place.write('a.yaml', 'redis: { port: 0 }');
    place.write('b.yaml', 'redis: { port: 1 }');
    place.write('c.yaml', 'redis: { prt: 1 }');
    expect(found('a.yaml', 'b.yaml', 'c.yaml').filter((line) => !line.includes('public-token'))).toEqual([
      'a.yaml:1:16 redis.port maximum'.replace('maximum', 'minimum'),
      'c.yaml:1:10 redis.prt unknown-key',
    ]);
  });

  test('--layered: as one, each problem in the file that brings it', () => {
    place.write('base.yaml', 'redis: { port: 0 }\napi:\n  private: { replicas: x }\n');
    place.write('prod.yaml', 'api: { private: { replicas: 2 } }\nelastic: { port: 0 }\n');
    expect(found('--layered', 'base.yaml', 'prod.yaml').filter((line) => !line.includes('public-token'))).toEqual([
      'base.yaml:1:16 redis.port minimum',
      'prod.yaml:2:18 elastic.port minimum',
    ]);
  });

  test('-f: each file over the same base, whose problems are told once', () => {
    place.write('base.yaml', 'config: { multiTenant: { multi: "yes", domain: a.example } }\nredis: { port: 0 }');
    place.write('a.yaml', '{}');
    place.write('b.yaml', '{}');
    const { stderr, stdout } = validate('-f', 'base.yaml', 'a.yaml', 'b.yaml');
    expect(stderr.match(/redis\.port/g)).toHaveLength(1);
    expect(stdout).toContain('2 installations checked');
  });

  test('standard input, and --set', () => {
    const { stderr, status } = place.tracardi(['validate', '-', '--set', 'elastic.port=0'], {
      input: 'redis: {port: 0}',
    });
    expect(status).toBe(1);
    expect(stderr).toContain('-:1:15: error: redis.port');
    expect(stderr).toContain('--set:1:14: error: elastic.port');
  });

  test('keys that come from anchors and merged maps', () => {
    place.write(
      'a.yaml',
      'commonLabels: {}\napi:\n  private: &api\n    replicas: x\n  public:\n    <<: *api\n    enabled: true\n',
    );
    expect(found('a.yaml').filter((line) => line.includes('replicas'))).toEqual([
      'a.yaml:4:15 api.private.replicas type',
      'a.yaml:4:15 api.public.replicas type',
    ]);
  });
});

describe('exit codes', () => {
  test.each([
    ['warnings alone', 'redis: { host: r }', [], 0],
    ['warnings with --strict', 'redis: { host: r }', ['--strict'], 1],
    ['an error', 'redis: { port: 0 }', [], 1],
  ])('%s', (_, text, options, status) => {
    place.write('a.yaml', text);
    expect(validate('a.yaml', ...options).status).toBe(status);
  });

  test('a file that cannot be read: 2, and the others are checked all the same', () => {
    place.write('a.yaml', 'redis: { port: 0 }');
    const { status, stderr } = validate('nowhere.yaml', 'a.yaml');
    expect(status).toBe(2);
    expect(stderr).toContain('nowhere.yaml: error: there is no such file');
    expect(stderr).toContain('a.yaml:1:16: error: redis.port');
  });

  test.each([[[]], [['--format', 'xml', 'a.yaml']], [['--bogus', 'a.yaml']]])('wrong usage: %j', (args) => {
    const { status, stdout, stderr } = validate(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('See cdk8s-tracardi validate --help');
    noStack(stderr);
  });
});

describe('text', () => {
  test('shows the line with a caret, and no value that may be a secret', () => {
    place.write(
      'a.yaml',
      'api:\n  private:\n    replicas: "two"\nsecrets: { redis: { pasword: hunter2, password: 12345678 } } # hunter3\n',
    );
    const { stderr } = validate('a.yaml');
    expect(stderr).toContain('  3 |     replicas: "two"\n    |               ^^^^^\n');
    expect(stderr).toContain(
      '  4 | secrets: { redis: { pasword: …, password: … } } …\n    |                     ^^^^^^^\n',
    );
    expect(stderr).not.toMatch(/hunter|12345678/);
  });

  test('a syntax error shows no line that may be a part of a secret', () => {
    place.write('a.yaml', 'secrets:\n  license:\n    licenseKey: |\n      first: part\n   second part\n');
    const { stderr } = validate('a.yaml');
    expect(stderr).toContain('a.yaml:5:');
    expect(stderr).not.toMatch(/second|first/);
  });

  test('equal errors of many tenants are one, and counted', () => {
    const tenants = Array.from({ length: 98 }, (_, index) => `  - { name: acme-${index}, email: 1, password: p }\n`);
    place.write('a.yaml', `tenants:\n${tenants.join('')}`);
    const { stderr } = validate('a.yaml');
    expect(stderr.match(/tenants\[\d+\]\.email: .*/g)).toEqual([
      expect.stringMatching(/^tenants\[0\]\.email: .* \(and 97 more tenants, at lines 3 to 99\) \[type\]$/),
    ]);
    expect(report('a.yaml').diagnostics.filter(({ rule }) => rule === 'type')).toHaveLength(98);
    expect(validate('--format', 'github', 'a.yaml').stdout.match(/email/g)).toHaveLength(1);
  });

  test('a thousand errors: a bounded number, the others counted', () => {
    place.write(
      'a.yaml',
      `commonLabels:\n${Array.from({ length: 1000 }, (_, index) => `  k${index}: [x]\n`).join('')}`,
    );
    const { stdout, stderr } = validate('a.yaml');
    expect(stderr.split('\n').length).toBeLessThan(400);
    expect(stderr).toMatch(/^and 9\d\d more, which `cdk8s-tracardi validate --format json` lists$/m);
    expect(stdout).toContain(': 1000 errors, ');
    expect(report('a.yaml').errors).toBe(1000);
  });

  test('a long line is cut around the place', () => {
    place.write('a.yaml', `redis: { ${'host: r, port: 1, '.repeat(1)}${' '.repeat(500)}prt: 1 }`);
    const line = validate('a.yaml')
      .stderr.split('\n')
      .find((text) => text.startsWith('  1 |'))!;
    expect(line.length).toBeLessThan(120);
    expect(line).toContain('prt:');
  });

  const script = spawnSync('script', ['--version']).status === 0 ? test : test.skip;
  script('colours on a terminal only, and not with NO_COLOR', () => {
    place.write('a.yaml', 'redis: { port: 0 }');
    const onTerminal = (environment: object): string =>
      spawnSync('script', ['-qec', `"${process.execPath}" "${COMMAND}" validate a.yaml`, '/dev/null'], {
        cwd: place.folder,
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '', TERM: 'xterm', ...environment },
      }).stdout;
    expect(onTerminal({})).toContain('\u001b[31merror\u001b[0m');
    expect(onTerminal({ NO_COLOR: '1' })).not.toContain('\u001b[');
    expect(onTerminal({ TERM: 'dumb' })).not.toContain('\u001b[');
    expect(validate('a.yaml').stderr).not.toContain('\u001b[');
  });
});

describe('secrets at the wrong place', () => {
  const FORMS = ['text', 'json', 'github', 'sarif'];
  const all = (...args: string[]): string =>
    FORMS.map((form) => {
      const { stdout, stderr, status } = validate('--format', form, ...args);
      expect(status).toBe(1);
      return stdout + stderr;
    }).join('');

  test.each([
    ['no blank after the colon', 'secrets: { redis: {password:hunter2} }', 'secrets.redis.password'],
    ['nor in a list', 'tenants: [{name: acme, password:hunter2}]', 'tenants[0].password'],
    ['an equals sign', 'secrets: { redis: {password=hunter2} }', 'secrets.redis.password'],
    ['among labels', 'commonLabels: {password:hunter2}', 'commonLabels.password'],
    ['no key at all', 'secrets: { redis: {"hunter2!": } }', 'secrets.redis["…"]'],
    ['several words', 'secrets:\n  redis:\n    hunter2 hunter2: x\n', 'secrets.redis["…"]'],
    ['a variable in the name', 'api: { private: { extraEnv: [{ name: "PASSWORD=hunter2" }] } }', 'extraEnv[0].name'],
    ['a URL for a host', 'redis: { host: "redis://:hunter 2@h" }', 'redis.host'],
    ['a password for a reference', 'tenants: [{ passwordFrom: { name: "hunter2!" } }]', 'passwordFrom.name'],
    ['a password for a key', 'secrets: { redis: { valueFrom: { password: { key: "hunter2!" } } } }', 'password.key'],
  ])('%s', (_, content, path) => {
    place.write('a.yaml', content);
    const text = all('a.yaml');
    expect(text).toContain(path);
    expect(text).not.toContain('hunter');
  });

  test.each([
    ['secrets.redis.password:hunter2', '--set:1:15: error: secrets.redis.password: the key has no value'],
    ['secrets.redis.password=9f86d081884c7d65,hunter2=2', '--set:1:41: error: is not a known key; write a comma'],
    ['redis.port=1,redis.hunter2=2', '--set:1:20: error: redis: is not a known key; write a comma'],
  ])('--set %s', (expression, message) => {
    place.write('a.yaml', '');
    expect(validate('a.yaml', '--set', expression).stderr).toContain(message);
    expect(all('a.yaml', '--set', expression)).not.toContain('hunter');
  });

  test('a number, true or false and a value of a closed list are shown', () => {
    place.write('a.yaml', 'redis:\n  port: 0\napi:\n  private:\n    enabled: 3\nelastic:\n  schema: ftp\n');
    expect(validate('a.yaml').stderr).toMatch(/port: 0\n[^]*enabled: 3\n[^]*schema: ftp\n/);
  });
});

describe('sources that can be read once', () => {
  test('standard input below several files, and twice', () => {
    place.write('a.yaml', '{}');
    place.write('b.yaml', 'redis: { port: 1 }');
    const run = (...args: string[]): RunResult => place.tracardi(args, { input: 'redis: { port: 0 }' });
    expect(run('validate', '-f', '-', 'b.yaml', 'a.yaml').stderr).toContain(
      '-:1:16: error: redis.port: must be a whole number from 1 to 65535 [minimum]\n  1 | redis: { port: 0 }\n',
    );
    expect(run('synth', '-f', '-', 'b.yaml', 'a.yaml').status).toBe(1);
    expect(run('validate', '-', '-').status).toBe(1);
  });

  const mkfifo = spawnSync('mkfifo', ['--version']).status === 0 ? test : test.skip;
  mkfifo('a pipe, with an excerpt', () => {
    place.write('a.yaml', '{}');
    place.write('b.yaml', '{}');
    const { stderr, status } = spawnSync(
      'bash',
      ['-c', `"${process.execPath}" "${COMMAND}" validate -f <(echo 'redis: { port: 0 }') a.yaml b.yaml`],
      { cwd: place.folder, encoding: 'utf8' },
    );
    expect(status).toBe(1);
    expect(stderr.match(/ 1 \| redis: \{ port: 0 \}/g)).toHaveLength(1);
  });

  test.each(['/dev/zero', '/dev/full'].filter((device) => existsSync(device)))('%s has no end', (device) => {
    expect(validate(device)).toMatchObject({
      status: 2,
      stderr: `${device}: error: the file is larger than 64 MiB; check that it is a values file [too-large]\n`,
    });
  });
});

describe('places of what is nowhere', () => {
  test('a demand of multi-tenancy is told where that is switched on', () => {
    place.write('a.yaml', 'redis: { host: r }\nconfig:\n  multiTenant: { domain: a.example, multi: on }\n');
    expect(found('a.yaml').filter((line) => line.includes('secrets.tms'))).toEqual([
      'a.yaml:3:44 secrets.tms.secretKey tms-secret-key',
      'a.yaml:3:44 secrets.tms.apiKey tms-api-key',
    ]);
  });

  test('not where another file that may fulfil it cannot be read', () => {
    place.write('a.yaml', 'config: { multiTenant: { domain: a.example, multi: on } }');
    expect(found('a.yaml', '-f', 'nowhere.yaml')).toEqual([
      'nowhere.yaml:undefined:undefined undefined file-not-found',
    ]);
  });

  test('what a mistake of the text leaves undefined is no second mistake', () => {
    place.write('a.yaml', 'redis:\n  host: *none\n  port: 0\n');
    expect(found('a.yaml')).toEqual(['a.yaml:2:9 redis.host yaml-syntax', 'a.yaml:3:9 redis.port minimum']);
  });

  test('a text of --set-string is given with --set', () => {
    place.write('a.yaml', '');
    expect(validate('a.yaml', '--set-string', 'redis.port=6379').stderr).toContain('not a text; use --set [type]');
  });
});

describe('order', () => {
  const BASE = 'redis: { port: 0 }\nsecrets: { installation: { token: xxx }, mergingToken: 884c7d659a2f }\n';

  test.each(['json', 'github', 'sarif'])('%s: what comes from a base is told once', (form) => {
    place.write('base.yaml', BASE);
    place.write('a.yaml', '{}');
    place.write('b.yaml', '{}');
    expect(validate('--format', form, '-f', 'base.yaml', 'a.yaml', 'b.yaml').stdout.match(/65535/g)).toHaveLength(1);
  });

  test('text: one count', () => {
    place.write('base.yaml', BASE);
    place.write('a.yaml', '{}');
    place.write('b.yaml', '{}');
    const { stdout, stderr } = validate('-f', 'base.yaml', 'a.yaml', 'b.yaml');
    expect(stdout).toBe('2 installations checked: 1 error, 1 warning\n');
    expect(stderr).not.toContain('1 error');
  });

  test('errors before warnings, each by file, line and column', () => {
    place.write('b.yaml', `elastic: { port: 0 }\n${BASE}`);
    place.write('a.yaml', 'api:\n  private: { replicas: x, enabled: 1 }\nredis: { x: 1, x: 2 }\n');
    const places = found('b.yaml', 'a.yaml').filter((line) => !line.includes('public-token'));
    expect(places.map((line) => line.replace(/ .* /, ' '))).toEqual([
      'a.yaml:2:24 type',
      'a.yaml:2:36 type',
      'a.yaml:3:16 unknown-key',
      'b.yaml:1:18 minimum',
      'b.yaml:2:16 minimum',
      'a.yaml:3:16 duplicate-key',
      'b.yaml:3:35 weak-secret',
    ]);
  });
});

describe('forms for programs', () => {
  const INVALID = 'redis: { port: 0 }\nsecrets: { redis: { password: xxx } }\n';

  test('json', () => {
    place.write('a.yaml', INVALID);
    const { errors, warnings, diagnostics } = report('a.yaml');
    expect({ errors, warnings }).toEqual({ errors: 1, warnings: 3 });
    expect(diagnostics[0]).toEqual({
      severity: 'error',
      rule: 'minimum',
      message: 'must be a whole number from 1 to 65535',
      file: 'a.yaml',
      line: 1,
      column: 16,
      path: ['redis', 'port'],
      key: 'redis.port',
    });
  });

  test('github: annotations, with what the format reserves escaped', () => {
    place.write('a,b:c%.yaml', 'commonLabels: { ab: "x y" }\n');
    const { stdout, stderr, status } = validate('--format', 'github', 'a,b:c%.yaml');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toMatch(/^::error file=a%2Cb%3Ac%25\.yaml,line=1,col=\d+,title=pattern::commonLabels\.ab: /m);
    for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^::(error|warning) .*::/);
  });

  test('github: paths from the root of the repository', () => {
    place.write('env/a.yaml', 'redis: { port: 0 }');
    const paths = (file: string, options: object = {}): string | undefined =>
      /file=([^,]*)/.exec(place.tracardi(['validate', '--format', 'github', file], options).stdout)?.[1];
    expect(paths('./env/a.yaml')).toBe('env/a.yaml');
    const env = { GITHUB_WORKSPACE: place.folder };
    expect(paths('./a.yaml', { cwd: join(place.folder, 'env'), env })).toBe('env/a.yaml');
    expect(paths(join(place.folder, 'env', 'a.yaml'), { env })).toBe('env/a.yaml');
  });

  test('an option is no file', () => {
    place.write('a.yaml', '');
    const args = ['a.yaml', '--set', 'redis.port=0', '--strict'];
    expect(validate('--format', 'github', ...args).stdout).toContain(
      '::error title=minimum::--set:1:12: redis.port: must be',
    );
    expect(validate('--format', 'sarif', ...args).stdout).not.toContain('"uri": "--set');
    expect(report(...args).diagnostics).toContainEqual(
      expect.objectContaining({ file: '--set', line: 1, column: 12, key: 'redis.port' }),
    );
  });

  const unlessWindows = process.platform === 'win32' ? test.skip : test;
  unlessWindows('names with control characters and backslashes', () => {
    place.write('a\u001b[31m\\b.yaml', 'redis: { port: 0 }');
    expect(validate('a\u001b[31m\\b.yaml').stderr).toContain('a\\u001b[31m\\b.yaml:1:16: error: redis.port');
    expect(validate('--format', 'sarif', 'a\u001b[31m\\b.yaml').stdout).toContain('"uri": "a%1B%5B31m%5Cb.yaml"');
  });

  test('github and sarif: from a sub-folder, the path of the repository', () => {
    place.write('deploy/prod.yaml', INVALID);
    place.write('other/mine.txt', '');
    place.git('init', '-q');
    const from = (folder: string, format: string, file: string): string =>
      place.tracardi(['validate', '--format', format, file], {
        cwd: join(place.folder, folder),
        env: { GITHUB_WORKSPACE: '' },
      }).stdout;
    expect(from('deploy', 'github', 'prod.yaml')).toContain('file=deploy/prod.yaml,');
    expect(from('other', 'github', '../deploy/prod.yaml')).toContain('file=deploy/prod.yaml,');
    expect(from('deploy', 'sarif', 'prod.yaml')).toContain('"uri": "deploy/prod.yaml"');
    expect(from('deploy', 'sarif', 'nowhere.yaml')).toMatch(/"uri": "deploy\/nowhere.yaml"[^]*"startLine": 1/);
  });

  test('sarif: each result has a file of the repository and a region, whatever is wrong', () => {
    place.write('twice.yaml', 'redis: {port: 1}\nredis: {port: 2}\n');
    place.write('wrong.yaml', 'apiVersion: v1\nkind: Secret\n');
    place.write('bracket.yaml', 'a: [\n');
    place.write('list.yaml', '- a\n');
    place.write('empty.yaml', '');
    place.write('utf16.yaml', Buffer.from([0xff, 0xfe, 0x61, 0]));
    place.write('missing.yaml', 'gui: {console: {extraEnv: [{value: a}]}}\nconfig: {multiTenant: {multi: "yes"}}\n');
    const locationsOf = (...args: string[]): { uri: string; line: unknown }[] => {
      const { stdout } = validate('--format', 'sarif', ...args);
      const { runs } = JSON.parse(stdout) as { runs: { results: { locations: Location[] }[] }[] };
      return runs[0].results.map(({ locations: [{ physicalLocation }] }) => ({
        uri: physicalLocation.artifactLocation.uri,
        line: physicalLocation.region.startLine,
      }));
    };
    for (const name of ['twice', 'wrong', 'bracket', 'list', 'empty', 'utf16', 'missing', 'nowhere']) {
      const locations = locationsOf(`${name}.yaml`);
      expect(locations.length).toBeGreaterThan(0);
      for (const { uri, line } of locations) {
        expect(uri).toBe(`${name}.yaml`);
        expect(line).toBeGreaterThan(0);
      }
    }
    expect(locationsOf('wrong.yaml')).toEqual([{ uri: 'wrong.yaml', line: 2 }]);
    expect(locationsOf('empty.yaml', '--set', 'a.b=0')[0]).toEqual({ uri: 'empty.yaml', line: 1 });
    expect(locationsOf('-f', '"empty.yaml"', '--set', 'a.b=0')[0]).toEqual({ uri: 'empty.yaml', line: 1 });
    expect(locationsOf('-', '--set', 'a.b=0')[0]).toEqual({ uri: 'stdin', line: 1 });
  });

  test('github: standard input is no file', () => {
    expect(place.tracardi(['validate', '--format', 'github', '-'], { input: 'a: 1' }).stdout).toContain(
      '::error title=unknown-key::a: is not a known key',
    );
  });

  test('sarif: a rule on several keys is described', () => {
    place.write('a.yaml', 'gateway: { enabled: true }');
    const { runs } = JSON.parse(validate('--format', 'sarif', 'a.yaml').stdout) as {
      runs: { tool: { driver: { rules: object[] } } }[];
    };
    expect(runs[0].tool.driver.rules).toContainEqual({
      id: 'gateway-class',
      shortDescription: { text: 'a Gateway needs gateway.className' },
    });
  });

  test('sarif: valid against the schema of the standard', () => {
    place.write('a b.yaml', INVALID);
    const schema = JSON.parse(readFileSync(join(ROOT, 'test', 'data', 'sarif-schema-2.1.0.json'), 'utf8')) as {
      $schema?: string;
      id?: string;
    };
    // The standard is written in draft-04, whose `id` ajv does not know; it uses nothing else of it.
    delete schema.$schema;
    delete schema.id;
    const check = new Ajv({ strict: false, formats: { uri: true, 'uri-reference': true, 'date-time': true } }).compile(
      schema,
    );
    const missing = validate('--format', 'sarif', 'nowhere.yaml');
    expect(missing.status).toBe(2);
    const option = validate('--format', 'sarif', 'a b.yaml', '--set', 'elastic.port=0');
    for (const { stdout } of [
      option,
      validate('--format', 'sarif', 'a b.yaml'),
      validate('--format', 'sarif', EXAMPLE),
      missing,
    ]) {
      check(JSON.parse(stdout));
      expect(check.errors).toBeNull();
    }
    const { runs } = JSON.parse(validate('--format', 'sarif', 'a b.yaml').stdout) as {
      runs: { results: { ruleId: string; level: string; locations: unknown[] }[] }[];
    };
    expect(runs[0].results[0]).toMatchObject({
      ruleId: 'minimum',
      level: 'error',
      locations: [
        {
          physicalLocation: { artifactLocation: { uri: 'a%20b.yaml' }, region: { startLine: 1, startColumn: 16 } },
          logicalLocations: [{ fullyQualifiedName: 'redis.port' }],
        },
      ],
    });
  });
});

describe('literal secrets', () => {
  const rules = (...args: string[]): string[] =>
    report(...args).diagnostics.flatMap(({ rule, key }) => (/weak|git/.test(rule) ? [`${key} ${rule}`] : []));

  test.each([
    'xxx',
    'changeme',
    'CHANGE-ME',
    '<token>',
    '${TOKEN}',
    '$(TOKEN)',
    '{{ token }}',
    'password1',
    '00000000',
    'short',
  ])('%s is questioned', (secret) => {
    place.write('a.yaml', `secrets: { redis: { password: '${secret}' } }`);
    expect(rules('a.yaml')).toEqual(['secrets.redis.password weak-secret']);
  });

  test.each(['correct horse battery', '9f86d081884c7d659a2f', 'tracardi-9f86d0818'])('%s is not', (secret) => {
    place.write('a.yaml', `secrets: { redis: { password: '${secret}' } }`);
    expect(rules('a.yaml')).toEqual([]);
  });

  test('in a file that git tracks, also below a folder; user names are none', () => {
    const text = 'secrets: { redis: { password: 9f86d081884c7d65 }, mysql: { username: tracardi } }';
    place.write('env/tracked.yaml', text);
    place.write('env/other.yaml', text);
    place.git('init', '-q');
    place.git('add', 'env/tracked.yaml');
    expect(rules('env/tracked.yaml')).toEqual(['secrets.redis.password secret-in-git']);
    expect(rules('env/other.yaml')).toEqual([]);
    expect(rules(join(place.folder, 'env', 'tracked.yaml'))).toEqual(['secrets.redis.password secret-in-git']);
  });

  test('a repository of somebody else is read all the same', () => {
    place.write('a.yaml', 'secrets: { redis: { password: 9f86d081884c7d65 } }');
    place.git('init', '-q');
    place.git('add', 'a.yaml');
    place.git('commit', '-q', '-m', 'values');
    const env = { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
    const { stderr } = place.tracardi(['validate', 'a.yaml'], { env });
    expect(stderr).toContain('[secret-in-git]');
    expect(place.tracardi(['diff', 'HEAD:a.yaml', 'a.yaml'], { env }).stderr).toBe('');
  });

  test('by reference they are not questioned', () => {
    place.write('a.yaml', readFileSync(EXAMPLE));
    place.git('init', '-q');
    place.git('add', 'a.yaml');
    expect(validate('--strict', 'a.yaml').status).toBe(0);
  });
});

describe('files that are none', () => {
  test.each([
    ['binary', Buffer.from([0x7f, 0x45, 0, 1]), 2, /the file is binary/],
    ['UTF-16', Buffer.from('\ufeffa: b', 'utf16le'), 2, /the file is UTF-16; save it as UTF-8/],
    ['empty', Buffer.from(''), 0, /public-token/],
    [
      'UTF-8 with a byte order mark and CRLF',
      Buffer.from('\ufeffredis:\r\n  port: 0\r\n'),
      1,
      /:2:9: error: redis\.port/,
    ],
    [
      'a bomb of aliases',
      Buffer.from(
        `a: &a [x]\n${[...'bcdefghijklm'].map((name, index) => `${name}: &${name} [${Array(99).fill(`*${'abcdefghijkl'[index]}`).join()}]`).join('\n')}`,
      ),
      1,
      /alias-bomb/,
    ],
    ['deep nesting', Buffer.from('['.repeat(100_000)), 1, /nested too deeply|yaml-syntax/],
  ])('%s', (_, content, status, message) => {
    place.write('a.yaml', content);
    const result = validate('a.yaml');
    expect(result.status).toBe(status);
    expect(result.stderr).toMatch(message);
    noStack(result.stderr);
  });

  test('links that lead in a circle', () => {
    symlinkSync('b.yaml', join(place.folder, 'a.yaml'));
    symlinkSync('a.yaml', join(place.folder, 'b.yaml'));
    const { status, stderr } = validate('a.yaml');
    expect(status).toBe(2);
    expect(stderr).toContain('a.yaml: error: the file cannot be read (its symbolic links lead in a circle)');
  });

  const unlessRoot = process.getuid?.() === 0 ? test.skip : test;
  unlessRoot('without permission', () => {
    chmodSync(join(place.folder, place.write('a.yaml', '')), 0);
    expect(validate('a.yaml')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('permission denied') as string,
    });
  });

  test('a reader that closes the pipe early', async () => {
    place.write(
      'a.yaml',
      `commonLabels:\n${Array.from({ length: 20_000 }, (_, index) => `  k${index}: [x]\n`).join('')}`,
    );
    const command = `"${process.execPath}" "${COMMAND}" validate --format json a.yaml | head -n 1`;
    const child = spawn('bash', ['-o', 'pipefail', '-c', command], { cwd: place.folder });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect({ status, errors }).toEqual({ status: 1, errors: '' });
  });
});
