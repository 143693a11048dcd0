// The command and the app of `cdk8s synth`, each as one file without the modules it does not use: a fraction of the start-up time.
// What is large in them stays in modules of its own, which the constructs use, too.
import { build } from 'esbuild';
import { chmodSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const kubernetes = createRequire(import.meta.url).resolve('cdk8s-plus-28/lib/imports/k8s');

/** Of cdk8s-plus only the classes of some kinds of Kubernetes are used, a thirtieth of their module. */
const onlyUsedKinds = {
  name: 'only-used-kinds',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^cdk8s-plus-28$/ }, () => ({ path: 'k8s', namespace: 'kinds' }));
    onLoad({ filter: /.*/, namespace: 'kinds' }, () => ({ contents: usedKinds(), resolveDir: root }));
  },
};

function usedKinds() {
  const sources = readdirSync(join(root, 'lib'), { recursive: true }).filter((name) => name.endsWith('.ts'));
  const text = sources.map((name) => readFileSync(join(root, 'lib', name), 'utf8')).join('\n');
  const declarations = declarationsOf(readFileSync(kubernetes, 'utf8'));
  const named = [...text.matchAll(/\bk8s\.(\w+)/g)].map(([, name]) => name);
  const kinds = new Set(named.filter((name) => declarations.has(name)));
  const needed = new Set(kinds);
  // A set that grows while it is gone through: what the needed ones name is needed, too.
  for (const name of needed)
    for (const [word] of declarations.get(name).matchAll(/\w+/g)) if (declarations.has(word)) needed.add(word);
  const body = [...needed].map((name) => declarations.get(name)).join('\n');
  return `const cdk8s_1 = require('cdk8s');\n${body}\nexports.k8s = { ${[...kinds].join(', ')} };\n`;
}

/** Classes and functions by their name, a class with its GVK. */
function declarationsOf(source) {
  const found = new Map();
  for (const statement of ts.createSourceFile('k8s.js', source, ts.ScriptTarget.ES2022).statements) {
    const text = source.slice(statement.pos, statement.end);
    const assigned = /^(\w+)\.GVK = /m.exec(text)?.[1];
    if (statement.name) found.set(statement.name.text, text);
    else if (assigned) found.set(assigned, found.get(assigned) + text);
  }
  return found;
}

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
