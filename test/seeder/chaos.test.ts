import * as fc from 'fast-check';
import { StandIn } from '../stand-in/stand-in';
import { scenario, type Kill, type Scenario } from './chaos';
import { leaks } from './leaks';
import { KEY, passwordOf, Workspace, type Result } from './program';

const RUNS = Number(process.env.FUZZ_RUNS ?? 40);
const WRONG_KEY = 'a-Wrong_key.9XkW2~';

let workspace: Workspace;
const total = { scenarios: 0, runs: 0, faults: 0, kills: 0, installs: 0 };

beforeAll(() => {
  workspace = new Workspace();
});

afterAll(() => {
  workspace?.dispose();
  if (process.env.FUZZ_RUNS) process.stdout.write(`chaos: ${JSON.stringify(total)}\n`);
});

test(
  'every tenant is installed once, whatever happens',
  async () => {
    await fc.assert(fc.asyncProperty(scenario, play), {
      numRuns: RUNS,
      endOnFailure: process.env.FUZZ_DEBUG !== undefined,
    });
  },
  60_000 + RUNS * 10_000,
);

/** Runs the program until it has nothing left to do, as a Job and its owner would. */
async function play(story: Scenario): Promise<void> {
  const standIn = await StandIn.start(story.platform);
  try {
    const attempts = story.kills.length + story.wrongKeyRuns + (story.platform.faults?.length ?? 0) + 2;
    let done = false;
    for (let attempt = 0; attempt < attempts && !done; attempt++) done = await playRun(story, standIn, attempt);
    expect(done).toBe(true);
    expectInstalledOnce(story, standIn);
  } finally {
    await standIn.stop();
    note(standIn);
  }
}

/** Whether the run says that all is done. */
async function playRun(story: Scenario, standIn: StandIn, attempt: number): Promise<boolean> {
  const kill = story.kills[attempt];
  const key = attempt < story.wrongKeyRuns ? WRONG_KEY : KEY;
  workspace.layOut(
    story.tenants.map((name) => ({ name })),
    key,
  );
  standIn.record.forgetRefusals();
  total.runs++;
  const result = await runUntil(story, standIn, kill);
  expect(leaks(result.output + result.termination, [KEY, WRONG_KEY, ...story.tenants.map(passwordOf)])).toEqual([]);
  expect(standIn.record.afterRefusal).toEqual([]);
  // A killed run's install may go on at the platform; Kubernetes begins the next run seconds later.
  await standIn.idle();
  if (result.code === null) return false;
  if (result.code === 1 && !kill) console.error(JSON.stringify(standIn.record), result.output.slice(0, 6000));
  expectTrue(result, story, standIn, kill);
  return result.code === 0;
}

function runUntil(story: Scenario, standIn: StandIn, kill?: Kill): Promise<Result> {
  const running = workspace.start({
    ...workspace.environment(standIn),
    SEED_CONCURRENCY: String(story.concurrency),
    SEED_REQUEST_TIMEOUT_SECONDS: '0.3',
    SEED_PROBE_TIMEOUT_SECONDS: '0.2',
    SEED_SETTLE_SECONDS: '0.4',
    SEED_TIMEOUT_SECONDS: '15',
  });
  let requests = 0;
  standIn.watch = () => {
    if (kill && ++requests === kill.atRequest) {
      total.kills++;
      running.kill(kill.signal);
    }
  };
  return running.result;
}

/** The exit code and the counts say what is the case. */
function expectTrue({ code, summary, termination }: Result, story: Scenario, standIn: StandIn, kill?: Kill): void {
  const { installed, present, failed, left } = summary;
  const there = story.tenants.filter((tenant) => standIn.isInstalled(tenant)).length;
  const refused = Object.keys(standIn.record.refusals).length;
  expect(termination).toBe(summary.message);
  expect(installed + present + failed + left).toBe(story.tenants.length);
  expect(installed + present).toBeLessThanOrEqual(there);
  // Whether a refusal arrives that comes a byte at a time is known to the program only.
  const slow = story.platform.faults?.some(({ kind }) => kind === 'drip');
  if (!slow) expect(failed).toBeLessThanOrEqual(refused);
  if (code === 0) expect({ failed, left, there }).toEqual({ failed: 0, left: 0, there: story.tenants.length });
  else if (code === 42) expect(failed).toBeGreaterThan(0);
  else expect({ code, signal: kill?.signal, left: left > 0 }).toEqual({ code: 1, signal: 'SIGTERM', left: true });
}

function expectInstalledOnce({ tenants, platform, concurrency }: Scenario, standIn: StandIn): void {
  const { installs, overlaps, followed, peak } = standIn.record;
  const before = platform.installed ?? [];
  const completed = installs.filter(({ outcome }) => outcome === 'installed').map(({ tenant }) => tenant);
  expect(completed.sort()).toEqual(tenants.filter((tenant) => !before.includes(tenant)).sort());
  expect(before.filter((tenant) => standIn.record.posts(tenant) > 0)).toEqual([]);
  expect({ overlaps, followed }).toEqual({ overlaps: [], followed: [] });
  expect(peak).toBeLessThanOrEqual(concurrency);
}

function note(standIn: StandIn): void {
  total.scenarios++;
  total.faults += Object.values(standIn.record.faults).reduce((sum, count) => sum + count, 0);
  total.installs += standIn.record.installs.length;
}
