import type { Log } from './log';
import type { Cause } from './tenant';

const MOST_NAMES = 20;

export interface Failure {
  readonly name: string;
  readonly cause: Cause;
}

export const EXIT = { done: 0, retry: 1, configuration: 2, fatal: 42 } as const;

/** How the run went so far, by tenant. */
export class Report {
  installed = 0;
  present = 0;
  readonly failures: Failure[] = [];
  left: readonly string[] = [];
  /** Why the run ended before its end. */
  ended?: { readonly cause: Cause; readonly reason: string };

  get exitCode(): number {
    const causes = this.failures.map(({ cause }) => cause);
    // An end for good outweighs tenants that a further run would help: it would end the same way.
    if (this.ended && this.ended.cause !== 'retry') return EXIT[this.ended.cause];
    if (this.left.length > 0 || causes.includes('retry')) return EXIT.retry;
    if (causes.includes('configuration')) return EXIT.configuration;
    return causes.includes('fatal') ? EXIT.fatal : EXIT.done;
  }

  get summary(): string {
    const names = this.failures.map(({ name }) => name);
    const counts = [
      `${this.installed} installed`,
      `${this.present} already there`,
      `${names.length} failed${listed(names)}`,
      `${this.left.length} left${listed(this.left)}`,
    ];
    const reason = this.ended ? `; ended early: ${this.ended.reason}` : '';
    return `${counts.join(', ')}${reason}`;
  }

  write(log: Log): void {
    const { installed, present, exitCode } = this;
    const counts = { installed, present, failed: this.failures.length, left: this.left.length, exitCode };
    log.write(exitCode === 0 ? 'info' : 'error', 'summary', this.summary, counts);
    log.terminate(this.summary);
  }
}

export function listed(names: readonly string[]): string {
  if (names.length === 0) return '';
  const rest = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : '';
  return ` (${names.slice(0, MOST_NAMES).join(', ')}${rest})`;
}
