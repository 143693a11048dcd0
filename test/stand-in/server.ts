import { send, sendFault, type FaultScript, type Received, type Reply } from './faults';
import { Listener } from './listener';
import type { Fault, Place } from './options';

type Work = (fault?: Fault) => Reply | Promise<Reply>;

const SUBSTITUTE: Reply = { status: 200, body: { warning: 'a body that is none of the API' } };

/** Kinds that happen within an install; all others take the place of its answer. */
const INNER = ['crash', 'no-indices'];

/** Answers requests, or does to them what the script of faults says. */
export abstract class Server {
  /** Called at every request. */
  watch?: () => void;
  protected readonly listener: Listener;

  constructor(private readonly script: FaultScript) {
    this.listener = new Listener((received) => this.serve(received));
  }

  get address(): string {
    return this.listener.address;
  }

  listen(port = 0, host = '127.0.0.1'): Promise<void> {
    return this.listener.listen(port, host);
  }

  /** Refuses connections for a while. */
  down(ms: number): void {
    this.listener.down(ms);
  }

  drain(): Promise<void> {
    return this.listener.drain();
  }

  stop(): Promise<void> {
    return this.listener.stop();
  }

  protected abstract serve(received: Received): Promise<void>;

  /** Called with each answer that is given to somebody. */
  protected note(_place: Place, _tenant: string | undefined, _reply: Reply): void {}

  protected async answer(received: Received, place: Place, tenant: string | undefined, work: Work): Promise<void> {
    this.watch?.();
    const fault = this.script.take(place, tenant);
    if (!fault) return this.reply(received, place, tenant, await work());
    if (fault.kind === 'refuse') this.down(fault.ms ?? 100);
    if (fault.beside) void work(fault);
    if (!fault.after && !INNER.includes(fault.kind)) {
      const { kind, status = 500, detail } = fault;
      if (kind === 'status' || kind === 'echo') this.noteAnswer(received, place, tenant, { status, body: { detail } });
      if (kind === 'drip') this.noteAnswer(received, place, tenant, SUBSTITUTE);
      return sendFault(received, fault, SUBSTITUTE);
    }
    const reply = await work(fault);
    if (fault.kind === 'no-indices') return this.reply(received, place, tenant, reply);
    return sendFault(received, fault, reply);
  }

  private reply(received: Received, place: Place, tenant: string | undefined, reply: Reply): void {
    this.noteAnswer(received, place, tenant, reply);
    send(received, reply);
  }

  private noteAnswer({ request }: Received, place: Place, tenant: string | undefined, reply: Reply): void {
    if (!request.socket.destroyed) this.note(place, tenant, reply);
  }
}
