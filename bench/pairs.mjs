// Times whole processes in pairs (A B A B ...), so that a drift of the machine's speed touches both alike.
import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Milliseconds of one run; a failing command ends the benchmark. */
export function time([command, ...args], options = {}) {
  const start = performance.now();
  const { status, stderr, error } = spawnSync(command, args, {
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    ...options,
  });
  const elapsed = performance.now() - start;
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}: ${error ?? stderr}`);
  return elapsed;
}

/** Runs both commands in turn, after a warm-up of each. */
export function pairs(a, b, runs, options) {
  time(a, options);
  time(b, options);
  return Array.from({ length: runs }, () => ({ a: time(a, options), b: time(b, options) }));
}

export function report(name, results, { ratio = true } = {}) {
  const a = median(results.map((pair) => pair.a));
  const b = median(results.map((pair) => pair.b));
  const figure = ratio
    ? `${median(results.map((pair) => pair.a / pair.b)).toFixed(2)}x`
    : `${median(results.map((pair) => pair.a - pair.b)).toFixed(0)} ms more`;
  console.log(`${name}: ${figure} (medians of ${results.length} pairs: ${a.toFixed(0)} ms against ${b.toFixed(0)} ms)`);
}
