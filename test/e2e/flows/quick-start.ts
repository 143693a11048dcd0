import { symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Context, Flow } from '../flow';
import { ROOT } from '../root';
import { demandEqual } from '../steps';
import type { Workspace } from '../workspace';
import { blocksOf } from '../../support/documents';
import { helm4 } from '../../support/tools';

/** The commands of docs/quick-start.md as they stand there, with stand-ins for images and licence. */

const DOCUMENT = join(ROOT, 'docs', 'quick-start.md');

/** As a clone, but what the commands write is not in it. Without package.json, beside which npx does not take what node_modules has. */
function clone(folder: string): void {
  for (const name of ['build', 'charts', 'examples', 'node_modules']) symlinkSync(join(ROOT, name), join(folder, name));
}

function environment(workspace: Workspace): string {
  const port = workspace.cluster.ports.http.split(':')[1];
  return [
    `cd '${workspace.folder}'`,
    `export PATH='${dirname(helm4())}':"$PATH" PORT=${port}`,
    `export DOCKER_USER=user DOCKER_TOKEN=token-of-the-tests LICENSE=licence-of-the-tests`,
  ].join('\n');
}

async function run(context: Context): Promise<void> {
  const { steps } = context;
  const workspace = await context.workspace();
  clone(workspace.folder);
  let told = '';
  for (const { text, line } of blocksOf(DOCUMENT).filter(({ language, notRun }) => language === 'sh' && !notRun))
    told += await steps.step(`line ${line}: ${text.split('\n')[0].slice(0, 60)}`, () =>
      workspace.shell(`${environment(workspace)}\n${text}`),
    );
  await steps.step('each tenant has told that it is installed', () => {
    const answers = told.match(/"schema_ok":true,"admin_ok":true/g) ?? [];
    demandEqual(answers.length, 3, 'answers');
  });
  await steps.step('nothing is left', async () => {
    const left = await workspace.kubectl('get', 'deployments,services,secrets,ingresses,jobs', '-o', 'name');
    const ours = left.split('\n').filter((name) => name !== '' && !name.endsWith('/backends'));
    demandEqual(ours, [], 'objects');
  });
}

export const QUICK_START_FLOWS: readonly Flow[] = [{ name: 'quick-start', run }];
