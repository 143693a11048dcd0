import * as http from 'node:http';
import type { Reply } from './faults';
import type { Registration } from './tms';

interface Request {
  readonly method: string;
  readonly path: string;
  readonly body?: object;
  readonly token?: string;
  /** @default - that of the HTTP client */
  readonly timeoutMs?: number;
}

const TRIES = 3;
const AUTHORIZE_TIMEOUT_MS = 10_000;
const TIMEOUT_MS = 300_000;

/** How the API speaks to the TMS, and what it makes of its answers. */
export class TmsClient {
  constructor(
    private readonly url: () => string,
    private readonly platformKey: string | undefined,
  ) {}

  /** The API's answer where the TMS does not take the tenant. */
  async register(key: string, tenant: Registration): Promise<Reply | undefined> {
    let access: Reply;
    try {
      access = await this.authorize(key);
    } catch (error) {
      return { status: 403, body: { detail: `Error during the connection to TMS. Details: ${textOf(error)}` } };
    }
    if (access.status !== 200) return access;
    const token = tokenOf(access);
    if (!token) return { status: 403, body: { detail: 'TMS returned no token.' } };
    try {
      const { status } = await this.ask({ method: 'POST', path: '/tenant', body: tenant, token });
      return status === 200 ? undefined : { status: 500, body: { detail: 'TMS did not confirmed tenant creation.' } };
    } catch (error) {
      return { status: 500, body: { detail: textOf(error) } };
    }
  }

  /** The tenant as the TMS knows it, asked with the platform's own key; throws where the TMS cannot be reached. */
  async find(id: string): Promise<Registration | undefined> {
    const token = tokenOf(await this.authorize(this.platformKey ?? ''));
    if (!token) return undefined;
    const { status, body } = await this.ask({ method: 'GET', path: `/tenant/${encodeURIComponent(id)}`, token });
    return status === 200 ? ((body as Registration | null) ?? undefined) : undefined;
  }

  private authorize(key: string): Promise<Reply> {
    return this.ask({ method: 'GET', path: `/api-key/${encodeURI(key)}`, timeoutMs: AUTHORIZE_TIMEOUT_MS });
  }

  /** Tries again after an answer other than 200, not after a connection that failed. */
  private async ask(request: Request): Promise<Reply> {
    let reply = await this.request(request);
    for (let tries = 1; tries < TRIES && reply.status !== 200; tries++) reply = await this.request(request);
    return reply;
  }

  private request({ method, path, body, token, timeoutMs = TIMEOUT_MS }: Request): Promise<Reply> {
    const headers = {
      Accept: 'application/json',
      ...(body ? { 'Content-Type': 'application/json' } : {}),
      ...(token ? { Authorization: `Bearer ${token}` } : {}),
    };
    return new Promise((resolve, reject) => {
      const options = { method, headers, agent: false, timeout: timeoutMs };
      const request = http.request(this.url() + path, options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parse(text) }));
      });
      request.on('timeout', () => request.destroy(new Error('Timeout')));
      request.on('error', reject);
      request.end(body && JSON.stringify(body));
    });
  }
}

function tokenOf({ status, body }: Reply): string | undefined {
  return status === 200 ? (body as { access_token?: string }).access_token : undefined;
}

function textOf(error: unknown): string {
  const { code, address, port, message } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'ECONNREFUSED') return `Cannot connect to host ${address}:${port} ssl:default [Connect call failed]`;
  return code === 'ECONNRESET' ? 'Server disconnected' : message;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
