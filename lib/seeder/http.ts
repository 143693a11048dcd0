import * as http from 'node:http';
import type { Stop } from './clock';

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** False where the body broke off or was longer than is read. */
  readonly complete: boolean;
  /** What the answer came over; the same for answers that came over the same. */
  readonly connection: object;
  /** Whether another request may go over it. */
  readonly keepsAlive: boolean;
}

export interface Fault {
  readonly kind: 'fault';
  readonly reason: string;
  /** Whether the server may have got the request. */
  readonly sent: boolean;
}

export type Outcome = Answer | Fault;

interface Exchanged {
  readonly outcome: Outcome;
  /** A kept connection was found closed: the server never saw the request. */
  readonly stale: boolean;
}

export interface Limits {
  readonly timeoutMs: number;
  /** @default - runs to its end */
  readonly stop?: Stop;
}

/** `node:http`, or `node:https`, which the Job need not load. */
export interface Transport {
  readonly Agent: new (options: http.AgentOptions) => http.Agent;
  request(options: http.RequestOptions & { readonly servername: string }): http.ClientRequest;
}

const MAX_BODY_BYTES = 1024 * 1024;
const TCP_KEEP_ALIVE_MS = 30_000;

/** Speaks to the API as a tenant's host. Redirects are answers like any other: nothing follows them. */
export class Client {
  private readonly kept: http.Agent;
  private readonly fresh: http.Agent;
  private readonly host: string;
  private readonly port: string | number;
  private readonly path: string;

  constructor(
    url: URL,
    private readonly domain: string,
    connections: number,
    private readonly transport: Transport = http,
  ) {
    this.host = url.hostname.replace(/^\[|\]$/g, '');
    this.port = url.port || (url.protocol === 'https:' ? 443 : 80);
    this.kept = new transport.Agent({ keepAlive: true, maxSockets: connections });
    this.fresh = new transport.Agent({ keepAlive: false });
    this.path = url.pathname.replace(/\/$/, '');
  }

  async get(tenant: string, path: string, limits: Limits): Promise<Outcome> {
    const first = await this.exchange(tenant, 'GET', path, limits, this.kept);
    return first.stale ? (await this.exchange(tenant, 'GET', path, limits, this.fresh)).outcome : first.outcome;
  }

  /** On a connection of its own: only so a connection that breaks means a request that was sent. */
  async post(tenant: string, path: string, body: string, limits: Limits): Promise<Outcome> {
    return (await this.exchange(tenant, 'POST', path, limits, this.fresh, body)).outcome;
  }

  close(): void {
    this.kept.destroy();
  }

  private exchange(
    tenant: string,
    method: string,
    path: string,
    limits: Limits,
    agent: http.Agent,
    body?: string,
  ): Promise<Exchanged> {
    // A list: Node writes it as it is, where it takes an object apart for each request.
    const headers = ['Host', `${tenant}.${this.domain}`, 'Accept', 'application/json'];
    if (body !== undefined) {
      headers.push('Content-Type', 'application/json', 'Content-Length', String(Buffer.byteLength(body)));
    }
    const { host, port } = this;
    // A certificate is that of the tenant's host, wherever the request goes.
    const servername = `${tenant}.${this.domain}`;
    const options = { host, port, method, path: this.path + path, headers, agent, servername };
    return new Promise((resolve) => new Exchange(this.transport.request(options), limits, resolve).start(body));
  }
}

class Exchange {
  private readonly timer: NodeJS.Timeout;
  private readonly onStop = (): void => this.abandon('the run is stopping');
  private response?: http.IncomingMessage;
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private connected = false;
  private connection: object = this;

  constructor(
    private readonly request: http.ClientRequest,
    private readonly limits: Limits,
    private readonly resolve: (result: Exchanged) => void,
  ) {
    this.timer = setTimeout(() => this.abandon('no answer in time'), limits.timeoutMs);
    limits.stop?.on(this.onStop);
  }

  start(body?: string): void {
    this.request.on('socket', (socket) => {
      this.connection = socket;
      this.connected = !socket.connecting;
      if (this.connected) return;
      socket.setKeepAlive(true, TCP_KEEP_ALIVE_MS);
      socket.once('connect', () => (this.connected = true));
    });
    this.request.on('response', (response) => this.receive(response));
    this.request.on('error', (error: NodeJS.ErrnoException) => this.fail(error.code ?? 'connection broken'));
    this.request.end(body);
    if (this.limits.stop?.isFired) this.onStop();
  }

  private receive(response: http.IncomingMessage): void {
    this.response = response;
    response.on('data', (chunk: Buffer) => {
      this.size += chunk.length;
      if (this.size > MAX_BODY_BYTES) this.abandon('body too long');
      else this.chunks.push(chunk);
    });
    response.on('end', () => this.answer(response.complete));
    response.on('error', () => this.answer(false));
  }

  private get keepsAlive(): boolean {
    return this.request.shouldKeepAlive && !/close/i.test(this.response?.headers.connection ?? '');
  }

  private abandon(reason: string): void {
    if (this.response) this.answer(false);
    else this.fail(reason);
    this.request.destroy();
  }

  private answer(complete: boolean): void {
    const { statusCode = 0, headers } = this.response!;
    const body = Buffer.concat(this.chunks).toString('utf8');
    const type = headers['content-type'] ?? '';
    const { connection, keepsAlive } = this;
    const outcome = { kind: 'answer' as const, status: statusCode, type, body, complete, connection, keepsAlive };
    this.finish({ outcome, stale: false });
  }

  private fail(reason: string): void {
    if (this.response) return;
    const broken = reason === 'ECONNRESET' || reason === 'EPIPE';
    const stale = broken && this.request.reusedSocket;
    this.finish({ outcome: { kind: 'fault', reason, sent: this.connected }, stale });
  }

  /** Later calls change nothing. */
  private finish(result: Exchanged): void {
    clearTimeout(this.timer);
    this.limits.stop?.off(this.onStop);
    this.resolve(result);
  }
}
