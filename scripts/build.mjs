// npm run build: jsii compiles lib/ into build/ and describes it in .jsii, by which other languages import it; then the bundles.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const jsii = createRequire(import.meta.url).resolve('jsii/bin/jsii');
// The newest versions are installed here and the oldest allowed are tested by test/package, so that both ends are.
const silenced = ['reserved-word', 'metadata/missing-dev-dependency'].map((name) => `--silence-warnings=${name}`);
const { status } = spawnSync(
  process.execPath,
  [jsii, '--tsconfig', 'tsconfig.json', '--validate-tsconfig', 'minimal', ...silenced],
  {
    cwd: root,
    // stdout belongs to `npm pack --json`.
    stdio: ['ignore', process.stderr, 'inherit'],
    // jsii's banner about Node 20, on which it works.
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' },
  },
);
if (status !== 0) process.exit(status ?? 1);
await import('./bundle.mjs');
