import { ApiServer } from './api-server';
import { FaultScript } from './faults';
import type { Journal } from './journal';
import type { PlatformOptions } from './options';
import { TmsServer } from './tms-server';

/** A multi-tenant platform in this process, as far as a tenant's installation sees it: the private API and the TMS. */
export class StandIn {
  private readonly tms: TmsServer;
  private readonly api: ApiServer;

  private constructor(options: PlatformOptions) {
    const script = new FaultScript(options.faults);
    this.tms = new TmsServer(options, script);
    const tmsUrl = (): string => options.tmsUrl ?? `http://${this.tms.address}`;
    this.api = new ApiServer({ tmsKey: options.keys[0], ...options }, tmsUrl, script);
  }

  static async start(options: PlatformOptions): Promise<StandIn> {
    const standIn = new StandIn(options);
    await standIn.api.listen(options.apiPort, options.host);
    await standIn.tms.listen(options.tmsPort, options.host);
    return standIn;
  }

  /** What happened at the API. */
  get record(): Journal {
    return this.api.record;
  }

  /** How often the TMS was asked, by what for. */
  get tmsCounts(): { readonly [place: string]: number } {
    return this.tms.counts;
  }

  /** Called at every request. */
  set watch(watch: (() => void) | undefined) {
    this.api.watch = watch;
    this.tms.watch = watch;
  }

  get apiUrl(): string {
    return `http://${this.api.address}`;
  }

  get tmsAddress(): string {
    return this.tms.address;
  }

  isInstalled(tenant: string): boolean {
    return this.api.isInstalled(tenant);
  }

  /** Refuses connections to one side for a while. */
  down(side: 'api' | 'tms', ms: number): void {
    this[side].down(ms);
  }

  /** Until no install is running. */
  idle(): Promise<void> {
    return this.api.idle();
  }

  async stop(): Promise<void> {
    await Promise.all([this.api.stop(), this.tms.stop()]);
  }
}
