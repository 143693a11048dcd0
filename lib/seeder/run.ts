import { now, pause, Stop } from './clock';
import type { Tenant } from './files';
import { Client, type Transport } from './http';
import { Identity } from './identity';
import { KeyError, type KeyFile } from './key';
import type { Log } from './log';
import { Platform } from './platform';
import { Queue } from './queue';
import type { Redactor } from './redact';
import { listed, type Report } from './report';
import type { Settings } from './settings';
import { Slots } from './slots';
import { TenantTask, type Again, type Cause, type Context, type End, type Failed, type Step } from './tenant';

/** Brings all tenants to their end, or as far as time, signals and faults allow. */
export class Run {
  private readonly open: Set<TenantTask>;
  private readonly queue: Queue<TenantTask>;
  private readonly stopping = new Stop();
  private readonly context: Context;
  /** Tenants one after another that failed for a reason that concerns all. */
  private refusals = 0;
  /** What has been said once for all. */
  private readonly said = new Set<string>();

  constructor(
    private readonly settings: Settings,
    tenants: readonly Tenant[],
    private readonly report: Report,
    private readonly log: Log,
    shared: { readonly key: KeyFile; readonly redactor: Redactor; readonly transport?: Transport },
  ) {
    const tasks = tenants.map((tenant) => new TenantTask(tenant));
    this.open = new Set(tasks);
    this.queue = new Queue(tasks);
    const stop = this.stopping;
    const client = new Client(settings.api, settings.domain, this.workers, shared.transport);
    const names = tenants.map(({ name }) => name);
    const identity = new Identity(settings, client, log, shared.redactor);
    const platform = new Platform(settings, names, client, identity, log, shared.redactor, stop);
    const slots = new Slots(settings.concurrency);
    this.context = { ...shared, settings, client, platform, identity, slots, log, stop };
  }

  async start(): Promise<void> {
    const { deadlineMs } = this.settings;
    if (deadlineMs !== undefined)
      setTimeout(() => this.stop('retry', 'the deadline of the Job'), deadlineMs - now()).unref();
    await Promise.all(Array.from({ length: this.workers }, () => this.work()));
    this.context.client.close();
    this.settleOpen();
  }

  /** No new install begins; those that run come to their end. */
  stop(cause: Cause, reason: string): void {
    if (this.report.ended) return;
    this.report.ended = { cause, reason };
    this.stopping.fire();
    this.queue.close();
    this.context.slots.close();
  }

  /** What a stop would leave and what it would wait for. */
  get outlook(): string {
    const tasks = [...this.open];
    const running = tasks.filter(({ ownInstall }) => ownInstall === 'running').map(nameOf);
    const left = tasks.filter(({ ownInstall }) => ownInstall !== 'running').map(nameOf);
    return `finishing: ${running.length}${listed(running)}, left: ${left.length}${listed(left)}`;
  }

  /** Twice as many as installs: while one half installs, the other looks at the next tenants and at those just done. */
  private get workers(): number {
    return 2 * this.settings.concurrency;
  }

  private async work(): Promise<void> {
    for (let task = await this.queue.take(); task; task = await this.queue.take()) {
      this.handle(task, await this.tryStep(task));
    }
  }

  private async tryStep(task: TenantTask): Promise<Step> {
    try {
      return await task.step(this.context);
    } catch (error) {
      if (error instanceof KeyError) {
        this.stop('configuration', error.message);
        return { kind: 'again', reason: error.message };
      }
      // Its text may hold anything.
      return failed(`internal error (${(error as Error).name})`);
    }
  }

  private handle(task: TenantTask, step: Step): void {
    if (step.kind === 'again') {
      this.repeat(task, step);
    } else {
      // What concerns all is told of the tenant that met it first.
      if (step.kind !== 'failed' || !step.everyone || !this.stopping.isFired) this.close(task, step);
      this.queue.finish();
    }
    // Last: a fault that concerns all must end the run before the next install begins.
    task.leaveSlot(this.context.slots);
  }

  private repeat(task: TenantTask, { reason, before = Infinity, together = false }: Again): void {
    const left = this.settings.timeoutMs - now();
    if (left <= 0 || this.stopping.isFired) return this.abandon(task, reason);
    if (together) {
      this.sayOnce(reason);
      return this.queue.putBack(task, before);
    }
    const { tenant, lastReason } = task;
    if (reason !== lastReason) this.log.write('warn', 'retry', `to be repeated: ${reason}`, { tenant: tenant.name });
    task.lastReason = reason;
    const delay = pause(this.settings.backoffMs, task.attempts++);
    this.queue.putBack(task, now() + Math.min(delay, left, Math.max(before - now(), 0)));
  }

  private sayOnce(reason: string): void {
    if (!this.said.has(reason)) this.log.write('info', 'waiting', `waiting: ${reason}`);
    this.said.add(reason);
  }

  /** There is no time for another step. */
  private abandon(task: TenantTask, reason: string): void {
    const { problem } = this.context.platform;
    if (problem) this.stop('retry', `not ready after ${this.settings.timeoutMs / 1000} s: ${problem}`);
    if (!this.stopping.isFired) this.close(task, task.giveUp() ?? failed(`out of time: ${reason}`));
    this.queue.finish();
  }

  private close(task: TenantTask, step: End): void {
    this.open.delete(task);
    task.forget(this.context.redactor);
    if (step.kind === 'failed') return this.fail(task.tenant.name, step);
    this.report[step.kind]++;
    if (step.kind === 'installed') this.confirm();
    const message = step.kind === 'installed' ? 'installed' : 'already there';
    this.log.write('info', step.kind, message, { tenant: task.tenant.name });
  }

  private fail(name: string, step: Failed): void {
    this.report.failures.push({ name, cause: step.cause });
    this.log.write('error', 'failed', step.reason, { tenant: name, cause: step.cause });
    if (!step.everyone) return;
    this.refusals++;
    // Where the same key and licence served another tenant, the fault is this tenant's own, unless the next meets the same.
    if (this.report.installed === 0 || this.refusals > 1) this.stop(step.cause, step.reason);
  }

  /** What all tenants share is there, and key and licence are right: installs may run side by side. */
  private confirm(): void {
    this.refusals = 0;
    this.context.slots.open();
  }

  private settleOpen(): void {
    for (const task of [...this.open]) {
      const step = task.giveUp();
      if (step) this.close(task, step);
    }
    this.report.left = [...this.open].map(nameOf);
  }
}

function failed(reason: string): Failed {
  return { kind: 'failed', cause: 'retry', reason };
}

function nameOf(task: TenantTask): string {
  return task.tenant.name;
}
