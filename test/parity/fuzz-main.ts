import { parseArgs } from 'node:util';
import { RULES } from '../../lib/values/rules';
import { invalidValues, validValues } from './arbitrary';
import { fuzz } from './fuzz';
import type { FuzzedHelm } from './fuzz';
import { fastestHelm } from './helm-batch';

const HELP = `Usage: npm run fuzz -- [OPTION]...

Compares the objects of the chart with those of the synthesizer over generated values files. The first difference is made as
small as possible and written down.

      --runs N         Files in all, half of them with mistakes. Default: 1000
      --seed N         Default: the time
      --parallel N     Files compared at a time. Default: 2
      --helm 3|4|both  Default: both
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 2147483647) },
      parallel: { type: 'string', default: '2' },
      helm: { type: 'string', default: 'both' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return print(HELP, 0);
  const versions = { 3: [3], 4: [4], both: [4, 3] }[values.helm] as (3 | 4)[] | undefined;
  const [runs, seed, parallel] = [values.runs, values.seed, values.parallel].map(Number);
  if (!versions || ![runs, seed, parallel].every(Number.isInteger)) return print(HELP, 2);
  const helms = versions.map((version) => fastestHelm(version, parallel));
  try {
    return await compareFaces(runs, seed, parallel, helms);
  } finally {
    helms.forEach((helm) => helm.close?.());
  }
}

async function compareFaces(runs: number, seed: number, parallel: number, helms: FuzzedHelm[]): Promise<number> {
  const broken = new Set<string>();
  for (const [name, files, count] of [
    ['valid', validValues(), Math.ceil(runs / 2)],
    ['invalid', invalidValues(), Math.floor(runs / 2)],
  ] as const) {
    const start = Date.now();
    const report = await fuzz({ values: files, runs: count, seed, helms, parallel });
    const seconds = (Date.now() - start) / 1000;
    const speed = (report.runs / seconds).toFixed(1);
    const memory = Math.round(process.resourceUsage().maxRSS / 1e3);
    print(
      `${name}: ${report.runs} files, ${report.accepted} accepted, ${seconds.toFixed(0)} s, ${speed} files/s, ${memory} MB, seed ${seed}\n`,
      0,
    );
    if (report.failure !== undefined) return print(`${report.failure}\n`, 1);
    report.brokenRules.forEach((rule) => broken.add(rule));
  }
  const never = RULES.filter(({ id, severity }) => severity !== 'warning' && !broken.has(id)).map(({ id }) => id);
  print(`rules that no file broke: ${never.join(', ') || 'none'}\n`, 0);
  return 0;
}

function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

// What `fuzz` has made is removed when the process exits; the programs of Helm end with their input.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => (process.exitCode = print(`${error.message}\n`, 1)),
);
