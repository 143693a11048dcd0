import { Api } from './api';
import { delay, FaultScript, send, type Received, type Reply } from './faults';
import { tenantOf } from './host';
import { Journal } from './journal';
import type { ApiOptions, Fault, Place } from './options';
import { NOT_FOUND, otherRoute } from './routes';
import { Server } from './server';
import { TmsClient } from './tms-client';

const PLACES: { readonly [path: string]: { readonly [method: string]: Place } } = {
  '/healthcheck': { GET: 'health' },
  '/': { GET: 'root' },
  '/install': { GET: 'state' },
  '/tenant/install': { POST: 'install' },
};

/**
 * The API as a process of its own: it knows the TMS by its URL only. `GET /stand-in/record` tells what happened, by the first part of
 * the hosts that were asked.
 */
export class ApiServer extends Server {
  readonly record: Journal;
  private readonly api: Api;

  constructor(
    private readonly options: ApiOptions,
    tmsUrl: () => string,
    script = new FaultScript(options.faults),
  ) {
    super(script);
    this.record = new Journal(script.counts);
    this.api = new Api(options, new TmsClient(tmsUrl, options.tmsKey), this.record);
  }

  isInstalled(tenant: string): boolean {
    return this.api.isInstalled(tenant);
  }

  /** Until no install is running. */
  async idle(): Promise<void> {
    while (this.record.running().length > 0) await delay(5);
  }

  protected async serve(received: Received): Promise<void> {
    const { method = '', url = '', headers } = received.request;
    const [path] = url.split('?');
    // Which of the APIs a route led to.
    received.response.setHeader('X-Stand-In', this.options.mode ?? 'private');
    if (path === '/stand-in/record') return send(received, { status: 200, body: this.record });
    if (path === '/elsewhere') this.record.followed.push(`${method} ${received.text}`);
    const place = PLACES[path]?.[method];
    const tenant = tenantOf(headers.host, this.options);
    const asked = (headers.host ?? '').split('.')[0];
    this.record.count(this.record.counts, `${place ?? 'other'} ${asked}`);
    if (place === 'install' && this.record.refusals[asked]) this.record.afterRefusal.push(asked);
    await this.answer(received, place ?? 'other', asked, (fault) => {
      if (typeof tenant !== 'string') return tenant;
      return place ? this.carryOut(place, tenant, received, fault) : this.carryOutOther(method, path, tenant);
    });
  }

  protected override note(place: Place, tenant: string | undefined, reply: Reply): void {
    if (place !== 'install' || !tenant) return;
    if (isFatal(reply)) this.record.count(this.record.refusals, tenant);
    if (reply.status === 200 && !this.isInstalled(tenant)) this.record.count(this.record.withoutEffect, tenant);
  }

  private async carryOut(place: Place, tenant: string, received: Received, fault?: Fault): Promise<Reply> {
    if (place === 'health') return this.api.health();
    if (place === 'root') return this.api.root(tenant);
    return place === 'state' ? this.api.state(tenant) : this.api.install(tenant, received, fault);
  }

  private carryOutOther(method: string, path: string, tenant: string): Reply {
    if (path in PLACES)
      return path === '/tenant/install' && this.options.mode === 'no-licence' ? NOT_FOUND : NOT_ALLOWED;
    return otherRoute(method, path, this.api.isInstalled(tenant), this.options);
  }
}

const NOT_ALLOWED: Reply = { status: 405, body: { detail: 'Method Not Allowed' } };

function isFatal({ status, body }: Reply): boolean {
  const text = JSON.stringify(body);
  if (/Error during the connection to TMS|no token/.test(text)) return false;
  if (/Not ready/.test(text)) return false;
  return (
    [401, 402, 403, 404, 422].includes(status) || /Invalid installation token|login or password|not allowed/.test(text)
  );
}
