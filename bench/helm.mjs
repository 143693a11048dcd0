// The Helm that the tests use.
import { buildSync } from 'esbuild';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const support = join(dirname(fileURLToPath(import.meta.url)), '..', 'test', 'support');
const outfile = join(support, '..', '..', 'node_modules', '.cache', 'cdk8s-tracardi', 'tools.cjs');

buildSync({
  entryPoints: [join(support, 'tools.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  define: { __dirname: JSON.stringify(support) },
});

export const { helm4, helm3 } = createRequire(import.meta.url)(outfile);
