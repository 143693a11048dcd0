import * as http from 'node:http';
import * as https from 'node:https';
import { TLSSocket } from 'node:tls';

export interface Answer {
  readonly status: number;
  readonly body: string;
  /** Which stand-in answered: private, public, or an image's name. Empty: none of them. */
  readonly from: string;
  /** Where a redirect leads to. Empty: nowhere. */
  readonly location: string;
  /** Common name of the certificate. Empty: there is none. */
  readonly certificate: string;
}

export interface Question {
  readonly host: string;
  /** @default / */
  readonly path?: string;
  /** @default GET */
  readonly method?: string;
  /** @default - plain HTTP */
  readonly tls?: boolean;
  /** Sent as JSON. */
  readonly body?: object;
}

/** Asks through the Ingress controller or the Gateway at the address; status 0 where nobody answers. */
export function ask(
  address: string,
  { host, path = '/', method = 'GET', tls = false, body: sent }: Question,
): Promise<Answer> {
  const [hostname, port] = address.split(':');
  const options = { hostname, port, path, method, headers: { Host: host }, agent: false, timeout: 10_000 };
  const text = sent ? JSON.stringify(sent) : undefined;
  return new Promise((resolve) => {
    const none = (error: Error): void =>
      resolve({ status: 0, body: error.message, from: '', location: '', certificate: '' });
    const request = tls
      ? https.request({ ...options, servername: host, rejectUnauthorized: false }, take)
      : http.request(options, take);
    request.on('timeout', () => request.destroy(new Error('no answer'))).on('error', none);
    if (text) request.setHeader('Content-Type', 'application/json');
    request.end(text);
    function take(response: http.IncomingMessage): void {
      let body = '';
      const { statusCode: status = 0, headers, socket } = response;
      const certificate = socket instanceof TLSSocket ? String(socket.getPeerCertificate().subject?.CN ?? '') : '';
      response.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      response.on('error', none).on('end', () => {
        const from = String(headers['x-stand-in'] ?? '');
        resolve({ status, body, from, location: headers.location ?? '', certificate });
      });
    }
  });
}
