import type { Fault } from '../stand-in/options';
import { StandIn } from '../stand-in/stand-in';
import { leaks } from './leaks';
import { KEY, passwordOf, Workspace } from './program';

let workspace: Workspace;
let standIn: StandIn;

beforeAll(() => {
  workspace = new Workspace();
});

afterEach(() => standIn?.stop());

afterAll(() => workspace?.dispose());

const PASSWORDS = [
  passwordOf('acme'),
  'plainpassword',
  'a"b\\c/d&e<f>g\'h',
  'pass word+with%20percent',
  'Ünïcödé-\u{1f511}-key',
  'line one\nline two',
  '%41%42%43%44%45%46',
  'YWJjZGVmZ2hpams=',
  '-----------------',
];

const FORMATS = ['text', 'json'];

// On a busy machine the first tenant may be put off, and a refusal of another then ends the run before all have been told.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

test.each(PASSWORDS.flatMap((password) => FORMATS.map((format) => [password, format])))(
  'no form of the password %j or the key is logged as %s',
  async (password, format) => {
    const statuses = [500, 422, 403, 503];
    const echoes = statuses.map((status): Fault => ({ on: 'install', kind: 'echo', status, tenant: `acme${status}` }));
    const pages = statuses.map((status): Fault => ({
      on: 'install',
      kind: 'not-json',
      status,
      tenant: `page${status}`,
    }));
    standIn = await StandIn.start({ keys: [KEY], faults: [...echoes, ...pages], bootstrapped: true });
    // The first shows that the key is right: no refusal of another ends the run.
    workspace.layOut([{ tenant: 'first' }, ...echoes, ...pages].map(({ tenant }) => ({ name: tenant!, password })));
    const result = await workspace.run(standIn, { SEED_LOG_FORMAT: format, SEED_PROBE_TIMEOUT_SECONDS: '10' });
    expect(leaks(result.output + result.termination, [password, KEY])).toEqual([]);
    expect(standIn.record.faults).toMatchObject({ echo: 4 });
  },
);

test.each(['a', 'boom', '403', 'the'])(
  'a short password is not given away by what is left out: %j',
  async (password) => {
    const faults: Fault[] = [
      { on: 'install', kind: 'status', status: 422, detail: `the request "boom ${password}" a 403` },
    ];
    standIn = await StandIn.start({ keys: [KEY], faults });
    workspace.layOut([{ name: 'globex', password }]);
    const result = await workspace.run(standIn);
    expect(result.output).toContain('(422: (text withheld: it holds a secret))');
    expect(result.output).not.toContain('boom');
  },
);

test('a password that begins like the key is masked as a whole', async () => {
  const password = `${KEY}-and more`;
  const faults: Fault[] = [{ on: 'install', kind: 'status', status: 422, detail: `boom ${password}` }];
  standIn = await StandIn.start({ keys: [KEY], faults });
  workspace.layOut([{ name: 'acme', password }]);
  const { output } = await workspace.run(standIn);
  expect(output).toContain('(422: boom ***)');
});

test('keys and tokens that the program never saw are masked', async () => {
  const detail = [
    'Invalid installation token 7c9e6679-7425-40de-944b-e07fc1f90ae7',
    'GET http://tms/api-key/short failed',
    'Authorization: Bearer abc',
    'password=hunter2, "access_token": "x y"',
    'eyJhbGciOiJIUzI1NiJ9.e30.c2ln',
  ].join('; ');
  standIn = await StandIn.start({
    keys: [KEY],
    faults: [{ on: 'install', kind: 'status', status: 422, detail }],
  });
  workspace.layOut([{ name: 'acme' }]);
  const { output } = await workspace.run(standIn);
  expect(output).toContain('Invalid installation token ***');
  for (const secret of ['7c9e6679', 'short', 'abc', 'hunter2', 'x y', 'eyJ']) expect(output).not.toContain(secret);
});

test('a secret at the end of a body that was cut is not logged', async () => {
  const faults: Fault[] = [{ on: 'install', kind: 'truncated', after: false }];
  standIn = await StandIn.start({ keys: ['another'], faults });
  workspace.layOut([{ name: 'acme' }]);
  const { output } = await workspace.run(standIn);
  expect(leaks(output, [KEY, passwordOf('acme')])).toEqual([]);
});

test('what a server says cannot forge lines or colours', async () => {
  const detail = 'one\ntwo\r\u001b[31mred\u2028three\u0000';
  standIn = await StandIn.start({
    keys: [KEY],
    faults: [{ on: 'install', kind: 'status', status: 422, detail }],
  });
  workspace.layOut([{ name: 'acme' }]);
  const { output } = await workspace.run(standIn, { SEED_LOG_FORMAT: 'text' });
  expect(output).toContain('(422: one two [31mred three)');
});

test('neither arguments nor the environment hold a secret', async () => {
  standIn = await StandIn.start({ keys: [KEY] });
  workspace.layOut([{ name: 'acme' }]);
  const environment = JSON.stringify(workspace.environment(standIn));
  expect(leaks(environment, [KEY, passwordOf('acme')])).toEqual([]);
});

test('of an error that nobody expected only the kind is told', async () => {
  standIn = await StandIn.start({ keys: [KEY], installMs: 500 });
  workspace.layOut([{ name: 'acme' }]);
  const fault = workspace.write('fault.cjs', `setTimeout(() => { throw new RangeError('${KEY}'); }, 50);`);
  const running = workspace.start({ ...workspace.environment(standIn), NODE_OPTIONS: `--require ${fault}` });
  const { code, output } = await running.result;
  expect(code).toBe(1);
  expect(output).toContain('internal error (RangeError)');
  expect(leaks(output, [KEY])).toEqual([]);
});
