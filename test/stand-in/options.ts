/** What a request is about. `api` and `tms` stand for any request to them. */
export type Place =
  'health' | 'root' | 'state' | 'install' | 'tms-key' | 'tms-tenant' | 'tms-find' | 'other' | 'api' | 'tms';

export type FaultKind =
  /** Closes the connection, then refuses new ones for `ms`. */
  | 'refuse'
  | 'reset'
  /** Half of an answer, then the connection breaks. */
  | 'reset-body'
  /** The connection breaks before the length that the header told. */
  | 'truncated'
  /** No answer for `ms`, or ever. */
  | 'hang'
  /** An answer that comes a byte at a time. */
  | 'drip'
  | 'status'
  | 'redirect'
  | 'huge'
  | 'not-json'
  | 'wrong-type'
  /** An error that repeats the request's body in all the ways a body is written. */
  | 'echo'
  /** An install dies half-way: its indices are there, its administrator is not. */
  | 'crash'
  /** Elasticsearch refuses the indices of an install, as at its limit of shards: the API answers 200 all the same. */
  | 'no-indices'
  /** `GET /` is answered by an API that is not multi-tenant. */
  | 'single';

export interface Fault {
  readonly on: Place;
  readonly kind: FaultKind;
  /** @default - any */
  readonly tenant?: string;
  /** Begins once a request of this kind came. @default - at once */
  readonly since?: Place;
  /** How many requests it meets; -1 for all. @default 1 */
  readonly times?: number;
  /** The request is carried out first; only its answer is lost. @default false */
  readonly after?: boolean;
  /** The request is carried out while its answer is already on the way, as behind a proxy that gives up. @default false */
  readonly beside?: boolean;
  /** @default 500 */
  readonly status?: number;
  /** Text of `detail`. @default - a text that fits the status */
  readonly detail?: string;
  readonly ms?: number;
}

/**
 * `private` and `public`: multi-tenant, with and without the routes of the GUI. `single-tenant`: multi-tenancy is switched off.
 * `no-licence`: it is switched on and no licence gives it, so that one tenant is served for every host.
 */
export type ApiMode = 'private' | 'public' | 'single-tenant' | 'no-licence';

export interface ListenOptions {
  /** Address to listen on. @default 127.0.0.1 */
  readonly host?: string;
  readonly faults?: readonly Fault[];
}

export interface ApiOptions extends ListenOptions {
  /** @default 0 */
  readonly apiPort?: number;
  /** @default private */
  readonly mode?: ApiMode;
  /** The tenant of every host where the API is not multi-tenant. @default 8504a */
  readonly singleTenant?: string;
  /** How the tenant follows from the host: as the open code does or as its successor. @default successor */
  readonly hostRule?: 'open' | 'successor';
  /** Whether `GET /` is there and tells the tenant and the mode. @default true */
  readonly tellsMode?: boolean;
  /** `missing`: there is no route for installation; `placeholder`: it answers 402; `refused`: 403 with the text. @default full */
  readonly licence?: 'full' | 'missing' | 'placeholder' | 'refused';
  /** Whether `/docs` and `/redoc` are there. @default true */
  readonly docs?: boolean;
  /** Where the API looks for the TMS. @default - where the one beside it listens */
  readonly tmsUrl?: string;
  /** The platform's own key of the TMS. @default - the first that the TMS beside it knows */
  readonly tmsKey?: string;
  /** Status for an install's errors that deal with permissions. @default 500 */
  readonly permissionStatus?: 403 | 500;
  /** Tenants that are installed. @default none */
  readonly installed?: readonly string[];
  /** Tenants with indices and without administrator, which the TMS knows. @default none */
  readonly halfInstalled?: readonly string[];
  /** E-mail addresses of users who are no administrators, by tenant. @default none */
  readonly users?: { readonly [tenant: string]: readonly string[] };
  /** The shared database is there. @default - where a tenant is installed */
  readonly bootstrapped?: boolean;
  /** How long an install takes. @default 0 */
  readonly installMs?: number;
  /** Whether an install goes on when its client is gone. @default true */
  readonly goesOn?: boolean;
  /** How many health checks say "Not ready." first, as versions from 1.1 on do. @default 0 */
  readonly notReady?: number;
  /** Whether the state of an administrator is told where the indices are missing. @default false */
  readonly tellsAdmin?: boolean;
  /** A file that keeps what Elasticsearch and MySQL hold; several APIs may share it. @default - memory */
  readonly apiState?: string;
}

export interface TmsOptions extends ListenOptions {
  /** @default 0 */
  readonly tmsPort?: number;
  /** Keys that the TMS knows. */
  readonly keys: readonly string[];
  /** Status with which the TMS refuses other keys. @default 401 */
  readonly refusal?: number;
  /** Whether the TMS takes the installation token of a second registration. @default true */
  readonly replacesTokens?: boolean;
  /** Tenants that the TMS knows with a token of old. @default none */
  readonly registered?: readonly string[];
  /** Tenants that the TMS has lost. @default none */
  readonly forgotten?: readonly string[];
  /** A file that keeps the tenants. @default - memory */
  readonly tmsState?: string;
}

/** An API and the TMS that it asks, in one process. */
export interface PlatformOptions extends ApiOptions, TmsOptions {}
