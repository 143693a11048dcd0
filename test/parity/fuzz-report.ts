import { RULES } from '../../lib/values/rules';
import { invalidValues, validValues } from './arbitrary';
import { fuzz } from './fuzz';
import type { FuzzedHelm } from './fuzz';
import { fastestHelm } from './helm-batch';

interface ReportOptions {
  readonly runs: number;
  readonly seed: number;
  readonly parallel: number;
  readonly versions: readonly (3 | 4)[];
  readonly say: (text: string) => void;
}

/** Fuzzes the values and says how it went; false after a difference. */
export async function fuzzValues({ versions, ...options }: ReportOptions): Promise<boolean> {
  const helms = versions.map((version) => fastestHelm(version, options.parallel));
  try {
    return await compareFaces(options, helms);
  } finally {
    helms.forEach((helm) => helm.close?.());
  }
}

async function compareFaces(
  { runs, seed, parallel, say }: Omit<ReportOptions, 'versions'>,
  helms: FuzzedHelm[],
): Promise<boolean> {
  const broken = new Set<string>();
  for (const [name, files, count] of [
    ['valid', validValues(), Math.ceil(runs / 2)],
    ['invalid', invalidValues(), Math.floor(runs / 2)],
  ] as const) {
    const start = Date.now();
    const onProgress = (done: number): void => say(`${name}: ${done} of ${count} files are done`);
    const report = await fuzz({ values: files, runs: count, seed, helms, parallel, onProgress });
    const seconds = (Date.now() - start) / 1000;
    const speed = (report.runs / seconds).toFixed(1);
    const memory = Math.round(process.resourceUsage().maxRSS / 1024);
    const figures = `${report.runs} files, ${report.accepted} accepted, ${seconds.toFixed(0)} s, ${speed} files/s`;
    say(`${name}: ${figures}, ${memory} MiB, seed ${seed}`);
    if (report.failure !== undefined) say(report.failure);
    if (report.failure !== undefined) return false;
    report.brokenRules.forEach((rule) => broken.add(rule));
  }
  const never = RULES.filter(({ id, severity }) => severity !== 'warning' && !broken.has(id)).map(({ id }) => id);
  say(`rules that no file broke: ${never.join(', ') || 'none'}`);
  return true;
}
