import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { oneLine } from './redact';
import type { Reporting } from './settings';

export type Level = 'info' | 'warn' | 'error';
export type Fields = Readonly<Record<string, string | number | undefined>>;

// Kubernetes keeps this much of a termination message.
const LONGEST_TERMINATION_MESSAGE = 4096;

// Lines about tenants come in bursts, and each write wakes its reader: what is no trouble is written together.
const BATCH_LINES = 100;
const BATCH_MS = 20;

export class Log {
  private batch: string[] = [];
  private timer?: NodeJS.Timeout;

  constructor(private readonly reporting: Reporting) {
    // Nobody reads the log any more: no reason to leave tenants half done.
    process.stdout.on('error', () => {});
  }

  write(level: Level, event: string, message: string, fields: Fields = {}): void {
    const time = new Date().toISOString();
    const text = oneLine(message);
    const line =
      this.reporting.format === 'json'
        ? JSON.stringify({ time, level, event, ...fields, message: text })
        : `${time} ${level.toUpperCase().padEnd(5)} ${fields.tenant ? `${fields.tenant}: ` : ''}${text}`;
    this.batch.push(`${line}\n`);
    if (level !== 'info' || event === 'summary' || this.batch.length >= BATCH_LINES) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), BATCH_MS);
  }

  private flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    process.stdout.write(this.batch.join(''));
    this.batch = [];
  }

  /** Kubernetes shows it as the container's last message. It makes the file; anywhere else there is none. */
  terminate(message: string): void {
    const bytes = Buffer.from(oneLine(message)).subarray(0, LONGEST_TERMINATION_MESSAGE);
    try {
      const file = openSync(this.reporting.terminationLog, 'r+');
      ftruncateSync(file);
      writeSync(file, bytes);
      closeSync(file);
    } catch {
      // The log's last line says the same.
    }
  }
}
