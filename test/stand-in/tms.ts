import type { Reply } from './faults';
import type { PlatformOptions } from './options';
import { State } from './state';

const ACCESS_TOKEN = 'eyJhbGciOiJIUzI1NiJ9.c3RhbmQtaW4.c2lnbmF0dXJlLW9mLXRoZS1zdGFuZC1pbg';

export interface Registration {
  readonly id: string;
  readonly name: string;
  readonly install_token: string;
  readonly email: string;
}

type Options = Pick<PlatformOptions, 'installed' | 'halfInstalled'> & Omit<PlatformOptions, 'apiPort'>;

/** The Tenant Management Service. */
export class Tms {
  private readonly state: State<{ [id: string]: Registration }>;

  constructor(private readonly options: Options) {
    const known = [...(options.installed ?? []), ...(options.halfInstalled ?? []), ...(options.registered ?? [])];
    const kept = known.filter((id) => !options.forgotten?.includes(id));
    const tenants = kept.map((id) => [id, { id, name: id, install_token: 'of-old', email: `admin@${id}.example` }]);
    this.state = new State(Object.fromEntries(tenants) as { [id: string]: Registration }, options.tmsState);
  }

  authorize(key: string): Reply {
    if (this.options.keys.includes(key)) return { status: 200, body: { access_token: ACCESS_TOKEN } };
    return { status: this.options.refusal ?? 401, body: { detail: `Key ${key} is not known.` } };
  }

  register(authorization: string | undefined, text: string): Reply {
    if (authorization !== `Bearer ${ACCESS_TOKEN}`) return UNAUTHENTICATED;
    const { id, name, email, install_token } = JSON.parse(text) as { [key: string]: unknown };
    if (![id, name, email, install_token].every((value) => typeof value === 'string'))
      return { status: 422, body: { detail: [] } };
    const tenant = { id, name, install_token, email } as Registration;
    this.state.change((tenants) => {
      if (this.options.replacesTokens !== false || !(tenant.id in tenants)) tenants[tenant.id] = tenant;
    });
    return { status: 200, body: null };
  }

  find(authorization: string | undefined, id: string): Reply {
    if (authorization !== `Bearer ${ACCESS_TOKEN}`) return UNAUTHENTICATED;
    return { status: 200, body: this.state.get()[id] ?? null };
  }
}

const UNAUTHENTICATED: Reply = { status: 401, body: { detail: 'Not authenticated.' } };
