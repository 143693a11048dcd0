// Speed and memory of the program that installs tenants: node bench/seeder/run.mjs [NODE]
//
// NODE is the executable that runs the program and its peers, by default the one that runs this.
// Each figure is a ratio against its peer in the same run:
//   install   whole time of N installs, each taking L, c at a time, against N x L / c; a bare loop shows what the machine can
//   check     whole time for 10,000 installed tenants against a bare loop that makes the same requests, c at a time, with keep-alive
//   memory    peak resident memory of that check against the limit of 80 MiB
import { buildSync } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const NODE = process.argv[2] ?? process.execPath;
const DOMAIN = 'your-domain.com';
const KEY = 'bench-key';
const INSTALLS = 200;
const LATENCY_MS = 50;
const CHECKS = 10_000;
const ROUNDS = 3;
const LIMIT_MIB = 80;

const directory = mkdtempSync(join(tmpdir(), 'seeder-bench-'));
const write = (name, content) => {
  const path = join(directory, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
};

function bundle(name, source, minify = true) {
  const outfile = join(directory, name);
  buildSync({
    entryPoints: [join(ROOT, source)],
    outfile,
    bundle: true,
    minify,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
  });
  return outfile;
}

const { SEED } = createRequire(import.meta.url)(bundle('plan.cjs', 'lib/plan/seed.ts'));
const seeder = bundle('seed.cjs', 'lib/seeder/main.ts');
const standIn = bundle('stand-in.cjs', 'test/stand-in/main.ts');
const loop = join(ROOT, 'bench', 'seeder', 'loop.mjs');
const peak = write(
  'peak.cjs',
  `process.on('exit', () => require('fs').writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)));`,
);
const peakFile = join(directory, 'peak');
const key = write('key', KEY);
const passwordFile = write('password', 'bench-password');

function tenantNames(count) {
  return Array.from(
    { length: count },
    (_, index) => `tenant${String(index).replace(/\d/g, (digit) => 'abcdefghij'[digit])}`,
  );
}

async function startPlatform(options) {
  // A file: the options may be longer than an argument may be.
  const file = write('options.json', JSON.stringify({ keys: [KEY], ...options }));
  const child = spawn(process.execPath, [standIn, 'platform', '--options', `@${file}`], {
    env: {},
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = await once(child.stdout, 'data');
  return { child, ...JSON.parse(line) };
}

async function stopPlatform({ child }) {
  child.kill('SIGTERM');
  await once(child, 'exit');
}

async function time(args, env) {
  const begun = performance.now();
  const child = spawn(NODE, args, {
    env: { ...env, PEAK_FILE: peakFile },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let last = '';
  child.stdout.on('data', (text) => (last = String(text).trimEnd().split('\n').at(-1)));
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${args.at(-1)} ended with ${code}: ${last}`);
  return performance.now() - begun;
}

function seed(platform, tenants, concurrency) {
  write(
    'tenants/tenants.json',
    JSON.stringify(tenants.map((name) => ({ name, email: `admin@${name}.example`, passwordFile }))),
  );
  const env = {
    SEED_CONFIG_DIR: join(directory, 'tenants'),
    SEED_API_URL: platform.apiUrl,
    SEED_DOMAIN: DOMAIN,
    SEED_TMS_ADDRESS: platform.tmsAddress,
    SEED_TMS_KEY_FILE: key,
    SEED_CONCURRENCY: String(concurrency),
    SEED_TERMINATION_LOG: join(directory, 'none'),
    // No run before this one was killed: nothing is waited for at the start.
    SEED_SETTLE_SECONDS: '0',
  };
  return time([...SEED.nodeFlags, '-r', peak, seeder], env);
}

// The least: whatever else the machine does only adds.
const least = (values) => Math.min(...values);

/** `peer`: the same figure of the bare loop. What that cannot reach on this machine either is no fault of the program. */
function print(what, ratio, limit, detail, peer = 0) {
  const over = limit !== undefined && ratio > limit;
  const reach = peer > limit ? ', as is the bare loop' : '';
  const verdict = limit === undefined ? '' : over ? `  OVER ${limit}${reach}` : `  within ${limit}`;
  console.log(`${what.padEnd(46)} ${ratio.toFixed(3)}${verdict}  (${detail})`);
  if (over && !reach) process.exitCode = 1;
}

async function benchInstall(concurrency) {
  const names = tenantNames(INSTALLS);
  const env = {
    DOMAIN,
    TENANTS: write('names.json', JSON.stringify(names)),
    CONCURRENCY: String(concurrency),
    INSTALL_KEY: KEY,
  };
  const ours = [];
  const theirs = [];
  const fresh = [];
  const on = async (installed, samples, work) => {
    const platform = await startPlatform({ installMs: LATENCY_MS, installed });
    samples.push(await work(platform));
    await stopPlatform(platform);
  };
  for (let round = 0; round < ROUNDS; round++) {
    await on(['first'], theirs, (platform) => time([loop], { ...env, API_URL: platform.apiUrl }));
    await on(['first'], ours, (platform) => seed(platform, ['first', ...names], concurrency));
    // Nothing is known to be installed: the first install has the platform to itself.
    if (concurrency > 1) await on([], fresh, (platform) => seed(platform, names, concurrency));
  }
  const ideal = (INSTALLS * LATENCY_MS) / concurrency;
  const detail = `${least(ours).toFixed(0)} ms / ${ideal} ms`;
  print(`install, c = ${concurrency}`, least(ours) / ideal, 1.15, detail, least(theirs) / ideal);
  print(
    '  a bare loop of the requests for installation',
    least(theirs) / ideal,
    undefined,
    `${least(theirs).toFixed(0)} ms`,
  );
  if (concurrency > 1)
    print('  a platform without tenants', least(fresh) / ideal, undefined, `${least(fresh).toFixed(0)} ms`);
}

async function benchCheck(concurrency) {
  const names = tenantNames(CHECKS);
  const platform = await startPlatform({ installed: names });
  const env = { API_URL: platform.apiUrl, DOMAIN, TENANTS: write('names.json', JSON.stringify(names)) };
  const ours = [];
  const theirs = [];
  const peaks = [];
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(await time([loop], { ...env, CONCURRENCY: String(concurrency) }));
    ours.push(await seed(platform, names, concurrency));
    peaks.push(Number(readFileSync(peakFile, 'utf8')) / 1024);
  }
  await stopPlatform(platform);
  const [own, other] = [least(ours), least(theirs)];
  print(`check of ${CHECKS}, c = ${concurrency}`, own / other, 1.3, `${own.toFixed(0)} ms / ${other.toFixed(0)} ms`);
  const most = Math.max(...peaks);
  print(`memory, c = ${concurrency}`, most / LIMIT_MIB, 1, `${most.toFixed(1)} MiB / ${LIMIT_MIB} MiB`);
}

try {
  for (const concurrency of [1, 4, 16]) await benchInstall(concurrency);
  for (const concurrency of [1, 4, 16]) await benchCheck(concurrency);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
