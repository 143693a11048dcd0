import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { oneLine } from './redact';
import type { Reporting } from './settings';

export type Level = 'info' | 'warn' | 'error';
export type Fields = Readonly<Record<string, string | number | undefined>>;

// Kubernetes keeps this much of a termination message.
const LONGEST_TERMINATION_MESSAGE = 4096;

export class Log {
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
    process.stdout.write(`${line}\n`);
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
