// npm run release:dry-run: what .github/workflows/release.yml does, as far as it goes without accounts: the workflows are checked,
// the npm package is published to nowhere, the chart to a registry on this machine, signed with a key that is thrown away.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { helm4 } from '../bench/helm.mjs';
import { goTool } from './go-tool.mjs';

const ACTIONLINT = 'github.com/rhysd/actionlint/cmd/actionlint@v1.7.12';
const REGISTRY = 'github.com/distribution/distribution/v3/cmd/registry@v3.1.2';
const COSIGN = 'github.com/sigstore/cosign/v2/cmd/cosign@v2.6.5';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function must(what, command, args, options = {}) {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', cwd: root, ...options });
  if (status !== 0) throw new Error(`${what} failed:\n${stdout}${stderr}`);
  console.log(`${what}: well`);
  return stdout + stderr;
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function startRegistry(folder, port) {
  const config = join(folder, 'registry.yml');
  const storage = join(folder, 'registry');
  writeFileSync(
    config,
    `version: 0.1\nlog: { level: error }\nstorage: { filesystem: { rootdirectory: ${storage} } }\nhttp: { addr: '127.0.0.1:${port}' }\n`,
  );
  const registry = spawn(goTool(REGISTRY), ['serve', config], { stdio: 'ignore' });
  for (let attempt = 0; attempt < 100; attempt++) {
    const isUp = await fetch(`http://127.0.0.1:${port}/v2/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return registry;
    await setTimeout(100);
  }
  registry.kill();
  throw new Error('the registry does not start');
}

function checkWorkflows() {
  const folder = join(root, '.github', 'workflows');
  const files = readdirSync(folder).map((name) => join(folder, name));
  must('The workflows', goTool(ACTIONLINT), files);
}

async function publishChart(folder) {
  const cosign = goTool(COSIGN);
  const env = { ...process.env, COSIGN_PASSWORD: '', PATH: `${dirname(cosign)}${delimiter}${process.env.PATH}` };
  must('A key pair', cosign, ['generate-key-pair'], { cwd: folder, env });
  const port = await freePort();
  const registry = await startRegistry(folder, port);
  try {
    const place = `127.0.0.1:${port}/charts`;
    const options = ['--key', join(folder, 'cosign.key'), '--plain-http'];
    console.log(must('The chart', process.execPath, ['scripts/publish-chart.mjs', place, ...options], { env }).trim());
    must('The chart from the registry', helm4(), [
      ...['template', 'tracardi', `oci://${place}/tracardi`, '--plain-http'],
      ...['-f', 'examples/multi-tenant/values.yaml'],
    ]);
  } finally {
    registry.kill();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'release-'));
try {
  if (spawnSync('go', ['version']).status !== 0)
    throw new Error('Go is not on PATH; the registry, cosign and actionlint are built with it');
  checkWorkflows();
  must('npm publish', 'npm', ['publish', '--dry-run', '--access', 'public']);
  await publishChart(folder);
} catch (error) {
  console.error(`error: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
