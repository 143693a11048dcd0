import * as fc from 'fast-check';
import { scenario, type Scenario } from './chaos';
import { Figures, Theatre } from './play';
import { Workspace } from './program';

export interface FuzzOptions {
  /** Scenarios in all. */
  readonly runs: number;
  readonly seed: number;
  /** Scenarios at a time. */
  readonly parallel: number;
  /** The one scenario to play, of those that follow from the seed. @default - all */
  readonly path?: string;
}

export interface FuzzReport {
  readonly figures: Figures;
  /** The first failure, shrunk, in words; undefined where there is none. */
  readonly failure?: string;
}

/** Plays generated scenarios in lanes, each with a seed of its own. */
export async function fuzz({ runs, seed, parallel, path }: FuzzOptions): Promise<FuzzReport> {
  const lanes = Array.from({ length: parallel }, () => new Theatre(new Workspace()));
  const dispose = (): void => lanes.forEach(({ workspace }) => workspace.dispose());
  process.once('exit', dispose);
  const ended = new AbortController();
  const failures = await Promise.all(
    lanes.map(async (theatre, lane) => {
      const share = Math.floor(runs / parallel) + (lane < runs % parallel ? 1 : 0);
      const failure = await playAll(theatre, { seed: seed + lane, numRuns: path ? 1 : share, path }, ended.signal);
      if (failure) ended.abort();
      return failure;
    }),
  );
  const figures = sum(lanes.map((theatre) => theatre.figures));
  process.off('exit', dispose);
  dispose();
  return { figures, failure: failures.find((failure) => failure !== undefined) };
}

/** The failure in words. The other lanes need not go on after one. */
async function playAll(
  theatre: Theatre,
  parameters: fc.Parameters<[Scenario]>,
  ended: AbortSignal,
): Promise<string | undefined> {
  const property = fc.asyncProperty(scenario, async (story) => {
    if (!ended.aborted) await theatre.play(story);
  });
  const details = await fc.check(property, parameters);
  if (!details.failed) return undefined;
  const { seed, counterexamplePath: path, counterexample, errorInstance } = details;
  const [story] = counterexample ?? [];
  const reason = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return `${JSON.stringify(story, undefined, 2)}\n${reason}\nreplay: npm run fuzz -- --only tenants --seed ${seed} --path ${path}`;
}

function sum(all: readonly Figures[]): Figures {
  const total = new Figures();
  for (const figures of all) {
    for (const name of Object.keys(total) as (keyof Figures)[]) total[name] += figures[name];
  }
  return total;
}
