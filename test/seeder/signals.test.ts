import type { Fault } from '../stand-in/options';
import { StandIn } from '../stand-in/stand-in';
import { KEY, names, Workspace } from './program';

let workspace: Workspace;
let standIn: StandIn;

beforeAll(() => {
  workspace = new Workspace();
});

afterEach(() => standIn?.stop());

afterAll(() => workspace?.dispose());

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s lets the running install end, begins no other and says what is left',
  async (signal) => {
    standIn = await StandIn.start({ keys: [KEY], installMs: 400 });
    workspace.layOut([{ name: 'acme' }, { name: 'globex' }, { name: 'initech' }]);
    const running = workspace.start(workspace.environment(standIn));
    await running.seen('"installing"');
    running.kill(signal);
    const result = await running.result;
    expect(result.output).toContain(`${signal}: finishing: 1 (acme), left: 2 (globex, initech)`);
    expect(result.summary).toMatchObject({ installed: 1, left: 2, failed: 0 });
    expect(result.summary.message).toContain(`2 left (globex, initech); ended early: ${signal}`);
    expect(result.termination).toBe(result.summary.message);
    expect(result.code).toBe(1);
    expect(standIn.record.installs).toHaveLength(1);
  },
);

test('SIGTERM in the last install changes nothing', async () => {
  standIn = await StandIn.start({ keys: [KEY], installMs: 400 });
  workspace.layOut([{ name: 'acme' }]);
  const running = workspace.start(workspace.environment(standIn));
  await running.seen('"installing"');
  running.kill('SIGTERM');
  const result = await running.result;
  expect(result.summary).toMatchObject({ installed: 1, left: 0 });
  expect(result.code).toBe(0);
});

test('SIGTERM ends all waiting', async () => {
  standIn = await StandIn.start({ keys: [KEY], notReady: 1e9 });
  workspace.layOut(names(3).map((name) => ({ name })));
  const running = workspace.start({
    ...workspace.environment(standIn),
    SEED_BACKOFF_MS: '60000',
    SEED_TIMEOUT_SECONDS: '900',
  });
  await running.seen('"waiting"');
  running.kill('SIGTERM');
  const result = await running.result;
  expect(result.summary).toMatchObject({ left: 3, exitCode: 1 });
});

test.each<[string, Fault]>([
  ['state of a tenant', { on: 'state', kind: 'hang', times: -1 }],
  ['health of the API', { on: 'health', kind: 'hang', times: -1 }],
])('SIGTERM ends a request for the %s that hangs', async (_, fault) => {
  standIn = await StandIn.start({ keys: [KEY], faults: [fault] });
  workspace.layOut([{ name: 'acme' }]);
  const asked = new Promise<void>((resolve) => {
    standIn.watch = () => standIn.record.counts[`${fault.on} acme`] && resolve();
  });
  const running = workspace.start({
    ...workspace.environment(standIn),
    SEED_PROBE_TIMEOUT_SECONDS: '600',
    SEED_TIMEOUT_SECONDS: '900',
  });
  await asked;
  running.kill('SIGTERM');
  expect((await running.result).summary).toMatchObject({ left: 1, exitCode: 1 });
});

test('what is known stands in the termination log before the last install ends', async () => {
  standIn = await StandIn.start({ keys: [KEY], faults: [{ on: 'install', kind: 'hang' }] });
  workspace.layOut([{ name: 'acme' }, { name: 'globex' }]);
  const running = workspace.start(workspace.environment(standIn));
  await running.seen('"installing"');
  running.kill('SIGTERM');
  await running.seen('"stopping"');
  running.kill('SIGKILL');
  const { termination, code } = await running.result;
  expect(code).toBeNull();
  expect(termination).toBe('SIGTERM: finishing: 1 (acme), left: 1 (globex)');
});

test('the deadline of the Job ends an install that hangs', async () => {
  standIn = await StandIn.start({ keys: [KEY], faults: [{ on: 'install', kind: 'hang' }] });
  workspace.layOut([{ name: 'acme' }, { name: 'globex' }]);
  const times = { SEED_DEADLINE_SECONDS: '0.5', SEED_REQUEST_TIMEOUT_SECONDS: '600', SEED_TIMEOUT_SECONDS: '240' };
  const result = await workspace.run(standIn, times);
  expect(result.summary).toMatchObject({ installed: 0, left: 2, exitCode: 1 });
  expect(result.summary.message).toContain('the deadline of the Job');
});

test('a run that was killed is taken up where it was', async () => {
  standIn = await StandIn.start({ keys: [KEY], installMs: 150 });
  workspace.layOut([{ name: 'acme' }, { name: 'globex' }]);
  const running = workspace.start(workspace.environment(standIn));
  await running.seen('"installing"');
  running.kill('SIGKILL');
  expect((await running.result).code).toBeNull();
  await standIn.idle();
  const result = await workspace.run(standIn);
  expect(result.code).toBe(0);
  expect(standIn.record.installs.filter(({ again }) => again)).toEqual([]);
  expect(['acme', 'globex'].every((tenant) => standIn.isInstalled(tenant))).toBe(true);
});

test('an install that a killed run left at work is left alone as soon as GET /install shows it', async () => {
  standIn = await StandIn.start({ keys: [KEY], installMs: 1500 });
  workspace.layOut([{ name: 'acme' }, { name: 'globex' }]);
  const running = workspace.start(workspace.environment(standIn));
  while (!standIn.isInstalled('acme')) await new Promise(setImmediate);
  running.kill('SIGKILL');
  await running.result;
  const result = await workspace.run(standIn, { SEED_SETTLE_SECONDS: '5' });
  expect(result.output).toContain('half installed, perhaps by another run');
  expect(result.summary).toMatchObject({ present: 1, installed: 1, exitCode: 0 });
  expect(standIn.record).toMatchObject({ overlaps: [] });
  expect(standIn.record.installs.map(({ tenant }) => tenant)).toEqual(['acme', 'globex']);
});

test.each([1, 4])('nor is it doubled while nothing of it is to be seen, c = %d', async (concurrency) => {
  standIn = await StandIn.start({ keys: [KEY], installMs: 2000 });
  workspace.layOut([{ name: 'acme' }, { name: 'globex' }]);
  const environment = { ...workspace.environment(standIn), SEED_CONCURRENCY: String(concurrency) };
  const running = workspace.start(environment);
  await running.seen('"installing"');
  while (standIn.record.running().length === 0) await new Promise(setImmediate);
  running.kill('SIGKILL');
  await running.result;
  const result = await workspace.run(standIn, { SEED_SETTLE_SECONDS: '4', SEED_CONCURRENCY: String(concurrency) });
  expect(result.output).toContain('one that a run before began may be going on');
  expect(result.summary).toMatchObject({ present: 1, installed: 1, exitCode: 0 });
  expect(standIn.record.overlaps).toEqual([]);
  expect(standIn.record.posts('acme')).toBe(1);
});

test('kill -9 at any request to the platform leaves nothing that the next runs do not bring to its end', async () => {
  const tenants = ['acme', 'globex'];
  let killed = true;
  for (let step = 1; killed; step++) {
    standIn = await StandIn.start({ keys: [KEY], installMs: 12, notReady: 1 });
    workspace.layOut(tenants.map((name) => ({ name })));
    const running = workspace.start(workspace.environment(standIn));
    let requests = 0;
    standIn.watch = () => ++requests === step && running.kill('SIGKILL');
    killed = (await running.result).code === null;
    await standIn.idle();
    expect((await workspace.run(standIn)).code).toBe(0);
    expect(standIn.record.installs.map(({ tenant }) => tenant).sort()).toEqual(tenants);
    expect(standIn.record.overlaps).toEqual([]);
    expect(step > 10 || killed).toBe(true);
    await standIn.stop();
  }
});

test('a log that nobody reads any more stops nothing', async () => {
  standIn = await StandIn.start({ keys: [KEY], installMs: 100 });
  workspace.layOut(names(4).map((name) => ({ name })));
  const running = workspace.start(workspace.environment(standIn));
  await running.seen('"installing"');
  running.child.stdout!.destroy();
  await running.result;
  expect(names(4).every((name) => standIn.isInstalled(name))).toBe(true);
});
