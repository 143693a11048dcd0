import { parseArgs } from 'node:util';
import { NEEDED, obtainCluster, type Cluster } from './e2e/cluster';
import { Context, type Flow } from './e2e/flow';
import { FLOWS } from './e2e/flows';
import { addImages } from './e2e/images';
import { checkCluster, missingResources } from './e2e/preflight';
import { StepFailed, Steps, Tally } from './e2e/steps';
import { removeLeftovers } from './e2e/workspace';

const HELP = `Usage: npm run test:e2e -- [OPTION]...

Installs, upgrades and breaks the platform on a Kubernetes cluster: that of KUBECONFIG, or the one of ../shared/cluster, which is
started and ended. Stand-ins take the place of the closed images. All happens in namespaces of its own, which are removed.

      --only NAME      Only flows whose names begin so; may be repeated
      --list           Tells the names
      --minutes N      No flow begins later than that. Default: no limit
      --parallel N     So many flows at a time. Default: 2
      --if-possible    Ends with 0 where no cluster can be had, after it has told so
`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);
let cluster: Cluster | undefined;
const contexts = new Set<Context>();

async function main(): Promise<number> {
  const { values: given } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      list: { type: 'boolean' },
      minutes: { type: 'string', default: 'Infinity' },
      parallel: { type: 'string', default: '2' },
      'if-possible': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const [minutes, parallel] = [Number(given.minutes), Number(given.parallel)];
  if (given.help || Number.isNaN(minutes) || !(parallel >= 1)) return tell(HELP, given.help ? 0 : 2);
  if (given.list) return tell(FLOWS.map(({ name }) => `${name}\n`).join(''), 0);
  const flows = FLOWS.filter(({ name }) => !given.only || given.only.some((only) => name.startsWith(only)));
  if (flows.length === 0) return tell('no flow has such a name: see --list\n', 2);
  cluster = await obtainCluster(say).catch((error: Error) => void say(error.message));
  if (!cluster) return tell(`nothing was run: ${NEEDED}\n`, given['if-possible'] ? 0 : 2);
  try {
    const problem = await checkCluster(cluster);
    if (problem) return tell(`nothing was run: ${problem}\n`, given['if-possible'] ? 0 : 2);
    return await runAll(flows, cluster, { minutes, parallel });
  } finally {
    await cleanUp();
  }
}

interface Limits {
  readonly minutes: number;
  readonly parallel: number;
}

async function runAll(flows: readonly Flow[], on: Cluster, { minutes, parallel }: Limits): Promise<number> {
  const end = Date.now() + minutes * 60_000;
  const tally = new Tally(say);
  const rest = [...flows];
  async function runRest(): Promise<void> {
    for (let flow = rest.shift(); flow; flow = rest.shift()) {
      const missing = await missingResources(on, flow);
      if (missing.length > 0) say(`skipped ${flow.name}: the cluster does not know ${missing.join(', ')}`);
      else if (Date.now() > end) say(`skipped ${flow.name}: the ${minutes} minutes are over`);
      else await runOne(flow, on, tally);
    }
  }
  const images = new Steps(tally, 'images').step('images of the stand-ins', () => addImages(on));
  await Promise.all([images.catch(() => rest.splice(0)), removeLeftovers(on)]);
  await Promise.all(Array.from({ length: parallel }, runRest));
  for (const figure of tally.figures) say(figure);
  say(`${tally.passed} passed, ${tally.failed} failed`);
  return tally.failed === 0 ? 0 : 1;
}

async function runOne(flow: Flow, on: Cluster, tally: Tally): Promise<void> {
  const steps = new Steps(tally, flow.name);
  const context = new Context(on, steps);
  contexts.add(context);
  try {
    await flow.run(context);
  } catch (error) {
    if (!(error instanceof StepFailed))
      await steps.step('no error', () => Promise.reject(error as Error)).catch(() => {});
  } finally {
    await context.end();
    contexts.delete(context);
  }
}

async function cleanUp(): Promise<void> {
  for (const context of contexts) await context.end();
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
