import { now } from './clock';
import type { Answer, Client, Limits, Outcome } from './http';
import type { Log } from './log';
import { describe, readObject, type Redactor } from './redact';
import type { Settings } from './settings';

/** Why what an API says of a tenant is not believed. */
export interface Doubt {
  /** `unclear`: it may be asked again. */
  readonly kind: 'wrong' | 'unclear';
  readonly reason: string;
  /** Whether every other tenant would meet the same. */
  readonly everyone: boolean;
}

interface Told {
  readonly tenant?: string;
  readonly multiTenant?: boolean;
}

// The probes of the API ask for the first, too.
const STRANGERS = ['healthcheck', 'stranger'];

/**
 * Whether the API speaks of the tenant that it is asked for. `GET /install` does not say of which: an API that is not multi-tenant
 * answers for its only tenant at every host. `GET /` tells the tenant and the mode.
 */
export class Identity {
  /** Connections with a multi-tenant API at their other end: each leads to one process. */
  private readonly trusted = new WeakSet<object>();
  /** Tenants whose names are not kept under every rule for hosts, and were found to be kept under this one. */
  private readonly kept = new Set<string>();
  private isUntold = false;
  private unclearSince?: number;

  constructor(
    private readonly settings: Settings,
    private readonly client: Client,
    private readonly log: Log,
    private readonly redactor: Redactor,
  ) {}

  /** Whether an answer about a tenant is believed without asking. */
  isSure(tenant: string, { connection }: Answer): boolean {
    return this.isUntold || (this.trusted.has(connection) && (/^[a-z]+$/.test(tenant) || this.kept.has(tenant)));
  }

  /** Asks why another answer is not to be believed; undefined where it is. */
  async doubt(tenant: string, answer: Answer, limits: Limits): Promise<Doubt | undefined> {
    const doubt = await this.ask(tenant, limits);
    // A connection that closes after each answer cannot be asked twice.
    if (doubt || !answer.keepsAlive || this.isSure(tenant, answer)) return doubt;
    return unclear('GET / was answered on another connection');
  }

  /** Asks `GET /` as a tenant, and as a stranger: an API that is multi-tenant tells them apart. */
  async ask(tenant: string, limits: Limits): Promise<Doubt | undefined> {
    const outcome = await this.client.get(tenant, '/', limits);
    const told = readRoot(outcome);
    if (!told) return this.doubtUntold(outcome);
    if (told.multiTenant === false) return wrong(`the API is not multi-tenant${servesAll(told)}`, true);
    if (await this.isStrangerToo(tenant, told, limits)) return wrong(`${NO_TENANTS}${servesAll(told)}`, true);
    if (told.tenant !== undefined && told.tenant !== tenant) {
      const { domain } = this.settings;
      return wrong(`the API takes the host ${tenant}.${domain} for tenant ${shown(told.tenant)}`, false);
    }
    this.trust(tenant, outcome as Answer);
    return undefined;
  }

  private trust(tenant: string, { connection }: Answer): void {
    this.trusted.add(connection);
    this.unclearSince = undefined;
    if (!/^[a-z]+$/.test(tenant)) this.kept.add(tenant);
  }

  private async isStrangerToo(tenant: string, { tenant: own }: Told, limits: Limits): Promise<boolean> {
    const stranger = STRANGERS.find((name) => name !== tenant && name !== own)!;
    const told = own === undefined ? undefined : readRoot(await this.client.get(stranger, '/', limits));
    return told !== undefined && told.tenant === own;
  }

  /** An API without the route, or one that keeps failing there, is believed as it is. */
  private doubtUntold(outcome: Outcome): Doubt | undefined {
    const said = describe(outcome, this.redactor);
    this.unclearSince ??= now();
    const waited = now() - this.unclearSince >= this.settings.settleMs;
    if (!waited && !isRefusal(outcome)) return unclear(`GET / does not tell tenant and mode (${said})`);
    if (!this.isUntold) {
      const text = `GET / does not tell tenant and mode (${said}): whether the API is multi-tenant is not verified`;
      this.log.write('warn', 'identity', text);
    }
    this.isUntold = true;
    return undefined;
  }
}

const NO_TENANTS = 'the API is not multi-tenant, perhaps for want of a licence';

/** What `GET /` tells; undefined where it tells neither of both. */
function readRoot(outcome: Outcome): Told | undefined {
  if (outcome.kind === 'fault' || outcome.status !== 200) return undefined;
  const { tenant, 'multi-tenant': mode } = readObject(outcome) ?? {};
  const told = {
    tenant: typeof tenant === 'string' ? tenant : undefined,
    multiTenant: typeof mode === 'boolean' ? mode : undefined,
  };
  return told.tenant === undefined && told.multiTenant === undefined ? undefined : told;
}

/** An answer of the API itself that will not change. */
function isRefusal(outcome: Outcome): boolean {
  if (outcome.kind === 'fault' || !readObject(outcome)) return false;
  return [200, 401, 403, 404, 405].includes(outcome.status) && !/not ready/i.test(outcome.body);
}

function servesAll({ tenant }: Told): string {
  return tenant === undefined ? '' : `: it serves tenant ${shown(tenant)} for every host`;
}

/** Names are short and plain; anything else comes from another program. */
function shown(tenant: string): string {
  return /^[\w.-]{1,63}$/.test(tenant) ? tenant : '(not a name)';
}

function wrong(reason: string, everyone: boolean): Doubt {
  return { kind: 'wrong', reason, everyone };
}

function unclear(reason: string): Doubt {
  return { kind: 'unclear', reason, everyone: false };
}
