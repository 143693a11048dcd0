// The command and the app of `cdk8s synth`, each as one file without the modules it does not use: a fraction of the start-up time.
// What is large in them stays in modules of its own, which the constructs use, too.
import { build } from 'esbuild';
import { chmodSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onlyUsedKinds } from './kubernetes-kinds.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Modules of lib/values/generated that are in the package once. */
const SHARED = ['defaults', 'schema', 'seed-program', 'validator'];

const sharedModules = {
  name: 'shared-modules',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`/generated/(${SHARED.join('|')})$`) }, ({ path }) => ({
      path: `./values/generated/${basename(path)}.js`,
      external: true,
    }));
  },
};

const options = {
  outdir: join(root, 'build'),
  outbase: join(root, 'lib'),
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  // Names stay: cdk8s and its errors use those of classes, and esbuild would restore them with a call for every function made.
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
};

await build({
  ...options,
  entryPoints: ['cdk8s-tracardi', 'main'].map((name) => join(root, 'lib', `${name}.ts`)),
  bundle: true,
  plugins: [onlyUsedKinds, sharedModules],
});
await build({
  ...options,
  entryPoints: SHARED.map((name) => join(root, 'lib', 'values', 'generated', `${name}.ts`)),
});
chmodSync(join(root, 'build', 'cdk8s-tracardi.js'), 0o755);
