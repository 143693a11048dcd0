import { buildSync } from 'esbuild';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { SEED } from '../../lib/plan/seed';
import type { StandIn } from '../stand-in/stand-in';

export interface TenantEntry {
  readonly name: string;
  readonly email?: unknown;
  readonly needsAdmin?: unknown;
  readonly updateMapping?: unknown;
  /** What the password file holds. @default - a password of its own */
  readonly password?: string | Buffer;
  readonly passwordFile?: unknown;
}

export interface Line {
  readonly level: string;
  readonly event: string;
  readonly tenant?: string;
  readonly message: string;
}

export interface Summary {
  readonly installed: number;
  readonly present: number;
  readonly failed: number;
  readonly left: number;
  readonly exitCode: number;
  readonly message: string;
}

export interface Result {
  /** Null where a signal ended the program. */
  readonly code: number | null;
  readonly output: string;
  readonly lines: readonly Line[];
  readonly summary: Summary;
  readonly termination: string;
}

export const DOMAIN = 'your-domain.com';
export const KEY = 'tms-Key_4f9Qz7.unit~test';

const ROOT = join(__dirname, '..', '..');

/** What a pod of the Job has: the program, its mounts, its environment. */
export class Workspace {
  readonly directory = mkdtempSync(join(tmpdir(), 'seeder-'));
  readonly program = join(this.directory, 'seed.cjs');
  private readonly running = new Set<ChildProcess>();

  constructor() {
    buildSync({
      entryPoints: [join(ROOT, 'lib', 'seeder', 'main.ts')],
      outfile: this.program,
      bundle: true,
      minify: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
    });
  }

  path(...parts: string[]): string {
    return join(this.directory, ...parts);
  }

  write(name: string, content: string | Buffer): string {
    const path = this.path(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  }

  /** Writes the tenants and their passwords as the Job mounts them. */
  layOut(tenants: readonly TenantEntry[], key: string | Buffer = KEY): void {
    rmSync(this.path('tenants'), { recursive: true, force: true });
    this.write('key', key);
    this.write('termination', '');
    this.write('tenants/tenants.json', JSON.stringify(tenants.map((tenant) => this.entry(tenant))));
  }

  entry({ password, ...tenant }: TenantEntry): object {
    const passwordFile = this.write(`passwords/${tenant.name}/password`, password ?? passwordOf(tenant.name));
    return { email: `admin@${tenant.name}.example`, passwordFile, ...tenant };
  }

  environment(standIn: Pick<StandIn, 'apiUrl' | 'tmsAddress'>): { [name: string]: string } {
    return {
      SEED_CONFIG_DIR: this.path('tenants'),
      SEED_API_URL: standIn.apiUrl,
      SEED_DOMAIN: DOMAIN,
      SEED_TMS_ADDRESS: standIn.tmsAddress,
      SEED_TMS_KEY_FILE: this.path('key'),
      SEED_LOG_FORMAT: 'json',
      SEED_TERMINATION_LOG: this.path('termination'),
      SEED_TIMEOUT_SECONDS: '20',
      SEED_REQUEST_TIMEOUT_SECONDS: '10',
      SEED_PROBE_TIMEOUT_SECONDS: '0.5',
      SEED_SETTLE_SECONDS: '0.05',
      SEED_BACKOFF_MS: '2',
    };
  }

  start(environment: { readonly [name: string]: string }): Running {
    const args = [...SEED.nodeFlags, this.program];
    const child = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    this.running.add(child);
    child.on('exit', () => this.running.delete(child));
    return new Running(child, () => readFileSync(this.path('termination'), 'utf8'));
  }

  run(standIn: StandIn, extra: { readonly [name: string]: string } = {}): Promise<Result> {
    return this.start({ ...this.environment(standIn), ...extra }).result;
  }

  dispose(): void {
    this.running.forEach((child) => child.kill('SIGKILL'));
    rmSync(this.directory, { recursive: true, force: true });
  }
}

export class Running {
  readonly result: Promise<Result>;
  private output = '';
  private readonly watchers = new Set<() => void>();

  constructor(
    readonly child: ChildProcess,
    termination: () => string,
  ) {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        this.output += text;
        this.watchers.forEach((watch) => watch());
      });
    }
    this.result = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve(toResult(code, this.output, termination())));
    });
  }

  /** Until the output holds the text, or the program has ended. */
  seen(text: string): Promise<void> {
    return new Promise((resolve) => {
      const watch = (): void => {
        if (!this.output.includes(text)) return;
        this.watchers.delete(watch);
        resolve();
      };
      this.watchers.add(watch);
      this.child.on('close', () => resolve());
      watch();
    });
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

export function passwordOf(tenant: string): string {
  return `pass-${tenant}-"Ü€\\/&%+ word`;
}

export function names(count: number, prefix = 'tenant'): string[] {
  return Array.from({ length: count }, (_, index) => prefix + letters(index));
}

/** Names of letters only: they mean the same under every rule for hosts. */
function letters(index: number): string {
  return String(index).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)]);
}

function toResult(code: number | null, output: string, termination: string): Result {
  const lines = output
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
  return { code, output, lines, summary: lines.at(-1) as unknown as Summary, termination };
}
