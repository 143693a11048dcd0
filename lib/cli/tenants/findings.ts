import type { Tenant } from '../../seeder/files';
import { Log } from '../../seeder/log';
import type { Fields, Level } from '../../seeder/log';
import type { Report } from '../../seeder/report';

export interface Finding {
  readonly tenant: string;
  readonly host: string;
  /** `unknown`: the platform did not tell. */
  readonly state: 'installed' | 'missing' | 'failed' | 'unknown';
  readonly reason?: string;
}

/** What a check found of each tenant. It takes the place of the Job's log: what concerns all goes to standard error. */
export class Findings extends Log {
  private readonly found = new Map<string, Pick<Finding, 'state' | 'reason'>>();

  public constructor(
    private readonly tenants: readonly Tenant[],
    private readonly domain: string,
    private readonly outcome: Report,
  ) {
    super({ format: 'text', terminationLog: '' });
  }

  public override write(_level: Level, event: string, message: string, { tenant }: Fields = {}): void {
    if (tenant === undefined) {
      if (event === 'waiting' || event === 'identity') process.stderr.write(`${message}\n`);
    } else if (event === 'present') this.found.set(String(tenant), { state: 'installed' });
    else if (event === 'failed') this.found.set(String(tenant), failure(message));
  }

  public override terminate(): void {}

  public get areAllInstalled(): boolean {
    return this.all.every(({ state }) => state === 'installed');
  }

  public json(): string {
    return `${JSON.stringify(this.all, null, 2)}\n`;
  }

  public table(): string {
    const rows = this.all.map(({ tenant, host, state, reason = '' }) => [tenant, host, state, reason]);
    const table = [['TENANT', 'HOST', 'STATE', 'REASON'], ...rows];
    const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column].length)));
    return table
      .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
      .map((line) => `${line.trimEnd()}\n`)
      .join('');
  }

  private get all(): Finding[] {
    const reason = this.outcome.ended?.reason ?? 'the time is over';
    return this.tenants.map(({ name }) => ({
      tenant: name,
      host: `${name}.${this.domain}`,
      ...(this.found.get(name) ?? { state: 'unknown', reason }),
    }));
  }
}

function failure(message: string): Pick<Finding, 'state' | 'reason'> {
  return message === 'is not installed' ? { state: 'missing' } : { state: 'failed', reason: message };
}
