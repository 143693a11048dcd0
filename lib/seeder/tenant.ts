import { judge, readState, type State, type Verdict } from './classify';
import { now, pause, sleep, type Stop } from './clock';
import { MissingFile, readSecret, type Tenant } from './files';
import type { Client } from './http';
import { KeyError, type KeyFile } from './key';
import type { Log } from './log';
import { describe, type Platform } from './platform';
import type { Redactor } from './redact';
import { ConfigurationError, type Settings } from './settings';
import type { Slots } from './slots';

export interface Context {
  readonly settings: Settings;
  readonly client: Client;
  readonly platform: Platform;
  readonly slots: Slots;
  readonly key: KeyFile;
  readonly redactor: Redactor;
  readonly log: Log;
  /** Fires when no new install may begin. */
  readonly stop: Stop;
}

export interface Failed {
  readonly kind: 'failed';
  readonly cause: Cause;
  readonly reason: string;
  /** Whether every other tenant would fail in the same way. */
  readonly everyone?: boolean;
}

export type End = { readonly kind: 'installed' | 'present' } | Failed;

/** `again`: to be looked at again, no later than `before` where that is given. */
export type Step = End | { readonly kind: 'again'; readonly reason: string; readonly before?: number };

/** `retry`: a later run may help. */
export type Cause = 'fatal' | 'configuration' | 'retry';

interface Look {
  readonly state: State;
  readonly said: string;
}

/** One tenant's way from the first look to its end, step by step, so that nobody waits for it. */
export class TenantTask {
  attempts = 0;
  lastReason = '';
  posting = false;
  private posted = false;
  /** Until when an install that may be running is left alone. */
  private quietUntil = 0;
  /** The API's last word on the install, unless a look at the tenant proves it wrong. */
  private verdict?: Verdict;
  private password?: string;
  private hasSlot = false;

  constructor(readonly tenant: Tenant) {}

  async step(context: Context): Promise<Step> {
    if (!(await context.platform.ready())) return again(context.platform.problem);
    const look = await this.look(context, context.stop);
    return this.conclude(look) ?? this.proceed(look, context);
  }

  /** What is to be said where no further step is made. */
  giveUp(): Failed | undefined {
    return this.verdict?.kind === 'fatal' ? this.refuse(this.verdict) : undefined;
  }

  /** Lets another tenant be installed. */
  leaveSlot(slots: Slots): void {
    if (this.hasSlot) slots.release();
    this.hasSlot = false;
  }

  forget(redactor: Redactor): void {
    if (this.password !== undefined) redactor.remove(this.password);
    this.password = undefined;
  }

  private async look({ client, platform, settings, redactor }: Context, stop?: Stop): Promise<Look> {
    const limits = { timeoutMs: settings.probeTimeoutMs, stop };
    const outcome = await client.get(this.tenant.name, '/install', limits);
    const state = readState(outcome, this.tenant.needsAdmin);
    if (state !== 'unclear') return { state, said: '' };
    platform.suspect();
    return { state, said: describe(outcome, redactor) };
  }

  /** The end, or another look, where the look suffices for that. */
  private conclude({ state, said }: Look): Step | undefined {
    if (state === 'installed') return { kind: this.posted ? 'installed' : 'present' };
    if (state === 'unclear') return again(`GET /install does not tell its state (${said})`);
    if (this.verdict?.kind === 'fatal') return this.refuse(this.verdict);
    if (now() < this.quietUntil)
      return again(this.verdict?.reason ?? 'half installed, perhaps by another run', this.quietUntil);
    return undefined;
  }

  private async proceed({ state }: Look, context: Context): Promise<Step> {
    if (context.settings.mode === 'check') return { kind: 'failed', cause: 'retry', reason: 'is not installed' };
    if (state === 'partial' && this.quietUntil === 0) {
      this.quietUntil = now() + context.settings.settleMs;
      return again('half installed, perhaps by another run', this.quietUntil);
    }
    this.hasSlot = await context.slots.acquire();
    return this.hasSlot ? this.install(context) : again('not begun');
  }

  private async install(context: Context): Promise<Step> {
    try {
      this.posting = true;
      this.verdict = await this.post(context);
      if (!this.verdict.ended) await this.watch(this.verdict, context);
    } catch (error) {
      if (!(error instanceof ConfigurationError) || error instanceof KeyError) throw error;
      // Another pod mounts what has been made since.
      const cause = error instanceof MissingFile ? 'retry' : 'configuration';
      return { kind: 'failed', cause, reason: error.message };
    } finally {
      this.posting = false;
    }
    if (this.verdict.kind === 'done') {
      this.leaveSlot(context.slots);
      this.quietUntil = now() + context.settings.settleMs;
    }
    // Heedless of a stop: what has been begun is brought to its end.
    const look = await this.look(context);
    return this.conclude(look) ?? again(this.verdict.reason);
  }

  /** The server may be at work still. Until it is done or surely dead, neither this install nor another may run beside it. */
  private async watch({ reason }: Verdict, context: Context): Promise<void> {
    const { settings, log, stop } = context;
    log.write('warn', 'watching', `the install may be running still: ${reason}`, { tenant: this.tenant.name });
    const end = Math.min(now() + settings.settleMs, settings.timeoutMs);
    for (let attempt = 0; now() < end && !stop.isFired; attempt++) {
      const { state } = await this.look(context, stop);
      if (state === 'installed') return;
      await sleep(Math.min(pause(settings.backoffMs, attempt), end - now()), stop);
    }
  }

  private async post(context: Context): Promise<Verdict> {
    const { settings, client, redactor, platform } = context;
    const body = this.body(context);
    const timeoutMs = Math.min(settings.requestTimeoutMs, (settings.deadlineMs ?? Infinity) - now());
    this.posted = true;
    context.log.write('info', 'installing', 'installing', { tenant: this.tenant.name });
    const outcome = await client.post(this.tenant.name, '/tenant/install', body, { timeoutMs: Math.max(1, timeoutMs) });
    const verdict = judge(outcome);
    if (verdict.kind === 'retry') platform.suspect();
    return { ...verdict, reason: `${verdict.reason} (${describe(outcome, redactor)})` };
  }

  private body(context: Context): string {
    const { name, email, needsAdmin, updateMapping, passwordFile } = this.tenant;
    const key = context.key.read();
    const password = readSecret(passwordFile, 'the password file');
    if (password.stripped && this.password === undefined) {
      context.log.write('info', 'stripped', 'dropped the newline at the end of the password', { tenant: name });
    }
    this.forget(context.redactor);
    this.password = password.value;
    context.redactor.add(password.value);
    return JSON.stringify({
      name,
      tms_api_key: key,
      email,
      password: password.value,
      needs_admin: needsAdmin,
      update_mapping: updateMapping,
    });
  }

  private refuse({ reason, everyone }: Verdict): Failed {
    return { kind: 'failed', cause: 'fatal', reason, everyone };
  }
}

function again(reason: string, before?: number): Step {
  return { kind: 'again', reason, before };
}
