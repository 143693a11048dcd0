import * as fc from 'fast-check';
import { scenario } from './chaos';
import { Theatre } from './play';
import { Workspace } from './program';

const RUNS = 40;

let workspace: Workspace;

beforeAll(() => {
  workspace = new Workspace();
});

afterAll(() => workspace?.dispose());

test('every tenant is installed once, whatever happens', async () => {
  const theatre = new Theatre(workspace);
  await fc.assert(
    fc.asyncProperty(scenario, (story) => theatre.play(story)),
    { numRuns: RUNS },
  );
}, 600_000);
