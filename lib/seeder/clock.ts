import { performance } from 'node:perf_hooks';

const LONGEST_PAUSES = 30;

/** Milliseconds since the process began; does not jump when the wall clock is set. */
export function now(): number {
  return performance.now();
}

/** The pause before attempt number `attempt` + 1: doubles up to a bound, less a random part so that callers spread. */
export function pause(baseMs: number, attempt: number): number {
  const longest = Math.min(baseMs * LONGEST_PAUSES, baseMs * 2 ** Math.min(attempt, 20));
  return longest * (0.5 + Math.random() / 2);
}

/** Fires once. Lighter than an `AbortSignal`, whose listeners take longer to come and go than a request's own work. */
export class Stop {
  private readonly listeners = new Set<() => void>();
  private fired = false;

  get isFired(): boolean {
    return this.fired;
  }

  fire(): void {
    this.fired = true;
    [...this.listeners].forEach((listener) => listener());
  }

  on(listener: () => void): void {
    this.listeners.add(listener);
  }

  off(listener: () => void): void {
    this.listeners.delete(listener);
  }
}

/** Ends early when the run stops. */
export function sleep(ms: number, stop: Stop): Promise<void> {
  if (stop.isFired) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      stop.off(end);
      resolve();
    };
    const timer = setTimeout(end, Math.max(0, ms));
    stop.on(end);
  });
}
