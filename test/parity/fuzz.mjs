// npm run fuzz: bundles and runs test/parity/fuzz-main.ts.
import { build } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const bundle = join(folder, '..', '..', 'node_modules', '.cache', `parity-fuzz-${process.pid}.cjs`);

await build({
  entryPoints: [join(folder, 'fuzz-main.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  packages: 'external',
  logLevel: 'warning',
});
const { status } = spawnSync(process.execPath, [bundle, ...process.argv.slice(2)], { stdio: 'inherit' });
rmSync(bundle);
process.exitCode = status ?? 1;
