import type { Reply } from './faults';
import type { PlatformOptions } from './options';

const ACCESS_TOKEN = 'eyJhbGciOiJIUzI1NiJ9.c3RhbmQtaW4.c2lnbmF0dXJlLW9mLXRoZS1zdGFuZC1pbg';

/** The Tenant Management Service. */
export class Tms {
  private readonly tokens = new Map<string, string>();

  constructor(private readonly options: PlatformOptions) {
    const known = [...(options.installed ?? []), ...(options.halfInstalled ?? []), ...(options.registered ?? [])];
    for (const tenant of known) this.tokens.set(tenant, 'of-old');
    for (const tenant of options.forgotten ?? []) this.tokens.delete(tenant);
  }

  knows(tenant: string): boolean {
    return this.tokens.has(tenant);
  }

  accepts(tenant: string, token: string): boolean {
    return this.tokens.get(tenant) === token;
  }

  authorize(key: string): Reply {
    if (this.options.keys.includes(key)) return { status: 200, body: { access_token: ACCESS_TOKEN } };
    return { status: this.options.refusal ?? 401, body: { detail: `Key ${key} is not known.` } };
  }

  register(authorization: string | undefined, text: string): Reply {
    if (authorization !== `Bearer ${ACCESS_TOKEN}`) return { status: 401, body: { detail: 'Not authenticated.' } };
    const { id, name, email, install_token: token } = JSON.parse(text) as { [key: string]: unknown };
    if (![id, name, email, token].every((value) => typeof value === 'string'))
      return { status: 422, body: { detail: [] } };
    if (this.options.replacesTokens !== false || !this.tokens.has(String(id)))
      this.tokens.set(String(id), String(token));
    return { status: 200, body: null };
  }
}
