// npm run bench: checking and synthesizing many files in one call, against Helm started once a file.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { helm4 } from './helm.mjs';
import { median, pairs, report, time } from './pairs.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const example = readFileSync(join(root, 'examples', 'multi-tenant', 'values.yaml'), 'utf8');
const chart = join(root, 'charts', 'tracardi');
const command = [process.execPath, join(root, 'build', 'cdk8s-tracardi.js')];
const runs = Number(process.env.BENCH_RUNS ?? 5);
const FILES = 1000;
const ENVIRONMENTS = 100;
const HELM_RUNS = 20;
const TENANTS = 100_000;

const folder = mkdtempSync(join(tmpdir(), 'bench-'));

/** Values files that differ. */
function files(count) {
  mkdirSync(join(folder, String(count)), { recursive: true });
  return Array.from({ length: count }, (_, index) => {
    const file = join(folder, String(count), `environment-${index}.yaml`);
    writeFileSync(file, example.replaceAll('your-domain.com', `customer-${index}.example`));
    return file;
  });
}

const validate = (...names) => [...command, 'validate', ...names];
const lint = (file) => [helm4(), 'lint', '--quiet', chart, '-f', file];
const template = (file) => [helm4(), 'template', 'tracardi', chart, '-f', file];

/** One call for all files against a loop of Helm, of which some runs stand for all. */
function batch(name, all, list, each) {
  const results = Array.from({ length: runs }, () => {
    const ours = time(all);
    const loop = list.slice(0, HELM_RUNS).map((file) => time(each(file)));
    return { ours, helm: (loop.reduce((sum, item) => sum + item, 0) / loop.length) * list.length };
  });
  const ratio = median(results.map(({ ours, helm }) => helm / ours));
  const ours = median(results.map((result) => result.ours));
  console.log(
    `${name}: ${ratio.toFixed(1)}x as many a second (${list.length} files in ${(ours / 1000).toFixed(1)} s, ${((1000 * list.length) / ours).toFixed(0)} a second; medians of ${runs})`,
  );
}

function largeFile() {
  const file = join(folder, 'large.yaml');
  const name = (index) => `t${[...String(index).padStart(6, '0')].map((digit) => 'abcdefghij'[digit]).join('')}`;
  const tenants = Array.from(
    { length: TENANTS },
    (_, index) =>
      `  - name: ${name(index)}\n    email: admin@${name(index)}.example\n    passwordFrom: { name: tracardi, key: ${name(index)} }\n`,
  );
  writeFileSync(file, `${example}\ntenants:\n${tenants.join('')}`);
  const start = performance.now();
  const { stderr } = spawnSync(
    process.execPath,
    ['--require', join(root, 'bench', 'peak-memory.cjs'), ...validate(file).slice(1)],
    { encoding: 'utf8' },
  );
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const megabytes = (readFileSync(file).length / 1e6).toFixed(1);
  console.log(
    `validate of ${megabytes} MB, ${TENANTS} tenants: ${seconds} s, peak ${stderr.trim().split('\n').at(-1)} MiB (limit 1024)`,
  );
}

try {
  const many = files(FILES);
  report('validate of one file against helm lint (limit 1.5x)', pairs(validate(many[0]), lint(many[0]), 3 * runs));
  batch('validate of 1000 files against helm lint (at least 20x)', validate(...many), many, lint);
  const environments = files(ENVIRONMENTS);
  const synth = [...command, 'synth', ...environments, '-o', join(folder, 'dist')];
  batch('synth of 100 environments against helm template (at least 10x)', synth, environments, template);
  largeFile();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
