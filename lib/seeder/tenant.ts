import { judge, readState, type State, type Verdict } from './classify';
import { now, pause, sleep, type Stop } from './clock';
import { MissingFile, readSecret, type Tenant } from './files';
import type { Client } from './http';
import type { Doubt, Identity } from './identity';
import { KeyError, type KeyFile } from './key';
import type { Log } from './log';
import type { Platform } from './platform';
import { describe, type Redactor } from './redact';
import { ConfigurationError, type Settings } from './settings';
import type { Slots } from './slots';

export interface Context {
  readonly settings: Settings;
  readonly client: Client;
  readonly platform: Platform;
  readonly identity: Identity;
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

/** To be looked at again. */
export interface Again {
  readonly kind: 'again';
  readonly reason: string;
  /** No later than this. @default - as the back-off has it */
  readonly before?: number;
  /** Nor any earlier than `before`: all tenants wait for the same, and nothing is wrong. @default false */
  readonly together?: boolean;
}

export type Step = End | Again;

/** `retry`: a later run may help. */
export type Cause = 'fatal' | 'configuration' | 'retry';

interface Look {
  readonly state: State;
  /** Why the state is unclear. */
  readonly said: string;
  readonly doubt?: Doubt;
}

// An API that reports success and does nothing is not asked for ever.
const MOST_SUCCESSES = 2;

/**
 * One tenant's way from the first look to its end, step by step, so that nobody waits for it. There is one for each tenant from
 * the start: with a tenth field, V8 holds it in two parts, and a run over 10,000 tenants takes 10 MiB more.
 */
export class TenantTask {
  attempts = 0;
  lastReason = '';
  /** How far the last install that this run asked for is. */
  ownInstall: 'none' | 'running' | 'over' = 'none';
  /** How often the API reported success. */
  private successes = 0;
  /** Until when an install that may be running is left alone. */
  private quietUntil = 0;
  /** The API's last word on the install, unless a look at the tenant proves it wrong. */
  private verdict?: Verdict;
  private password?: string;
  private hasSlot = false;

  constructor(readonly tenant: Tenant) {}

  async step(context: Context): Promise<Step> {
    const { platform, stop } = context;
    if (!(await platform.ready())) {
      return platform.isWrong ? fatal(platform.problem, true) : again(platform.problem);
    }
    const look = await this.look(context, stop);
    return this.conclude(look) ?? this.proceed(look, context);
  }

  /** What is to be said where no further step is made. */
  giveUp(): Failed | undefined {
    return this.verdict?.kind === 'fatal' ? fatal(this.verdict.reason, this.verdict.everyone) : undefined;
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

  private async look({ client, platform, identity, settings, redactor }: Context, stop?: Stop): Promise<Look> {
    const { name, needsAdmin } = this.tenant;
    const limits = { timeoutMs: settings.probeTimeoutMs, stop };
    const outcome = await client.get(name, '/install', limits);
    const state = readState(outcome, needsAdmin);
    if (state === 'unclear' || outcome.kind === 'fault') {
      platform.suspect();
      return { state: 'unclear', said: `GET /install does not tell its state (${describe(outcome, redactor)})` };
    }
    // Nothing is awaited where nothing is asked: so it is for nearly all.
    const doubt = identity.isSure(name, outcome) ? undefined : await identity.doubt(name, outcome, limits);
    if (!doubt) return { state, said: '' };
    if (doubt.everyone) platform.suspect();
    return { state: 'unclear', said: doubt.reason, doubt };
  }

  /** The end, or another look, where the look suffices for that. */
  private conclude({ state, said, doubt }: Look): Step | undefined {
    if (state === 'installed') return { kind: this.ownInstall === 'none' ? 'present' : 'installed' };
    if (doubt?.kind === 'wrong' && !doubt.everyone) return fatal(doubt.reason);
    if (state === 'unclear') return again(said);
    const isQuiet = now() < this.quietUntil;
    if (this.verdict?.kind === 'fatal') {
      const { meanwhile, reason, everyone } = this.verdict;
      return isQuiet && meanwhile ? again(meanwhile, this.quietUntil) : fatal(reason, everyone);
    }
    return isQuiet ? again(this.verdict?.reason ?? HALF, this.quietUntil) : undefined;
  }

  private async proceed({ state }: Look, context: Context): Promise<Step> {
    const { mode, settleMs, timeoutMs } = context.settings;
    if (mode === 'check') return { kind: 'failed', cause: 'retry', reason: 'is not installed' };
    if (state !== 'missing' && this.quietUntil === 0) {
      this.quietUntil = now() + settleMs;
      return again(HALF, this.quietUntil);
    }
    // The API does not tell of an install before its indices are there.
    const first = Math.min(settleMs, timeoutMs / 2);
    if (this.ownInstall === 'none' && now() < first) {
      return {
        kind: 'again',
        reason: `no install begins in the first ${first / 1000} s: ${KILLED}`,
        before: first,
        together: true,
      };
    }
    if (this.successes >= MOST_SUCCESSES || (state === 'lost' && this.ownInstall !== 'none'))
      return this.withoutEffect(state);
    this.hasSlot = await context.slots.acquire();
    return this.hasSlot ? this.install(context) : again('not begun');
  }

  /** Where another install would change nothing. */
  private withoutEffect(state: State): Failed {
    if (state === 'partial') return fatal(NO_ADMINISTRATOR);
    const reason = state === 'lost' ? `${STILL_LOST}; ${this.verdict?.reason}` : NO_INDICES;
    return { kind: 'failed', cause: 'retry', reason };
  }

  private async install(context: Context): Promise<Step> {
    try {
      this.ownInstall = 'running';
      this.verdict = await this.post(context);
      if (!this.verdict.ended) await this.watch(this.verdict, context);
    } catch (error) {
      if (!(error instanceof ConfigurationError) || error instanceof KeyError) throw error;
      // Another pod mounts what has been made since.
      const cause = error instanceof MissingFile ? 'retry' : 'configuration';
      return { kind: 'failed', cause, reason: error.message };
    } finally {
      this.ownInstall = 'over';
    }
    if (this.verdict.kind === 'done') this.successes++;
    if (this.verdict.kind === 'done' || this.verdict.meanwhile) {
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
}

const HALF = 'half installed, perhaps by another run';
const KILLED = 'one that a run before began may be going on';
const NO_INDICES =
  'the API reports success again and again and makes no indices: Elasticsearch is likely to refuse them, as where the limit of shards is reached (cluster.max_shards_per_node) or the disk is full; the log of the API has the reason';
const NO_ADMINISTRATOR =
  'the API reports success again and again and makes no administrator: a user who is none is likely to have the e-mail address; make that user an administrator, or give another address';
const STILL_LOST =
  'the TMS does not know the tenant, for which GET /install has no answer but an error, and installing it once more did not help';

function again(reason: string, before?: number): Again {
  return { kind: 'again', reason, before };
}

function fatal(reason: string, everyone = false): Failed {
  return { kind: 'failed', cause: 'fatal', reason, everyone };
}
