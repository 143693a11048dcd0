// The command and the app of `cdk8s synth`, each as one file without the modules it does not use: a fraction of the start-up time.
// What is large in them stays in modules of its own, which the constructs use, too.
import { build } from 'esbuild';
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onlyUsedKinds } from './kubernetes-kinds.mjs';
import { writeThirdParty } from './third-party.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const outdir = join(root, 'build');

/** Modules of lib/values/generated that are in the package once. */
const SHARED = ['defaults', 'schema', 'seed-program', 'validator'];

const sharedModules = {
  name: 'shared-modules',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`/generated/(${SHARED.join('|')})$`) }, ({ path }) => ({
      path: `./values/generated/${basename(path)}.js`,
      external: true,
    }));
    onResolve({ filter: /^yaml$/ }, () => ({ path: './yaml.js', external: true }));
  },
};

const options = {
  outdir,
  outbase: join(root, 'lib'),
  absWorkingDir: root,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
};

/** The reader of YAML is in the package as one file, which the constructs, the command and its cdk8s share. */
function useOneYaml() {
  const modules = readdirSync(outdir, { recursive: true }).filter((name) => /^(?!jsii).*\.js$/.test(name));
  for (const file of modules.map((name) => join(outdir, name))) {
    const code = readFileSync(file, 'utf8');
    const path = relative(dirname(file), join(outdir, 'yaml.js')).replaceAll('\\', '/');
    const linked = code.replaceAll('require("yaml")', `require("${path.startsWith('.') ? path : `./${path}`}")`);
    if (linked !== code) writeFileSync(file, linked);
  }
}

useOneYaml();
// Names of classes stay in what has cdk8s: it uses them, as its errors do, and esbuild would restore them with a call for every function made.
const parts = await Promise.all([
  build({
    ...options,
    entryPoints: ['cdk8s-tracardi', 'main'].map((name) => join(root, 'lib', `${name}.ts`)),
    bundle: true,
    plugins: [onlyUsedKinds, sharedModules],
  }),
  build({ ...options, entryPoints: [{ in: 'yaml', out: 'yaml' }], bundle: true, minifyIdentifiers: true }),
  build({
    ...options,
    entryPoints: SHARED.map((name) => join(root, 'lib', 'values', 'generated', `${name}.ts`)),
    minifyIdentifiers: true,
  }),
]);
writeThirdParty(
  outdir,
  parts.map(({ metafile }) => metafile),
);
chmodSync(join(outdir, 'cdk8s-tracardi.js'), 0o755);
