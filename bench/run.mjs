// npm run bench: how long the commands take, as ratios to peers in the same run.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { helm4 } from './helm.mjs';
import { pairs, report } from './pairs.mjs';
import { writeStaticChart } from './static-chart.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const values = join(root, 'examples', 'multi-tenant', 'values.yaml');
const command = join(root, 'build', 'cdk8s-tracardi.js');
const cdk8s = join(root, 'node_modules', '.bin', 'cdk8s');
const runs = Number(process.env.BENCH_RUNS ?? 15);

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  const synth = [process.execPath, command, 'synth', '-f', values, '-o', '-'];
  const helm = [helm4(), 'template', 'tracardi', join(root, 'charts', 'tracardi'), '-f', values];
  report('cdk8s-tracardi synth against helm template of the same objects', pairs(synth, helm, runs));

  const chart = join(root, 'charts', 'tracardi');
  const manifests = spawnSync(helm[0], helm.slice(1), { encoding: 'utf8' }).stdout;
  const peer = (name, likeChart) => {
    writeStaticChart(join(folder, name), manifests, likeChart);
    return [helm4(), 'template', 'tracardi', join(folder, name), '-f', values];
  };
  report(
    'helm template against the same objects as static texts, with the same values.yaml and schema (limit 1.5x)',
    pairs(helm, peer('static', chart), runs),
  );
  report('helm template against the same objects as static texts alone', pairs(helm, peer('bare'), runs));

  const { stderr } = spawnSync(
    process.execPath,
    ['--require', join(root, 'bench', 'peak-memory.cjs'), ...synth.slice(1)],
    { encoding: 'utf8' },
  );
  console.log(`cdk8s-tracardi synth: peak memory ${stderr.trim()} MiB`);

  const empty = join(folder, 'empty.js');
  writeFileSync(
    empty,
    `const { App, Chart } = require(${JSON.stringify(join(root, 'node_modules', 'cdk8s'))}); const app = new App(); new Chart(app, 'empty'); app.synth();\n`,
  );
  const app = (main, output) => [cdk8s, 'synth', '-a', `${process.execPath} ${main}`, '-o', join(folder, output)];
  const environment = { ...process.env, TRACARDI_VALUES: values };
  report(
    'cdk8s synth above an empty app',
    pairs(app(join(root, 'build', 'main.js'), 'ours'), app(empty, 'empty'), runs, { cwd: folder, env: environment }),
    { ratio: false },
  );
  report(
    'cdk8s synth against cdk8s-tracardi synth',
    pairs(app(join(root, 'build', 'main.js'), 'ours'), synth, runs, { cwd: folder, env: environment }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
