import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** What outlives a process, where a file is given for it. */
export class State<T> {
  constructor(
    private value: T,
    private readonly file?: string,
  ) {
    if (file && this.read() === undefined) this.write(value);
  }

  /** As any process wrote it last. */
  get(): T {
    return this.read() ?? this.value;
  }

  change(edit: (value: T) => void): void {
    const value = this.get();
    edit(value);
    this.write(value);
  }

  private read(): T | undefined {
    if (!this.file) return undefined;
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as T;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  private write(value: T): void {
    this.value = value;
    if (!this.file) return;
    // Another process never reads half of it.
    writeFileSync(`${this.file}.${process.pid}`, JSON.stringify(value));
    renameSync(`${this.file}.${process.pid}`, this.file);
  }
}
