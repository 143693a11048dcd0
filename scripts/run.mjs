// node scripts/run.mjs FILE.ts [ARGUMENT]...: bundles a program of the project and runs it.
import { build } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [file, ...args] = process.argv.slice(2);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
// Two folders below the root, as the programs' own folders are.
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
const program = spawn(process.execPath, [bundle, ...args], { stdio: 'inherit' });
// The program decides what a signal means, and this one waits for it to remove the bundle.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => program.kill(signal));
const [status] = await once(program, 'exit');
rmSync(bundle);
process.exitCode = status ?? 1;
