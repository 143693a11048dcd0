import { EXAMPLE, Workplace, noStack } from './command';
import type { RunResult } from '../support/tools';

let place: Workplace;
beforeEach(() => (place = new Workplace()));
afterEach(() => place.remove());

const MULTI_TENANT = `config: { multiTenant: { multi: "yes", domain: a.example } }
secrets:
  license: { licenseKey: LICENCE-1234 }
  installation: { token: TOKEN-1234 }
  tms: { secretKey: 0123456789abcdef, apiKey: fedcba9876543210 }
  redis: { password: correct-horse-1 }
`;

interface Changes {
  readonly oldValid: boolean;
  readonly objects: {
    readonly added: { kind: string; name: string }[];
    readonly removed: { kind: string; name: string }[];
    readonly changed: {
      kind: string;
      name: string;
      rollsPods: boolean;
      immutableFields: string[];
      fields: { path: string; change: string; old?: string; new?: string }[];
    }[];
  };
  readonly tenants: { added: string[]; removed: string[]; changed: string[] };
}

/** The change from one values file to another, as --format json has it. */
function changes(old: string, now: string, ...options: string[]): Changes {
  const { status, stdout, stderr } = diff(old, now, '--format', 'json', ...options);
  expect({ stderr, status }).toEqual({ stderr: '', status: 1 });
  return JSON.parse(stdout) as Changes;
}

function diff(old: string, now: string, ...options: string[]): RunResult {
  place.write('old.yaml', old);
  place.write('new.yaml', now);
  return place.tracardi(['diff', ...options, 'old.yaml', 'new.yaml']);
}

describe('what changes', () => {
  test('nothing: exit code 0', () => {
    expect(diff('redis: { host: a }', 'redis: {host: "a"} # as before')).toEqual({
      status: 0,
      stdout: 'no differences\n',
      stderr: '',
    });
  });

  test('a field: its path and values, and whether pods roll', () => {
    const { objects } = changes('{}', 'api: { public: { replicas: 3 } }');
    expect(objects).toEqual({
      added: [],
      removed: [],
      changed: [
        {
          kind: 'Deployment',
          name: 'be-fa-public',
          rollsPods: false,
          immutableFields: [],
          fields: [{ path: 'spec.replicas', change: 'changed', old: '1', new: '3' }],
        },
      ],
    });
  });

  test('a variable is found by name, wherever it stands in the list', () => {
    const { objects } = changes(
      'api: { public: { extraEnv: [{ name: B, value: b }] } }',
      'api: { public: { extraEnv: [{ name: A, value: a }, { name: B, value: c }] } }',
    );
    expect(objects.changed).toHaveLength(1);
    expect(objects.changed[0]).toMatchObject({ name: 'be-fa-public', rollsPods: true });
    expect(
      objects.changed[0].fields.map(({ path, change, old, new: now }) => [
        path.replace(/^.*env/, 'env'),
        change,
        old,
        now,
      ]),
    ).toEqual([
      ['env[B].value', 'changed', '"b"', '"c"'],
      ['env[A]', 'added', undefined, '{"name":"A","value":"a"}'],
    ]);
  });

  test('objects that come and go', () => {
    const { objects } = changes(
      '{}',
      'gui: { console: { enabled: false } }\napi: { public: { podDisruptionBudget: { enabled: true } } }',
    );
    expect(objects.added).toEqual([{ kind: 'PodDisruptionBudget', name: 'be-fa-public' }]);
    expect(objects.removed.map(({ kind }) => kind).sort()).toEqual(
      ['ConfigMap', 'Deployment', 'Service'].filter((kind) => objects.removed.some((item) => item.kind === kind)),
    );
    expect(objects.removed.some(({ kind }) => kind === 'Deployment')).toBe(true);
  });

  test('fields that Kubernetes does not let change', () => {
    const { objects } = changes('{}', 'nameOverride: crm');
    const deployments = objects.changed.filter(({ kind }) => kind === 'Deployment');
    expect(deployments.length).toBeGreaterThan(3);
    for (const { immutableFields } of deployments) expect(immutableFields).toEqual(['spec.selector']);
  });

  test('the class of a load balancer cannot change', () => {
    const balancer = (name: string): string =>
      `api: { public: { service: { loadBalancer: true, loadBalancerClass: ${name} } } }`;
    const { objects } = changes(balancer('a.example/x'), balancer('a.example/y'));
    expect(objects.changed).toMatchObject([{ kind: 'Service', immutableFields: ['spec.loadBalancerClass'] }]);
  });

  const list = (...tenants: string[]): string => `${MULTI_TENANT}tenants: [${tenants.join(', ')}]`;
  const acme = '{ name: acme, email: a@b.example, password: correct-horse-2 }';

  test('tenants', () => {
    const beta = '{ name: beta, email: a@b.example, password: correct-horse-3 }';
    const { tenants, objects } = changes(
      list(acme, beta),
      list(acme.replace('a@b', 'c@d'), '{ name: gamma, email: a@b.example, password: correct-horse-4 }'),
    );
    expect(tenants).toEqual({ added: ['gamma'], removed: ['beta'], changed: ['acme'] });
    const jobs = (names: { kind: string; name: string }[]): number => names.filter(({ kind }) => kind === 'Job').length;
    expect([jobs(objects.added), jobs(objects.removed)]).toEqual([1, 1]);
    expect(diff(list(acme, beta), list(acme)).stdout).toContain('- tenant beta (stays installed)');
  });

  test('a tenant whose password changes has changed', () => {
    const { tenants } = changes(list(acme), list(acme.replace('horse-2', 'horse-3')));
    expect(tenants).toEqual({ added: [], removed: [], changed: ['acme'] });
  });

  test.each(['needsAdmin: true', 'updateMapping: false'])('a tenant is as before with the default %s', (setting) =>
    expect(diff(list(acme), list(acme.replace(' }', `, ${setting} }`)))).toMatchObject({
      status: 0,
      stdout: 'no differences\n',
    }),
  );

  test.each(['enabled: false', 'mode: check'])('no Job installs tenants with %s', (setting) => {
    const seed = `\nseed: { ${setting} }`;
    const { stdout } = diff(MULTI_TENANT + seed, list(acme) + seed, '--format', 'json');
    expect((JSON.parse(stdout) as Changes).tenants).toEqual({ added: [], removed: [], changed: [] });
  });
});

describe('equal changes of several objects', () => {
  const PODS = 'be-fa-private, be-fa-public, be-fa-tms, wk-pl-background, wk-rd-upgrades, wk-apm';
  const ALL_PODS = `${PODS}, fe-rj-gui, fe-rj-tms-gui`;

  function lines(old: string, now: string): string[] {
    const [facts] = diff(MULTI_TENANT + old, MULTI_TENANT + now).stdout.split('\n\n');
    return facts.split('\n').filter((line) => !/^. Job tenant-seed/.test(line));
  }

  const CONTAINERS = 'spec.template.spec.{containers,initContainers}[*]';

  test.each([
    [
      'api: { image: { tag: "1.1.2" } }',
      [`~ ${CONTAINERS}.image: "…:1.1.x" -> "…:1.1.2"  (Deployment be-fa-private, be-fa-public, wk-pl-background)`],
    ],
    [
      'redis: { host: other }',
      [
        `~ ${CONTAINERS}.env[REDIS_HOST].value: "redis://redis-std-svc.redis-standalone.svc.cluster.local" -> "redis://other"  (Deployment ${PODS})`,
      ],
    ],
    [
      'defaults: { priorityClassName: high }',
      [`+ spec.template.spec.priorityClassName: "high"  (Deployment ${ALL_PODS}) from defaults.priorityClassName`],
    ],
    ['api: { public: { replicas: 3 } }', ['~ spec.replicas: 1 -> 3  (Deployment be-fa-public)']],
  ])('%s is one line', (now, expected) => expect(lines('', now)).toEqual(expected));

  test('nine facts are nine lines, and pods that roll another', () => {
    const now = `redis: { host: other }
mysql: { host: other }
elastic: { host: other }
api: { image: { tag: "1.1.2" }, public: { replicas: 3 } }
gui: { console: { replicas: 2 } }
defaults: { priorityClassName: high, runtimeClassName: kata }
commonAnnotations: { team: a }
`;
    expect(lines('', now)).toHaveLength(9);
    const { stdout } = diff(MULTI_TENANT, MULTI_TENANT + now);
    expect(stdout).toContain(`\npods roll: Deployment ${ALL_PODS}\n`);
  });

  test('images of which the registry changes, and one of which the repository changes', () => {
    expect(lines('', 'global: { imageRegistry: harbor.example.org }')).toContain(
      `~ ${CONTAINERS}.image: "…:1.1.x" -> "harbor.example.org/…:1.1.x"  (Deployment be-fa-private, be-fa-public, wk-pl-background, fe-rj-gui)`,
    );
    expect(lines('', 'gui: { image: { repository: team/gui } }')).toEqual([
      '~ spec.template.spec.containers[fe-rj-gui].image: "tracardi/tracardi-gui:1.1.x" -> "team/gui:1.1.x"  (Deployment fe-rj-gui)',
    ]);
  });

  test('in a comment of a pull request', () => {
    const { stdout } = diff(MULTI_TENANT, `${MULTI_TENANT}redis: { host: other }`, '--format', 'markdown');
    expect(stdout).toContain(`| altered | Deployment ${PODS} | pods roll |`);
    expect(stdout.match(/REDIS_HOST/g)).toHaveLength(1);
  });
});

describe('keys of defaults from which changes come', () => {
  const facts = (old: string, now: string): string[] => diff(old, now).stdout.split('\n\n')[0].split('\n');
  const high = 'priorityClassName: high';
  const budget = 'podDisruptionBudget: { enabled: true }';
  const ACME = `${MULTI_TENANT}tenants: [{ name: acme, email: a@b.example, password: correct-horse-2 }]\n`;

  test('what a component gives itself comes from no such key', () => {
    const lines = facts(MULTI_TENANT, `${MULTI_TENANT}defaults: { ${high} }\ngui: { console: { ${high} } }`);
    expect(lines).toHaveLength(2);
    expect(lines.filter((line) => line.endsWith(' from defaults.priorityClassName'))).toEqual([
      expect.not.stringContaining('fe-rj-gui'),
    ]);
    expect(lines.filter((line) => line.endsWith('(Deployment fe-rj-gui)'))).toHaveLength(1);
  });

  test('one that is changed beside the key, or is there no more', () => {
    expect(facts(`defaults: { ${high} }`, 'redis: { host: other }')).toEqual([
      expect.stringMatching(/^~ .*REDIS_HOST.*\)$/),
      expect.stringMatching(
        /^- spec\.template\.spec\.priorityClassName: "high" {2}\(.*\) from defaults\.priorityClassName$/,
      ),
    ]);
  });

  test('objects that come and go', () => {
    const line = 'PodDisruptionBudget be-fa-public from defaults.podDisruptionBudget';
    expect(facts('{}', `defaults: { ${budget} }`)).toContain(`+ ${line}`);
    expect(facts(`defaults: { ${budget} }`, '{}')).toContain(`- ${line}`);
    const own = `api: { public: { ${budget} } }\n`;
    expect(facts('{}', `${own}defaults: { ${budget} }`)).toContain('+ PodDisruptionBudget be-fa-public');
  });

  test('the Job of tenants comes with them', () => {
    expect(facts(MULTI_TENANT, `${ACME}defaults: { ${high} }`)).toContain('+ Job tenant-seed-…');
    expect(facts(ACME, `${ACME}defaults: { ${high} }`)).toContain('+ Job tenant-seed-…');
  });

  test('as JSON and in a comment', () => {
    const { objects } = changes('{}', `defaults: { ${high}, ${budget} }`);
    expect(objects.added[0]).toMatchObject({ kind: 'PodDisruptionBudget', from: ['defaults.podDisruptionBudget'] });
    expect(objects.changed[0].fields).toEqual([
      expect.objectContaining({ new: '"high"', from: ['defaults.priorityClassName'] }),
    ]);
    const { stdout } = diff('{}', `defaults: { ${high}, ${budget} }`, '--format', 'markdown');
    expect(stdout).toContain('| added | PodDisruptionBudget be-fa-public | from defaults.podDisruptionBudget |');
    expect(stdout).toMatch(/^\+ .*priorityClassName: "high" .* from defaults\.priorityClassName$/m);
  });

  test('hidden values come from a key, too', () => {
    const variable = (value: string): string => `defaults: { extraEnv: [{ name: SMTP_PASSWORD, value: ${value} }] }`;
    const lines = facts(variable('hunter1'), variable('hunter2'));
    expect(lines).toEqual([expect.stringMatching(/env\[SMTP_PASSWORD\]\.value .* from defaults\.extraEnv$/)]);
    expect(lines[0]).not.toContain('hunter');
  });

  test('each of two that are valid together only', () => {
    const both = 'extraVolumes: [{ name: a, emptyDir: {} }], extraVolumeMounts: [{ name: a, mountPath: /a }]';
    for (const line of facts('{}', `defaults: { ${both} }`))
      expect(line).toMatch(
        /\.volumes.* from defaults\.extraVolumes$|\.volumeMounts.* from defaults\.extraVolumeMounts$/,
      );
  });

  test('none where nothing can be made without the change', () => {
    const shared = '{ serviceAccount: { name: shared } }';
    const { stdout, stderr } = diff(
      'defaults: { serviceAccount: { create: true } }',
      `defaults: { serviceAccount: { create: false } }\napi: { private: ${shared}, public: ${shared} }`,
    );
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^- ServiceAccount be-fa-private$/m);
    expect(stdout).not.toContain(' from ');
  });

  test('none where the old values were not valid', () => {
    const lines = diff('redis: { port: 0 }', `defaults: { ${budget} }`).stdout;
    expect(lines).toContain('+ PodDisruptionBudget be-fa-public\n');
  });
});

describe('secrets', () => {
  const old = `${MULTI_TENANT}api: { public: { extraEnv: [{ name: SMTP_PASSWORD, value: hunter-1 }, { name: DSN_URL, value: "pg://u:hunter-3@db" }] } }`;
  const now = old
    .replace('correct-horse-1', 'correct-horse-9')
    .replace('hunter-1', 'hunter-2')
    .replace('hunter-3', 'hunter-4');

  test.each(['text', 'json', 'markdown'])('are not shown as %s, only that they changed', (format) => {
    const { stdout } = diff(old, now, '--format', format);
    expect(stdout).toContain('redis-secret');
    expect(stdout).toContain('env[SMTP_PASSWORD].value');
    const encoded = ['correct-horse-1', 'correct-horse-9'].map((secret) => Buffer.from(secret).toString('base64'));
    expect(stdout).not.toMatch(new RegExp(`hunter|correct-horse|${encoded.join('|')}`));
  });

  test('of a new object or list item are not shown', () => {
    const { stdout } = diff('{}', old, '--format', 'json');
    expect(stdout).toContain('SMTP_PASSWORD');
    expect(stdout).not.toMatch(/hunter|correct-horse|LICENCE|0123456789abcdef/);
  });

  test('of invalid values are not shown', () => {
    const { status, stdout, stderr } = diff(old, `${old}\nredis: { port: 0 }\nmysql: { pasword: hunter-5 }`);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('new.yaml:8:16: error: redis.port');
    expect(stderr).not.toContain('hunter');
  });

  const forms = ['text', 'json', 'markdown'];

  test.each(forms)('are not seen in other fields, neither when they come nor when they change: %s', (form) => {
    const variables = {
      PW: 'hunter2',
      SLACK_URL: 'https://a.example/hunter2',
      CONNECTION: 'Server=x;Password=hunter2;Port=1',
      AS_JSON: '{"apiKey": "hunter2"}',
      QUERY: 'https://a.example/?token=hunter2',
      USER_ONLY: 'pg://hunter2@db/x',
      USER_AND_PASSWORD: 'pg://u:hunter2/3@db',
      ALERTS: 'https://hooks.a.example/hunter2',
      WITHOUT_SCHEME: 'elastic:hunter2@es.example',
    };
    const values = JSON.stringify({
      config: { preConfiguration: { resources: { r: { credentials: { password: 'hunter2' } } } } },
      commonAnnotations: { 'a.example/token': 'hunter2' },
      gui: {
        console: {
          command: ['run', '--word=hunter2'],
          args: ['hunter2'],
          podLabels: { password: 'hunter2' },
          extraContainers: [{ name: 'a', image: 'b', args: ['hunter2'] }],
          extraEnv: Object.entries(variables).map(([name, value]) => ({ name, value })),
        },
      },
    });
    for (const old of ['{}', values.replaceAll('hunter2', 'hunter1')]) {
      const { stdout } = diff(old, values, '--format', form);
      expect(stdout).not.toContain('hunter');
      for (const place of [...Object.keys(variables), 'pre-resources-cm', '.command', '.args', 'a.example/token'])
        expect(stdout).toContain(place);
    }
  });

  test('administrators and a hash of their passwords are not shown', () => {
    const list = (password: string, email = 'admin@b.example'): string =>
      `${MULTI_TENANT}tenants: [{ name: acme, email: ${email}, password: ${password} }]`;
    for (const form of forms) {
      const { stdout } = diff(list('correct-horse-2'), list('correct-horse-3', 'boss@b.example'), '--format', form);
      expect(stdout).toContain('tenant-seed-…');
      expect(stdout).not.toMatch(/b\.example|tenant-seed-[0-9a-f]{10}/);
    }
  });

  test('are not seen where there are none', () => {
    const { stdout } = diff(
      '{}',
      `gui: { image: { repository: a.example:5000/auth-gui, digest: "sha256:${'a'.repeat(64)}" } }\nelastic: { host: key.example }`,
    );
    expect(stdout).toContain(`a.example:5000/auth-gui:1.1.x@sha256:${'a'.repeat(64)}`);
    expect(stdout).toContain('"key.example"');
  });

  test('a checksum is not shown: a short secret can be guessed from it', () => {
    const { objects } = changes(old, now);
    const checksums = objects.changed.flatMap(({ fields }) => fields.filter(({ path }) => path.includes('checksum/')));
    expect(checksums.length).toBeGreaterThan(0);
    for (const field of checksums) expect(Object.keys(field).sort()).toEqual(['change', 'path']);
  });
});

describe('where the files come from', () => {
  test('a revision of git', () => {
    place.git('init', '-q', '-b', 'main');
    place.write('environments/prod.yaml', 'api: { public: { replicas: 1 } }');
    place.git('add', '.');
    place.git('commit', '-qm', 'first');
    place.write('environments/prod.yaml', 'api: { public: { replicas: 4 } }');
    const { status, stdout } = place.tracardi(['diff', 'main:environments/prod.yaml', 'environments/prod.yaml']);
    expect(status).toBe(1);
    expect(stdout).toContain('spec.replicas: 1 -> 4');
    expect(place.tracardi(['diff', 'HEAD:environments/prod.yaml', 'main:environments/prod.yaml']).status).toBe(0);
  });

  test('layers', () => {
    place.write('base.yaml', 'api: { public: { replicas: 2 } }');
    place.write('old.yaml', '{}');
    place.write('new.yaml', 'api: { public: { replicas: 5 } }');
    expect(place.tracardi(['diff', '-f', 'base.yaml', 'old.yaml', 'new.yaml']).stdout).toContain(
      'spec.replicas: 2 -> 5',
    );
    expect(place.tracardi(['diff', 'base.yaml,old.yaml', 'base.yaml,new.yaml']).stdout).toContain(
      'spec.replicas: 2 -> 5',
    );
  });

  test('/dev/null is no installation', () => {
    const { stdout } = place.tracardi(['diff', '/dev/null', EXAMPLE]);
    expect(stdout).toContain('+ Deployment be-fa-public');
    expect(place.tracardi(['diff', EXAMPLE, '/dev/null', '-n', 'prod']).stdout).toContain(
      '- Deployment prod/be-fa-public',
    );
  });

  test.each([
    ['nowhere.yaml', /nowhere\.yaml: error: there is no such file/],
    ['main:nowhere.yaml', /main:nowhere\.yaml: error: git cannot read it: .*check the revision and the path/],
    ['-x:y', /Unknown option|-x/],
  ])('%s cannot be read', (operand, message) => {
    const { status, stdout, stderr } = place.tracardi(['diff', operand, EXAMPLE]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(message);
    noStack(stderr);
  });

  test('a file that has become valid is compared with nothing', () => {
    const said = 'Was not valid before this change; it is now. All that it makes counts as added.';
    for (const [old, problem] of [
      ['redis: { prt: 1 }', 'old.yaml:1:10: error: redis.prt'],
      ['a: [', 'old.yaml:1:'],
      ['\ufffe'.repeat(3), 'old.yaml:1: error: the character U+FFFE'],
    ]) {
      const { status, stdout, stderr } = diff(old, '{}');
      expect(status).toBe(1);
      expect(stderr).toContain(problem);
      expect(stderr).toContain('old.yaml was not valid: new.yaml is compared with nothing');
      expect(stdout).toMatch(new RegExp(`^${said}\n\\+ Secret `));
    }
    expect(diff('a: [', '{}', '--format', 'markdown').stdout).toContain(`### What \`new.yaml\` changes\n\n${said}\n`);
    expect(JSON.parse(diff('a: [', '{}', '--format', 'json').stdout)).toMatchObject({ oldValid: false });
    expect(changes('{}', 'redis: { port: 1 }').oldValid).toBe(true);
  });

  test('a file that was not valid and goes', () => {
    place.write('old.yaml', 'a: [');
    const { status, stdout } = place.tracardi(['diff', 'old.yaml', '/dev/null']);
    expect(status).toBe(1);
    expect(stdout).toContain('Was not valid before this change, so that what it leaves behind is not known.');
  });

  test('a file that is not valid is compared with nothing, and so it is said', () => {
    const { status, stderr } = diff('{}', 'a: [');
    expect(status).toBe(1);
    expect(stderr).toContain('nothing is compared: new.yaml is not valid');
  });

  test.each(['', ',', 'a.yaml,'])('an operand that names no file, as an unset variable does: "%s"', (operand) => {
    place.write('a.yaml', '{}');
    for (const operands of [
      [operand, 'a.yaml'],
      ['a.yaml', operand],
    ]) {
      const { status, stdout, stderr } = place.tracardi(['diff', ...operands]);
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toContain(`error: "${operand}" names no file where one is expected`);
    }
  });

  test('a file with a comma in its name', () => {
    place.write('c,d.yaml', 'redis: { port: 1 }');
    place.write('e.yaml', 'redis: { port: 2 }');
    expect(place.tracardi(['diff', 'c,d.yaml', 'e.yaml']).stdout).toContain('"1" -> "2"');
  });

  test.each([[[]], [['a.yaml']], [['a.yaml', 'b.yaml', 'c.yaml']]])('wrong usage: %j', (operands) => {
    const { status, stderr } = place.tracardi(['diff', ...operands]);
    expect(status).toBe(2);
    expect(stderr).toContain('diff compares two values files');
  });
});

describe('markdown', () => {
  test('a comment of a pull request', () => {
    const { stdout } = diff(
      '{}',
      'api: { public: { replicas: 3, podAnnotations: { "a.b/c": "`x` |<b>" } } }',
      '--format',
      'markdown',
    );
    expect(stdout).toMatch(
      /^### What `new\.yaml` changes\n\n0 objects added, 0 removed, 1 altered; pods of 1 workload roll\.\n/,
    );
    expect(stdout).toContain('| altered | Deployment be-fa-public | pods roll |');
    expect(stdout).toMatch(
      /<details><summary>.*\n\n```diff\n~ spec\.replicas: 1 -> 3 {2}\(Deployment be-fa-public\)\n/,
    );
  });

  test('fits into one, however much changes', () => {
    const annotations = (value: string): string =>
      `commonAnnotations:\n${Array.from({ length: 500 }, (_, index) => `  key${index}: ${value.repeat(40)}\n`).join('')}`;
    const { stdout } = diff(annotations('a'), annotations('b'), '--format', 'markdown');
    expect(stdout.length).toBeLessThan(65_536);
    expect(stdout).toMatch(/parts more are left out/);
  });

  test('no differences', () => {
    expect(diff('{}', '{}', '--format', 'markdown').stdout).toBe('### What `new.yaml` changes\n\nNo differences.\n');
  });
});
