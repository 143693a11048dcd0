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

/** Ends early when the signal fires. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, Math.max(0, ms));
    signal.addEventListener('abort', end);
  });
}
