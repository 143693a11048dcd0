import { readSecret } from './files';
import type { Log } from './log';
import type { Redactor } from './redact';
import { ConfigurationError } from './settings';

/** The TMS key cannot be read: no tenant can be installed. */
export class KeyError extends ConfigurationError {}

/** The mounted file with the TMS key. Read anew each time: the key may change while the run waits. */
export class KeyFile {
  private last?: string;

  constructor(
    private readonly path: string,
    private readonly log: Log,
    private readonly redactor: Redactor,
  ) {}

  read(): string {
    const { value, stripped } = this.load();
    if (value === this.last) return value;
    this.last = value;
    this.redactor.add(value);
    if (stripped) this.log.write('info', 'stripped', 'dropped the newline at the end of the TMS key');
    // The API puts the key into a URL's path as it is.
    if (!/^[\w.~-]+$/.test(value)) {
      this.log.write(
        'warn',
        'key',
        'the TMS key has characters other than letters, digits and -._~: the TMS may not get it as it is',
      );
    }
    return value;
  }

  private load(): { value: string; stripped: boolean } {
    try {
      return readSecret(this.path, 'the TMS key');
    } catch (error) {
      throw error instanceof ConfigurationError ? new KeyError(error.problems) : error;
    }
  }
}
