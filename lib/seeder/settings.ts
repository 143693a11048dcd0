export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface Settings {
  readonly mode: 'install' | 'check';
  readonly configDir: string;
  readonly api: URL;
  readonly domain: string;
  /** @default - not needed: the mode is `check` */
  readonly tms?: Address;
  readonly tmsKeyFile: string;
  /** Installs at the same time. */
  readonly concurrency: number;
  /** How long the run waits and repeats. */
  readonly timeoutMs: number;
  /** How long one install may take. */
  readonly requestTimeoutMs: number;
  /** When the Job's own deadline ends it, counted from the start of the run. @default - unknown */
  readonly deadlineMs?: number;
  /** How long any other request may take. */
  readonly probeTimeoutMs: number;
  /** How long an install of unknown outcome is watched before it is repeated. */
  readonly settleMs: number;
  /** First pause of the back-off; the longest is thirty times this. */
  readonly backoffMs: number;
}

/** How the run reports; known even where the rest is wrong. */
export interface Reporting {
  readonly format: 'text' | 'json';
  readonly terminationLog: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Wrong settings, tenant lists or secret files: repeating the run cannot help. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('; '));
  }
}

export function readReporting(env: Environment): Reporting {
  return {
    format: env.SEED_LOG_FORMAT === 'json' ? 'json' : 'text',
    terminationLog: env.SEED_TERMINATION_LOG || '/dev/termination-log',
  };
}

export function readSettings(env: Environment): Settings {
  const read = new Reader(env);
  const mode = read.choice('SEED_MODE', ['install', 'check']);
  read.choice('SEED_LOG_FORMAT', ['text', 'json']);
  const settings: Settings = {
    mode,
    configDir: env.SEED_CONFIG_DIR || '/seed/tenants',
    api: read.url('SEED_API_URL'),
    domain: read.domain('SEED_DOMAIN'),
    tms: mode === 'install' ? read.address('SEED_TMS_ADDRESS') : undefined,
    tmsKeyFile: mode === 'install' ? read.text('SEED_TMS_KEY_FILE') : '',
    concurrency: read.whole('SEED_CONCURRENCY', 1, 1, 256),
    timeoutMs: read.seconds('SEED_TIMEOUT_SECONDS', 240),
    requestTimeoutMs: read.seconds('SEED_REQUEST_TIMEOUT_SECONDS', 600),
    deadlineMs: env.SEED_DEADLINE_SECONDS ? read.seconds('SEED_DEADLINE_SECONDS', 0) : undefined,
    probeTimeoutMs: read.seconds('SEED_PROBE_TIMEOUT_SECONDS', 30),
    settleMs: read.seconds('SEED_SETTLE_SECONDS', 30),
    backoffMs: read.whole('SEED_BACKOFF_MS', 500, 1, 60_000),
  };
  if (read.problems.length > 0) throw new ConfigurationError(read.problems);
  return settings;
}

const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export function isLabel(text: string): boolean {
  return LABEL.test(text);
}

class Reader {
  readonly problems: string[] = [];

  constructor(private readonly env: Environment) {}

  text(name: string): string {
    const value = this.env[name] ?? '';
    if (!value) this.problems.push(`${name} is not set`);
    return value;
  }

  choice<T extends string>(name: string, allowed: readonly T[]): T {
    const value = this.env[name] || allowed[0];
    const found = allowed.find((one) => one === value);
    if (!found) this.problems.push(`${name} must be one of: ${allowed.join(', ')}`);
    return found ?? allowed[0];
  }

  whole(name: string, fallback: number, least: number, most: number): number {
    const value = this.env[name] || String(fallback);
    const number = Number(value);
    if (/^\d+$/.test(value) && number >= least && number <= most) return number;
    this.problems.push(`${name} must be a whole number from ${least} to ${most}`);
    return fallback;
  }

  /** In milliseconds. */
  seconds(name: string, fallback: number): number {
    const value = this.env[name] || String(fallback);
    // A timer of Node fires at once where its delay does not fit in 32 bits.
    if (/^\d+(\.\d+)?$/.test(value) && Number(value) <= 1_000_000) return Math.round(Number(value) * 1000);
    this.problems.push(`${name} must be a number of seconds, at most 1000000`);
    return fallback * 1000;
  }

  url(name: string): URL {
    const value = this.text(name);
    const url = parseUrl(value);
    // The Service of the private API speaks plain HTTP.
    if (url?.protocol === 'http:' && !url.username && !url.password && !url.search && !url.hash) return url;
    // The value is not repeated: a URL may hold a password.
    if (value) this.problems.push(`${name} must be an http URL without user, password or query`);
    return new URL('http://invalid.invalid');
  }

  domain(name: string): string {
    const value = this.text(name);
    const labels = value.split('.');
    if (value && (labels.length < 2 || !labels.every(isLabel) || value.length > 189)) {
      this.problems.push(`${name} must be a domain of at least two parts, as your-domain.com`);
    }
    return value;
  }

  address(name: string): Address {
    const value = this.text(name);
    const match = /^(?:\[([0-9a-fA-F:.%\w]+)\]|([^\s:/@[\]]+)):(\d{1,5})$/.exec(value);
    const port = Number(match?.[3]);
    if (match && port >= 1 && port <= 65_535) return { host: match[1] ?? match[2], port };
    if (value) this.problems.push(`${name} must be host:port or [IPv6 address]:port`);
    return { host: '', port: 0 };
  }
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
