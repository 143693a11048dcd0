import assert from 'node:assert/strict';
import { StandIn } from '../stand-in/stand-in';
import type { Kill, Scenario } from './chaos';
import { leaks } from './leaks';
import { KEY, passwordOf, type Result, type Workspace } from './program';

const WRONG_KEY = 'a-Wrong_key.9XkW2~';

/** What happened in all scenarios so far. */
export class Figures {
  scenarios = 0;
  runs = 0;
  faults = 0;
  kills = 0;
  installs = 0;
  doubleInstalls = 0;
  leaks = 0;
}

/** Plays scenarios with the program of a workspace, and fails where a tenant is not installed exactly once. */
export class Theatre {
  readonly figures = new Figures();

  constructor(readonly workspace: Workspace) {}

  /** Runs the program until it has nothing left to do, as a Job and its owner would: a run begins as soon as one ended or was killed. */
  async play(story: Scenario): Promise<void> {
    const standIn = await StandIn.start(story.platform);
    try {
      const { faults = [], forgotten = [] } = story.platform;
      const attempts = story.kills.length + story.wrongKeyRuns + faults.length + 2 * forgotten.length + 2;
      let done = false;
      for (let attempt = 0; attempt < attempts && !done; attempt++) done = await this.playRun(story, standIn, attempt);
      assert(done, 'some run says that all is done');
      expectInstalledOnce(story, standIn);
    } finally {
      await standIn.stop();
      this.note(standIn);
    }
  }

  /** Whether the run says that all is done. */
  private async playRun(story: Scenario, standIn: StandIn, attempt: number): Promise<boolean> {
    const kill = story.kills[attempt];
    const key = attempt < story.wrongKeyRuns ? WRONG_KEY : KEY;
    const tenants = story.tenants.map((name) => ({ name }));
    this.workspace.layOut(tenants, key);
    standIn.record.forgetRefusals();
    const result = await this.runUntil(story, standIn, kill);
    this.expectNoLeaks(story, result);
    const { afterRefusal, overlaps } = standIn.record;
    assert.deepEqual({ afterRefusal, overlaps }, { afterRefusal: [], overlaps: [] }, account(result, standIn));
    // The install of a killed run may go on at the platform while the next run begins.
    if (result.code === null) return false;
    await standIn.idle();
    expectTrue(result, story, standIn, kill);
    return result.code === 0;
  }

  private runUntil(story: Scenario, standIn: StandIn, kill?: Kill): Promise<Result> {
    const running = this.workspace.start({
      ...this.workspace.environment(standIn),
      SEED_CONCURRENCY: String(story.concurrency),
      SEED_REQUEST_TIMEOUT_SECONDS: '0.3',
      SEED_PROBE_TIMEOUT_SECONDS: '0.2',
      SEED_SETTLE_SECONDS: '0.8',
      SEED_TIMEOUT_SECONDS: '15',
    });
    this.figures.runs++;
    let requests = 0;
    standIn.watch = () => {
      if (!kill || ++requests !== kill.atRequest) return;
      this.figures.kills++;
      setTimeout(() => running.kill(kill.signal), kill.afterMs);
    };
    return running.result;
  }

  private expectNoLeaks({ tenants }: Scenario, { output, termination }: Result): void {
    const found = leaks(output + termination, [KEY, WRONG_KEY, ...tenants.map(passwordOf)]);
    this.figures.leaks += found.length;
    assert.deepEqual(found, []);
  }

  private note({ record }: StandIn): void {
    this.figures.scenarios++;
    this.figures.faults += Object.values(record.faults).reduce((sum, count) => sum + count, 0);
    this.figures.installs += record.installs.length;
    this.figures.doubleInstalls += record.installs.filter(({ again }) => again).length + record.overlaps.length;
  }
}

/** What the program and the platform say of a run. */
function account({ output }: Result, { record }: StandIn): string {
  return `${output.slice(-6000)}\n${JSON.stringify(record)}`;
}

/** The exit code and the counts say what is the case. */
function expectTrue(result: Result, story: Scenario, standIn: StandIn, kill?: Kill): void {
  const { code, summary, termination } = result;
  const { installed, present, failed, left } = summary;
  const there = story.tenants.filter((tenant) => standIn.isInstalled(tenant)).length;
  const said = account(result, standIn);
  assert.equal(termination, summary.message);
  assert.equal(installed + present + failed + left, story.tenants.length, said);
  assert(installed + present <= there, said);
  // Whether a refusal arrives that comes a byte at a time is known to the program only.
  const slow = story.platform.faults?.some(({ kind }) => kind === 'drip');
  const { refusals, withoutEffect } = standIn.record;
  // Those that the TMS lost are asked for once a run.
  const notRefused = [...Object.keys(withoutEffect), ...(story.platform.forgotten ?? [])];
  const blamed = new Set([...Object.keys(refusals), ...notRefused]);
  if (!slow) assert(failed <= blamed.size, said);
  if (code === 0) assert.deepEqual({ failed, left, there }, { failed: 0, left: 0, there: story.tenants.length }, said);
  else if (code === 42) assert(failed > 0, said);
  else if (failed === 0 || notRefused.length === 0)
    assert.deepEqual({ code, signal: kill?.signal, left: left > 0 }, { code: 1, signal: 'SIGTERM', left: true }, said);
}

function expectInstalledOnce({ tenants, platform, concurrency }: Scenario, standIn: StandIn): void {
  const { installs, followed, peak } = standIn.record;
  const before = platform.installed ?? [];
  const completed = installs.filter(({ outcome }) => outcome === 'installed').map(({ tenant }) => tenant);
  // An install that broke off may have made what the one before it had left out.
  assert.deepEqual(completed.sort(), [...new Set(completed)].sort());
  assert.deepEqual(
    completed.filter((tenant) => before.includes(tenant) || !tenants.includes(tenant)),
    [],
  );
  assert.deepEqual(
    tenants.filter((tenant) => !standIn.isInstalled(tenant)),
    [],
  );
  assert.deepEqual(
    before.filter((tenant) => standIn.record.posts(tenant) > 0),
    [],
  );
  assert.deepEqual(followed, []);
  assert(peak <= concurrency, `${peak} installs at the same time`);
}
