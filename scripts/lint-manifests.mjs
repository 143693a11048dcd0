// npm run lint:manifests: kubeconform and kube-score over what `helm template` makes of the values files in charts/tracardi/ci
// and examples. The schemas are those of the tests, so that it needs no network but Go's module proxy, once.
import { buildSync } from 'esbuild';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { helm4 } from '../bench/helm.mjs';
import { goTool } from './go-tool.mjs';

const KUBECONFORM = 'github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0';
const KUBE_SCORE = 'github.com/zegl/kube-score/cmd/kube-score@v1.20.0';

/** Checks of kube-score that the defaults do not meet, and why. All others must be well. */
const EXCEPTIONS = {
  'container-security-context-readonlyrootfilesystem':
    'nobody documents where the images of Tracardi write; containerSecurityContext sets it',
  'container-security-context-user-group-id':
    'nobody documents which users the images of Tracardi may have; podSecurityContext sets one. node:alpine has the user 1000',
  'container-image-pull-policy':
    'images have fixed tags, so IfNotPresent pulls the same; image.pullPolicy sets another',
  'container-ephemeral-storage-request-and-limit': 'nobody documents how much Tracardi writes; resources sets it',
  'pod-networkpolicy': 'the cluster alone knows where its databases and collectors stand',
  'pod-probes-identical': 'the programs have one health endpoint; the liveness probe is the more patient one',
  'deployment-replicas': 'one pod, as in the chart before; replicas, autoscaling and keda set more',
  'deployment-has-poddisruptionbudget': 'none, as in the chart before; podDisruptionBudget.enabled makes one',
  'deployment-has-host-podantiaffinity':
    'pods are spread by topologySpreadConstraints, which kube-score does not look at',
  'horizontalpodautoscaler-replicas': 'autoscaling.minReplicas is the choice of the values file',
};

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const cache = join(root, 'node_modules', '.cache', 'cdk8s-tracardi');
const chart = join(root, 'charts', 'tracardi');

function run(command, args, options = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, { encoding: 'utf8', ...options });
  if (error) throw error;
  return { isWell: status === 0, output: stdout + stderr, stdout };
}

/** Writes the schemas of the tests, one file a kind, each whole. */
function writeSchemas(folder) {
  const support = join(root, 'test', 'support');
  const outfile = join(cache, 'schema.cjs');
  buildSync({
    entryPoints: [join(support, 'schema.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    define: { __dirname: JSON.stringify(support) },
  });
  const { knownKinds, standaloneSchema } = createRequire(import.meta.url)(outfile);
  for (const resource of knownKinds) {
    // kubeconform's names: deployment-apps-v1, networkpolicy-networking-v1, service-v1.
    const [version, group = ''] = resource.apiVersion.split('/').reverse();
    const name = [resource.kind, group.split('.')[0], version].filter(Boolean).join('-').toLowerCase();
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(standaloneSchema(resource)));
  }
}

function valuesFiles() {
  return ['charts/tracardi/ci', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => /(^sizes\/|values)[^/]*\.yaml$/.test(name))
      .map((name) => join(folder, name)),
  );
}

function lint(kubeconform, schemas, values) {
  const rendered = run(helm4(), ['template', 'tracardi', chart, '-f', values], { cwd: root });
  if (!rendered.isWell) return rendered;
  const location = join(schemas, '{{.ResourceKind}}{{.KindSuffix}}.json');
  const conforms = run(kubeconform, ['-strict', '-summary', '-schema-location', location], { input: rendered.stdout });
  const ignored = Object.keys(EXCEPTIONS).flatMap((check) => ['--ignore-test', check]);
  const options = ['--output-format', 'ci', '--exit-one-on-warning', '--kubernetes-version', 'v1.35', ...ignored];
  const score = run(kubeScore, ['score', ...options, '-'], { input: rendered.stdout });
  const complaints = score.output.split('\n').filter((line) => /^\[(WARNING|CRITICAL)\]/.test(line));
  return { isWell: conforms.isWell && score.isWell, output: [conforms.output.trim(), ...complaints].join('\n') };
}

const kubeconform = goTool(KUBECONFORM);
const kubeScore = goTool(KUBE_SCORE);
if (!kubeconform || !kubeScore) {
  console.log('lint:manifests is skipped: there is no Go on PATH to build kubeconform and kube-score with');
  process.exit(0);
}
const schemas = mkdtempSync(join(tmpdir(), 'kubernetes-schemas-'));
try {
  writeSchemas(schemas);
  for (const values of valuesFiles()) {
    const { isWell, output } = lint(kubeconform, schemas, values);
    console.log(`${values}: ${output.trim()}`);
    if (!isWell) process.exitCode = 1;
  }
} finally {
  rmSync(schemas, { recursive: true });
}
