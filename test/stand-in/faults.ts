import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault, Place } from './options';

export interface Reply {
  readonly status: number;
  readonly body: unknown;
  /** Path of a redirect at the host that was asked. @default - none */
  readonly location?: string;
}

export interface Received {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** The request's body. */
  readonly text: string;
}

interface Pending {
  readonly fault: Fault;
  left: number;
}

/** Faults in the order in which they are to happen. */
export class FaultScript {
  /** How many of each kind happened. */
  readonly counts: { [kind: string]: number } = {};
  private readonly pending: Pending[];
  private readonly met = new Set<Place>();

  constructor(faults: readonly Fault[] = []) {
    this.pending = faults.map((fault) => ({ fault, left: fault.times ?? 1 }));
  }

  take(place: Place, tenant?: string): Fault | undefined {
    const side = place.startsWith('tms') ? 'tms' : 'api';
    const found = this.pending.find(({ fault, left }) => {
      const begun = !fault.since || this.met.has(fault.since);
      return begun && left !== 0 && [place, side].includes(fault.on) && (!fault.tenant || fault.tenant === tenant);
    });
    this.met.add(place);
    if (!found) return undefined;
    found.left--;
    this.counts[found.fault.kind] = (this.counts[found.fault.kind] ?? 0) + 1;
    return found.fault;
  }
}

export function send({ request, response }: Received, { status, body, location }: Reply): void {
  if (location) response.setHeader('Location', `http://${request.headers.host}${location}`);
  sendText(response, status, 'application/json', JSON.stringify(body));
}

/** Answers as the fault has it; `reply` is what a healthy platform would say. */
export async function sendFault(received: Received, fault: Fault, reply: Reply): Promise<void> {
  const { response, request, text } = received;
  const status = fault.status ?? 500;
  const body = JSON.stringify(reply.body);
  switch (fault.kind) {
    case 'refuse':
    case 'reset':
    case 'crash':
    case 'no-indices':
      return void request.socket.destroy();
    case 'reset-body':
    case 'truncated':
      return sendHalf(received, body, fault.kind === 'truncated');
    case 'hang':
      if (fault.ms === undefined) return;
      await delay(fault.ms);
      return send(received, reply);
    case 'drip':
      return drip(response, reply.status, body, fault.ms ?? 20);
    case 'status':
      return send(received, { status, body: { detail: fault.detail ?? `Fault ${status}.` } });
    case 'redirect':
      return redirect(received, fault.status ?? 307);
    case 'huge':
      return sendText(response, reply.status, 'application/json', JSON.stringify({ detail: 'x'.repeat(3_000_000) }));
    case 'not-json':
      return sendText(response, reply.status, 'text/html', `<html><body>${text}</body></html>`);
    case 'wrong-type':
      return sendText(response, reply.status, 'text/html', body);
    case 'single':
      return send(received, { status: 200, body: { tenant: '8504a', 'multi-tenant': false } });
    case 'echo':
      return send(received, { status, body: { detail: echo(text) } });
  }
}

export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
}

function sendText(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text) }).end(text);
}

function sendHalf({ response, request }: Received, body: string, politely: boolean): void {
  const headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) };
  response.writeHead(200, headers);
  response.write(body.slice(0, body.length / 2), () =>
    politely ? request.socket.end() : request.socket.resetAndDestroy(),
  );
}

async function drip(response: ServerResponse, status: number, body: string, ms: number): Promise<void> {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  for (const char of body) {
    if (response.destroyed) return;
    response.write(char);
    await delay(ms);
  }
  response.end();
}

function redirect({ request, response }: Received, status: number): void {
  const { localAddress, localPort } = request.socket;
  const host = localAddress?.includes(':') ? `[${localAddress}]` : localAddress;
  response.writeHead(status, { Location: `http://${host}:${localPort}/elsewhere` }).end();
}

/** The body as servers, gateways and loggers write it. */
function echo(body: string): string {
  const bytes = Buffer.from(body);
  const ascii = body.replace(/[\u007f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const entities = body.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
  const forms = [body, ascii, JSON.stringify(body), encodeURIComponent(body), entities];
  const binary = [bytes.toString('base64'), bytes.toString('base64url'), bytes.toString('hex')];
  const values = Object.values(JSON.parse(body || '{}') as object).map(String);
  return `boom ${[...values, ...forms, ...binary].join(' ')}`.slice(0, 3500);
}
