// How many generated values files a second `npm run fuzz` compares, with the batch program and with a process of Helm for each.
import { buildSync } from 'esbuild';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { helm4 } from './helm.mjs';
import { median } from './pairs.mjs';

const parity = join(dirname(fileURLToPath(import.meta.url)), '..', 'test', 'parity');
// Two folders below the root, as the sources are.
const outfile = join(parity, '..', '..', 'node_modules', '.cache', 'bench-parity.cjs');
const exported = {
  fuzz: 'fuzz',
  arbitrary: 'validValues',
  faces: 'helmBinary',
  'helm-batch': 'buildHelmBatch, HelmBatch',
};
buildSync({
  stdin: {
    contents: Object.entries(exported)
      .map(([file, names]) => `export { ${names} } from './${file}';`)
      .join('\n'),
    resolveDir: parity,
  },
  outfile,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  packages: 'external',
});
const { fuzz, validValues, helmBinary, buildHelmBatch, HelmBatch } = createRequire(import.meta.url)(outfile);

const FILES = 60;
const runs = Number(process.env.BENCH_RUNS ?? 15);

async function filesPerSecond(helm, seed) {
  const start = performance.now();
  const { failure } = await fuzz({ values: validValues(), runs: FILES, seed, helms: [helm] });
  if (failure !== undefined) throw new Error(failure);
  return (FILES * 1000) / (performance.now() - start);
}

const binary = helmBinary(helm4());
const batch = new HelmBatch(buildHelmBatch(4));
await filesPerSecond(batch, 0);
const pairs = [];
for (let seed = 1; seed <= Math.ceil(runs / 3); seed++)
  pairs.push({ batch: await filesPerSecond(batch, seed), binary: await filesPerSecond(binary, seed) });
batch.close();
const [a, b] = [median(pairs.map((pair) => pair.batch)), median(pairs.map((pair) => pair.binary))];
const ratio = median(pairs.map((pair) => pair.batch / pair.binary));
console.log(
  `comparing values files, batch against binary: ${ratio.toFixed(2)}x (medians of ${pairs.length} pairs: ${a.toFixed(1)} files/s against ${b.toFixed(1)} files/s)`,
);
