import * as http from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

export interface Target {
  readonly host: string;
  readonly path: string;
  /** @default GET */
  readonly method?: string;
}

/** Asks all targets without pause, over connections that are kept and over new ones, and counts what fails. */
export class Load {
  requests = 0;
  /** Each failure: target and reason. */
  readonly failures: string[] = [];
  private running = true;
  private readonly workers: Promise<void>[];
  private readonly kept = new http.Agent({ keepAlive: true });

  /** `address` is where the Ingress controller listens. */
  constructor(
    private readonly address: string,
    targets: readonly Target[],
    parallel = 2,
  ) {
    this.workers = targets.flatMap((target) =>
      Array.from({ length: parallel }, (_, index) => this.work(target, index % 2 === 0)),
    );
  }

  /** Ends it, after `ms` more. */
  async end(ms = 0): Promise<void> {
    await delay(ms);
    this.running = false;
    await Promise.all(this.workers);
    this.kept.destroy();
  }

  private async work(target: Target, keeps: boolean): Promise<void> {
    while (this.running) {
      const begun = new Date().toISOString().slice(11, 23);
      const problem = await this.ask(target, keeps);
      this.requests++;
      if (problem) this.failures.push(`${begun} ${target.host}${target.path}: ${problem}`);
      await delay(10);
    }
  }

  private ask({ host, path, method = 'GET' }: Target, keeps: boolean): Promise<string | undefined> {
    const [hostname, port] = this.address.split(':');
    const options = { hostname, port, path, method, headers: { Host: host }, agent: keeps ? this.kept : false };
    return new Promise((resolve) => {
      const request = http.request({ ...options, timeout: 15_000 }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode! < 400 ? undefined : `${response.statusCode}`));
        response.on('error', (error) => resolve(error.message));
      });
      request.on('timeout', () => request.destroy(new Error('no answer')));
      request.on('error', (error) => resolve(error.message)).end();
    });
  }
}
