// node test/support/run.mjs FILE.ts [ARGUMENT]...: bundles a program of the tests and runs it.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [file, ...args] = process.argv.slice(2);
const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
// Two folders below the root, as the tests' own folders are.
const bundle = join(root, 'node_modules', '.cache', `${basename(file, '.ts')}-${process.pid}.cjs`);

await build({
  entryPoints: [file],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  packages: 'external',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [bundle, ...args], { stdio: 'inherit' });
rmSync(bundle);
process.exitCode = status ?? 1;
