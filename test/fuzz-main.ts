import { parseArgs } from 'node:util';
import { fuzzValues } from './parity/fuzz-report';
import { askServer } from './parity/server';
import { fuzzTenants } from './seeder/fuzz-report';

const HELP = `Usage: npm run fuzz -- [OPTION]...

Compares the objects of the chart with those of the synthesizer over generated values files. Then runs the program of the tenant Job
against a platform with faults, kills it and starts it again, until all tenants are installed: each once. The first failure is made as
small as possible, and told with what repeats it.

      --runs N         Values files in all, half of them with mistakes; the tenant program goes through a tenth as many
                       scenarios, each some runs of it. Default: 1000
      --only WHAT      values, tenants, or server: the objects of as many accepted files are sent to the API server of KUBECONFIG,
                       which checks them and keeps none. Default: values and tenants
      --seed N         Default: the time
      --path PATH      Of the tenants: only the scenario that a failure named, with its seed
      --parallel N     Files or scenarios at a time. Default: 2
      --helm 3|4|both  Of the values. Default: both
`;

async function main(): Promise<number> {
  const { values: given } = parseArgs({
    options: {
      runs: { type: 'string', default: '1000' },
      only: { type: 'string', default: 'both' },
      seed: { type: 'string', default: String(Date.now() % 2147483647) },
      path: { type: 'string' },
      parallel: { type: 'string', default: '2' },
      helm: { type: 'string', default: 'both' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (given.help) return print(HELP, 0);
  const [runs, seed, parallel] = [given.runs, given.seed, given.parallel].map(Number);
  const versions = ({ 3: [3], 4: [4], both: [4, 3] } as { [helm: string]: (3 | 4)[] })[given.helm];
  const isKnown = versions && ['values', 'tenants', 'server', 'both'].includes(given.only);
  if (!isKnown || ![runs, seed, parallel].every(Number.isInteger) || parallel < 1) return print(HELP, 2);
  const say = (text: string): void => void print(`${text}\n`, 0);
  if (given.only === 'server') return (await askServer({ runs, seed, say })) ? 0 : 1;
  if (given.only !== 'tenants' && !(await fuzzValues({ runs, seed, parallel, versions, say }))) return 1;
  if (given.only === 'values') return 0;
  return (await fuzzTenants({ runs: Math.ceil(runs / 10), seed, parallel, path: given.path, say })) ? 0 : 1;
}

function print(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

// What has been made is removed when the process exits; the programs of Helm end with their input.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => (process.exitCode = print(`${error.message}\n`, 1)),
);
