import { parseArgs } from 'node:util';
import { helm3, helm4 } from '../support/tools';
import { invalidValues, validValues } from './arbitrary';
import { fuzz } from './fuzz';

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
  const helms = { 3: [helm3], 4: [helm4], both: [helm4, helm3] }[values.helm]?.map((find) => find());
  const [runs, seed, parallel] = [values.runs, values.seed, values.parallel].map(Number);
  if (!helms || ![runs, seed, parallel].every(Number.isInteger)) return print(HELP, 2);
  for (const [name, files, count] of [
    ['valid', validValues(), Math.ceil(runs / 2)],
    ['invalid', invalidValues(), Math.floor(runs / 2)],
  ] as const) {
    const start = Date.now();
    const report = await fuzz({ values: files, runs: count, seed, helms, parallel });
    const seconds = (Date.now() - start) / 1000;
    const speed = (report.runs / seconds).toFixed(1);
    const memory = Math.round(process.memoryUsage().rss / 1e6);
    print(
      `${name}: ${report.runs} files, ${report.accepted} accepted, ${seconds.toFixed(0)} s, ${speed} files/s, ${memory} MB, seed ${seed}\n`,
      0,
    );
    if (report.failure !== undefined) return print(`${report.failure}\n`, 1);
  }
  return 0;
}

function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

void main().then((code) => (process.exitCode = code));
