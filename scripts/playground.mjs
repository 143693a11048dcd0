// The playground: validator and synthesizer as one page that loads nothing. Usage: node scripts/playground.mjs [FOLDER]
import { build } from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { onlyUsedKinds } from './kubernetes-kinds.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = (name) => join(root, 'site', 'playground', name);
const requireHere = createRequire(import.meta.url);

/** What the synthesizer asks of Node, from packages for browsers; files and processes it does not touch here. */
const IN_BROWSERS = {
  crypto: `export * from ${JSON.stringify(source('crypto.js'))}`,
  path: `export * from ${JSON.stringify(requireHere.resolve('path-browserify'))}`,
  fs: '',
  os: '',
  child_process: '',
  util: '',
};

const nodeInBrowsers = {
  name: 'node-in-browsers',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^(node:)?(${Object.keys(IN_BROWSERS).join('|')})$`) }, ({ path }) => ({
      path: path.replace('node:', ''),
      namespace: 'node',
    }));
    onLoad({ filter: /.*/, namespace: 'node' }, ({ path }) => ({ contents: IN_BROWSERS[path], resolveDir: root }));
    onResolve({ filter: /^buffer$/ }, () => ({ path: requireHere.resolve('buffer/index.js') }));
  },
};

async function scriptText() {
  const { outputFiles } = await build({
    entryPoints: [source('main.ts')],
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    minify: true,
    legalComments: 'none',
    logLevel: 'error',
    inject: [source('globals.js')],
    define: {
      'process.env': '{}',
      EXAMPLE: JSON.stringify(readFileSync(join(root, 'examples', 'multi-tenant', 'values.yaml'), 'utf8')),
    },
    plugins: [onlyUsedKinds, nodeInBrowsers],
  });
  return outputFiles[0].text;
}

/** The page: no script and no style but its own, and connections to nowhere. What is beside it may keep it for offline. */
export async function playground() {
  const script = await scriptText();
  const style = readFileSync(source('style.css'), 'utf8');
  const hash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const policy = `default-src 'none'; script-src ${hash(script)}; style-src ${hash(style)}; worker-src 'self'; base-uri 'none'; form-action 'none'`;
  const page = readFileSync(source('index.html'), 'utf8');
  return page
    .replace('{{policy}}', policy)
    .replace('<style></style>', () => `<style>${style}</style>`)
    .replace('<script></script>', () => `<script>${script}</script>`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const folder = resolve(process.argv[2] ?? join(root, 'build', 'playground'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.html'), await playground());
}
