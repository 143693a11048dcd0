import { parseArgs } from 'node:util';
import { fuzz } from './fuzz';

const HELP = `Usage: npm run fuzz:seeder -- [OPTION]...

Runs the program of the tenant Job against a platform with faults, kills it and starts it again, until all tenants are installed:
each once. The first failure is made as small as possible and printed with what repeats it.

      --runs N       Scenarios; each is some runs of the program. Default: 1000
      --seed N       Default: the time
      --path PATH    Only the scenario that a failure named, with its seed
      --parallel N   Scenarios at a time. Default: 2
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 2147483647) },
      path: { type: 'string' },
      parallel: { type: 'string', default: '2' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return print(HELP, 0);
  const { path } = values;
  const [runs, seed, parallel] = [values.runs, values.seed, path ? '1' : values.parallel].map(Number);
  if (![runs, seed, parallel].every(Number.isInteger) || parallel < 1) return print(HELP, 2);
  const begun = Date.now();
  const { figures, failure } = await fuzz({ runs, seed, parallel, path });
  const counts = Object.entries(figures).map(([name, count]) => `${count} ${words(name)}`);
  const seconds = Math.round((Date.now() - begun) / 1000);
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  print(`${counts.join(', ')}; ${seconds} s, peak ${memory} MiB, seed ${seed}\n`, 0);
  return failure === undefined ? 0 : print(`${failure}\n`, 1);
}

/** `doubleInstalls` as `double installs`. */
function words(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

void main().then((code) => (process.exitCode = code));
