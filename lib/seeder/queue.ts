import { now } from './clock';

interface Entry<T> {
  readonly item: T;
  readonly due: number;
}

/** Items in turn; one that has to be repeated comes back when it is due, and nobody waits for it meanwhile. */
export class Queue<T> {
  private next = 0;
  /** The earliest last. */
  private readonly later: Entry<T>[] = [];
  private readonly waiting = new Set<() => void>();
  private closed = false;
  /** Neither finished nor in the queue. */
  private taken = 0;

  constructor(private readonly items: readonly T[]) {}

  /** Undefined once all are finished, or after `close`. */
  async take(): Promise<T | undefined> {
    while (!this.closed && !this.isEmpty()) {
      const item = this.takeDue();
      if (item) return item;
      await this.wait();
    }
    return undefined;
  }

  finish(): void {
    this.taken--;
    if (this.isEmpty()) this.wakeAll();
  }

  putBack(item: T, due: number): void {
    this.taken--;
    this.later.splice(this.place(due), 0, { item, due });
    this.wakeAll();
  }

  close(): void {
    this.closed = true;
    this.wakeAll();
  }

  private isEmpty(): boolean {
    return this.next === this.items.length && this.later.length === 0 && this.taken === 0;
  }

  private takeDue(): T | undefined {
    const late = this.later.at(-1);
    const item = late && late.due <= now() ? this.later.pop()?.item : this.items[this.next++];
    if (item) this.taken++;
    else this.next = this.items.length;
    return item;
  }

  /** Where an entry belongs, found by halving. */
  private place(due: number): number {
    let low = 0;
    let high = this.later.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.later[middle].due > due) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private wait(): Promise<void> {
    return new Promise((resolve) => {
      const earliest = this.later.at(-1);
      const timer = earliest && setTimeout(() => wake(), Math.max(1, earliest.due - now()));
      const wake = (): void => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        resolve();
      };
      this.waiting.add(wake);
    });
  }

  private wakeAll(): void {
    [...this.waiting].forEach((wake) => wake());
  }
}
