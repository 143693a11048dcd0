import * as http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { delay, type Received } from './faults';

/** A server that can be away for a while and come back at the same port. */
export class Listener {
  private readonly server: http.Server;
  private readonly sockets = new Set<Socket>();
  private away?: Promise<void>;
  private stopped = false;
  private draining = false;
  private port = 0;
  private host = '';

  constructor(handle: (received: Received) => Promise<void>) {
    this.server = http.createServer((request, response) => {
      if (this.draining) response.shouldKeepAlive = false;
      void readText(request).then((text) => handle({ request, response, text }));
    });
    this.server.on('connection', (socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket)).on('error', () => {});
    });
  }

  /** `host:port`, which stays the same while the listener is away. */
  get address(): string {
    const host = this.host === '0.0.0.0' ? '127.0.0.1' : this.host;
    return `${host.includes(':') ? `[${host}]` : host}:${this.port}`;
  }

  listen(port: number, host: string): Promise<void> {
    this.host = host;
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
    this.away = this.close()
      .then(() => delay(ms))
      .then(() => (this.stopped ? undefined : this.listen(this.port, this.host)))
      .finally(() => (this.away = undefined));
  }

  /** Takes no more connections and lets the requests that run come to their end, as uvicorn does at SIGTERM. */
  drain(): Promise<void> {
    this.draining = true;
    return new Promise((resolve) => {
      this.server.close(() => resolve());
      this.server.closeIdleConnections();
    });
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

async function readText(request: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of request) chunks.push(chunk as Buffer);
  } catch {
    // The client is gone; what follows fails in the same way.
  }
  return Buffer.concat(chunks).toString('utf8');
}
