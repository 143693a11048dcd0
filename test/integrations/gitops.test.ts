import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { JsonObject } from '../../lib/json/json';
import { getAt } from '../../lib/json/tree';
import { COMMAND, ROOT } from '../cli/command';
import { startKubectlServer } from '../support/kubectl-server';
import type { KubectlServer } from '../support/kubectl-server';
import { getObject, parseObjects } from '../support/objects';
import type { KubernetesObject } from '../support/objects';
import { validateObject } from '../support/schema';
import { helm3, helm4, kubectl, run } from '../support/tools';

/** The examples for Argo CD, Flux, kustomize and helmfile make what the command makes of the same values. */

const EXAMPLES = join(ROOT, 'examples');
const CHART = join(ROOT, 'charts', 'tracardi');
const DOCUMENT = readFileSync(join(ROOT, 'docs', 'gitops.md'), 'utf8');
const read = (...path: string[]): string => readFileSync(join(EXAMPLES, ...path), 'utf8');
const environmentFile = (name: string): string => join(EXAMPLES, 'environments', name);

let folder: string;
let server: KubectlServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gitops-'));
  server = await startKubectlServer();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

let files = 0;
function write(values: unknown): string {
  const file = join(folder, `${files++}.yaml`);
  writeFileSync(file, typeof values === 'string' ? values : stringify(values));
  return file;
}

const given = (valuesFiles: readonly string[]): string[] => valuesFiles.flatMap((file) => ['-f', file]);

function output(command: string, args: readonly string[], cwd = ROOT): string {
  const { status, stdout, stderr } = run(command, args, { cwd });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const byHelm = (valuesFiles: readonly string[], namespace: string): KubernetesObject[] =>
  parseObjects(output(helm4(), ['template', 'tracardi', CHART, '-n', namespace, ...given(valuesFiles)]));

const byCommand = (valuesFiles: readonly string[], namespace: string): KubernetesObject[] =>
  parseObjects(
    output(process.execPath, [
      COMMAND,
      'synth',
      '-n',
      namespace,
      '--release',
      'tracardi',
      '-o',
      '-',
      ...given(valuesFiles),
    ]),
  );

const named = (objects: readonly KubernetesObject[]): { [name: string]: KubernetesObject } =>
  Object.fromEntries(objects.map((object) => [`${object.kind} ${object.metadata.name}`, object]));

const replicas = (objects: KubernetesObject[]): unknown =>
  getAt(getObject(objects, 'Deployment', 'be-fa-public'), ['spec', 'replicas']);

/** What makes the installation of prod: its own files win, and the Job is an ordinary one. */
function expectInstallation(objects: KubernetesObject[], valuesFiles: readonly string[], namespace = 'prod'): void {
  for (const object of objects) expect(validateObject(object)).toEqual([]);
  expect(JSON.stringify(objects)).not.toContain('"helm.sh/hook"');
  expect(named(objects)).toEqual(named(byCommand(valuesFiles, namespace)));
  expect(
    getAt(
      objects.find(({ kind }) => kind === 'Ingress'),
      ['metadata', 'namespace'],
    ),
  ).toBe(namespace);
}

describe('Argo CD', () => {
  interface Source {
    readonly path?: string;
    readonly ref?: string;
    readonly helm?: { readonly releaseName: string; readonly valueFiles: string[]; readonly valuesObject: JsonObject };
  }
  interface Spec {
    readonly destination: { readonly namespace: string };
    readonly sources: Source[];
  }

  /** Values in the order in which Argo CD hands them to Helm. */
  function valuesOf({ sources }: Spec): string[] {
    const { path, helm } = sources.find((source) => source.helm)!;
    const ref = sources.find((source) => source.ref)!.ref!;
    expect({ path, releaseName: helm!.releaseName }).toEqual({ path: 'charts/tracardi', releaseName: 'tracardi' });
    const valueFiles = helm!.valueFiles.map((file) => {
      const [, name] = new RegExp(`^\\$${ref}/environments/(.*)$`).exec(file)!;
      return environmentFile(name);
    });
    return [...valueFiles, write(helm!.valuesObject)];
  }

  test('the Application', () => {
    const application = parse(read('argo-cd', 'application.yaml')) as KubernetesObject & { spec: Spec };
    expect(validateObject(application)).toEqual([]);
    const valuesFiles = valuesOf(application.spec);
    const objects = byHelm(valuesFiles, application.spec.destination.namespace);
    expectInstallation(objects, valuesFiles);
    expect(replicas(objects)).toBe(4);
    expect(objects.filter(({ kind }) => kind === 'Job').map(({ metadata }) => metadata.name)).toEqual([
      expect.stringMatching(/^tenant-seed-[0-9a-f]{10}$/),
    ]);
  });

  test('the ApplicationSet, one Application for each environment', () => {
    const text = read('argo-cd', 'applicationset.yaml');
    const set = parse(text) as KubernetesObject;
    expect(validateObject(set)).toEqual([]);
    const environments = getAt(set, ['spec', 'generators', 0, 'list', 'elements']) as never as {
      environment: string;
    }[];
    expect(environments).toEqual([{ environment: 'staging' }, { environment: 'prod' }]);
    for (const { environment } of environments) {
      const filled = parse(text.replaceAll('{{ .environment }}', environment)) as KubernetesObject;
      const template = getAt(filled, ['spec', 'template']) as { metadata: JsonObject; spec: JsonObject };
      const application = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Application', ...template };
      expect(validateObject(application)).toEqual([]);
      expect(JSON.stringify(application)).not.toContain('{{');
      const valuesFiles = valuesOf(template.spec as never);
      expectInstallation(byHelm(valuesFiles, environment), valuesFiles, environment);
    }
  });

  test('the Job as a hook: its annotations, and nothing else that changes', () => {
    const application = parse(read('argo-cd', 'application.yaml')) as { spec: Spec };
    const plain = valuesOf(application.spec);
    const hook = [...plain, join(EXAMPLES, 'argo-cd', 'sync-hook.yaml')];
    const objects = byHelm(hook, 'prod');
    expectInstallation(objects, hook);
    const job = objects.find(({ kind }) => kind === 'Job')!;
    expect(job.metadata.annotations).toEqual({
      'argocd.argoproj.io/hook': 'PostSync',
      'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation,HookSucceeded',
    });
    const before = named(byHelm(plain, 'prod'));
    const { annotations: _, ...metadata } = job.metadata;
    expect({ ...named(objects), [`Job ${job.metadata.name}`]: { ...job, metadata } }).toEqual(before);
  });
});

describe('Flux', () => {
  let objects: KubernetesObject[];
  beforeAll(() => {
    const [, args] = /^kubectl (kustomize .*examples\/flux)$/m.exec(DOCUMENT)!;
    objects = parseObjects(output(kubectl(), args.split(' ')));
  });

  test('the source, the release and the values are what the CRDs accept', () => {
    expect(objects.map(({ kind }) => kind).sort()).toEqual(['ConfigMap', 'ConfigMap', 'GitRepository', 'HelmRelease']);
    for (const object of objects) expect(validateObject(object)).toEqual([]);
    const release = getObject(objects, 'HelmRelease', 'tracardi');
    expect(getAt(release, ['spec', 'chart', 'spec', 'sourceRef'])).toEqual({ kind: 'GitRepository', name: 'tracardi' });
    expect(existsSync(join(ROOT, getAt(release, ['spec', 'chart', 'spec', 'chart']) as string, 'Chart.yaml'))).toBe(
      true,
    );
  });

  test('the values, merged as Flux merges them', () => {
    const { valuesFrom, values } = getObject(objects, 'HelmRelease', 'tracardi').spec as never as {
      valuesFrom: { name: string }[];
      values: JsonObject;
    };
    const texts = valuesFrom.map(
      ({ name }) => (getObject(objects, 'ConfigMap', name).data as { 'values.yaml': string })['values.yaml'],
    );
    expect(texts).toEqual([read('environments', 'base.yaml'), read('environments', 'prod.yaml')]);
    const valuesFiles = [...texts, values].map(write);
    const made = byHelm(valuesFiles, 'prod');
    expect(replicas(made)).toBe(4);
    // A retry makes a hook anew, and leaves an ordinary Job that failed as it is; helm-controller cannot print its log.
    expect(getObject(made, 'Job', 'tenant-seed').metadata.annotations).toMatchObject({
      'helm.sh/hook': 'post-install,post-upgrade',
      'helm.sh/hook-output-log-policy': '',
    });
    const plain = [...valuesFiles, write({ seed: { useHelmHooks: false } })];
    expectInstallation(byHelm(plain, 'prod'), plain);
  });
});

test('every link of the document leads somewhere', () => {
  for (const [, path] of DOCUMENT.matchAll(/\]\(([^)]+)\)/g))
    expect({ path, exists: existsSync(join(ROOT, 'docs', path)) }).toEqual({ path, exists: true });
});

test('kustomize, over what the command writes: what the kustomization says, and nothing else', () => {
  // The commands as the document has them, in a copy of the examples.
  cpSync(EXAMPLES, join(folder, 'examples'), { recursive: true });
  const [, block] = /^```sh\n(cd examples\/kustomize\n[^]*?)```/m.exec(DOCUMENT)!;
  const script = block
    .replace('npx cdk8s-tracardi', `"${process.execPath}" "${COMMAND}"`)
    .replace('kubectl', `"${kubectl()}"`);
  const text = output('bash', ['-ec', script], folder).replace(/^wrote .*\n/, '');
  const values = join(EXAMPLES, 'multi-tenant', 'values.yaml');
  const objects = named(parseObjects(text));
  const expected = named(byCommand([values], 'prod'));
  for (const object of Object.values(expected))
    object.metadata.labels = { ...(object.metadata.labels as JsonObject), 'cost-centre': 'cdp' };
  (expected['Service be-public-svc'].spec as JsonObject).trafficDistribution = 'PreferClose';
  expect(objects).toEqual(expected);
  const { status, stdout, stderr } = run(kubectl(), ['apply', '--dry-run=client', '-f', write(text)], {
    env: server.env,
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout.trim().split('\n')).toHaveLength(Object.keys(expected).length);
});

describe('helmfile', () => {
  const FILE = join('helmfile', 'helmfile.yaml.gotmpl');
  interface Release {
    readonly name: string;
    readonly namespace: string;
    readonly chart: string;
    readonly timeout: number;
    readonly values: (string | JsonObject)[];
  }
  const environments = Object.keys((parse(read(FILE).split('\n---\n')[0]) as { environments: object }).environments);

  /** Where there is one; the registries that the tests use have none that is built soon. */
  const helmfile = process.env.HELMFILE_BIN;

  test.each(environments)('the release of %s', (environment) => {
    const part = read(FILE).split('\n---\n')[1].replaceAll('{{ .Environment.Name }}', environment);
    const [release, ...others] = (parse(part) as { releases: Release[] }).releases;
    expect(others).toEqual([]);
    const place = join(EXAMPLES, 'helmfile');
    expect({ ...release, chart: join(place, release.chart) }).toMatchObject({ name: 'tracardi', chart: CHART });
    const valuesFiles = release.values.map((value) => (typeof value === 'string' ? join(place, value) : write(value)));
    const objects = byHelm(valuesFiles, release.namespace);
    expect(replicas(objects)).toBe(environment === 'prod' ? 4 : 1);
    expect(getAt(getObject(objects, 'Job', 'tenant-seed'), ['metadata', 'annotations'])).toMatchObject({
      'helm.sh/hook': 'post-install,post-upgrade',
    });
    expect(objects.find(({ kind }) => kind === 'Ingress')!.metadata.namespace).toBe(environment);
    if (!helmfile) return;
    const args = ['-b', helm3(), '-e', environment, 'template', '--quiet'];
    expect(named(parseObjects(output(helmfile, args, place)))).toEqual(named(objects));
  });
});
