import { parseArgs } from 'node:util';
import { NEEDED, obtainCluster, type Cluster } from './e2e/cluster';
import { Context, type Flow } from './e2e/flow';
import { FLOWS } from './e2e/flows';
import { addImages } from './e2e/images';
import { StepFailed, Steps } from './e2e/steps';
import { removeLeftovers } from './e2e/workspace';

const HELP = `Usage: npm run test:e2e -- [OPTION]...

Installs, upgrades and breaks the platform on a Kubernetes cluster: that of KUBECONFIG, or the one of ../shared/cluster, which is
started and ended. Stand-ins take the place of the closed images. All happens in namespaces of its own, which are removed.

      --only NAME      Only flows whose names begin so; may be repeated
      --list           Tells the names
      --minutes N      No flow begins later than that. Default: no limit
`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
let cluster: Cluster | undefined;
let context: Context | undefined;

async function main(): Promise<number> {
  const { values: given } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      list: { type: 'boolean' },
      minutes: { type: 'string', default: 'Infinity' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (given.help || Number.isNaN(Number(given.minutes))) return tell(HELP, given.help ? 0 : 2);
  if (given.list) return tell(FLOWS.map(({ name }) => `${name}\n`).join(''), 0);
  const flows = FLOWS.filter(({ name }) => !given.only || given.only.some((only) => name.startsWith(only)));
  if (flows.length === 0) return tell('no flow has such a name: see --list\n', 2);
  cluster = await obtainCluster(say).catch((error: Error) => void say(error.message));
  if (!cluster) return tell(`${NEEDED}\n`, 2);
  try {
    return await runAll(flows, cluster, Number(given.minutes));
  } finally {
    await cleanUp();
  }
}

async function runAll(flows: readonly Flow[], on: Cluster, minutes: number): Promise<number> {
  const end = Date.now() + minutes * 60_000;
  const steps = new Steps(say);
  await removeLeftovers(on);
  steps.begin('images');
  await steps.step('images of the stand-ins', () => addImages(on));
  for (const flow of flows) {
    if (Date.now() > end) say(`skipped ${flow.name}: the ${minutes} minutes are over`);
    else await runOne(flow, on, steps);
  }
  for (const figure of steps.figures) say(figure);
  say(`${steps.passed} passed, ${steps.failed} failed`);
  return steps.failed === 0 ? 0 : 1;
}

async function runOne(flow: Flow, on: Cluster, steps: Steps): Promise<void> {
  steps.begin(flow.name);
  context = new Context(on, steps);
  try {
    await flow.run(context);
  } catch (error) {
    if (!(error instanceof StepFailed))
      await steps.step('no error', () => Promise.reject(error as Error)).catch(() => {});
  } finally {
    await context.end();
  }
}

async function cleanUp(): Promise<void> {
  await context?.end();
  cluster?.end();
}

function tell(text: string, code: number): number {
  process.stdout.write(text);
  return code;
}

for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => void cleanUp().finally(() => process.exit(code)));
}

main().then(
  (code) => process.exit(code),
  (error: Error) => process.exit(tell(`${error.message}\n`, 1)),
);
