import * as http from 'node:http';
import { createServer } from 'node:net';

/** Ports of Redis, MySQL, Pulsar. Elasticsearch's is the one that keeps what the platform stores. */
const OPEN = [6379, 3306, 6650, 8080];
const ELASTIC = 9200;

/** Elasticsearch, MySQL, Redis and Pulsar, as far as it is seen by their clients that they are there; and what the platform stores. */
export class Backends {
  private readonly stored = new Map<string, { text: string; version: number }>();

  listen(): void {
    for (const port of OPEN) createServer((socket) => socket.on('error', () => {}).end()).listen(port, '0.0.0.0');
    http.createServer((request, response) => this.serve(request, response)).listen(ELASTIC, '0.0.0.0');
    console.log('backends: started');
    process.once('SIGTERM', () => process.exit(0));
  }

  private serve(request: http.IncomingMessage, response: http.ServerResponse): void {
    const name = request.url ?? '';
    if (request.method !== 'PUT') {
      const { text, version } = this.stored.get(name) ?? { text: '', version: 0 };
      return void response.writeHead(200, { ETag: String(version) }).end(text);
    }
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const version = (this.stored.get(name)?.version ?? 0) + 1;
      this.stored.set(name, { text, version });
      response.writeHead(200, { ETag: String(version) }).end();
    });
  }
}
