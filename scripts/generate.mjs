// npm run generate: everything that follows from lib/values/source. `--check` writes nothing and fails where a file differs.
import { build } from 'esbuild';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const bundle = join(root, 'node_modules', '.cache', 'cdk8s-tracardi', 'generate.cjs');

await build({
  entryPoints: [join(root, 'scripts', 'generate', 'index.ts')],
  outfile: bundle,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  packages: 'external',
  logLevel: 'warning',
});
const generated = await import(pathToFileURL(bundle).href);
const files = await generated.default.generateFiles(root);
rmSync(bundle);

const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};
const changed = Object.entries(files).filter(([name, text]) => read(join(root, name)) !== text);
if (process.argv.includes('--check')) {
  for (const [name] of changed) console.error(`${name} differs from what \`npm run generate\` makes`);
  process.exitCode = changed.length > 0 ? 1 : 0;
} else {
  for (const [name, text] of changed) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
    console.log(name);
  }
}
