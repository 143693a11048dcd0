import { FaultScript, send, type Received, type Reply } from './faults';
import type { Place, PlatformOptions, TmsOptions } from './options';
import { NOT_FOUND } from './routes';
import { Server } from './server';
import { Tms } from './tms';

/** The TMS as a process of its own. `GET /stand-in/record` tells what it was asked. */
export class TmsServer extends Server {
  /** How often each was asked, by place. */
  readonly counts: { [place: string]: number } = {};
  private readonly tms: Tms;

  constructor(
    options: TmsOptions & Pick<PlatformOptions, 'installed' | 'halfInstalled'>,
    script = new FaultScript(options.faults),
  ) {
    super(script);
    this.tms = new Tms(options);
  }

  protected async serve(received: Received): Promise<void> {
    const { method, url = '', headers } = received.request;
    if (url === '/stand-in/record') return send(received, { status: 200, body: { counts: this.counts } });
    const [, resource, id] = /^\/(api-key|tenant)(?:\/([^/]+))?$/.exec(url) ?? [];
    if (method === 'GET' && resource === 'api-key' && id) {
      return this.take(received, 'tms-key', () => this.tms.authorize(decodeURI(id)));
    }
    if (method === 'POST' && resource === 'tenant' && !id) {
      return this.take(received, 'tms-tenant', () => this.tms.register(headers.authorization, received.text));
    }
    if (method === 'GET' && resource === 'tenant' && id) {
      return this.take(received, 'tms-find', () => this.tms.find(headers.authorization, decodeURIComponent(id)));
    }
    await this.take(received, 'tms', () => NOT_FOUND);
  }

  private take(received: Received, place: Place, work: () => Reply): Promise<void> {
    this.counts[place] = (this.counts[place] ?? 0) + 1;
    return this.answer(received, place, undefined, work);
  }
}
