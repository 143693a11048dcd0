import { connect } from 'node:net';
import { now, pause, sleep, type Stop } from './clock';
import type { Client, Outcome } from './http';
import type { Doubt, Identity } from './identity';
import type { Log } from './log';
import { describe, type Redactor } from './redact';
import type { Address, Settings } from './settings';

const CONNECT_TIMEOUT_MS = 5000;
const TRUSTED_FOR_MS = 10_000;
const HOSTS_PER_PROBE = 3;

/** Whether the TMS and the API answer at all, asked once for all who wait. */
export class Platform {
  private upAt = -Infinity;
  private trouble = '';
  private asking?: Promise<boolean>;
  private probes = 0;
  /** Since when the API is found to be none for tenants. */
  private wrongSince?: number;

  constructor(
    private readonly settings: Settings,
    /** Names of tenants; the API answers only hosts of tenants. */
    private readonly tenants: readonly string[],
    private readonly client: Client,
    private readonly identity: Identity,
    private readonly log: Log,
    private readonly redactor: Redactor,
    private readonly stop: Stop,
  ) {}

  /** Something failed in a way that may concern every tenant: the next to ask looks again. */
  suspect(): void {
    this.upAt = -Infinity;
  }

  /** Waits until all is up; false where the time is over, the API is none for tenants or the run is stopping. */
  ready(): Promise<boolean> {
    if (now() - this.upAt < TRUSTED_FOR_MS) return Promise.resolve(true);
    this.asking ??= this.wait().finally(() => (this.asking = undefined));
    return this.asking;
  }

  /** Why it is not ready; empty where it is. */
  get problem(): string {
    return this.trouble;
  }

  /** Whether the problem stays. An API of before may still answer while it is replaced. */
  get isWrong(): boolean {
    return this.wrongSince !== undefined && now() - this.wrongSince >= this.settings.settleMs;
  }

  private async wait(): Promise<boolean> {
    for (let attempt = 0; !this.stop.isFired; attempt++) {
      const trouble = await this.probe();
      if (this.stop.isFired) return false;
      this.note(trouble);
      if (!trouble) return true;
      const left = this.settings.timeoutMs - now();
      if (left <= 0 || this.isWrong) return false;
      await sleep(Math.min(pause(this.settings.backoffMs, attempt), left), this.stop);
    }
    return false;
  }

  private note(trouble: string): void {
    if (trouble && trouble !== this.trouble) this.log.write('info', 'waiting', `waiting: ${trouble}`);
    if (!trouble && this.trouble) this.log.write('info', 'ready', 'the platform answers');
    if (!trouble) this.upAt = now();
    this.trouble = trouble;
  }

  private async probe(): Promise<string> {
    const { tms } = this.settings;
    const [refused, unready] = await Promise.all([tms ? this.knock(tms) : '', this.askApi()]);
    return refused ? `no connection to the TMS (${refused})` : unready;
  }

  private async askApi(): Promise<string> {
    let answer: Outcome | undefined;
    const limits = { timeoutMs: this.settings.probeTimeoutMs, stop: this.stop };
    // Several: an API that is up may still not know the host of one of them.
    for (let asked = 0; asked < Math.min(HOSTS_PER_PROBE, this.tenants.length); asked++) {
      const tenant = this.tenants[this.probes++ % this.tenants.length];
      answer = await this.client.get(tenant, '/healthcheck', limits);
      if (answer.kind === 'fault') break;
      if (answer.status === 200) return this.judge(await this.identity.ask(tenant, limits));
    }
    return `the API is not ready (${answer ? describe(answer, this.redactor) : ''})`;
  }

  /** What concerns one tenant only is that tenant's own. */
  private judge(doubt: Doubt | undefined): string {
    const isWrong = doubt?.kind === 'wrong' && doubt.everyone;
    this.wrongSince = isWrong ? (this.wrongSince ?? now()) : undefined;
    return isWrong || doubt?.kind === 'unclear' ? doubt.reason : '';
  }

  private knock({ host, port }: Address): Promise<string> {
    const timeout = Math.min(CONNECT_TIMEOUT_MS, this.settings.probeTimeoutMs);
    return new Promise((resolve) => {
      const socket = connect({ host, port, timeout });
      const end = (result: string): void => {
        this.stop.off(halt);
        socket.destroy();
        resolve(result);
      };
      const halt = (): void => end('the run is stopping');
      this.stop.on(halt);
      socket.on('connect', () => end(''));
      socket.on('timeout', () => end('no answer in time'));
      socket.on('error', (error: NodeJS.ErrnoException) => end(error.code ?? 'failed'));
    });
  }
}
