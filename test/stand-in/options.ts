/** What a request is about. `api` and `tms` stand for any request to them. */
export type Place = 'health' | 'state' | 'install' | 'tms-key' | 'tms-tenant' | 'api' | 'tms';

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
  | 'crash';

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

export interface PlatformOptions {
  readonly domain: string;
  /** Address to listen on. @default 127.0.0.1 */
  readonly host?: string;
  /** @default 0 */
  readonly apiPort?: number;
  /** @default 0 */
  readonly tmsPort?: number;
  /** Where the API looks for the TMS. @default - where this one listens */
  readonly tmsUrl?: string;
  /** Keys that the TMS knows. */
  readonly keys: readonly string[];
  /** Status with which the TMS refuses other keys. @default 401 */
  readonly refusal?: number;
  /** Whether the platform is multi-tenant at all. @default true */
  readonly multiTenant?: boolean;
  /** `route`: without the service the route is missing; `placeholder`: 402; `refused`: 403 with the text. @default full */
  readonly licence?: 'full' | 'route' | 'placeholder' | 'refused';
  /** How the tenant follows from the host: as the open code does or as its successor. @default successor */
  readonly hostRule?: 'open' | 'successor';
  /** Status for an install's errors that deal with permissions. @default 500 */
  readonly permissionStatus?: 403 | 500;
  /** Whether the TMS takes the installation token of a second registration. @default true */
  readonly replacesTokens?: boolean;
  /** Tenants that are installed. @default none */
  readonly installed?: readonly string[];
  /** Tenants with indices and without administrator, which the TMS knows. @default none */
  readonly halfInstalled?: readonly string[];
  /** Tenants that the TMS knows with a token of old. @default none */
  readonly registered?: readonly string[];
  /** Tenants that the TMS has lost. @default none */
  readonly forgotten?: readonly string[];
  /** The shared database is there. @default - where a tenant is installed */
  readonly bootstrapped?: boolean;
  /** How long an install takes. @default 0 */
  readonly installMs?: number;
  /** Whether an install goes on when its client is gone. @default true */
  readonly goesOn?: boolean;
  /** How many health checks say "Not ready." first. @default 0 */
  readonly notReady?: number;
  /** Whether the state of an administrator is told where the indices are missing. @default false */
  readonly tellsAdmin?: boolean;
  readonly faults?: readonly Fault[];
}
