import { randomUUID } from 'node:crypto';
import { delay, type Received, type Reply } from './faults';
import type { Fault, PlatformOptions } from './options';
import type { Install, Journal } from './journal';
import type { Tms } from './tms';
import type { TmsClient } from './tms-client';

interface Payload {
  readonly name: string;
  readonly tms_api_key: string;
  readonly email: string;
  readonly password: string;
  readonly needs_admin: boolean;
  readonly update_mapping: boolean;
}

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
}

/** The private API, as far as installation goes. */
export class Api {
  private readonly tenants = new Map<string, Tenant>();
  private database: boolean;
  private damaged = false;
  private notReady: number;

  constructor(
    private readonly options: PlatformOptions,
    private readonly tms: Tms,
    private readonly tmsClient: TmsClient,
    private readonly record: Journal,
  ) {
    for (const name of options.installed ?? []) this.tenants.set(name, { schema: true, admin: true });
    for (const name of options.halfInstalled ?? []) this.tenants.set(name, { schema: true, admin: false });
    this.database = options.bootstrapped ?? this.tenants.size > 0;
    this.notReady = options.notReady ?? 0;
  }

  isInstalled(tenant: string): boolean {
    return this.tenants.get(tenant)?.schema === true && !this.damaged;
  }

  health({ request }: Received): Reply {
    if (this.notReady-- > 0) return { status: 404, body: { detail: 'Not ready.' } };
    return { status: 200, body: { headers: request.headers } };
  }

  state(tenant: string): Reply {
    const { schema = false, admin = false } = this.tenants.get(tenant) ?? {};
    if (!this.database)
      return { status: 200, body: { schema_ok: false, admin_ok: false, form_ok: false, warning: null } };
    if (!schema || this.damaged) {
      const rest = this.options.tellsAdmin ? false : null;
      return { status: 200, body: { schema_ok: false, admin_ok: rest, form_ok: rest, warning: null } };
    }
    if (!admin && !this.tms.knows(tenant)) {
      return { status: 500, body: { detail: '1 validation error for InstallationStatus: value is not a valid list' } };
    }
    return { status: 200, body: { schema_ok: true, admin_ok: admin, form_ok: true, warning: [], config: {} } };
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
    const refused = await this.tmsClient.register(payload.tms_api_key, { id: tenant, token, ...payload });
    return refused ?? this.installSystem({ name: tenant, token, payload, received, begun, fault });
  }

  private refusal(): Reply | undefined {
    const { licence = 'full', multiTenant = true } = this.options;
    if (licence === 'route') return { status: 404, body: { detail: 'Not Found' } };
    if (licence === 'placeholder') return { status: 402, body: { detail: 'Payment required.' } };
    if (licence === 'refused') return forbidden('Multi-tenancy is not included in your license.');
    return multiTenant ? undefined : forbidden('This tracardi setup is not configured as multi-tenant.');
  }

  private async installSystem(order: Order): Promise<Reply> {
    const { name, token, payload } = order;
    const status = this.options.permissionStatus ?? 500;
    if (!this.tms.accepts(name, token)) return { status, body: { detail: `Invalid installation token ${token}.` } };
    if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(payload.email) || !payload.password) {
      return { status, body: { detail: `Invalid login or password: ${payload.email} ${payload.password}` } };
    }
    this.record.payloads[name] = { ...payload };
    const install = this.record.begin(name, this.tenants.get(name)?.admin === true, this.database);
    if (install.beside.length > 0 && (!this.database || install.beside.includes(name))) this.damaged = true;
    const done = await this.work(install, order);
    if (!done) return { status: 500, body: { detail: 'Internal error.' } };
    const part = { created: [], admin: payload.needs_admin, plugins: 260 };
    return { status: 200, body: [part, part] };
  }

  /** The database, the indices, the administrator: each takes its part of the time. */
  private async work(install: Install, { payload, received, begun, fault }: Order): Promise<boolean> {
    const tenant = this.tenants.get(install.tenant) ?? { schema: false, admin: false };
    const steps = [
      () => (this.database = true),
      () => void this.tenants.set(install.tenant, Object.assign(tenant, { schema: true })),
      () => (tenant.admin ||= payload.needs_admin),
    ];
    for (const [index, step] of steps.entries()) {
      const due = begun + ((this.options.installMs ?? 0) * (index + 1)) / steps.length;
      await delay(due - performance.now());
      if (this.damaged || (fault?.kind === 'crash' && index === 2)) return this.end(install, 'failed');
      if (this.options.goesOn === false && received.request.socket.destroyed) return this.end(install, 'abandoned');
      step();
    }
    return this.end(install, 'installed');
  }

  private end(install: Install, outcome: Install['outcome']): boolean {
    install.outcome = outcome;
    return outcome === 'installed';
  }
}

function forbidden(detail: string): Reply {
  return { status: 403, body: { detail } };
}

function parsePayload({ request, text }: Received): Payload | Reply {
  const value = parse(text);
  const types = { name: 'string', tms_api_key: 'string', email: 'string', password: 'string' };
  const wrong = Object.entries(types).filter(([key, type]) => typeof value?.[key] !== type);
  const flags = ['needs_admin', 'update_mapping'].filter(
    (key) => !['boolean', 'undefined'].includes(typeof value?.[key]),
  );
  const fields = [...wrong.map(([key]) => key), ...flags];
  if (fields.length === 0 && /^application\/json\b/.test(request.headers['content-type'] ?? '')) {
    return { needs_admin: true, update_mapping: false, ...value } as Payload;
  }
  // pydantic repeats the input.
  const errors = fields.map((key) => ({ type: 'missing', loc: ['body', key], msg: 'Field required', input: value }));
  return { status: 422, body: { detail: errors } };
}

function parse(text: string): { [key: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
