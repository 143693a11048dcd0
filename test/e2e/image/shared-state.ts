import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';

const PERIOD_MS = 100;

/** Keeps a file equal to what the backends store under a name, in both directions, so that it outlives the pod. */
export async function shareState(name: string, file: string): Promise<void> {
  const shared = new SharedState(`http://${process.env.ELASTIC_HOST}:${process.env.ELASTIC_PORT}/${name}`, file);
  await shared.pull();
  const repeat = (): void =>
    void setTimeout(
      () =>
        void shared
          .turn()
          .catch(() => {})
          .then(repeat),
      PERIOD_MS,
    ).unref();
  repeat();
}

class SharedState {
  private version = '';
  /** What the backends are known to hold. */
  private text = '';

  constructor(
    private readonly url: string,
    private readonly file: string,
  ) {}

  async turn(): Promise<void> {
    const text = existsSync(this.file) ? readFileSync(this.file, 'utf8') : '';
    if (text === this.text) return this.pull();
    const response = await fetch(this.url, { method: 'PUT', body: text });
    this.version = response.headers.get('etag') ?? '';
    this.text = text;
  }

  async pull(): Promise<void> {
    const response = await fetch(this.url);
    const text = await response.text();
    const version = response.headers.get('etag') ?? '';
    const isOurs = existsSync(this.file) && readFileSync(this.file, 'utf8') !== this.text;
    if (version === this.version || text === '' || isOurs) return;
    writeFileSync(`${this.file}.new`, text);
    renameSync(`${this.file}.new`, this.file);
    [this.version, this.text] = [version, text];
  }
}
