import { StandIn } from '../stand-in/stand-in';
import type { PlatformOptions } from '../stand-in/options';
import { KEY, Workspace, type Result } from './program';

/** The program and a platform, for the tests of one file. */
export class Stage {
  readonly workspace = new Workspace();
  private current?: StandIn;

  get standIn(): StandIn {
    if (!this.current) throw new Error('no platform was started');
    return this.current;
  }

  async start(options: Partial<PlatformOptions> = {}): Promise<StandIn> {
    this.current = await StandIn.start({ keys: [KEY], ...options });
    return this.current;
  }

  /** Runs the program for some tenants against a platform. */
  async seed(
    tenants: readonly string[],
    options: Partial<PlatformOptions> = {},
    environment: { readonly [name: string]: string } = {},
  ): Promise<Result> {
    const standIn = await this.start(options);
    this.workspace.layOut(tenants.map((name) => ({ name })));
    return this.workspace.run(standIn, environment);
  }

  async clear(): Promise<void> {
    await this.current?.stop();
  }

  async dispose(): Promise<void> {
    await this.clear();
    this.workspace.dispose();
  }
}

export function expectCounts(result: Result, counts: { [name: string]: number }): void {
  expect(result.summary).toMatchObject({ installed: 0, present: 0, failed: 0, left: 0, ...counts });
  expect(result.summary.exitCode).toBe(result.code);
  expect(result.termination).toBe(result.summary.message);
}

/** Why a tenant failed. */
export function failure(result: Result, tenant: string): string {
  return result.lines
    .filter((line) => line.event === 'failed' && line.tenant === tenant)
    .map(({ message }) => message)
    .join();
}
