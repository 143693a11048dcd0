// node scripts/publish-chart.mjs REGISTRY/PATH [--key FILE.key] [--plain-http]: packs the chart, pushes it, signs it, attests the images
// that it runs, and verifies both. Without --key the identity of the workflow signs; --plain-http is for a registry on this machine.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parse } from 'yaml';
import { helm4 } from '../bench/helm.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const chart = join(root, 'charts', 'tracardi');
const { name, version, annotations } = parse(readFileSync(join(chart, 'Chart.yaml'), 'utf8'));

function fail(message, code = 1) {
  console.error(`error: ${message}`);
  process.exit(code);
}

function must(command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  if (error?.code === 'ENOENT') fail(`${command} is not on PATH`);
  if (error) throw error;
  if (status !== 0) fail(`${command} ${args[0]} ended with ${status}:\n${stdout}${stderr}`);
  return stdout + stderr;
}

/** CycloneDX, https://cyclonedx.org/docs/1.6/json. */
function bill() {
  const components = parse(annotations['artifacthub.io/images']).map(({ image }) => {
    const [repository, tag] = image.split(':');
    return { type: 'container', name: repository, version: tag, 'bom-ref': image };
  });
  const component = { type: 'application', name, version, 'bom-ref': `${name}@${version}` };
  return { bomFormat: 'CycloneDX', specVersion: '1.6', version: 1, metadata: { component }, components };
}

function identity(key) {
  if (key) return ['--key', key.replace(/\.key$/, '.pub'), '--insecure-ignore-tlog'];
  const { GITHUB_WORKFLOW_REF: workflow } = process.env;
  if (!workflow) fail('without --key this runs in a workflow of GitHub alone, whose identity signs', 2);
  const issuer = 'https://token.actions.githubusercontent.com';
  return ['--certificate-identity', `https://github.com/${workflow}`, '--certificate-oidc-issuer', issuer];
}

function publish(registry, folder, { key, 'plain-http': plain }) {
  const verifier = identity(key);
  const signer = ['--yes', ...(key ? ['--key', key, '--tlog-upload=false'] : [])];
  const http = plain ? ['--allow-http-registry'] : [];
  must(helm4(), 'package', chart, '--destination', folder);
  const [archive] = readdirSync(folder);
  const pushed = must(helm4(), 'push', join(folder, archive), `oci://${registry}`, ...(plain ? ['--plain-http'] : []));
  const digest = /^Digest: (sha256:[0-9a-f]{64})$/m.exec(pushed)?.[1];
  if (!digest) fail(`helm push names no digest:\n${pushed}`);
  const image = `${registry}/${name}@${digest}`;
  const predicate = join(folder, 'images.cdx.json');
  writeFileSync(predicate, JSON.stringify(bill(), undefined, 2));
  must('cosign', 'sign', ...signer, ...http, image);
  must('cosign', 'attest', ...signer, ...http, '--type', 'cyclonedx', '--predicate', predicate, image);
  must('cosign', 'verify', ...verifier, ...http, image);
  must('cosign', 'verify-attestation', ...verifier, ...http, '--type', 'cyclonedx', image);
  console.log(`${image} is pushed, signed and verified; its bill of materials has ${bill().components.length} images`);
}

let options;
try {
  options = parseArgs({
    allowPositionals: true,
    options: { key: { type: 'string' }, 'plain-http': { type: 'boolean' } },
  });
} catch (error) {
  fail(error.message, 2);
}
const [registry] = options.positionals;
if (!registry || options.positionals.length > 1 || registry.includes('://'))
  fail(
    'usage: node scripts/publish-chart.mjs REGISTRY/PATH [--key FILE.key] [--plain-http], e.g. ghcr.io/tracardi/charts',
    2,
  );
const folder = mkdtempSync(join(tmpdir(), 'chart-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
publish(registry.replace(/\/$/, ''), folder, options.values);
