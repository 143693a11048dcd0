import { randomUUID } from 'node:crypto';
import { delay, type Received, type Reply } from './faults';
import type { ApiOptions, Fault } from './options';
import type { Install, Journal } from './journal';
import { parsePayload, type Payload } from './payload';
import { State } from './state';
import type { TmsClient } from './tms-client';

interface Order {
  readonly name: string;
  readonly token: string;
  readonly payload: Payload;
  readonly received: Received;
  /** When the request came. */
  readonly begun: number;
  readonly fault?: Fault;
}

interface Tenant {
  schema: boolean;
  admin: boolean;
  /** E-mail addresses of its users. */
  users: string[];
}

/** What Elasticsearch and MySQL hold. */
interface Stored {
  /** The tables that all tenants share are there. */
  made: boolean;
  tenants: { [name: string]: Tenant };
}

/** What an install answers that did all it could. */
interface Done {
  readonly indices: boolean;
}

/** The API, as far as installation goes. */
export class Api {
  private readonly stored: State<Stored>;
  private notReady: number;

  constructor(
    private readonly options: ApiOptions,
    private readonly tms: TmsClient,
    private readonly record: Journal,
  ) {
    const { installed = [], halfInstalled = [], users = {} } = options;
    const entry = (name: string, admin: boolean): [string, Tenant] => [
      name,
      { schema: true, admin, users: [...(users[name] ?? [])] },
    ];
    const tenants = [...installed.map((name) => entry(name, true)), ...halfInstalled.map((name) => entry(name, false))];
    const made = options.bootstrapped ?? tenants.length > 0;
    this.stored = new State<Stored>({ made, tenants: Object.fromEntries(tenants) }, options.apiState);
    this.notReady = options.notReady ?? 0;
  }

  isInstalled(tenant: string): boolean {
    return this.stored.get().tenants[tenant]?.schema === true;
  }

  health(): Reply {
    if (this.notReady-- > 0) return { status: 404, body: { detail: 'Not ready.' } };
    return { status: 200, body: '' };
  }

  root(tenant: string): Reply {
    if (this.options.tellsMode === false) return { status: 404, body: { detail: 'Not Found' } };
    return { status: 200, body: { version: '0.9.0', tenant, 'multi-tenant': this.options.mode !== 'single-tenant' } };
  }

  async state(tenant: string): Promise<Reply> {
    const { made, tenants } = this.stored.get();
    const { schema = false, admin = false } = tenants[tenant] ?? {};
    if (!made) return status({ schema_ok: false, admin_ok: false, form_ok: false });
    if (!schema) {
      const rest = this.options.tellsAdmin ? false : null;
      return status({ schema_ok: false, admin_ok: rest, form_ok: rest });
    }
    if (!admin && this.isMultiTenant) {
      const problem = await this.findProblem(tenant);
      if (problem) return { status: 500, body: { detail: problem } };
    }
    return status({ schema_ok: true, admin_ok: admin, form_ok: true });
  }

  async install(tenant: string, received: Received, fault?: Fault): Promise<Reply> {
    const begun = performance.now();
    const refusal = this.refusal();
    if (refusal) return refusal;
    const payload = parsePayload(received);
    if ('status' in payload) return payload;
    if (payload.name !== tenant) {
      return forbidden(`Can not install tenant \`${payload.name}\` on \`${tenant}\` instance. Please change the URL.`);
    }
    const token = randomUUID();
    const { name, email } = payload;
    const refused = await this.tms.register(payload.tms_api_key, { id: tenant, name, install_token: token, email });
    return refused ?? this.installSystem({ name, token, payload, received, begun, fault });
  }

  private get isMultiTenant(): boolean {
    return this.options.mode !== 'single-tenant' && this.options.mode !== 'no-licence';
  }

  /** Why the state of a tenant without administrator cannot be told. */
  private async findProblem(tenant: string): Promise<string | undefined> {
    try {
      if (await this.tms.find(tenant)) return undefined;
    } catch (error) {
      return (error as Error).message.replace(/^connect ECONNREFUSED /, 'Cannot connect to host ');
    }
    const input = `input_value='Tenant [${tenant}] not allowed.', input_type=str`;
    return `1 validation error for SystemInstallationStatus\nwarning\n  Input should be a valid list [type=list_type, ${input}]\n    For further information visit https://errors.pydantic.dev/2.6/v/list_type`;
  }

  private refusal(): Reply | undefined {
    const { licence, mode } = this.options;
    if (mode === 'no-licence' || licence === 'missing') return { status: 404, body: { detail: 'Not Found' } };
    if (licence === 'placeholder') return { status: 402, body: { detail: 'Payment required.' } };
    if (licence === 'refused') return forbidden('Multi-tenancy is not included in your license.');
    return mode === 'single-tenant' ? forbidden('This tracardi setup is not configured as multi-tenant.') : undefined;
  }

  private async installSystem(order: Order): Promise<Reply> {
    const { name, token, payload } = order;
    const problem = (await this.checkToken(name, token)) ?? checkAdministrator(payload);
    if (problem) return { status: this.options.permissionStatus ?? 500, body: { detail: problem } };
    this.record.payloads[name] = { ...payload };
    const { made, tenants } = this.stored.get();
    const { schema = false, admin = false } = tenants[name] ?? {};
    const install = this.record.begin(name, schema && admin, made);
    const done = await this.work(install, order, made);
    return 'status' in done ? done : { status: 200, body: answer(payload, done) };
  }

  private async checkToken(name: string, token: string): Promise<string | undefined> {
    try {
      const known = await this.tms.find(name);
      if (!known) return `Tenant [${name}] not allowed.`;
      return known.install_token === token ? undefined : 'Installation forbidden. Invalid installation token.';
    } catch (error) {
      return (error as Error).message;
    }
  }

  /** The database, the indices, the administrator: each takes its part of the time. */
  private async work(install: Install, order: Order, wasMade: boolean): Promise<Done | Reply> {
    const { payload, received, begun, fault } = order;
    const indices = fault?.kind !== 'no-indices';
    const steps = [
      (stored: Stored) => (stored.made = true),
      (stored: Stored) => (tenantIn(stored, install.tenant).schema ||= indices),
      (stored: Stored) => addAdministrator(tenantIn(stored, install.tenant), payload),
    ];
    for (const [index, step] of steps.entries()) {
      const due = begun + ((this.options.installMs ?? 0) * (index + 1)) / steps.length;
      await delay(due - performance.now());
      if (index === 0 && !wasMade && this.stored.get().made) return this.fail(install, 'failed', TABLE_EXISTS);
      if (fault?.kind === 'crash' && index === 2) return this.fail(install, 'failed', 'Internal error.');
      if (this.options.goesOn === false && received.request.socket.destroyed)
        return this.fail(install, 'abandoned', 'Internal error.');
      this.stored.change(step);
    }
    const { schema, admin } = this.stored.get().tenants[install.tenant];
    install.outcome = schema && (admin || !payload.needs_admin) ? 'installed' : 'without effect';
    return { indices };
  }

  private fail(install: Install, outcome: Install['outcome'], detail: string): Reply {
    install.outcome = outcome;
    return { status: 500, body: { detail } };
  }
}

// As many as the real program registers.
const PLUGINS: readonly string[] = Array.from({ length: 121 }, (_, index) => `plugin-${index}`);

const TABLE_EXISTS = `(pymysql.err.OperationalError) (1050, "Table 'bridge' already exists")`;

function status(told: object): Reply {
  return { status: 200, body: { ...told, warning: null } };
}

function forbidden(detail: string): Reply {
  return { status: 403, body: { detail } };
}

function tenantIn({ tenants }: Stored, name: string): Tenant {
  return (tenants[name] ??= { schema: false, admin: false, users: [] });
}

/** None is made where a user has the address, whatever that user may do. */
function addAdministrator(tenant: Tenant, { needs_admin, email }: Payload): void {
  if (!needs_admin || tenant.admin || tenant.users.includes(email)) return;
  tenant.users.push(email);
  tenant.admin = true;
}

function checkAdministrator({ email, password }: Payload): string | undefined {
  if (/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email) && password) return undefined;
  return 'Installation forbidden. Invalid administrator login or password. Login must be a valid e-mail.';
}

/** Production and staging. */
function answer({ name, needs_admin }: Payload, { indices }: Done): object[] {
  const made = indices ? [`${name}.profile`, `${name}.session`, `${name}.event`, `${name}.entity`, `${name}.log`] : [];
  const created = { templates: made, indices: made, aliases: made };
  const plugins = { registered: PLUGINS };
  return [
    { created, admin: needs_admin, plugins },
    { created, admin: false, plugins },
  ];
}
