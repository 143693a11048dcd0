import * as http from 'node:http';
import type { Reply } from './faults';

interface Registration {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly token: string;
}

/** How the API speaks to the TMS, and what it makes of its answers. */
export class TmsClient {
  constructor(private readonly url: () => string) {}

  /** The API's answer where the TMS does not take the tenant. */
  async register(key: string, { id, name, email, token }: Registration): Promise<Reply | undefined> {
    const lost = { status: 403, body: { detail: 'Error during the connection to TMS.' } };
    const authorization = await this.request('GET', `/api-key/${encodeURI(key)}`);
    if (!authorization) return lost;
    if (authorization.status !== 200) return authorization;
    const { access_token: access } = authorization.body as { access_token?: string };
    if (!access) return { status: 403, body: { detail: 'TMS returned no token.' } };
    const body = { id, name, email, install_token: token, created: new Date().toISOString(), expire: null };
    const created = await this.request('POST', '/tenant', body, access);
    if (!created) return lost;
    return created.status === 200
      ? undefined
      : { status: 500, body: { detail: 'TMS did not confirmed tenant creation.' } };
  }

  private request(method: string, path: string, body?: object, token?: string): Promise<Reply | undefined> {
    const headers = { 'Content-Type': 'application/json', ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    return new Promise((resolve) => {
      const request = http.request(this.url() + path, { method, headers, agent: false, timeout: 2000 }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('error', () => resolve(undefined));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parse(text) }));
      });
      request.on('timeout', () => request.destroy());
      request.on('error', () => resolve(undefined));
      request.end(body && JSON.stringify(body));
    });
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
