import * as http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { Api } from './api';
import { delay, FaultScript, send, sendFault, type Received, type Reply } from './faults';
import { tenantOf } from './host';
import type { Fault, Place, PlatformOptions } from './options';
import { Journal } from './journal';
import { Tms } from './tms';
import { TmsClient } from './tms-client';

/** A server that can be away for a while and come back at the same port. */
class Listener {
  private readonly server: http.Server;
  private readonly sockets = new Set<Socket>();
  private away?: Promise<void>;
  private stopped = false;
  /** Stays the same while the listener is away. */
  port = 0;

  constructor(handle: (received: Received) => Promise<void>) {
    this.server = http.createServer((request, response) => {
      void readText(request).then((text) => handle({ request, response, text }));
    });
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket)).on('error', () => {});
    });
  }

  listen(port: number, host: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen({ port, host, backlog: 1024 }, () => {
        this.server.off('error', reject);
        this.port = (this.server.address() as AddressInfo).port;
        resolve();
      });
    });
  }

  /** Refuses connections for a while. */
  down(ms: number): void {
    if (this.away) return;
    const { port, address } = this.server.address() as AddressInfo;
    this.away = this.close()
      .then(() => delay(ms))
      .then(() => (this.stopped ? undefined : this.listen(port, address)))
      .finally(() => (this.away = undefined));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.away;
    if (this.server.listening) await this.close();
  }

  private close(): Promise<void> {
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.sockets.forEach((socket) => socket.destroy());
    });
  }
}

/** A multi-tenant platform, as far as a tenant's installation sees it: the private API and the TMS. */
export class StandIn {
  readonly record = new Journal();
  /** Called at every request. */
  watch?: () => void;
  private readonly script: FaultScript;
  private readonly tms: Tms;
  private readonly api: Api;
  private readonly apiListener: Listener;
  private readonly tmsListener: Listener;
  private tmsUrl = '';

  private constructor(private readonly options: PlatformOptions) {
    this.script = new FaultScript(options.faults);
    this.tms = new Tms(options);
    this.api = new Api(options, this.tms, new TmsClient(() => options.tmsUrl ?? this.tmsUrl), this.record);
    this.apiListener = new Listener((received) => this.serveApi(received));
    this.tmsListener = new Listener((received) => this.serveTms(received));
  }

  static async start(options: PlatformOptions): Promise<StandIn> {
    const standIn = new StandIn(options);
    const host = options.host ?? '127.0.0.1';
    await standIn.apiListener.listen(options.apiPort ?? 0, host);
    await standIn.tmsListener.listen(options.tmsPort ?? 0, host);
    standIn.tmsUrl = `http://${standIn.tmsAddress}`;
    return standIn;
  }

  get apiUrl(): string {
    return `http://${this.hostPart}:${this.apiListener.port}`;
  }

  get tmsAddress(): string {
    return `${this.hostPart}:${this.tmsListener.port}`;
  }

  isInstalled(tenant: string): boolean {
    return this.api.isInstalled(tenant);
  }

  /** Refuses connections to one side for a while. */
  down(side: 'api' | 'tms', ms: number): void {
    (side === 'api' ? this.apiListener : this.tmsListener).down(ms);
  }

  /** Until no install is running. */
  async idle(): Promise<void> {
    while (this.record.running().length > 0) await delay(5);
  }

  async stop(): Promise<void> {
    await Promise.all([this.apiListener.stop(), this.tmsListener.stop()]);
  }

  private get hostPart(): string {
    const host = this.options.host ?? '127.0.0.1';
    if (host === '0.0.0.0') return '127.0.0.1';
    return host.includes(':') ? `[${host}]` : host;
  }

  private async serveApi(received: Received): Promise<void> {
    const { method, url, headers } = received.request;
    if (url === '/stand-in/record') return send(received, { status: 200, body: this.record });
    if (url === '/elsewhere') this.record.followed.push(`${method} ${received.text}`);
    const place = API_PLACES[`${method} ${url}`];
    const tenant = tenantOf(headers.host, this.options);
    if (typeof tenant !== 'string') return this.answer(received, place ?? 'api', undefined, () => tenant);
    this.record.count(this.record.counts, `${place ?? 'other'} ${tenant}`);
    await this.answer(received, place ?? 'api', tenant, (fault) => this.carryOut(place, tenant, received, fault));
  }

  private async serveTms(received: Received): Promise<void> {
    const { method, url = '', headers } = received.request;
    const [, key] = /^\/api-key\/(.+)$/.exec(url) ?? [];
    if (method === 'GET' && key) {
      return this.answer(received, 'tms-key', undefined, () => this.tms.authorize(decodeURI(key)));
    }
    const known = method === 'POST' && url === '/tenant';
    await this.answer(received, known ? 'tms-tenant' : 'tms', undefined, () => {
      return known ? this.tms.register(headers.authorization, received.text) : NOT_FOUND;
    });
  }

  private async carryOut(place: Place | undefined, tenant: string, received: Received, fault?: Fault): Promise<Reply> {
    if (place === 'health') return this.api.health(received);
    if (place === 'state') return this.api.state(tenant);
    return place === 'install' ? this.api.install(tenant, received, fault) : NOT_FOUND;
  }

  private async answer(
    received: Received,
    place: Place,
    tenant: string | undefined,
    work: (fault?: Fault) => Reply | Promise<Reply>,
  ): Promise<void> {
    this.watch?.();
    const fault = this.script.take(place, tenant);
    if (place === 'install' && tenant && this.record.refusals[tenant]) this.record.afterRefusal.push(tenant);
    if (fault) this.record.count(this.record.faults, fault.kind);
    if (fault?.kind === 'refuse') this.down(place.startsWith('tms') ? 'tms' : 'api', fault.ms ?? 100);
    if (fault?.beside) void work(fault);
    if (fault && !fault.after && fault.kind !== 'crash') {
      if (place === 'install' && tenant && isFatalFault(fault)) this.record.count(this.record.refusals, tenant);
      return sendFault(received, fault, SUBSTITUTE);
    }
    const reply = await work(fault);
    if (fault) return sendFault(received, fault, reply);
    if (place === 'install' && tenant && isFatal(reply)) this.record.count(this.record.refusals, tenant);
    send(received, reply);
  }
}

const API_PLACES: { readonly [request: string]: Place } = {
  'GET /healthcheck': 'health',
  'GET /install': 'state',
  'POST /tenant/install': 'install',
};

const NOT_FOUND: Reply = { status: 404, body: { detail: 'Not Found' } };
const SUBSTITUTE: Reply = { status: 200, body: { warning: 'a body that is none of the API' } };

function isFatal({ status, body }: Reply): boolean {
  const text = JSON.stringify(body);
  if (/Error during the connection to TMS|no token/.test(text)) return false;
  if (/Not ready/.test(text)) return false;
  return [401, 402, 403, 404, 422].includes(status) || /Invalid installation token|login or password/.test(text);
}

function isFatalFault({ kind, status = 500, detail }: Fault): boolean {
  return (kind === 'status' || kind === 'echo') && isFatal({ status, body: { detail } });
}

async function readText(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // The client is gone; what follows fails in the same way.
  }
  return Buffer.concat(chunks).toString('utf8');
}
