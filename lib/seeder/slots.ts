/** How many installs may run at once: one until the run has installed a tenant, then as many as allowed. */
export class Slots {
  private readonly waiting: (() => void)[] = [];
  private used = 0;
  private limit = 1;
  private closed = false;

  constructor(private readonly most: number) {}

  /** False where no install may begin any more. */
  async acquire(): Promise<boolean> {
    while (this.used >= this.limit && !this.closed) {
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    if (!this.closed) this.used++;
    return !this.closed;
  }

  release(): void {
    this.used--;
    this.wake(1);
  }

  // The first install creates what all tenants share, and takes no lock; it shows whether key and licence are right.
  open(): void {
    if (this.limit === this.most) return;
    this.limit = this.most;
    this.wake(this.most);
  }

  close(): void {
    this.closed = true;
    this.wake(this.waiting.length);
  }

  private wake(count: number): void {
    this.waiting.splice(0, count).forEach((resume) => resume());
  }
}
